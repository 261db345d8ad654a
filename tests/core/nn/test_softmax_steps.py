"""Both forms of the softmax: the stable one is right, the naive one fails as float64 does."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest

from acttutor.core.nn.softmax import softmax
from acttutor.core.nn.softmax_steps import naive_steps, stable_steps


def exact(z, temperature=1.0):
    """Return the softmax in forty decimals, where nothing overflows."""
    with localcontext() as context:
        context.prec = 40
        powers = [(Decimal(float(x)) / Decimal(float(temperature))).exp() for x in z]
        return [float(power / sum(powers)) for power in powers]


@pytest.mark.parametrize("temperature", [0.05, 0.7, 1.0, 20.0])
@pytest.mark.parametrize("shift", [0.0, 711.0, -750.0, 800.0])
def test_the_stable_form_agrees_with_exact_arithmetic(shift, temperature):
    z = np.array([2.0, 1.0, 0.1, -1.0]) + shift
    steps = stable_steps(z, temperature)
    np.testing.assert_allclose(steps.p, exact(z, temperature), rtol=1e-12)
    np.testing.assert_allclose(steps.p, softmax(z, temperature), rtol=1e-12)
    assert steps.exponents.max() == 0 and 1 <= steps.total <= 4


def test_the_naive_form_agrees_where_nothing_overflows():
    z = [2.0, 1.0, 0.1, -1.0]
    steps = naive_steps(z, 0.5)
    np.testing.assert_allclose(steps.p, exact(z, 0.5), rtol=1e-14)
    assert steps.e[0] == pytest.approx(math.exp(4.0))
    assert steps.total == pytest.approx(sum(map(math.exp, (4.0, 2.0, 0.2, -2.0))))


def test_a_power_that_overflows_becomes_nan_and_the_others_zero():
    steps = naive_steps([710.0, 700.0])
    assert np.isinf(steps.e[0]) and np.isfinite(steps.e[1])
    assert np.isnan(steps.p[0]) and steps.p[1] == 0


def test_a_sum_can_overflow_although_no_power_does():
    steps = naive_steps([709.5, 709.5, 709.5])
    assert np.isfinite(steps.e).all() and np.isinf(steps.total)
    assert (steps.p == 0).all()


def test_powers_that_are_all_zero_give_nan():
    steps = naive_steps([-746.0, -750.0])
    assert steps.total == 0 and np.isnan(steps.p).all()


def test_a_low_temperature_overflows_sooner():
    assert np.isinf(naive_steps([36.0, 0.0], 0.05).e[0])
    assert np.isfinite(naive_steps([36.0, 0.0], 0.06).e[0])


def test_no_warning_is_printed(recwarn):
    naive_steps([800.0, -800.0])
    naive_steps([-800.0, -800.0])
    stable_steps([800.0, -800.0])
    assert not recwarn.list


@pytest.mark.parametrize("steps", [naive_steps, stable_steps])
def test_what_makes_no_sense_is_refused(steps):
    with pytest.raises(ValueError, match="temperature"):
        steps([1.0, 2.0], 0.0)
    for z in ([], 1.0, [[1.0, 2.0]]):
        with pytest.raises(ValueError, match="shape"):
            steps(z)
