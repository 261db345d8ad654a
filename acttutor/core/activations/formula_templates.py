"""Formulas with gaps: one template gives the formula with symbols and with numbers.

A gap is written ``[a]`` for the bare value and ``[a*rest]`` for the product of the value and
what follows, so that a = 1 gives ``rest``, a = -1 gives ``-rest`` and a = 0 gives ``0``, as a
person would write it.  Everything else is Matplotlib mathtext, which knows no
``\\begin{cases}``; branches are therefore written "value  (condition), value  (condition)".
"""

import re
from collections.abc import Mapping

from acttutor.core.arrays import Array
from acttutor.core.half_up import half_up

_GAP = re.compile(r"\[(\w+)(?:\*([^\]]*))?\]")


def with_symbols(template: str, symbols: Mapping[str, str]) -> str:
    """Fill the gaps of `template` with the parameters' symbols."""

    def fill(gap: re.Match[str]) -> str:
        symbol, rest = symbols[gap[1]], gap[2] or ""
        space = " " if symbol[-1].isalpha() and symbol.startswith("\\") and rest else ""
        return symbol + space + rest

    return _GAP.sub(fill, template)


def fill_in(template: str, values: Mapping[str, float | Array]) -> str:
    """Fill the gaps of `template` with numbers."""

    def fill(gap: re.Match[str]) -> str:
        value = float(values[gap[1]])
        return number(value) if gap[2] is None else _product(value, gap[2])

    return _GAP.sub(fill, template)


def number(value: float) -> str:
    """Write `value` with up to four digits, as mathtext: ``0.01``, ``2\\times10^{-5}``."""
    text = half_up(value, 4)
    mantissa, exponent_sign, exponent = text.partition("e")
    return rf"{mantissa}\times10^{{{int(exponent)}}}" if exponent_sign else text


def _product(value: float, rest: str) -> str:
    text = number(value)
    if text == "0":
        return "0"
    if text == "1":
        return rest[1:-1] if rest[0] == "(" and rest[-1] == ")" else rest
    if text == "-1":
        return "-" + rest
    # A thin space keeps a number from running into a following f(x) or \frac.
    return text + (rest if rest[0] in "x(e" else r"\," + rest.removeprefix(r"\,"))
