"""Maxout units in the network lab: trained, read, edited, raced and drawn."""

import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.mathtext import MathTextParser

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.data.features import FEATURES
from acttutor.core.nn.network import Network
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import RACES, Settings
from acttutor.labs.network.words import line_reading, message, unit_formula

Make = Callable[..., Any]
EN = Texts("en")


def make(**changes: Any) -> Run:
    return Run(changed(Settings(), **{"activation": "maxout", "pieces": 3, **changes}))


def train(run: Run, epochs: int) -> Run:
    for _ in range(epochs):
        assert run.step()
    return run


@pytest.mark.parametrize("pieces", [2, 3, 4])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_it_learns_the_circle(pieces: int, optimizer: str) -> None:
    run = train(make(pieces=pieces, optimizer=optimizer), 150)
    assert run.losses.train[-1] < 0.02
    assert run.accuracy()[0] > 0.98
    assert run.network.layers[0].W.shape == (4, pieces, 2)


@pytest.mark.parametrize("data", ["iris", "reg_gauss"])
def test_it_learns_classes_and_numbers(data: str) -> None:
    run = train(make(data=data, penalty="l1", penalty_rate=0.001), 60)
    assert run.losses.train[-1] < run.losses.train[0] / 2


def test_back_and_forward_again_is_the_same_way() -> None:
    run = train(make(optimizer="momentum", shuffle=True), 12)
    there = run.network.parameters.copy()
    for _ in range(7):
        assert run.step_back()
    assert np.array_equal(train(run, 7).network.parameters, there)


def test_a_session_goes_on_where_it_was() -> None:
    run = train(make(optimizer="adam"), 9)
    other = make(optimizer="adam")
    other.restore(json.loads(json.dumps(run.snapshot())))
    assert np.array_equal(train(other, 3).network.parameters, train(run, 3).network.parameters)


def test_no_unit_of_it_is_dead() -> None:
    run = train(make(), 3)
    assert run.off_shares() == []
    assert message(run, EN) == ""
    assert all(np.abs(dW).mean() > 0 for dW, _ in run.gradients())


def test_it_runs_in_races_and_fans() -> None:
    assert "maxout" in RACES["activation"]
    for changes in ({"mode": "race", "race_by": "optimizer"}, {"mode": "fan"}):
        run = train(make(**changes), 5)
        assert run.ensemble is not None
        member = run.ensemble.members[2]
        own = changed(member.settings, mode="one")
        alone = train(Run(own), 5)
        assert member.network.parameters == pytest.approx(alone.network.parameters, abs=1e-10)


# -- one line for several weights ----------------------------------------------------------------


def test_a_line_stands_for_the_largest_weight_or_for_the_chosen_piece() -> None:
    run = make()
    run.network.layers[0].W[1, :, 0] = [0.2, -0.9, 0.5]
    assert run.shown_piece(0, 1, 0) == 1
    run.set_weight(0, 1, 0, 2.0)
    assert run.network.layers[0].W[1, :, 0].tolist() == [0.2, 2.0, 0.5]
    run.configure(changed(run.settings, shown_piece="3"))
    assert run.shown_piece(0, 1, 0) == 2
    run.set_weight(0, 1, None, -1.0)
    assert run.network.layers[0].b[1].tolist() == [0.1, 0.1, -1.0]
    # There is no fourth piece: the largest is shown.
    run.configure(changed(run.settings, shown_piece="4"))
    assert run.shown_piece(0, 1, 0) == 1
    # The output has ordinary units.
    assert run.shown_piece(2, 0, 0) is None


def test_the_graph_draws_what_a_line_stands_for(scene: Make) -> None:
    made = scene(activation="maxout", pieces=2)
    W = made.run.network.layers[0].W
    W[:, 0], W[:, 1] = 0.1, -3.0
    made.paint()
    thick = made.figure.graph.lines.get_linewidth()[:8].copy()
    made.configure(shown_piece="1")
    assert made.run.network.layers[0].W is not None
    thin = made.figure.graph.lines.get_linewidth()[:8]
    assert (np.asarray(thick) > np.asarray(thin) + 2).all()


def test_a_line_is_read_with_all_its_weights() -> None:
    run = train(make(shown_piece="2"), 2)
    layer, (dW, db) = run.network.layers[1], run.gradients()[1]
    words = line_reading(run, Spot("line", 2, 1, 3), EN)
    assert "piece 2" in words
    for value in (*layer.W[1, :, 3], dW[1, 1, 3]):
        assert f"{value:.4g}".replace("-", "−") in words
    words = line_reading(run, Spot("bias", 2, 1), EN)
    for value in (*layer.b[1], db[1, 1]):
        assert f"{value:.4g}".replace("-", "−") in words


# -- formulas ------------------------------------------------------------------------------------


@pytest.mark.parametrize("pieces", [2, 4])
@pytest.mark.parametrize("features", [("x1", "x2"), tuple(FEATURES)])
def test_a_formula_has_one_line_for_each_piece(pieces: int, features: tuple[str, ...]) -> None:
    run = make(pieces=pieces, layers=(8, 3), features=features)
    parser: Any = MathTextParser("path")
    for number in (1, 2):
        layer = run.network.layers[number - 1]
        lines = unit_formula(run, Spot("unit", number, 2)).split("\n")
        assert len(lines) == pieces
        assert r"\max" in lines[0]
        for line, weights, bias in zip(lines, layer.W[2], layer.b[2], strict=True):
            parser.parse(line)
            plain = re.sub(r"[_^](\{[^}]*\}|\d)", "", line.replace("−", "-"))
            found = re.findall(r"(-?)(?:\\,)?\s*(\d+\.\d+)", plain)
            numbers = [float(sign + digits) for sign, digits in found]
            assert numbers == pytest.approx([*weights, bias], abs=0.005001)


@pytest.mark.parametrize("pieces", [2, 3, 4])
def test_the_formula_finds_room(scene: Make, pieces: int) -> None:
    """At the smallest size, it ends above the titles of the charts and within the figure."""
    made = scene(
        size=(560, 560), activation="maxout", pieces=pieces, layers=(8, 8), features=tuple(FEATURES)
    )
    for layer in (1, 2):
        made.hover(Spot("unit", layer, 3))
        box = made.figure.said.words.get_window_extent()
        title = made.figure.losses.heading.title.get_window_extent()
        assert box.y0 >= title.y1
        assert box.x1 <= made.figure.figure.bbox.width


def test_the_room_follows_the_number_of_pieces(scene: Make) -> None:
    made = scene()
    before = made.figure.losses.axes.get_position().bounds
    made.configure(activation="maxout", pieces=4)
    assert made.figure.said.words.get_position()[1] > 0
    spot = Spot("unit", 1, 0)
    made.hover(spot)
    assert made.figure.said.words.get_text() == unit_formula(made.run, spot)
    made.configure(activation="tanh")
    assert made.figure.losses.axes.get_position().bounds == before


def test_pieces_reach_the_network_and_only_maxout() -> None:
    assert isinstance(make().network, Network)
    tanh, other = make(activation="tanh", pieces=2), make(activation="tanh", pieces=4)
    assert np.array_equal(tanh.network.parameters, other.network.parameters)
