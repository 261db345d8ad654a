"""Activations with bounded output, and the identity: step, sigmoid, tanh, identity.

Each function has the shape ``(z, **params) -> array`` and each derivative ends in ``_df``; a
``_df_from_output`` is the same derivative written in terms of a = f(z).
"""

import math

import numpy as np

from acttutor.core.activations.activation import Kink
from acttutor.core.activations.extent import Interval
from acttutor.core.arrays import Array


def step(z: Array, theta: float = 0.0) -> Array:
    """1 where z >= theta, else 0: the unit fires or does not.

    At the jump, z = theta, the value is 1.  Rosenblatt, "The perceptron", Psychological
    Review 65 (1958).

    Example:
        >>> step(np.array([-1.0, 0.0, 2.0]))
        array([0., 1., 1.])
    """
    # z >= theta would turn nan into 0; heaviside passes it on.
    fires: Array = np.heaviside(z - theta, 1.0)
    return fires


def step_df(z: Array, theta: float = 0.0) -> Array:
    """0 everywhere.

    At z = theta no derivative exists; 0 stands there too, so that training simply finds no
    slope.  That is why a step unit cannot learn by gradient descent.
    """
    return np.where(np.isnan(z), z, 0.0)


def step_kinks(theta: float = 0.0) -> tuple[Kink, ...]:
    """The jump from 0 to 1 at theta."""
    return (Kink(theta, 0.0, 1.0, 0.0, 0.0),)


def step_range(theta: float = 0.0) -> Interval:
    """The two values 0 and 1, given as the ends of an interval."""
    return Interval(0.0, 1.0, low_closed=True, high_closed=True)


def sigmoid(z: Array, a: float = 1.0) -> Array:
    """The logistic function 1 / (1 + e^(-az)), with steepness a.

    Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors",
    Nature 323 (1986).

    Example:
        >>> sigmoid(np.array([0.0, 800.0]))
        array([0.5, 1. ])
    """
    # e^(-|az|) never overflows, and on the left e / (1 + e) keeps the tiny true value where
    # 1 / (1 + e^(-az)) would lose it.
    u = a * z
    e = np.exp(-np.abs(u))
    value: Array = np.where(u >= 0, 1.0, e) / (1.0 + e)
    return value


def sigmoid_df(z: Array, a: float = 1.0) -> Array:
    """A f(z) (1 - f(z)), at most a/4, at z = 0.

    Written as a / (2 cosh(az/2))^2, because 1 - f(z) rounds to 0 from az = 37 on.
    """
    slope: Array = 0.25 * a * (1.0 / np.cosh(0.5 * a * z)) ** 2
    return slope


def sigmoid_df_from_output(y: Array, a: float = 1.0) -> Array:
    """The slope a y (1 - y) where the output is y."""
    return a * y * (1.0 - y)


def sigmoid_range(a: float = 1.0) -> Interval:
    """Between 0 and 1, which are never reached."""
    return Interval(0.0, 1.0)


def tanh(z: Array) -> Array:
    """The hyperbolic tangent (e^z - e^(-z)) / (e^z + e^(-z)) = 2 sigmoid(2z) - 1.

    LeCun et al., "Backpropagation applied to handwritten zip code recognition", Neural
    Computation 1 (1989); why it beats the sigmoid: LeCun et al., "Efficient BackProp" (1998),
    section 4.4.

    Example:
        >>> tanh(np.array([0.0, 100.0]))
        array([0., 1.])
    """
    return np.tanh(z)


def tanh_df(z: Array) -> Array:
    """1 - tanh(z)^2, at most 1, at z = 0.

    Written as 1 / cosh(z)^2, because 1 - tanh(z)^2 rounds to 0 from z = 19 on.
    """
    return (1.0 / np.cosh(z)) ** 2


def tanh_df_from_output(y: Array) -> Array:
    """The slope 1 - y^2 where the output is y."""
    return 1.0 - y * y


def tanh_range() -> Interval:
    """Between -1 and 1, which are never reached."""
    return Interval(-1.0, 1.0)


def identity(z: Array) -> Array:
    """z itself: the output of a network that predicts a number.

    Widrow and Hoff, "Adaptive switching circuits" (1960), whose ADALINE learns through it.

    Example:
        >>> identity(np.array([-2.0, 3.0]))
        array([-2.,  3.])
    """
    return np.array(z)


def identity_df(z: Array) -> Array:
    """1 everywhere."""
    return np.where(np.isnan(z), z, 1.0)


def identity_range() -> Interval:
    """All real numbers."""
    return Interval(-math.inf, math.inf)
