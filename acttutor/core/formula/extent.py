"""Which values a typed formula takes on the whole axis, and what becomes of it far out.

Within [-20, 20] a formula is looked at on a grid, between its jumps, poles and gaps; on each of
these branches it is continuous, so its values there are an interval.  Beyond, its growth from 20 to
1e12 says whether it comes to a limit, leaves all bounds or goes to and fro.

What is seen like this is a guess, and a good one.  `proof` makes facts of it: there are no other
values.  Where it cannot, the extent says that it has only been measured.
"""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from acttutor.core.activations.extent import Extent, Interval, Tail
from acttutor.core.arrays import Array
from acttutor.core.formula.enclosure import NotTold
from acttutor.core.formula.language import Op
from acttutor.core.formula.proof import leaves, limit_of, slopes_below, takes_only
from acttutor.core.formula.switches import GRID, Formula, switch_places

Function = Callable[[Array], Array]

#: How many places beyond the grid, in blocks that are compared with each other.
_BLOCKS, _PER_BLOCK = 44, 160
_FAR = np.geomspace(20.0, 1e12, _BLOCKS * _PER_BLOCK)
#: Steps between blocks shrink by less than this if something converges, and by more than the
#: other if it grows for ever, even as slowly as a logarithm of a logarithm.
_CONVERGES, _GROWS = 0.9, 0.965
#: What is no larger than this, in units of the values, is round-off.
_SAME = 1e-9
#: What is proven of a limit has to be as close as this.
_LIMIT = 1e-6
#: Values beyond this have left all bounds.
_HUGE = 1e12
_REFINEMENTS = 6


@np.errstate(all="ignore")
def tail_of(function: Function, sign: float) -> Tail:
    """Find out what becomes of a function to the right (``sign`` = 1) or to the left (-1)."""
    values = function(sign * _FAR)
    known = ~np.isnan(values)
    # inf / inf far out is a matter of floats, as long as there were values before.
    count = len(values) if known.all() else int(np.argmin(known))
    blocks = count // _PER_BLOCK
    if blocks < 3:
        return Tail(exists=bool(count))
    values = values[: blocks * _PER_BLOCK].reshape(blocks, _PER_BLOCK)
    return _tail(values.min(axis=1), values.max(axis=1))


def _tail(low: Array, high: Array) -> Tail:
    """Judge a tail by the least and the largest value of each block."""
    if abs(low[-1]) > _HUGE and abs(high[-1]) > _HUGE and low[-1] * high[-1] > 0:
        end = math.copysign(math.inf, low[-1])
        return Tail(True, end, end)
    spread = float(high[-1] - low[-1])
    if math.isfinite(spread) and spread <= _SAME * (1.0 + abs(high[-1])):
        middle = _tidy(float(high[-1]))
        return Tail(True, middle, middle)
    bottom, top = _trend(low), _trend(high)
    if math.isfinite(top - bottom) and abs(top - bottom) <= 1e-6 * (1.0 + abs(top)):
        middle = _tidy(0.5 * (top + bottom))
        return Tail(True, middle, middle)
    return Tail(True, _tidy(bottom), _tidy(top))


def _trend(ends: Array) -> float:
    """Return where a sequence goes, ±inf included."""
    last = float(ends[-1])
    if not math.isfinite(last) or abs(last) > _HUGE:
        return math.copysign(math.inf, last)
    steps = np.diff(ends[-10:])
    size = float(np.abs(steps).max())
    if size <= 1e-3 * (1.0 + abs(last)) and len(ends) > 6:
        first = float(np.abs(np.diff(ends[len(ends) // 3 :])[:6]).max())
        if size <= _SAME * (1.0 + abs(last)) or size < 0.3 * first:
            ratio = abs(steps[-1] / steps[-2]) if steps[-2] else 0.0
            more = steps[-1] * ratio / (1.0 - ratio) if ratio < _CONVERGES else 0.0
            return last + float(more)
    if not (np.all(steps > 0) or np.all(steps < 0)):
        return last
    ratio = float(np.abs(steps[-1] / steps[0]) ** (1.0 / (len(steps) - 1)))
    if ratio >= _GROWS:
        return math.copysign(math.inf, float(steps[-1]))
    if ratio <= _CONVERGES:
        return last + float(steps[-1] * ratio / (1.0 - ratio))
    return last


def _tidy(value: float) -> float:
    """Return a limit as it was surely meant."""
    near = round(value, 9) + 0.0
    return near if abs(value - near) < 1e-10 or abs(value) < 1e-9 else value


# -- values ------------------------------------------------------------------------------------


@np.errstate(all="ignore")
def extent_of(formula: Formula, slope: bool = False) -> Extent:
    """Find all values of a formula, or of its slope, and say whether that is proven."""
    function = formula.df if slope else formula.f
    left, right = (_known_tail(formula.program, function, sign, slope) for sign in (-1.0, 1.0))
    gaps = {z for gap in formula.gaps for z in gap}
    breaks = sorted(gaps.union(switch_places(formula.program)))
    values = _values(function, breaks, left, right)
    if values and _is_proven(formula.program, values, breaks, slope):
        return Extent(values, left, right, True)
    nothing = Tail(exists=False)
    return Extent(_values(function, breaks, nothing, nothing), left, right, False)


def _known_tail(program: tuple[Op, ...], function: Function, sign: float, slope: bool) -> Tail:
    """Return a tail as it is seen, and its limit if growth proves one."""
    seen = tail_of(function, sign)
    try:
        low, high = limit_of(program, sign, slope)
    except NotTold:
        return seen._replace(is_sure=not seen.exists)
    if low == high or (high < math.inf and high - low <= _LIMIT * (1.0 + abs(low))):
        exact = seen.limit if low <= seen.limit <= high else _tidy(0.5 * (low + high))
        return Tail(True, exact, exact)
    return seen._replace(is_sure=seen.low < seen.high)


def _is_proven(
    program: tuple[Op, ...], values: tuple[Interval, ...], breaks: list[float], slope: bool
) -> bool:
    low, high = values[0].low, values[-1].high
    unbounded = math.isinf(high) or (math.isinf(low) and not slope)
    if unbounded and not breaks and not any(leaves(program, sign, slope) for sign in (-1.0, 1.0)):
        return False
    if slope:  # only the largest is told
        return high == math.inf or slopes_below(program, high, high - low)
    return takes_only(program, values, breaks)


def _values(
    function: Function, breaks: list[float], left: Tail, right: Tail
) -> tuple[Interval, ...]:
    """Return the values on [-20, 20] and in the tails."""
    found = _points(function, breaks)
    edges = [-math.inf, *breaks, math.inf]
    for low, high in pairwise(edges):
        image = _image(function, low, high, left, right)
        if image is not None:
            found.append(image)
    return _merged(found)


def _points(function: Function, places: list[float]) -> list[Interval]:
    """Return the values at single places."""
    values = function(np.array(places)) if places else np.zeros(0)
    known = [float(value) + 0.0 for value in values if math.isfinite(value)]
    return [Interval(value, value, True, True) for value in known]


def _image(function: Function, low: float, high: float, left: Tail, right: Tail) -> Interval | None:
    """Return the values on an open branch; None if it has none."""
    inside = GRID[(low < GRID) & (high > GRID)]
    if math.isfinite(high - low):
        inside = np.union1d(inside, [(low + high) / 2])
    values = function(inside)
    known = np.isfinite(values)
    if not known.any():
        return None
    inside, values = inside[known], values[known]
    limits = []
    for end, side, tail in ((low, 1.0, left), (high, -1.0, right)):
        if math.isfinite(end):
            limits.append(_beside(function, end, side))
        elif tail.exists:
            limits += [tail.low, tail.high]
    top, top_closed = _upper(function, inside, values, limits)
    bottom, bottom_closed = _upper(
        lambda x: -function(x), inside, -values, [-limit for limit in limits]
    )
    return Interval(-bottom + 0.0, top + 0.0, bottom_closed, top_closed)


def _beside(function: Function, end: float, side: float) -> float:
    """Return the limit at a break, from one side; nan if it has none."""
    values = function(end + side * np.geomspace(1e-3, 1e-11, 17))
    values = values[~np.isnan(values)]
    return _tidy(_trend(values)) if len(values) > 6 else math.nan


def _upper(
    function: Function, places: Array, values: Array, limits: list[float]
) -> tuple[float, bool]:
    """Return the upper end of the values on a branch, and whether it is attained."""
    inside = _top(function, places, values)
    limit = max((end for end in limits if not math.isnan(end)), default=-math.inf)
    if math.inf in (limit, inside):
        return math.inf, False
    same = 1e-6 * (1.0 + abs(limit)) if math.isfinite(limit) else 0.0
    if limit > inside + same or (limit >= inside - same and not _attained(values)):
        return _tidy(limit), False
    return _tidy(inside), True


def _attained(values: Array) -> bool:
    """Whether the largest value on a branch is reached, and not only come close to.

    What is analytic is constant everywhere or nowhere: that tanh is 1 in floats from 19.06 on is
    round-off, and a summit has lower neighbours on both sides.
    """
    top = values.max()
    if values.min() == top:
        return True
    lower = values < top
    peaks = ~lower[1:-1] & lower[:-2] & lower[2:]
    return bool(peaks.any())


def _top(function: Function, places: Array, values: Array) -> float:
    """Return the top, on ever finer grids around the largest value."""
    at = int(np.argmax(values))
    place, value = float(places[at]), float(values[at])
    low, high = places[max(at - 1, 0)], places[min(at + 1, len(places) - 1)]
    for _ in range(_REFINEMENTS):
        finer = np.linspace(low, high, 41)
        found = np.where(np.isfinite(seen := function(finer)), seen, -np.inf)
        at = int(np.argmax(found))
        if found[at] > value:
            place, value = float(finer[at]), float(found[at])
        step = (high - low) / 40
        low, high = max(low, place - step), min(high, place + step)
    return value


def _merged(found: list[Interval]) -> tuple[Interval, ...]:
    """Return intervals joined where they touch or overlap."""
    joined: list[Interval] = []
    for each in sorted(found, key=lambda one: (one.low, not one.low_closed)):
        last = joined[-1] if joined else None
        touches = last is not None and (
            each.low < last.high
            or (each.low - last.high <= 1e-9 and (each.low_closed or last.high_closed))
        )
        if last is None or not touches:
            joined.append(each)
            continue
        high = max(last.high, each.high)
        closed = any(one.high_closed for one in (last, each) if one.high >= high - 1e-9)
        joined[-1] = Interval(last.low, high, last.low_closed, closed)
    return tuple(joined)
