"""Rectifiers: the identity on the right, something smaller on the left of zero.

All of them have their corner at z = 0, and there the value of the *left* branch is taken for
the slope, so that a rectifier that is off counts as off.
"""

import math

import numpy as np

from acttutor.core.activations.activation import Kink, ParamValue
from acttutor.core.activations.extent import Interval
from acttutor.core.arrays import Array

SELU_LAMBDA = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772


def _by_sign(z: Array, right: ParamValue, left: ParamValue) -> Array:
    """`right` where z > 0, `left` where z <= 0, and nan where z is nan."""
    return np.where(z > 0, right, np.where(z <= 0, left, z))


def relu(z: Array) -> Array:
    """max(0, z).

    Continuous, also at 0, where only the slope jumps.  Nair and Hinton, "Rectified linear
    units improve restricted Boltzmann machines" (2010).

    Example:
        >>> relu(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])
    """
    return np.maximum(z, 0.0)


def relu_df(z: Array) -> Array:
    """1 where z > 0, else 0; at the kink, z = 0, it is 0 by convention."""
    return np.heaviside(z, 0.0)


def relu_kinks() -> tuple[Kink, ...]:
    """The slope jumps from 0 to 1 at 0."""
    return (Kink(0.0, 0.0, 0.0, 0.0, 1.0),)


def relu_range() -> Interval:
    """Zero and everything above."""
    return Interval(0.0, math.inf, low_closed=True)


def leaky_relu(z: Array, alpha: ParamValue = 0.01) -> Array:
    """z where z > 0, else alpha z, with a small fixed alpha.

    Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models"
    (2013).

    Example:
        >>> leaky_relu(np.array([-2.0, 3.0]), alpha=0.1)
        array([-0.2,  3. ])
    """
    # max(alpha z, z) would be shorter, and wrong for alpha > 1.
    left = np.where(np.equal(alpha, 0), 0.0, alpha * z)  # 0 * -inf is nan, the limit is 0
    return _by_sign(z, z, left)


def leaky_relu_df(z: Array, alpha: ParamValue = 0.01) -> Array:
    """1 where z > 0, else alpha; at the kink, z = 0, it is alpha."""
    return _by_sign(z, 1.0, alpha)


def leaky_relu_df_from_output(y: Array, alpha: ParamValue = 0.01) -> Array:
    """The slope where the output is y; needs alpha >= 0, or the sign of z is lost in y."""
    return _by_sign(y, 1.0, alpha)


def leaky_relu_kinks(alpha: float = 0.01) -> tuple[Kink, ...]:
    """The slope jumps from alpha to 1 at 0."""
    return (Kink(0.0, 0.0, 0.0, alpha, 1.0),)


def leaky_relu_range(alpha: float = 0.01) -> Interval:
    """All real numbers, but nothing below zero if the left side is flat or rises leftwards."""
    return Interval(-math.inf, math.inf) if alpha > 0 else relu_range()


def prelu(z: Array, alpha: ParamValue = 0.25) -> Array:
    """z where z > 0, else alpha z, with an alpha that is learned, one per unit.

    He et al., "Delving deep into rectifiers" (2015), section 2.1.

    Example:
        >>> prelu(np.array([-2.0, 3.0]), alpha=0.25)
        array([-0.5,  3. ])
    """
    return leaky_relu(z, alpha)


def prelu_df(z: Array, alpha: ParamValue = 0.25) -> Array:
    """1 where z > 0, else alpha; at the kink, z = 0, it is alpha."""
    return leaky_relu_df(z, alpha)


def prelu_dalpha(z: Array) -> Array:
    """The slope of prelu(z) with respect to alpha: min(0, z)."""
    return np.minimum(z, 0.0)


def elu(z: Array, alpha: float = 1.0) -> Array:
    """z where z > 0, else alpha (e^z - 1).

    Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by
    exponential linear units" (2015), section 3.

    Example:
        >>> elu(np.array([-1.0, 3.0]), alpha=1.0).round(3)
        array([-0.632,  3.   ])
    """
    # expm1 keeps the digits of e^z - 1 near 0; the minimum keeps the unused branch finite.
    return _by_sign(z, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_df(z: Array, alpha: float = 1.0) -> Array:
    """1 where z > 0, else f(z) + alpha = alpha e^z; at z = 0 it is alpha."""
    return _by_sign(z, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


def elu_df_from_output(y: Array, alpha: float = 1.0) -> Array:
    """The slope where the output is y: 1 where y > 0, else y + alpha."""
    return _by_sign(y, 1.0, y + alpha)


def elu_kinks(alpha: float = 1.0) -> tuple[Kink, ...]:
    """The slope jumps from alpha to 1 at 0: no kink for alpha = 1."""
    return (Kink(0.0, 0.0, 0.0, alpha, 1.0),)


def elu_range(alpha: float = 1.0) -> Interval:
    """Above -alpha, which is never reached."""
    return Interval(-alpha, math.inf) if alpha > 0 else relu_range()


def selu(z: Array) -> Array:
    """Lambda z where z > 0, else lambda alpha (e^z - 1), with constants that keep mean and
    variance of the outputs near 0 and 1 from layer to layer, given LeCun initialisation.

    Klambauer et al., "Self-normalizing neural networks" (2017), equation 2.

    Example:
        >>> selu(np.array([-1.0, 1.0])).round(3)
        array([-1.111,  1.051])
    """
    return SELU_LAMBDA * elu(z, SELU_ALPHA)


def selu_df(z: Array) -> Array:
    """Lambda where z > 0, else lambda alpha e^z; at the kink, z = 0, it is lambda alpha."""
    return SELU_LAMBDA * elu_df(z, SELU_ALPHA)


def selu_df_from_output(y: Array) -> Array:
    """The slope where the output is y: lambda where y > 0, else y + lambda alpha."""
    return _by_sign(y, SELU_LAMBDA, y + SELU_LAMBDA * SELU_ALPHA)


def selu_kinks() -> tuple[Kink, ...]:
    """The slope jumps from lambda alpha (about 1.76) down to lambda (about 1.05) at 0."""
    return (Kink(0.0, 0.0, 0.0, SELU_LAMBDA * SELU_ALPHA, SELU_LAMBDA),)


def selu_range() -> Interval:
    """Above -lambda alpha (about -1.76), which is never reached."""
    return Interval(-SELU_LAMBDA * SELU_ALPHA, math.inf)
