"""A formula on boxes, which are stretches of the axis: all its values and slopes, for certain.

Where a part jumps within a box, one side is taken, and the other the next time: `enclosures` goes
through all of them.  Each box has four rows: the whole, its middle, its left and its right end.
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.formula.enclosure import (
    ARITHMETIC,
    OUTER,
    Enclosed,
    NotTold,
    divided,
    folded,
    negative,
    raised,
    smooth,
)
from acttutor.core.formula.language import COMPARISONS, Op, run
from acttutor.core.formula.ranges import Mask, Range, constant, everything

#: Sides of jumps that are gone through at most.
_MOST_SIDES = 24
_WHOLE, _MIDDLE, _LEFT, _RIGHT = range(4)
#: Where the functions that do not have values everywhere begin to have them at 0.
_PARTIAL = ("log", "sqrt")


class Found(NamedTuple):
    """What holds all values and slopes on each box, if jumps within are seen from one side.

    Attributes:
        value, slope: the ranges.
        breaks: where the formula may jump, or has no value, within the box.
    """

    value: Range
    slope: Range
    breaks: Mask


def enclosures(program: tuple[Op, ...], low: Array, high: Array) -> Iterator[Found]:
    """Yield what holds on boxes, once for each combination of sides.

    Raises:
        NotTold: there are too many, or a power of what may be negative.
    """
    waiting: list[dict[int, int]] = [{}]
    for _ in range(_MOST_SIDES):
        boxes = _Boxes(low, high, waiting.pop())
        yield boxes.enclose(program)
        taken = dict(boxes.sides)
        for index, count in boxes.unseen:
            waiting += [{**taken, index: side} for side in range(1, count)]
            taken[index] = 0
        if not waiting:
            return
    raise NotTold


def _row(ranges: Range, row: int) -> Range:
    return Range(ranges.low[row], ranges.high[row])


class _Boxes:
    """One way through a formula.

    Attributes:
        sides: the side to take at each part that jumps, by its number; others take the first.
        unseen: the parts that jumped and are not among them, and how many sides they have.
    """

    def __init__(self, low: Array, high: Array, sides: dict[int, int]) -> None:
        middle = 0.5 * (low + high)
        self._x = Range(np.stack([low, middle, low, high]), np.stack([high, middle, low, high]))
        self.sides, self.unseen = sides, list[tuple[int, int]]()
        self._breaks = np.zeros(len(low), dtype=bool)
        self._part = 0

    def _number(self, value: float) -> Range:
        return constant(value, self._x.low)

    def enclose(self, program: tuple[Op, ...]) -> Found:
        """Go through the formula."""
        result: Enclosed = run(program, self._step)
        slope = _row(self._slope(result), _WHOLE)
        return Found(self._narrowed(result.value, slope), slope, self._breaks)

    def _narrowed(self, value: Range, slope: Range) -> Range:
        """Return the values on whole boxes, as close as the slopes tell (mean value theorem)."""
        whole = _row(value, _WHOLE)
        half = self._x.high[_WHOLE] - self._x.low[_MIDDLE]
        narrow = _row(value, _MIDDLE) + slope * Range(-half, half)
        usable = ~self._breaks & ~np.isnan(narrow.low) & ~np.isnan(narrow.high)
        narrow = narrow.choose(usable, whole)
        return Range(np.fmax(whole.low, narrow.low), np.fmin(whole.high, narrow.high))

    def _slope(self, part: Enclosed) -> Range:
        found: Range = self._number(0.0) if part.slope is None else part.slope
        return found

    def _step(self, op: Op, parts: list[Enclosed]) -> Enclosed:
        self._part += 1
        number = folded(op, parts)
        if number is not None:
            return Enclosed(self._number(number), None, number)
        if op.name == "x":
            return Enclosed(self._x, self._number(1.0))
        if op.name in COMPARISONS:
            return self._compare(op.name, *(part.value for part in parts))
        if op.name in OUTER:
            return self._smooth(op.name, *parts)
        rules: dict[str, Callable[..., Enclosed]] = {
            **ARITHMETIC, "/": self._divide, "^": self._raise, "abs": self._absolute,
            "relu": self._relu, "sign": self._sign, "step": self._stair, "max": self._larger,
            "where": self._where,
            "min": lambda u, v: negative(self._larger(negative(u), negative(v))),
        }  # fmt: skip
        return rules[op.name](*parts)

    # -- parts without jumps -------------------------------------------------------------------

    def _smooth(self, name: str, u: Enclosed) -> Enclosed:
        if name in _PARTIAL:
            self._break((u.value.low <= 0) & (u.value.high >= 0))
        made = smooth(name, u, self._number)
        if name == "tan":
            self._break(np.isinf(made.value.low))
        return made

    def _absolute(self, u: Enclosed) -> Enclosed:
        return Enclosed(u.value.of("abs"), self._bent(u, -1.0))

    def _relu(self, u: Enclosed) -> Enclosed:
        return Enclosed(u.value.of("relu"), self._bent(u, 0.0))

    def _bent(self, u: Enclosed, left: float) -> Range | None:
        """Return the slopes of what has the slope ``left`` for u < 0, and 1 for u > 0."""
        low = np.where(u.value.low >= 0, 1.0, left)
        high = np.where(u.value.high <= 0, left, 1.0)
        return None if u.slope is None else u.slope * Range(np.minimum(low, high), high)

    def _larger(self, u: Enclosed, v: Enclosed) -> Enclosed:
        one, other = self._slope(u), self._slope(v)
        first, second = u.value.low >= v.value.high, v.value.low >= u.value.high
        slope = one.choose(first, other.choose(second, one.hull(other)))
        return Enclosed(u.value.larger(v.value), slope)

    def _raise(self, u: Enclosed, v: Enclosed) -> Enclosed:
        if v.number is not None and v.number < 0:
            power = self._raise(u, Enclosed(self._number(-v.number), None, -v.number))
            return self._divide(Enclosed(self._number(1.0)), power)
        if v.number is not None and not v.number.is_integer():
            self._break((u.value.low < 0) & (u.value.high >= 0))
        return raised(u, v, self._number)

    # -- parts with jumps ----------------------------------------------------------------------

    def _break(self, test: Mask) -> None:
        self._breaks |= test[_WHOLE]

    def _side(self, test: Mask, count: int) -> int:
        """Return which side to take where a test says that a part jumps."""
        self._break(test)
        if self._part not in self.sides and test[_WHOLE].any():
            self.unseen.append((self._part, count))
        return self.sides.get(self._part, 0)

    def _divide(self, u: Enclosed, v: Enclosed) -> Enclosed:
        zero = v.value.holds(0.0)
        ratio, is_told = self._common_zero(u, v)
        test = zero & (v.value.low < 0) & (v.value.high > 0)
        test[_WHOLE] &= ~is_told
        side = self._side(test, 2)
        ends = (0.0, math.inf) if side == 0 else (-math.inf, 0.0)
        below = v.value.within(*ends).choose(test, v.value)
        made = divided(u, Enclosed(below, v.slope))
        at_point = zero.copy()
        at_point[_WHOLE] = False
        anything = everything(self._x.low)
        value = anything.choose(at_point, made.value)
        value.low[_WHOLE] = np.where(is_told, ratio.low, value.low[_WHOLE])
        value.high[_WHOLE] = np.where(is_told, ratio.high, value.high[_WHOLE])
        unknown = zero.copy()
        unknown[_WHOLE] &= ~is_told
        self._break(unknown)
        return Enclosed(value, anything.choose(at_point, self._quotient_slope(u, v, below, made)))

    def _quotient_slope(self, u: Enclosed, v: Enclosed, below: Range, made: Enclosed) -> Range:
        """Return what two ways to write the slope of a quotient have in common."""
        one = self._slope(made)
        other = (self._slope(u) * below - u.value * self._slope(v)) / below.power(2.0)
        return Range(np.fmax(one.low, other.low), np.fmin(one.high, other.high))

    def _common_zero(self, u: Enclosed, v: Enclosed) -> tuple[Range, Mask]:
        """Return u / v on boxes at one end of which both are 0 (Cauchy), and which they are."""
        ends = [
            (part.value.low[row] == 0) & (part.value.high[row] == 0)
            for row in (_LEFT, _RIGHT)
            for part in (u, v)
        ]
        above, below = (_row(self._slope(part), _WHOLE) for part in (u, v))
        told = ((ends[0] & ends[1]) | (ends[2] & ends[3])) & ~below.holds(0.0) & ~self._breaks
        return above / below, told

    def _sign(self, u: Enclosed) -> Enclosed:
        low, high = u.value.low, u.value.high
        test = (low <= 0) & (high >= 0) & (low < high)
        jump = (1.0, 0.0, -1.0)[self._side(test, 3)]
        return self._flat(u, np.where(test, jump, np.sign(low)))

    def _stair(self, u: Enclosed) -> Enclosed:
        test = (u.value.low < 0) & (u.value.high >= 0)
        jump = (1.0, 0.0)[self._side(test, 2)]
        return self._flat(u, np.where(test, jump, np.where(u.value.low >= 0, 1.0, 0.0)))

    def _compare(self, name: str, u: Range, v: Range) -> Enclosed:
        if ">" in name:
            u, v = v, u
        holds, fails = (
            (u.high <= v.low, u.low > v.high) if "=" in name else (u.high < v.low, u.low >= v.high)
        )
        test = ~holds & ~fails
        jump = (1.0, 0.0)[self._side(test, 2)]
        return self._flat(Enclosed(u + v), np.where(test, jump, np.where(holds, 1.0, 0.0)))

    @staticmethod
    def _flat(u: Enclosed, value: Array) -> Enclosed:
        known = ~np.isnan(u.value.low)
        return Enclosed(u.value.where(known, Range(value, value)))

    def _where(self, test: Enclosed, u: Enclosed, v: Enclosed) -> Enclosed:
        zero = test.value.holds(0.0)
        unclear = zero & (test.value.low < test.value.high)
        first = self._side(unclear, 2) == 0
        taken = ~zero | (unclear & first)
        known = ~np.isnan(test.value.low)
        value = u.value.choose(taken, v.value)
        slope = self._slope(u).choose(taken, self._slope(v))
        return Enclosed(value.where(known, value), slope)
