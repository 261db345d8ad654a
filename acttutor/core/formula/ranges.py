"""Interval arithmetic: the values that a part of a formula can take on a stretch of the axis.

A range is certain to hold every value: sums, products and quotients that floats do not hold exactly
are rounded outwards, and functions by far more than they can be off.  Where a part has no value, as
log(x) left of 0, the range is that of the values there are (Moore, Kearfott and Cloud,
"Introduction to Interval Analysis", 2009).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from acttutor.core.activations.saturating import sigmoid
from acttutor.core.activations.smooth import softplus
from acttutor.core.activations.special import erf, normal_cdf, normal_pdf
from acttutor.core.arrays import Array

Mask: TypeAlias = npt.NDArray[np.bool_]

#: More than functions are off by, relatively, and beside 0.
_OFF, _TINY = 1e-12, 1e-300
#: Beyond, a product is too large or too small for its error to be a float.
_SMALL, _SPLIT = 1e-280, 134217729.0
_LARGEST = float(np.finfo(np.float64).max)
#: Beyond, the sine of a float says nothing, and is taken to be anything.
_FAR_TURNED = 1e4


@dataclass(frozen=True, eq=False)
class Range:
    """Ranges, one for each element; a range without values is nan.

    Attributes:
        low, high: their ends.
    """

    low: Array
    high: Array

    def __neg__(self) -> "Range":
        return Range(-self.high, -self.low)

    def __add__(self, other: "Range") -> "Range":
        low, low_error = _two_sum(self.low, other.low)
        high, high_error = _two_sum(self.high, other.high)
        return Range(_below(low, low_error), _above(high, high_error))

    def __sub__(self, other: "Range") -> "Range":
        return self + (-other)

    def __mul__(self, other: "Range") -> "Range":
        return _outer(self, other, _two_product)

    def __truediv__(self, other: "Range") -> "Range":
        """Divide by ranges on one side of 0, which may touch it."""
        # The sign of a zero says from which side it is come close to.
        below = Range(
            np.where(other.low == 0, 0.0, other.low), np.where(other.high == 0, -0.0, other.high)
        )
        return _outer(self, below, _two_quotient)

    def holds(self, value: float) -> Mask:
        """Tell which ranges hold a value."""
        return np.asarray((self.low <= value) & (self.high >= value))

    def hull(self, other: "Range") -> "Range":
        """Return the ranges that hold both."""
        return Range(np.fmin(self.low, other.low), np.fmax(self.high, other.high))

    def within(self, low: float, high: float) -> "Range":
        """Return the part between two values; nan where there is none."""
        empty = (self.high < low) | (self.low > high)
        return self.where(~empty, Range(np.maximum(self.low, low), np.minimum(self.high, high)))

    def where(self, test: Mask, taken: "Range") -> "Range":
        """Return ``taken`` where a test holds, and no values elsewhere."""
        return Range(np.where(test, taken.low, math.nan), np.where(test, taken.high, math.nan))

    def choose(self, test: Mask, other: "Range") -> "Range":
        """Return these ranges where a test holds, and others elsewhere."""
        return Range(np.where(test, self.low, other.low), np.where(test, self.high, other.high))

    def larger(self, other: "Range") -> "Range":
        """Return the ranges of max."""
        return Range(np.maximum(self.low, other.low), np.maximum(self.high, other.high))

    def is_positive(self) -> bool:
        """Tell whether nothing in any of them is 0 or less."""
        return bool((self.low > 0).all())

    def power(self, exponent: float) -> "Range":
        """Raise to a constant power, a negative one only on one side of 0."""
        if exponent < 0 and exponent.is_integer() and exponent % 2:
            return constant(1.0, self.low) / self.power(-exponent)
        if exponent.is_integer() and exponent % 2:
            return _rising(lambda x: np.power(x, exponent), self)
        base = self.of("abs") if exponent.is_integer() else self.within(0.0, math.inf)
        if exponent == 2:
            # Rounded outwards, what is too small for a float would go below 0.
            return (base * base).within(0.0, math.inf)
        raised = _rising(lambda x: np.power(x, abs(exponent)), base, 0.0)
        return raised if exponent >= 0 else constant(1.0, self.low) / raised

    def of(self, name: str) -> "Range":
        """Return the ranges of a function without jumps."""
        return FUNCTIONS[name](self)


def constant(value: float, like: Array) -> Range:
    """Return a number as ranges."""
    filled = np.full(np.shape(like), value)
    return Range(filled, filled)


def everything(like: Array) -> Range:
    """Return ranges of all numbers."""
    return Range(np.full(np.shape(like), -math.inf), np.full(np.shape(like), math.inf))


# -- rounding ----------------------------------------------------------------------------------


def _two_sum(a: Array, b: Array) -> tuple[Array, Array]:
    """Return a sum and its error (Knuth)."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def _two_product(a: Array, b: Array) -> tuple[Array, Array]:
    """Return a product and its error (Dekker); nothing times anything is nothing."""
    product = a * b
    nothing = ((a == 0) & ~np.isnan(b)) | ((b == 0) & ~np.isnan(a))
    a_high, b_high = (_SPLIT * x - (_SPLIT * x - x) for x in (a, b))
    a_low, b_low = a - a_high, b - b_high
    error = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)
    error = np.where(np.abs(product) < _SMALL, math.nan, error)
    return np.where(nothing, 0.0, product), np.where(nothing, 0.0, error)


def _two_quotient(a: Array, b: Array) -> tuple[Array, Array]:
    """Return a quotient, and 0 if that is exact."""
    quotient = a / b
    quotient = np.where(np.isnan(quotient) & ~np.isnan(a) & ~np.isnan(b), 0.0, quotient)
    back, error = _two_product(quotient, b)
    exact = (back == a) & (error == 0)
    return quotient, np.where(exact | (a == 0), 0.0, math.nan)


def _below(value: Array, error: Array) -> Array:
    return np.where(error == 0, value, np.nextafter(value, -math.inf))


def _above(value: Array, error: Array) -> Array:
    return np.where(error == 0, value, np.nextafter(value, math.inf))


def _outer(one: Range, other: Range, rule: Callable[[Array, Array], tuple[Array, Array]]) -> Range:
    """Return the least and the largest of what a rule makes of the ends."""
    made = [rule(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    low = np.minimum.reduce([_below(*each) for each in made])
    high = np.maximum.reduce([_above(*each) for each in made])
    return Range(low, high)


# -- functions ---------------------------------------------------------------------------------


def _rising(
    function: Callable[[Array], Array],
    x: Range,
    least: float = -math.inf,
    most: float = math.inf,
    exact_at: float = 0.0,
) -> Range:
    """Return the ranges of a function that rises; at one place, its float is its value."""
    low, high = function(x.low), function(x.high)
    wide = [
        np.where(end == exact_at, 0.0, _OFF * np.abs(value) + _TINY)
        for end, value in ((x.low, low), (x.high, high))
    ]
    # Beyond all floats on the wrong side is an overflow.
    low = np.where(np.isinf(low), np.minimum(low, _LARGEST), low - wide[0])
    high = np.where(np.isinf(high), np.maximum(high, -_LARGEST), high + wide[1])
    return Range(np.maximum(low, least), np.minimum(high, most))


def _absolute(x: Range) -> Range:
    low = np.maximum(np.maximum(x.low, -x.high), 0.0)
    return Range(low, np.maximum(-x.low, x.high))


def _square_root(x: Range) -> Range:
    found = _rising(np.sqrt, x, 0.0)
    exact = []
    for end in (x.low, x.high):
        square, error = _two_product(np.sqrt(end), np.sqrt(end))
        exact.append((square == end) & (error == 0))
    return Range(
        np.where(exact[0], np.sqrt(x.low), found.low),
        np.where(exact[1], np.sqrt(x.high), found.high),
    )


def _turning(function: Callable[[Array], Array], top: float, x: Range) -> Range:
    """Return the ranges of sine or cosine, which is 1 at ``top``."""

    def passes(turn: float) -> Mask:
        first = np.ceil((x.low - turn) / (2 * math.pi) - _OFF)
        return np.asarray(first <= np.floor((x.high - turn) / (2 * math.pi) + _OFF))

    known = (np.abs(x.low) < _FAR_TURNED) & (np.abs(x.high) < _FAR_TURNED)
    ends = [function(np.where(known, end, 0.0)) for end in (x.low, x.high)]
    off = [np.where(end == 0, 0.0, _OFF) for end in (x.low, x.high)]
    low = np.minimum(ends[0] - off[0], ends[1] - off[1])
    high = np.maximum(ends[0] + off[0], ends[1] + off[1])
    low = np.where(known & ~passes(top + math.pi), np.maximum(low, -1.0), -1.0)
    high = np.where(known & ~passes(top), np.minimum(high, 1.0), 1.0)
    return x.where(~np.isnan(x.low), Range(low, high))


def _tangent(x: Range) -> Range:
    turns = [np.floor(end / math.pi + 0.5) for end in (x.low, x.high)]
    steady = (turns[0] == turns[1]) & (np.abs(x.high) < _FAR_TURNED)
    inside = Range(np.where(steady, x.low, 0.0), np.where(steady, x.high, 0.0))
    anything = x.where(~np.isnan(x.low), everything(x.low))
    return _rising(np.tan, inside).choose(steady, anything)


def _density(x: Range) -> Range:
    found = _rising(lambda v: -normal_pdf(v), _absolute(x), most=0.0)
    return -found


FUNCTIONS: Mapping[str, Callable[[Range], Range]] = MappingProxyType(
    {
        "exp": lambda x: _rising(np.exp, x, 0.0),
        "log": lambda x: _rising(np.log, x.within(0.0, math.inf), exact_at=1.0),
        "sqrt": lambda x: _square_root(x.within(0.0, math.inf)),
        "abs": _absolute,
        "sin": lambda x: _turning(np.sin, math.pi / 2, x),
        "cos": lambda x: _turning(np.cos, 0.0, x),
        "tan": _tangent,
        "sinh": lambda x: _rising(np.sinh, x),
        "cosh": lambda x: _rising(np.cosh, _absolute(x), 1.0),
        "tanh": lambda x: _rising(np.tanh, x, -1.0, 1.0),
        "sigmoid": lambda x: _rising(lambda v: sigmoid(v, 1.0), x, 0.0, 1.0),
        "relu": lambda x: Range(np.maximum(x.low, 0.0), np.maximum(x.high, 0.0)),
        "softplus": lambda x: _rising(softplus, x, 0.0),
        "erf": lambda x: _rising(erf, x, -1.0, 1.0),
        "Phi": lambda x: _rising(normal_cdf, x, 0.0, 1.0),
        "phi": _density,
    }
)
