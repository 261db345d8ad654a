"""Facts that are computed, against the constants in the literature."""

import math

import numpy as np
import pytest
from activation_oracles import ORACLES

from acttutor.core.activations.facts import facts
from acttutor.core.activations.registry import ACTIVATIONS


def of(id: str, **params: float) -> dict[str, object]:
    return vars(facts(ACTIVATIONS[id], **params))


MINIMA = [("gelu", -0.75179, -0.16997), ("silu", -1.27846, -0.27846), ("mish", -1.19243, -0.30884)]


@pytest.mark.parametrize(("id", "where", "value"), MINIMA)
def test_minima(id: str, where: float, value: float) -> None:
    found = facts(ACTIVATIONS[id])
    assert found.minimum is not None and found.minimum_at is not None
    assert round(found.minimum_at, 5) == where
    assert round(found.minimum, 5) == value
    assert abs(ACTIVATIONS[id].df(found.minimum_at)) < 1e-7, "the gradient is zero there"
    assert abs(found.range.low - found.minimum) < 1e-15, "the range begins at the minimum"
    assert found.range.low_closed


SLOPES = [
    ("sigmoid", {}, 0.25, 0.0),
    ("sigmoid", {"a": 4.0}, 1.0, 0.0),
    ("tanh", {}, 1.0, 0.0),
    ("gelu", {}, 1.12890, math.sqrt(2)),
    ("silu", {}, 1.09984, 2.39936),
    ("mish", {}, 1.08850, 1.49057),
    ("elu", {"alpha": 2.0}, 2.0, 0.0),
    ("selu", {}, 1.75810, 0.0),
]


@pytest.mark.parametrize(("id", "params", "slope", "where"), SLOPES)
def test_largest_slopes(id: str, params: dict[str, float], slope: float, where: float) -> None:
    found = facts(ACTIVATIONS[id], **params)
    assert found.largest_slope == pytest.approx(slope, abs=5e-6)
    assert found.largest_slope_at == pytest.approx(where, abs=5e-6)


@pytest.mark.parametrize("id", ["relu", "leaky_relu", "softplus", "identity"])
def test_a_slope_of_one_that_no_single_point_has(id: str) -> None:
    found = facts(ACTIVATIONS[id])
    assert (found.largest_slope, found.largest_slope_at) == (1.0, None)


def test_a_step_has_no_slope() -> None:
    assert of("step")["largest_slope"] == 0.0


def test_value_and_slope_at_zero() -> None:
    found = {id: (facts(a).at_zero, facts(a).slope_at_zero) for id, a in ACTIVATIONS.items()}
    assert found["sigmoid"] == (0.5, 0.25)
    assert found["tanh"] == (0.0, 1.0)
    assert found["softplus"] == (pytest.approx(math.log(2)), 0.5)
    assert found["gelu"] == found["silu"] == (0.0, 0.5)
    assert found["mish"] == (0.0, pytest.approx(0.6))
    assert found["relu"] == (0.0, 0.0)
    assert found["step"] == (1.0, 0.0)


def test_ten_sigmoid_layers_leave_a_millionth_of_the_gradient() -> None:
    slope = facts(ACTIVATIONS["sigmoid"]).largest_slope
    assert f"{slope**10:.2e}" == "9.54e-07"


@pytest.mark.parametrize("id", ACTIVATIONS)
def test_zero_centred_and_saturation(id: str) -> None:
    """Against the oracle: an odd function, and no slope left far out."""
    found, f = facts(ACTIVATIONS[id]), ORACLES[id]
    assert found.zero_centred == all(f(z) == pytest.approx(-f(-z)) for z in (0.0, 0.3, 1.7, 4.0))
    flat = [abs(f(sign * 300) - f(sign * 200)) < 5e-3 for sign in (-1, 1)]
    assert found.saturates == {(1, 1): "both", (1, 0): "left", (0, 0): "none"}[tuple(flat)]


def test_unbounded_functions_have_no_minimum() -> None:
    for id in ("relu", "leaky_relu", "elu", "softplus", "identity", "sigmoid", "tanh"):
        assert of(id)["minimum"] is None, id


def test_years_are_plausible_and_in_the_registry() -> None:
    years = np.array([facts(a).year for a in ACTIVATIONS.values()])
    assert years.min() >= 1943 and years.max() <= 2030


def test_bad_parameters_are_refused() -> None:
    with pytest.raises(ValueError, match="alpha"):
        of("relu", alpha=1.0)
