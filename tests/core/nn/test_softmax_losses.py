"""Both losses behind a softmax: values and slopes against finite differences and exact numbers."""

from decimal import Decimal, localcontext

import numpy as np
import pytest

from acttutor.core.nn.softmax import softmax, softmax_jacobian
from acttutor.core.nn.softmax_losses import (
    cross_entropy,
    cross_entropy_slope,
    squared_error,
    squared_error_slope,
)

Z = np.array([2.0, 1.0, 0.1, -1.0, 0.5])
T = np.eye(5)


def numeric_slope(loss, z, step=1e-5):
    """Return the central differences of ``loss`` by each z."""
    shifts = step * np.eye(len(z))
    return np.array([(loss(z + d) - loss(z - d)) / (2 * step) for d in shifts])


def exact_slopes(z, true, temperature):
    """Return p, and the slopes of both losses by the product rule, in 220 digits."""
    with localcontext() as context:
        context.prec = 220
        hot = Decimal(float(temperature))
        powers = [(Decimal(float(x)) / hot).exp() for x in z]
        p = [power / sum(powers) for power in powers]
        error = [p_k - (k == true) for k, p_k in enumerate(p)]
        squared = [
            sum(
                e_i * p_i * ((i == k) - p[k])
                for i, (e_i, p_i) in enumerate(zip(error, p, strict=True))
            )
            for k in range(len(p))
        ]
        return tuple(
            np.array([float(value / by) for value in values])
            for values, by in ((p, 1), (error, hot), (squared, hot))
        )


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
@pytest.mark.parametrize("true", range(5))
def test_both_slopes_agree_with_finite_differences(true, temperature):
    p = softmax(Z, temperature)
    np.testing.assert_allclose(
        cross_entropy_slope(p, T[true], temperature),
        numeric_slope(lambda z: cross_entropy(z, T[true], temperature), Z),
        atol=1e-9,
    )
    np.testing.assert_allclose(
        squared_error_slope(p, T[true], temperature),
        numeric_slope(lambda z: squared_error(softmax(z, temperature), T[true]), Z),
        atol=1e-9,
    )


def test_soft_targets_have_slopes_as_well():
    """Distillation: the targets are the probabilities of another network."""
    t = softmax(Z[::-1], 4.0)
    p = softmax(Z, 4.0)
    np.testing.assert_allclose(
        cross_entropy_slope(p, t, 4.0),
        numeric_slope(lambda z: cross_entropy(z, t, 4.0), Z),
        atol=1e-9,
    )


@pytest.mark.parametrize("temperature", [0.05, 1.0, 20.0])
@pytest.mark.parametrize("true", [0, 1])
def test_slopes_keep_their_digits_where_the_softmax_is_sure(true, temperature):
    """Right or wrong: what is left is small, but it is shown, so it must not be rounding."""
    z = np.array([-5.0, 5.0, -3.0, -4.0, -2.5])
    p, slope, squared = exact_slopes(z, true, temperature)
    computed = softmax(z, temperature)
    np.testing.assert_allclose(computed, p, rtol=1e-12)
    np.testing.assert_allclose(
        cross_entropy_slope(computed, T[true], temperature), slope, rtol=1e-11
    )
    np.testing.assert_allclose(
        squared_error_slope(computed, T[true], temperature), squared, rtol=1e-11, atol=1e-300
    )


def test_the_squared_error_hardly_pushes_where_it_is_confidently_wrong():
    z = np.array([-5.0, 5.0])
    p = softmax(z)
    assert abs(cross_entropy_slope(p, T[0][:2])[0]) > 0.9999
    assert abs(squared_error_slope(p, T[0][:2])[0]) < 1e-4
    assert squared_error(p, T[0][:2]) > 0.999


def test_the_slope_of_the_squared_error_is_the_jacobian_times_the_error():
    p = softmax(Z, 0.7)
    expected = softmax_jacobian(p, 0.7).T @ (p - T[2])
    np.testing.assert_allclose(squared_error_slope(p, T[2], 0.7), expected, atol=1e-15)


def test_the_cross_entropy_stays_finite_where_p_is_zero():
    assert cross_entropy([-800.0, 800.0], [1, 0]) == pytest.approx(1600)
    assert cross_entropy([5.0, -5.0], [1, 0]) == pytest.approx(np.log1p(np.exp(-10.0)), rel=1e-12)


def test_what_makes_no_sense_is_refused():
    for slope in (cross_entropy, cross_entropy_slope, squared_error_slope):
        with pytest.raises(ValueError, match="temperature"):
            slope([0.5, 0.5], [1, 0], 0.0)
        with pytest.raises(ValueError, match="same shape"):
            slope([0.5, 0.5], [1, 0, 0])
    with pytest.raises(ValueError, match="same shape"):
        squared_error([0.5, 0.5], [1])
