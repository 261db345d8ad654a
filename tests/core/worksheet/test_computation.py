"""Computational graphs: every gradient against differences of the whole calculation."""

import numpy as np
import pytest

from acttutor.core.worksheet.computation import Computation, GraphEdge, GraphNode

rng = np.random.default_rng(4)
GRAPHS = {
    "shopping": (
        [
            GraphNode("apples", "multiply", ("price", "count")),
            GraphNode("sum", "add", ("apples", "other")),
            GraphNode("paid", "multiply", ("sum", "tax")),
        ],
        {"price": 100.0, "count": 2.0, "other": 450.0, "tax": 1.1},
    ),
    "used_twice": (
        [GraphNode("square", "multiply", ("a", "a")), GraphNode("y", "add", ("square", "a"))],
        {"a": 3.0},
    ),
    "batch": (
        [
            GraphNode("u1", "affine", ("x", "W1", "b1")),
            GraphNode("y1", "tanh", ("u1",)),
            GraphNode("u2", "affine", ("y1", "W2", "b2")),
            GraphNode("L", "softmax_loss", ("u2", "t")),
        ],
        {
            "x": rng.normal(size=(3, 2)),
            "W1": rng.normal(size=(2, 4)),
            "b1": rng.normal(size=4),
            "W2": rng.normal(size=(4, 2)),
            "b2": rng.normal(size=2),
            "t": np.eye(2)[[0, 1, 1]],
        },
    ),
    "regression": (
        [
            GraphNode("u", "affine", ("x", "W", "b")),
            GraphNode("y", "relu", ("u",)),
            GraphNode("z", "sigmoid", ("y",)),
            GraphNode("L", "squared_error", ("z", "t")),
        ],
        {
            "x": rng.normal(size=(3, 2)),
            "W": rng.normal(size=(2, 2)),
            "b": rng.normal(size=2),
            "t": rng.normal(size=(3, 2)),
        },
    ),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_each_gradient_is_that_of_the_whole_calculation(name):
    nodes, given = GRAPHS[name]
    graph, h = Computation(nodes, given), 1e-6
    for leaf, value in graph.given.items():
        slopes = np.empty_like(value)
        for index in np.ndindex(*value.shape):
            ends = []
            for sign in (1, -1):
                moved = value.copy()
                moved[index] += sign * h
                other = Computation(nodes, {**given, leaf: moved})
                ends.append(float(other.values[nodes[-1].name]))
            slopes[index] = (ends[0] - ends[1]) / (2 * h)
        np.testing.assert_allclose(graph.gradient(leaf), slopes, rtol=1e-5, atol=1e-7)
        assert graph.gradient(leaf).shape == value.shape


def test_a_price_counts_as_often_as_the_book_says():
    """Two apples of 100 and 450 more, with a tax of 10 %: Saito, figure 5-14 without oranges."""
    graph = Computation(*GRAPHS["shopping"])
    assert float(graph.values["paid"]) == pytest.approx(715)
    assert float(graph.gradient("price")) == pytest.approx(2.2)
    assert float(graph.gradient("count")) == pytest.approx(110)
    assert float(graph.gradient("tax")) == pytest.approx(650)


def test_what_comes_back_along_two_edges_is_added():
    graph = Computation(*GRAPHS["used_twice"])
    back = [graph.edges[GraphEdge("a", "square", place)] for place in (0, 1)]
    assert [float(each) for each in back] == [3.0, 3.0]
    assert float(graph.gradient("a")) == 7.0


def test_terms_that_cancel_leave_nothing():
    """3 · 0.1 − 0.3 is 5.6e−17 in floats and 0 on paper; so is what several edges bring back."""
    nodes = [
        GraphNode("p", "multiply", ("x", "w")),
        GraphNode("u", "add", ("p", "b")),
        GraphNode("y", "relu", ("u",)),
    ]
    graph = Computation(nodes, {"x": 3.0, "w": 0.1, "b": -0.3})
    assert float(graph.values["u"]) == 0 and float(graph.gradient("w")) == 0
    layer = [GraphNode("u", "affine", ("x", "W", "b"))]
    given = {"x": [[0.1, 1.2]], "W": [[-0.2], [0.1]], "b": [-0.1]}
    assert Computation(layer, given).values["u"] == [[0.0]]
