"""The functions of typed formulas on dual numbers: the value of each, and its slope.

Values at kinks: abs'(0) = 0 and sign'(0) = 0; relu'(0) = 0; step' = 0 everywhere; where max or
min ties, the slope is that from the left, as the derivatives of `rectifiers` have it.
"""

from collections.abc import Callable

import numpy as np

from acttutor.core.activations.saturating import sigmoid
from acttutor.core.activations.smooth import softplus
from acttutor.core.activations.special import erf, normal_cdf, normal_pdf
from acttutor.core.arrays import Array
from acttutor.core.formula.dual import Dual, Value, chain


def exp(x: Dual) -> Dual:
    """e^x."""
    value = np.exp(x.value)
    return chain(x, value, lambda: value)


def log(x: Dual) -> Dual:
    """The natural logarithm; nan for negative x, -inf at 0."""
    return chain(x, np.log(x.value), lambda: np.where(x.value < 0, np.nan, _inverse(x.value)))


def _inverse(value: Value) -> Value:
    quotient: Value = np.true_divide(1.0, value)
    return quotient


def sqrt(x: Dual) -> Dual:
    """The square root; nan for negative x, and a slope of inf at 0."""
    value = np.sqrt(x.value)
    return chain(x, value, lambda: np.true_divide(0.5, value))


def absolute(x: Dual) -> Dual:
    """|x|, with the slope 0 at 0."""
    return chain(x, np.abs(x.value), lambda: np.sign(x.value))


def sign(x: Dual) -> Dual:
    """-1, 0 or 1; flat everywhere."""
    return chain(x, np.sign(x.value), lambda: x.value * 0.0)


def step(x: Dual) -> Dual:
    """1 where x >= 0, else 0; flat everywhere."""
    value = np.where(np.isnan(x.value), np.nan, np.where(np.greater_equal(x.value, 0), 1.0, 0.0))
    return chain(x, value, lambda: np.zeros_like(value))


def relu(x: Dual) -> Dual:
    """max(0, x), with the slope 0 at 0."""
    return chain(x, np.maximum(x.value, 0.0), lambda: np.where(np.greater(x.value, 0), 1.0, 0.0))


def sin(x: Dual) -> Dual:
    """The sine; x in radians."""
    return chain(x, np.sin(x.value), lambda: np.cos(x.value))


def cos(x: Dual) -> Dual:
    """The cosine; x in radians."""
    return chain(x, np.cos(x.value), lambda: -np.sin(x.value))


def tan(x: Dual) -> Dual:
    """The tangent; x in radians."""
    value = np.tan(x.value)
    return chain(x, value, lambda: 1.0 + value * value)


def sinh(x: Dual) -> Dual:
    """(e^x - e^-x) / 2."""
    return chain(x, np.sinh(x.value), lambda: np.cosh(x.value))


def cosh(x: Dual) -> Dual:
    """(e^x + e^-x) / 2."""
    return chain(x, np.cosh(x.value), lambda: np.sinh(x.value))


def tanh(x: Dual) -> Dual:
    """(e^x - e^-x) / (e^x + e^-x), with the slope 1 - tanh^2."""
    value = np.tanh(x.value)
    return chain(x, value, lambda: 1.0 - value * value)


def logistic(x: Dual) -> Dual:
    """1 / (1 + e^-x)."""
    value = sigmoid(np.asarray(x.value), 1.0)
    return chain(x, value, lambda: value * sigmoid(np.negative(x.value), 1.0))


def soft_plus(x: Dual) -> Dual:
    """ln(1 + e^x), without overflow."""
    return chain(x, softplus(np.asarray(x.value)), lambda: sigmoid(np.asarray(x.value), 1.0))


def error_function(x: Dual) -> Dual:
    """erf(x), with the slope 2 / sqrt(pi) e^(-x^2)."""
    v = np.asarray(x.value)
    return chain(x, erf(v), lambda: 2.0 / np.sqrt(np.pi) * np.exp(-v * v))


def normal_distribution(x: Dual) -> Dual:
    """Phi(x), the standard normal distribution function."""
    v = np.asarray(x.value)
    return chain(x, normal_cdf(v), lambda: normal_pdf(v))


def normal_density(x: Dual) -> Dual:
    """phi(x), the standard normal density."""
    v = np.asarray(x.value)
    value = normal_pdf(v)
    return chain(x, value, lambda: -v * value)


def larger(a: Dual, b: Dual) -> Dual:
    """max(a, b); where they tie, the slope from the left, which is the smaller one."""
    return _extreme(a, b, np.maximum, np.greater, np.minimum)


def smaller(a: Dual, b: Dual) -> Dual:
    """min(a, b); where they tie, the slope from the left, which is the larger one."""
    return _extreme(a, b, np.minimum, np.less, np.maximum)


def _extreme(
    a: Dual,
    b: Dual,
    choose: Callable[[Value, Value], Array],
    wins: Callable[[Value, Value], Array],
    at_tie: Callable[[Value, Value], Array],
) -> Dual:
    value = choose(a.value, b.value)
    if a.slope is None and b.slope is None:
        return Dual(value)
    left, right = (0.0 if x.slope is None else x.slope for x in (a, b))
    other = np.where(wins(b.value, a.value), right, at_tie(left, right))
    return Dual(value, np.where(wins(a.value, b.value), left, other) + 0.0 * _nan_of(value))


def _nan_of(value: Value) -> Value:
    """Nan where the value is nan, else 0: a slope beside an unknown value is unknown."""
    return np.where(np.isnan(value), np.nan, 0.0)


def where(test: Dual, a: Dual, b: Dual) -> Dual:
    """A where the test is not 0, else b; nan where the test is nan.

    Both sides are computed everywhere and one is taken, so that an overflow on the side that is
    not taken harms nobody.
    """

    def pick(left: Value, right: Value) -> Array:
        chosen = np.where(np.not_equal(test.value, 0), left, right)
        return np.asarray(np.where(np.isnan(test.value), np.nan, chosen))

    value = pick(a.value, b.value)
    if all(x.slope is None for x in (test, a, b)):
        return Dual(value)
    left, right = (0.0 if x.slope is None else x.slope for x in (a, b))
    return Dual(value, pick(left, right))
