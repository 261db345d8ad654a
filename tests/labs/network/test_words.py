"""What is written beside the picture: the numbers of the run, and only those."""

import math
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from matplotlib.mathtext import MathTextParser

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.data.features import FEATURES
from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words import line_reading, message, readout, unit_formula

EN, JA = Texts("en"), Texts("ja")


def make(**changes: Any) -> Run:
    """Return a run with the defaults but for some settings."""
    return Run(changed(Settings(), **changes))


def test_the_readout_gives_epoch_losses_and_accuracy() -> None:
    run = make()
    for _ in range(1200):
        run.step()
    words = readout(run, EN)
    assert "1,200" in words
    assert f"{run.losses.train[-1]:.4g}".replace("-", "−") in words
    assert f"{run.losses.test[-1]:.4g}".replace("-", "−") in words
    assert "100.0 %" in words
    assert "正解率 100.0 %" in readout(run, JA)


@pytest.mark.parametrize("texts", [EN, JA])
def test_what_does_not_exist_is_a_dash_and_never_nan(texts: Texts) -> None:
    one_point = make(data="own", table=Table(rows=((1.0, 1.0, 0.0),)))
    assert math.isnan(one_point.losses.test[-1])
    for run in (one_point, make(data="own"), make(data="reg_plane")):
        assert "nan" not in readout(run, texts) + message(run, texts)
        assert "{" not in readout(run, texts)
    assert "–" in readout(one_point, texts)


@pytest.mark.parametrize("texts", [EN, JA])
def test_a_failure_names_learning_rate_layer_and_epoch(texts: Texts) -> None:
    run = make(data="reg_plane", activation="relu", lr=3)
    while run.step():
        pass
    failure = run.failure
    assert failure is not None
    words = message(run, texts)
    assert re.search(r"learning rate 3,|学習率 3 ", words)
    assert str(failure.epoch) in words and str(failure.epoch - 1) in words
    last = failure.layer == len(run.network.layers) - 1
    assert (texts("network.graph.output") if last else str(failure.layer + 1)) in words
    run.failure = replace(failure, layer=0)
    assert texts("network.gradients.layer", number=1) in message(run, texts)


def test_dead_units_are_spoken_of_only_where_they_are_dead() -> None:
    """A ReLU below zero has no slope; its relatives have one and can come back."""
    for activation in ("relu", "leaky_relu", "elu", "selu", "prelu"):
        run = make(activation=activation)
        for unit in range(2):
            run.set_weight(1, unit, None, -1000.0)
        assert run.off_shares()[1] == 1.0
        dead = not np.any(run.gradients()[1][0])
        said = message(run, EN)
        assert bool(said) == (activation == "relu")
        if said:
            assert dead and "layer 2" in said
    assert message(make(), EN) == ""


def numbers_in(formula: str) -> list[float]:
    """Return the weights and the bias written in a formula, without indices and exponents."""
    plain = re.sub(r"[_^](\{[^}]*\}|\d)", "", formula)
    found = re.findall(r"([+-])?(?:\\,)?\s*(\d+\.\d+)", plain)
    return [float(sign + digits) for sign, digits in found]


@pytest.mark.parametrize("activation", ["tanh", "relu", "leaky_relu", "identity"])
def test_a_formula_has_the_weights_of_its_unit(activation: str) -> None:
    run = make(activation=activation, layers=(8, 3), features=tuple(FEATURES))
    run.set_weight(0, 1, 0, -1.25)
    run.set_weight(0, 1, None, -0.75)
    for layer in (1, 2, 3):
        part = run.network.layers[layer - 1]
        for unit in range(part.W.shape[0]):
            formula = unit_formula(run, Spot("unit", layer, unit))
            expected = [*part.W[unit], part.b[unit]]
            assert numbers_in(formula) == pytest.approx(expected, abs=0.005001)
            assert formula.count("$") == 2 * len(formula.split("\n"))


@pytest.mark.parametrize(
    ("activation", "data"),
    [
        *((activation, "circle") for activation in ACTIVATIONS),
        ("elu", "iris"),
        ("elu", "reg_plane"),
    ],
)
def test_every_formula_can_be_set(activation: str, data: str) -> None:
    run = make(activation=activation, data=data, features=tuple(FEATURES), layers=(8, 8))
    parser: Any = MathTextParser("path")
    for layer, size in enumerate(run.network.sizes):
        for unit in {0, size - 1}:
            for line in unit_formula(run, Spot("unit", layer, unit)).split("\n"):
                parser.parse(line)


@pytest.mark.parametrize("texts", [EN, JA])
def test_a_line_is_read_as_its_weight_and_slope(texts: Texts) -> None:
    run = make()
    run.step()
    dW, db = run.gradients()[1]
    words = line_reading(run, Spot("line", 2, 1, 3), texts)
    for value in (run.network.layers[1].W[1, 3], dW[1, 3]):
        assert f"{value:.4g}".replace("-", "−") in words
    words = line_reading(run, Spot("bias", 2, 1), texts)
    for value in (run.network.layers[1].b[1], db[1]):
        assert f"{value:.4g}".replace("-", "−") in words


def test_without_data_a_line_still_has_its_weight() -> None:
    run = make(data="own")
    words = line_reading(run, Spot("line", 1, 0, 0), EN)
    assert f"{run.network.layers[0].W[0, 0]:.4g}".replace("-", "−") in words
    assert "–" in words and "nan" not in words
