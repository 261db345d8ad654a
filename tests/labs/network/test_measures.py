"""What is measured of a network agrees with what is computed point by point."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from network_runs import Array, make, train, weights

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.data.datasets import DATASETS
from acttutor.labs.network.run import Run


def predicted(run: Run, X: Array) -> Array:
    """Compute the outputs of a tanh or ReLU network point by point."""
    function: Callable[[Any], Any] = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[
        run.settings.activation
    ]
    found = []
    for x in X:
        a = x
        for layer in run.network.layers[:-1]:
            a = function(layer.W @ a + layer.b)
        found.append(np.tanh(run.network.layers[-1].W @ a + run.network.layers[-1].b))
    return np.array(found)


def test_accuracy_is_the_share_on_the_right_side() -> None:
    run = train(make(noise=30), 5)
    problem = run.problem
    assert problem is not None
    for found, X, T in zip(
        run.accuracy(),
        (problem.X_train, problem.X_test),
        (problem.T_train, problem.T_test),
        strict=True,
    ):
        right = sum((y > 0) == (t > 0) for y, t in zip(predicted(run, X), T, strict=True))
        assert found == right[0] / len(X)
    assert all(math.isnan(value) for value in make(data="reg_plane").accuracy())


def test_the_share_of_units_that_are_off() -> None:
    run = train(make(activation="relu", layers=(5, 3)), 3)
    assert run.problem is not None
    counts = [0, 0]
    for x in run.problem.X_train:
        a = x
        for k, layer in enumerate(run.network.layers[:-1]):
            a = np.maximum(layer.W @ a + layer.b, 0.0)
            counts[k] += int((a == 0.0).sum())
    n = len(run.problem.X_train)
    assert run.off_shares() == pytest.approx([counts[0] / (5 * n), counts[1] / (3 * n)])
    assert make(activation="tanh").off_shares() == []
    assert make(activation="relu", layers=()).off_shares() == []


def test_a_unit_whose_input_is_exactly_0_is_off() -> None:
    run = make(activation="relu", layers=(2,))
    run.network.layers[0].W, run.network.layers[0].b = np.zeros((2, 2)), np.array([0.0, 1e-9])
    assert run.off_shares() == [0.5]


def test_a_layer_that_is_off_everywhere_has_a_share_of_one() -> None:
    run = make(activation="relu")
    for unit in range(4):
        run.set_weight(0, unit, None, -1000.0)
    assert run.off_shares()[0] == 1.0
    assert not np.any(run.gradients()[0][0])


@pytest.mark.parametrize(
    "changes",
    [{}, {"activation": "gelu", "layers": (3, 3)}, {"data": "iris"}, {"data": "reg_gauss"}],
)
def test_gradients_are_the_slopes_of_the_loss(changes: dict[str, Any]) -> None:
    run = train(make(**changes), 3)
    gradients = run.gradients()
    h = 1e-6
    for k, layer in enumerate(run.network.layers):
        for unit in range(layer.W.shape[0]):
            for source in (*range(layer.W.shape[1]), None):
                kept = layer.b[unit] if source is None else layer.W[unit, source]
                losses = []
                for value in (kept + h, kept - h):
                    run.set_weight(k, unit, source, value)
                    losses.append(float(run.losses.train[-1]))
                run.set_weight(k, unit, source, kept)
                found = gradients[k][1][unit] if source is None else gradients[k][0][unit, source]
                assert found == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-8)


def test_a_weight_set_by_hand_counts_at_once_and_adds_no_epoch() -> None:
    run = train(make(), 5)
    assert run.problem is not None
    before = run.losses.train.copy()
    run.set_weight(1, 0, 3, -2.5)
    run.set_weight(2, 0, None, 0.75)
    assert run.network.layers[1].W[0, 3] == -2.5
    assert run.network.layers[2].b[0] == 0.75
    assert (run.epoch, len(run.losses.train)) == (5, 6)
    assert np.array_equal(run.losses.train[:-1], before[:-1])
    for loss, X, T in (
        (run.losses.train[-1], run.problem.X_train, run.problem.T_train),
        (run.losses.test[-1], run.problem.X_test, run.problem.T_test),
    ):
        assert loss == pytest.approx(float(np.mean(0.5 * (predicted(run, X) - T) ** 2)))
    assert run.step()


def test_features_are_shown_to_the_network_in_the_order_offered() -> None:
    run = make(features=("sin_x2", "x1", "x1_squared"))
    assert run.feature_ids == ("x1", "x1_squared", "sin_x2")
    points = np.array([[2.0, 1.0], [-3.0, 0.5]])
    expected = [[2.0, 4.0, math.sin(1.0)], [-3.0, 9.0, math.sin(0.5)]]
    np.testing.assert_allclose(run.feature_grid(points), expected)
    assert run.network.sizes[0] == 3


@pytest.mark.parametrize("data", [*DATASETS, "iris"])
def test_every_data_set_trains(data: str) -> None:
    run = train(make(data=data, noise=10), 30)
    assert run.losses.train[-1] < run.losses.train[0]


@pytest.mark.parametrize("layers", [(), (4, 2), (8,) * 6])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_trains_and_comes_back(activation: str, layers: tuple[int, ...]) -> None:
    run = make(activation=activation, layers=layers, data="iris")
    course = []
    for _ in range(4):
        course.append(weights(run))
        assert run.step()
    assert not np.array_equal(course[-1], course[0])
    assert run.step_back() and np.array_equal(weights(run), course[-1])
    assert all(np.isfinite(part).all() for pair in run.gradients() for part in pair)
    assert all(0 <= share <= 1 for share in (*run.off_shares(), *run.accuracy()))


@pytest.mark.parametrize("init", ["playground", "xavier", "he", "lecun", "normal", "zeros"])
def test_every_beginning_trains(init: str) -> None:
    assert np.isfinite(train(make(init=init), 3).losses.train).all()
