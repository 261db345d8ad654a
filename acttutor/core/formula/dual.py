"""Dual numbers: a value and its slope, carried through a formula together.

A dual number is v + v' eps with eps^2 = 0.  Every rule below says what f(v + v' eps) is, namely
f(v) + f'(v) v' eps: the chain rule.  Putting z + 1 eps into a formula therefore gives f(z) and
f'(z) at once, exact to rounding: this is forward-mode automatic differentiation (Griewank and
Walther, "Evaluating Derivatives", 2008, chapter 3).  No difference quotient is involved.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from acttutor.core.arrays import Array

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
