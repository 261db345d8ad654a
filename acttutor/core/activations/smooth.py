"""Smooth relatives of the rectifier: gelu, softplus, silu, mish.

gelu, silu and mish dip below zero and come back, so they have a minimum, and their slope is
zero there.
"""

import math

import numpy as np

from acttutor.core.activations.extent import Interval
from acttutor.core.activations.saturating import sigmoid, sigmoid_df
from acttutor.core.activations.special import normal_cdf, normal_pdf
from acttutor.core.arrays import Array

# The lowest values, to double precision; `activation_facts` finds them again by search.
GELU_MINIMUM = -0.16997120747990369
SILU_MINIMUM = -0.27846454276107380
MISH_MINIMUM = -0.30884341301725047

# Left of these, the factor that z is multiplied by is exactly 0 in float64, and stopping z
# there changes nothing but turns -inf * 0 = nan into the limit, 0.
_PHI_IS_ZERO = 40.0
_SIGMOID_IS_ZERO = 800.0


def gelu(z: Array) -> Array:
    """Z Phi(z), where Phi is the standard normal distribution function.

    Uses the true erf, not the approximation by tanh, which errs by up to 4.7e-4.  Hendrycks
    and Gimpel, "Gaussian error linear units" (2016), section 2.

    Example:
        >>> gelu(np.array([-1.0, 0.0, 1.0])).round(4)
        array([-0.1587,  0.    ,  0.8413])
    """
    return np.maximum(z, -_PHI_IS_ZERO) * normal_cdf(z)


def gelu_df(z: Array) -> Array:
    """Phi(z) + z phi(z), where phi is the standard normal density.

    Zero at the minimum, z = -0.75179; at most 1.12890, at the square root of 2.
    """
    return normal_cdf(z) + np.clip(z, -_PHI_IS_ZERO, _PHI_IS_ZERO) * normal_pdf(z)


def gelu_range() -> Interval:
    """From the minimum, -0.16997, upwards."""
    return Interval(GELU_MINIMUM, math.inf, low_closed=True)


def softplus(z: Array) -> Array:
    """ln(1 + e^z), a rectifier with a rounded corner.

    Dugas et al., "Incorporating second-order functional knowledge for better option pricing"
    (2000), section 3.

    Example:
        >>> softplus(np.array([0.0, 100.0])).round(4)
        array([  0.6931, 100.    ])
    """
    # ln(1 + e^z) = max(z, 0) + ln(1 + e^(-|z|)): nothing overflows, no digit is lost.
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


def softplus_df(z: Array) -> Array:
    """The logistic function, 1 / (1 + e^(-z))."""
    return sigmoid(z)


def softplus_df_from_output(y: Array) -> Array:
    """The slope 1 - e^(-y) where the output is y."""
    return -np.expm1(-y)


def softplus_range() -> Interval:
    """Above 0, which is never reached."""
    return Interval(0.0, math.inf)


def silu(z: Array) -> Array:
    """z sigmoid(z), also called swish.

    Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units" (2017); Ramachandran, Zoph and
    Le, "Searching for activation functions" (2017).

    Example:
        >>> silu(np.array([0.0, 1.0])).round(4)
        array([0.    , 0.7311])
    """
    return np.maximum(z, -_SIGMOID_IS_ZERO) * sigmoid(z)


def silu_df(z: Array) -> Array:
    """s (1 + z (1 - s)) with s = sigmoid(z).

    Zero at the minimum, z = -1.27846; at most 1.09984, at z = 2.39936.
    """
    # s (1 - s) is the slope of the sigmoid, which is exact far out where 1 - s is not.
    return sigmoid(z) + np.clip(z, -_SIGMOID_IS_ZERO, _SIGMOID_IS_ZERO) * sigmoid_df(z)


def silu_range() -> Interval:
    """From the minimum, -0.27846, upwards."""
    return Interval(SILU_MINIMUM, math.inf, low_closed=True)


def _tanh_softplus(z: Array) -> Array:
    """tanh(ln(1 + e^z)), without the detour: with n = e^z it is (n^2 + 2n) / (n^2 + 2n + 2)."""
    e = np.exp(-np.abs(z))  # n on the left, 1/n on the right: never overflows
    right, left = 1.0 + 2.0 * e, e * (e + 2.0)
    return np.where(z > 0, right / (right + 2.0 * e * e), left / (left + 2.0))


def mish(z: Array) -> Array:
    """z tanh(softplus(z)).

    Misra, "Mish: a self regularized non-monotonic activation function" (2019), section 2.

    Example:
        >>> mish(np.array([0.0, 1.0])).round(4)
        array([0.    , 0.8651])
    """
    return np.maximum(z, -_SIGMOID_IS_ZERO) * _tanh_softplus(z)


def mish_df(z: Array) -> Array:
    """t + z sigmoid(z) (1 - t^2) with t = tanh(softplus(z)).

    Zero at the minimum, z = -1.19243; at most 1.08850, at z = 1.49057.
    """
    t = _tanh_softplus(z)
    inner = np.clip(z, -_SIGMOID_IS_ZERO, _SIGMOID_IS_ZERO)
    return t + inner * sigmoid(z) * (1.0 - t * t)


def mish_range() -> Interval:
    """From the minimum, -0.30884, upwards."""
    return Interval(MISH_MINIMUM, math.inf, low_closed=True)
