"""The run of the softmax lab: every number against arithmetic that cannot overflow."""

import json
from decimal import Decimal, localcontext

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.softmax.export import metrics, table
from acttutor.labs.softmax.run import TEMPERATURES, Run
from acttutor.labs.softmax.state import (
    FURTHEST,
    PRESETS,
    Settings,
    check_logits,
    failing_shift,
    with_difference,
    with_logit,
)


def run_with(**changes):
    return Run(changed(Settings(), **changes))


def exact(logits, temperature):
    """Return the softmax in a hundred digits."""
    with localcontext() as context:
        context.prec = 100
        powers = [(Decimal(float(z)) / Decimal(float(temperature))).exp() for z in logits]
        return np.array([float(power / sum(powers)) for power in powers])


@pytest.mark.parametrize("classes", [2, 4, 8])
@pytest.mark.parametrize("temperature", [0.05, 1.0, 2.5, 20.0])
def test_probabilities_slopes_and_losses(classes, temperature):
    run = run_with(classes=classes, temperature=temperature, true=2)
    p = exact(run.settings.logits[:classes], temperature)
    t = np.arange(classes) == 1
    np.testing.assert_allclose(run.p, p, rtol=1e-12)
    np.testing.assert_allclose(run.slope, (p - t) / temperature, atol=1e-14)
    np.testing.assert_allclose(
        run.jacobian, (np.diag(p) - np.outer(p, p)) / temperature, atol=1e-14
    )
    np.testing.assert_allclose(run.squared_slope, run.jacobian @ (p - t), atol=1e-13)
    assert run.loss == pytest.approx(-np.log(p[1]), rel=1e-12)
    assert run.squared == pytest.approx(0.5 * ((p - t) ** 2).sum(), rel=1e-12)


def test_the_jacobian_agrees_with_finite_differences():
    run, step = run_with(temperature=0.5), 1e-5
    z = np.array(run.settings.logits[:4])
    for j in range(4):
        d = step * (np.arange(4) == j)
        column = (exact(z + d, 0.5) - exact(z - d, 0.5)) / (2 * step)
        np.testing.assert_allclose(run.jacobian[:, j], column, atol=1e-8)


@pytest.mark.parametrize("shift", [-800.0, -3.0, 709.0, 800.0])
def test_a_shift_changes_nothing_but_z(shift):
    plain, run = run_with(), run_with(shift=shift)
    np.testing.assert_allclose(run.z - plain.z, shift)
    for name in ("p", "slope", "squared_slope", "jacobian", "loss", "squared", "curves"):
        np.testing.assert_allclose(getattr(run, name), getattr(plain, name), rtol=1e-9, atol=1e-12)


def test_both_limits_of_the_temperature():
    run = run_with()
    one_hot = np.arange(4) == 0
    np.testing.assert_allclose(run.curves[0], one_hot, atol=1e-8)
    np.testing.assert_allclose(run.curves[-1], 0.25, atol=0.03)
    np.testing.assert_allclose(run.curves[45], exact(run.z, TEMPERATURES[45]), rtol=1e-12)


def test_confidently_wrong_the_squared_error_has_next_to_no_slope():
    run = run_with(**PRESETS["sure_wrong"])
    assert run.verdict == "wrong"
    assert np.abs(run.slope).max() > 0.999
    assert np.abs(run.squared_slope).max() < 0.001
    assert abs(run.slope[0] / run.squared_slope[0]) > 10_000


def test_confidently_right_both_slopes_are_small():
    run = run_with(**PRESETS["sure_right"])
    assert run.verdict == "right"
    assert max(np.abs(run.slope).max(), np.abs(run.squared_slope).max()) < 0.01


def test_a_small_share_among_many_is_not_confidently_wrong():
    assert run_with(classes=8, true=8).p_true < 0.01
    assert run_with(classes=8, true=8).verdict == "unsure"


def test_equal_logits_share_evenly():
    np.testing.assert_allclose(run_with(**PRESETS["equal"]).p, 0.25)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "fine"),
        ({"shift": 709.0}, "inf"),
        ({"shift": 800.0}, "inf"),
        ({"shift": 709.0, "logits": (0.5,) * 8}, "sum"),
        ({"shift": -750.0}, "zero"),
        ({"shift": -742.0}, "lost"),
        ({"shift": 40.0, "temperature": 0.05}, "inf"),
    ],
)
def test_what_becomes_of_the_naive_form(changes, verdict):
    run = run_with(**changes)
    assert run.naive_verdict == verdict
    good = np.abs(run.naive.p - run.p).max() <= 1e-6
    assert good == (verdict == "fine")
    assert np.isfinite(run.stable.p).all()


@pytest.mark.parametrize("logits", [(2.0, 1.0), (-6.0, -6.0), (6.0, -6.0), (0.0, 0.0)])
def test_one_click_makes_the_naive_form_fail_whatever_the_logits(logits):
    settings = changed(Settings(), logits=(*logits, *[-6.0] * 6), classes=2)
    for failure, verdict in (("overflow", "inf"), ("underflow", "zero"), ("no_shift", "fine")):
        shift = failing_shift(settings, failure)
        assert run_with(**{**vars(settings), "shift": shift}).naive_verdict == verdict


def test_two_classes_are_a_sigmoid_of_the_difference():
    run = run_with(classes=2, temperature=0.7)
    assert run.p[0] == pytest.approx(1 / (1 + np.exp(-(2.0 - 1.0) / 0.7)), rel=1e-12)


def test_a_true_class_beyond_the_classes_is_the_last():
    assert run_with(classes=3, true=8).true == 2


def test_what_stands_still_is_not_computed_again():
    run = run_with()
    p = run.p
    run.configure(run.settings)
    assert run.p is p
    run.configure(changed(run.settings, temperature=2.0))
    assert run.p is not p


# -- settings ----------------------------------------------------------------------------------


def test_logits_are_kept_within_bounds():
    assert check_logits([99, -99, 0.126, 0, 0, 0, 0, -0.001])[:3] == (FURTHEST, -FURTHEST, 0.13)
    assert str(check_logits([-0.001] * 8)[0]) == "0.0"
    for bad in ((1.0,), (np.nan,) * 8, (np.inf,) * 8, 3, "abcdefgh"):
        with pytest.raises(ValueError):
            changed(Settings(), logits=bad)


def test_one_logit_is_replaced():
    assert with_logit((1.0, 2.0, 3.0), 1, 9.0) == (1.0, 9.0, 3.0)


@pytest.mark.parametrize("difference", [-40.0, -12.0, 0.0, 3.0, 11.0, 40.0])
def test_a_difference_moves_two_logits_within_bounds(difference):
    first, second, third = with_difference((5.0, 4.0, 0.3), difference)
    assert first - second == pytest.approx(min(max(difference, -12.0), 12.0))
    assert max(abs(first), abs(second)) <= FURTHEST and third == 0.3


# -- what is published -------------------------------------------------------------------------


@pytest.mark.parametrize("changes", [{}, {"classes": 2}, {"shift": 800.0, "classes": 8}])
def test_what_is_published(changes):
    run = run_with(**changes)
    seen = metrics(run)
    json.dumps(seen, allow_nan=False)
    assert seen.keys() == metrics(run_with()).keys()
    assert seen["p_true"] == pytest.approx(exact(run.settings.logits[: len(run.p)], 1.0)[0])
    assert seen["naive_fails"] == (run.settings.shift == 800.0)
    columns = table(run)
    assert {len(values) for _, values in columns} == {len(run.p)}
    assert len({name for name, _ in columns}) == len(columns)
