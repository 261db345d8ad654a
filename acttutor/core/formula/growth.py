"""How a formula grows: what holds for all its values and slopes from some place on, for ever."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from acttutor.core.formula.enclosure import (
    ARITHMETIC,
    OUTER,
    Enclosed,
    NotTold,
    divided,
    folded,
    multiplied,
    negative,
    raised,
    smooth,
)
from acttutor.core.formula.far import Far
from acttutor.core.formula.language import COMPARISONS, Op, run
from acttutor.core.formula.monomial import Monomial


@np.errstate(all="ignore")
def far(program: tuple[Op, ...], sign: float, start: float) -> tuple[Far, Far]:
    """Return values and slopes of a formula for x = ``sign``·t, for all t from ``start`` on.

    Raises:
        NotTold: it has none there, or goes to and fro in a way that is not understood.
    """
    x = Far(sign, sign, Monomial(power=1.0), start)
    zero = x.number(0.0)

    def step(op: Op, parts: list[Enclosed]) -> Enclosed:
        value = folded(op, parts)
        if value is not None:
            return Enclosed(x.number(value), None, value)
        if op.name == "x":
            return Enclosed(x, x.number(1.0))
        if op.name in COMPARISONS:
            return Enclosed(x.number(_compared(op.name, parts[0].value - parts[1].value)))
        if op.name in OUTER:
            return smooth(op.name, parts[0], x.number)
        return _RULES[op.name](*parts)

    try:
        result: Enclosed = run(program, step)
    except (OverflowError, ZeroDivisionError):
        raise NotTold from None
    return result.value, zero if result.slope is None else result.slope


def _compared(name: str, difference: Far) -> float:
    side = difference.side()
    return float(side == (1 if ">" in name else -1) or (side == 0 and "=" in name))


def _bent(u: Enclosed, left: Far) -> Enclosed:
    """Return u where it is positive, and ``left`` times u elsewhere."""
    side = u.value.side()
    return u if side > 0 else multiplied(Enclosed(left), u)


def _larger(u: Enclosed, v: Enclosed) -> Enclosed:
    return u if (u.value - v.value).side() >= 0 else v


def _chosen(test: Enclosed, u: Enclosed, v: Enclosed) -> Enclosed:
    return u if test.value.side() else v


def _raised(u: Enclosed, v: Enclosed) -> Enclosed:
    return raised(u, v, u.value.number)


def _level(u: Enclosed, of: Callable[[int], float]) -> Enclosed:
    return Enclosed(u.value.number(of(u.value.side())))


_RULES: Mapping[str, Callable[..., Enclosed]] = MappingProxyType(
    {
        **ARITHMETIC,
        "/": divided,
        "^": _raised,
        "abs": lambda u: _bent(u, u.value.number(-1.0)),
        "relu": lambda u: _bent(u, u.value.number(0.0)),
        "sign": lambda u: _level(u, float),
        "step": lambda u: _level(u, lambda side: float(side >= 0)),
        "max": _larger,
        "min": lambda u, v: negative(_larger(negative(u), negative(v))),
        "where": _chosen,
    }
)
