"""Dual numbers: a value and its slope, carried through a formula together.

A dual number is v + v' eps with eps^2 = 0.  Every rule below says what f(v + v' eps) is, namely
f(v) + f'(v) v' eps: the chain rule.  Putting z + 1 eps into a formula therefore gives f(z) and
f'(z) at once, exact to rounding: this is forward-mode automatic differentiation (Griewank and
Walther, "Evaluating Derivatives", 2008, chapter 3).  No difference quotient is involved.

Values at kinks: abs'(0) = 0 and sign'(0) = 0; relu'(0) = 0; step' = 0 everywhere; where max or
min ties, the slope is that from the left, as the derivatives of `rectifiers` have it.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from .arrays import Array
from .saturating import sigmoid
from .smooth import softplus
from .special import erf, normal_cdf, normal_pdf

Value: TypeAlias = Array | float


class Dual(NamedTuple):
    """A value with its slope; the slope is None for a constant, which needs no chain rule.

    (With a slope of 0 instead, 0 * inf would make nan of a constant beside a pole.)
    """

    value: Value
    slope: Value | None = None


def chain(x: Dual, value: Value, outer: Callable[[], Value]) -> Dual:
    """f(x) from its value and its outer slope f'(v), which is asked for only if x varies."""
    return Dual(value, None if x.slope is None else outer() * x.slope)


def _total(a: Value | None, b: Value | None) -> Value | None:
    if a is None or b is None:
        return b if a is None else a
    return a + b


# -- operators ---------------------------------------------------------------------------------


def negative(a: Dual) -> Dual:
    """-a."""
    return Dual(-a.value, None if a.slope is None else -a.slope)


def add(a: Dual, b: Dual) -> Dual:
    """a + b."""
    return Dual(a.value + b.value, _total(a.slope, b.slope))


def subtract(a: Dual, b: Dual) -> Dual:
    """a - b."""
    return add(a, negative(b))


def multiply(a: Dual, b: Dual) -> Dual:
    """a b, with (a b)' = a' b + a b'."""
    left = None if a.slope is None else a.slope * b.value
    right = None if b.slope is None else a.value * b.slope
    return Dual(a.value * b.value, _total(left, right))


def divide(a: Dual, b: Dual) -> Dual:
    """a / b, with (a / b)' = (a' - (a / b) b') / b; a zero of b gives inf or nan."""
    value = np.true_divide(a.value, b.value)
    left = None if a.slope is None else np.true_divide(a.slope, b.value)
    right = None if b.slope is None else -np.true_divide(value * b.slope, b.value)
    return Dual(value, _total(left, right))


def power(a: Dual, b: Dual) -> Dual:
    """a^b, with (a^b)' = b a^(b-1) a' + a^b ln(a) b'; nan where a < 0 and b is not whole."""
    value = np.power(_real(a.value), b.value)
    left = right = None
    if a.slope is not None:
        # 0 * a^(-1) at a = 0 would be nan where the slope of a^0 is 0.
        inner = np.where(np.equal(b.value, 0), 0.0, np.power(_real(a.value), b.value - 1.0))
        left = b.value * inner * a.slope
    if b.slope is not None:
        # The limit of a^b ln(a) at a = 0 is 0.
        right = np.where(np.equal(value, 0), 0.0, value * np.log(_real(a.value))) * b.slope
    return Dual(value, _total(left, right))


def _real(value: Value) -> Value:
    """An integer to a negative power is an error for NumPy; a real number is not."""
    return value if isinstance(value, np.ndarray) else np.float64(value)


def compare(test: Callable[[Value, Value], Array]) -> Callable[[Dual, Dual], Dual]:
    """A comparison as a number: 1 where it holds, 0 where not, nan where either side is nan."""

    def rule(a: Dual, b: Dual) -> Dual:
        unknown = np.isnan(a.value) | np.isnan(b.value)
        value = np.where(unknown, np.nan, np.where(test(a.value, b.value), 1.0, 0.0))
        varies = a.slope is not None or b.slope is not None
        return Dual(value, np.zeros_like(value) if varies else None)

    return rule


# -- functions ---------------------------------------------------------------------------------


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
    """nan where the value is nan, else 0: a slope beside an unknown value is unknown."""
    return np.where(np.isnan(value), np.nan, 0.0)


def where(test: Dual, a: Dual, b: Dual) -> Dual:
    """a where the test is not 0, else b; nan where the test is nan.

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
