"""The tanh form of GELU is as near to the true one as is said, and its slope is its own."""

import math

import numpy as np
import pytest

from acttutor.core.activations.approximations import GELU_TANH, gelu_tanh_error
from acttutor.core.activations.facts import facts

Z = np.linspace(-12, 12, 240_001)


def true_gelu(z: float) -> float:
    return z * 0.5 * math.erfc(-z / math.sqrt(2))


def test_the_largest_error_is_the_published_one() -> None:
    error = gelu_tanh_error(Z)
    assert np.abs(error).max() == pytest.approx(4.73e-4, abs=5e-7)
    assert abs(Z[np.abs(error).argmax()]) == pytest.approx(2.70, abs=0.005)
    np.testing.assert_allclose(error, error[::-1], atol=5e-15)
    for z in (-3.0, -0.7, 0.4, 2.7):
        assert float(gelu_tanh_error(np.array(z))) == pytest.approx(
            float(GELU_TANH.f(z)) - true_gelu(z), abs=1e-15
        )


def test_slope_minimum_and_limits() -> None:
    h = 1e-6
    differences = (GELU_TANH.f(Z + h) - GELU_TANH.f(Z - h)) / (2 * h)
    np.testing.assert_allclose(GELU_TANH.df(Z), differences, atol=5e-9)
    found = facts(GELU_TANH)
    assert found.minimum == pytest.approx(found.range.low, abs=1e-10)
    assert GELU_TANH.f(-np.inf) == 0
    assert GELU_TANH.df(-np.inf) == 0
    assert GELU_TANH.f(np.inf) == np.inf
    assert GELU_TANH.df(np.inf) == 1
    assert np.isnan(GELU_TANH.f(np.nan))
