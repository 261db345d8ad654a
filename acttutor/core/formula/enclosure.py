"""Values and slopes of a formula on whole stretches of the axis: dual numbers of ranges.

The chain rule is that of `dual_functions`, on what is certain to hold all values (`ranges`, or far
out `growth`).  Slopes are those beside kinks, of which there are both.
"""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from acttutor.core.formula.dual import Dual
from acttutor.core.formula.language import RULES, Op


class Enclosed(NamedTuple):
    """What holds all values and all slopes of a part.

    Attributes:
        value, slope: a `Range` or a `Far`.
        number: the value of a part without x; its slope is None.
    """

    value: Any
    slope: Any = None
    number: float | None = None


class NotTold(ValueError):
    """Nothing is known about a part of the formula in general."""


def folded(op: Op, parts: list[Enclosed]) -> float | None:
    """Return the value of a part without x; None for others."""
    if op.arity == 0:
        return None if op.name == "x" else op.value
    if any(part.number is None for part in parts):
        return None
    return float(RULES[op.name](*(Dual(np.float64(part.number)) for part in parts)).value)


def total(one: Any, other: Any) -> Any:
    """Return a sum of slopes, of which None is 0."""
    if one is None or other is None:
        return other if one is None else one
    return one + other


def times(slope: Any, factor: Any) -> Any:
    """Return a slope times something; None stays 0."""
    return None if slope is None else slope * factor


#: f' in terms of u = the argument and v = f(u), and numbers made by c.
_TWICE_ROOT = 2 * math.sqrt(2)
OUTER = {
    "exp": lambda u, v, c: v,
    "log": lambda u, v, c: c(1.0) / u,
    "sqrt": lambda u, v, c: c(0.5) / v,
    "sin": lambda u, v, c: u.of("cos"),
    "cos": lambda u, v, c: -u.of("sin"),
    "tan": lambda u, v, c: c(1.0) + v.power(2.0),
    "sinh": lambda u, v, c: u.of("cosh"),
    "cosh": lambda u, v, c: u.of("sinh"),
    "tanh": lambda u, v, c: c(4.0) * (c(2.0) * u).of("sigmoid") * (c(-2.0) * u).of("sigmoid"),
    "sigmoid": lambda u, v, c: v * (-u).of("sigmoid"),
    "softplus": lambda u, v, c: u.of("sigmoid"),
    "erf": lambda u, v, c: c(_TWICE_ROOT) * (c(math.sqrt(2)) * u).of("phi"),
    "Phi": lambda u, v, c: u.of("phi"),
    "phi": lambda u, v, c: -u * v,
}


def smooth(name: str, u: Enclosed, c: Any) -> Enclosed:
    """Return a function without kinks of a part."""
    value = u.value.of(name)
    outer = None if u.slope is None else OUTER[name](u.value, value, c)
    return Enclosed(value, times(u.slope, outer))


def added(u: Enclosed, v: Enclosed) -> Enclosed:
    """Return a sum."""
    return Enclosed(u.value + v.value, total(u.slope, v.slope))


def negative(u: Enclosed) -> Enclosed:
    """Return −u."""
    return Enclosed(-u.value, None if u.slope is None else -u.slope)


def multiplied(u: Enclosed, v: Enclosed) -> Enclosed:
    """Return a product."""
    slope = total(times(u.slope, v.value), times(v.slope, u.value))
    return Enclosed(u.value * v.value, slope)


#: What needs to know nothing of the values.
ARITHMETIC: Mapping[str, Callable[..., Enclosed]] = MappingProxyType(
    {
        "+": added,
        "-": lambda u, v: added(u, negative(v)),
        "*": multiplied,
        "neg": negative,
    }
)


def divided(u: Enclosed, v: Enclosed) -> Enclosed:
    """Return a quotient; v keeps to one side of 0."""
    value = u.value / v.value
    left = None if u.slope is None else u.slope / v.value
    right = None if v.slope is None else -(value * v.slope / v.value)
    return Enclosed(value, total(left, right))


def raised(u: Enclosed, v: Enclosed, c: Any) -> Enclosed:
    """Return a power: u^b for a number b, or e^(v ln u) for positive u."""
    if v.number is not None:
        b = v.number
        if b == 0:
            return Enclosed(u.value.power(0.0), times(u.slope, c(0.0)))
        inner = c(1.0) if b == 1 else u.value.power(b - 1.0)
        return Enclosed(u.value.power(b), times(u.slope, c(b) * inner))
    if not u.value.is_positive():
        raise NotTold
    log = smooth("log", u, c) if u.number is None else Enclosed(c(math.log(u.number)))
    return smooth("exp", multiplied(v, log), c)
