"""The error function against the C library's, and its far tails."""

import math

import numpy as np

from acttutor.core.activations.special import erf, erfc, normal_cdf, normal_pdf

X = np.concatenate((np.linspace(-7, 27, 40_001), np.linspace(-1e-3, 1e-3, 401), [0.46875, 4.0]))


def test_erf_agrees_with_the_c_library_to_the_last_digit() -> None:
    expected = np.array([math.erf(x) for x in X])
    assert np.abs(erf(X) - expected).max() <= 3e-16


def test_erfc_keeps_its_relative_accuracy_far_into_the_tail() -> None:
    expected = np.array([math.erfc(x) for x in X])
    normal = expected > 1e-300
    assert (np.abs(erfc(X) - expected) / expected)[normal].max() <= 2e-15


def test_erf_keeps_its_relative_accuracy_near_zero() -> None:
    x = np.geomspace(1e-300, 0.4, 400)
    expected = np.array([math.erf(v) for v in x])
    np.testing.assert_allclose(erf(x), expected, rtol=1e-15)
    np.testing.assert_array_equal(erf(-x), -erf(x))


def test_limits_and_nan() -> None:
    x = np.array([-np.inf, np.inf, np.nan, -1e308, 1e308, 0.0])
    np.testing.assert_array_equal(erf(x), [-1, 1, np.nan, -1, 1, 0])
    np.testing.assert_array_equal(erfc(x), [2, 0, np.nan, 2, 0, 1])


def test_any_shape_and_float32() -> None:
    assert erf(np.zeros((2, 0, 3))).shape == (2, 0, 3)
    assert float(erf(np.array(0.5))) == math.erf(0.5)
    single = np.linspace(-5, 5, 101, dtype=np.float32)
    assert erf(single).dtype == erfc(single).dtype == np.float32
    np.testing.assert_allclose(erf(single), erf(single.astype(float)), atol=2e-7)


def test_normal_distribution_keeps_tiny_tails() -> None:
    z = np.array([-37.0, -20.0, -8.3, -1.0, 0.0, 1.0, 8.3])
    expected = [0.5 * math.erfc(-v / math.sqrt(2)) for v in z]
    np.testing.assert_allclose(normal_cdf(z), expected, rtol=1e-14)
    assert normal_cdf(np.array(-37.0)) > 0
    np.testing.assert_allclose(normal_pdf(np.array(0.0)), 0.3989422804014327, rtol=1e-15)
