"""Losses against their definitions, and their one slope, y - t."""

import math

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.losses import HUBER_DELTA, LOSSES, huber_error
from acttutor.core.nn.softmax import softmax


def test_squared_error_is_half_the_squared_distance_averaged_over_samples() -> None:
    y, t = np.array([[1.0, 2.0], [0.0, 0.0]]), np.array([[0.0, 0.0], [0.0, 4.0]])
    assert LOSSES["squared_error"].value(y, t) == (0.5 * 5 + 0.5 * 16) / 2


def test_cross_entropies_follow_the_definition() -> None:
    y, t = np.array([[0.8], [0.3]]), np.array([[1.0], [0.0]])
    expected = -(math.log(0.8) + math.log(0.7)) / 2
    assert LOSSES["binary_cross_entropy"].value(y, t) == pytest.approx(expected, rel=1e-15)
    y, t = np.array([[0.2, 0.5, 0.3]]), np.array([[0.0, 1.0, 0.0]])
    assert LOSSES["softmax_cross_entropy"].value(y, t) == pytest.approx(-math.log(0.5))


FUSED = [(loss, loss.fused_with) for loss in LOSSES.values() if loss.fused_with is not None]


def output(name: str, z: np.ndarray) -> np.ndarray:
    return softmax(z) if name == "softmax" else ACTIVATIONS[name].f(z)


def targets_like(z: np.ndarray, name: str) -> np.ndarray:
    if name == "softmax":
        return np.eye(z.shape[1])[np.arange(len(z)) % z.shape[1]]
    return (np.arange(z.size).reshape(z.shape) % 2).astype(float)


@pytest.mark.parametrize(("loss", "name"), FUSED)
def test_value_from_logits_is_the_same_value(loss, name, rng) -> None:
    z = rng.normal(0, 4, (20, 3))
    t = targets_like(z, name)
    assert loss.value_from_logits(z, t) == pytest.approx(loss.value(output(name, z), t), rel=1e-12)


@pytest.mark.parametrize(("loss", "name"), FUSED)
def test_value_from_logits_stays_exact_where_probabilities_round(loss, name) -> None:
    z = np.array([[800.0, -800.0]])
    t = np.array([[0.0, 1.0]])
    expected = 1600.0  # both for the two units of a sigmoid and for the two classes of softmax
    assert loss.value_from_logits(z, t) == expected
    assert loss.value_from_logits(z, 1.0 - t) == 0.0
    assert loss.value(output(name, z), t) == math.inf


@pytest.mark.parametrize(("loss", "name"), FUSED)
def test_fused_slope_is_that_by_z(loss, name, rng) -> None:
    z = rng.normal(0, 2, (1, 3))
    t = targets_like(z, name)
    h = 1e-6
    for j, slope in enumerate(loss.slope(output(name, z), t)[0]):
        step = h * np.eye(3)[[j]]
        difference = loss.value_from_logits(z + step, t) - loss.value_from_logits(z - step, t)
        assert difference / (2 * h) == pytest.approx(slope, abs=1e-8)


def test_slope_of_the_squared_error_is_that_by_y() -> None:
    loss = LOSSES["squared_error"]
    y, t, h = np.array([[0.7]]), np.array([[-1.0]]), 1e-6
    difference = (loss.value(y + h, t) - loss.value(y - h, t)) / (2 * h)
    assert loss.slope(y, t)[0, 0] == pytest.approx(difference, abs=1e-8)


@pytest.mark.parametrize("id", ["absolute_error", "huber"])
@pytest.mark.parametrize("y", [-3.0, -0.5, -0.15, 0.05, 0.19, 0.21, 7.0])
def test_bounded_slopes_are_those_by_y(id: str, y: float) -> None:
    loss, t, h = LOSSES[id], np.array([[0.0]]), 1e-6
    at = np.array([[y]])
    difference = (loss.value(at + h, t) - loss.value(at - h, t)) / (2 * h)
    assert loss.slope(at, t)[0, 0] == pytest.approx(difference, abs=1e-8)


def test_the_huber_error_is_a_parabola_that_goes_on_as_lines() -> None:
    t = np.zeros((1, 1))
    for delta in (0.2, 1.0):
        for y in (0.1, -0.1, 0.2, 0.9, -5.0):
            # The definition of Huber (1964), written with its two cases.
            expected = 0.5 * y * y if abs(y) <= delta else delta * (abs(y) - delta / 2)
            assert huber_error(np.array([[y]]), t, delta)[0, 0] == pytest.approx(expected)
    assert LOSSES["absolute_error"].value(np.array([[-0.7]]), t) == 0.7


def test_slopes_at_kinks() -> None:
    here = np.array([[0.3]])
    for id in ("absolute_error", "huber"):
        assert LOSSES[id].slope(here, here)[0, 0] == 0.0
    edges = np.array([[HUBER_DELTA], [-HUBER_DELTA]])
    assert (LOSSES["huber"].slope(edges, np.zeros((2, 1))) == edges).all()


def test_certain_and_right_costs_nothing() -> None:
    t = np.array([[1.0, 0.0]])
    for loss in LOSSES.values():
        assert loss.value(t, t) == 0.0


@pytest.mark.parametrize("loss", LOSSES.values(), ids=list(LOSSES))
def test_no_samples_have_no_loss(loss) -> None:
    empty = np.zeros((0, 2))
    assert math.isnan(loss.value(empty, empty))
    if loss.value_from_logits:
        assert math.isnan(loss.value_from_logits(empty, empty))


def test_overflow_is_infinite_and_silent() -> None:
    assert LOSSES["squared_error"].value(np.array([[1e200]]), np.zeros((1, 1))) == math.inf


def test_targets_and_outputs_that_do_not_suit_are_named() -> None:
    with pytest.raises(ValueError, match=r"within \[0, 1\], got -1"):
        LOSSES["binary_cross_entropy"].check_targets(np.array([[1.0], [-1.0]]))
    with pytest.raises(ValueError, match="adds up to 2"):
        LOSSES["softmax_cross_entropy"].check_targets(np.array([[1.0, 1.0]]))
    with pytest.raises(ValueError, match="finite"):
        LOSSES["squared_error"].check_targets(np.array([[np.nan]]))
    with pytest.raises(ValueError, match="'softmax', got 'tanh'"):
        LOSSES["softmax_cross_entropy"].check_output("tanh")
    for loss in LOSSES.values():
        loss.check_output(loss.fused_with or "gelu")
