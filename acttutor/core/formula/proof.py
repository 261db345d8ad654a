"""Proofs that a formula takes no values but some: on boxes near, and by its growth far out.

Boxes on which the ranges say too little are halved, until all are proven or there are too many.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from acttutor.core.activations.extent import Interval
from acttutor.core.arrays import Array
from acttutor.core.formula.boxes import Found, enclosures
from acttutor.core.formula.enclosure import NotTold
from acttutor.core.formula.far import Far
from acttutor.core.formula.growth import far
from acttutor.core.formula.language import Op
from acttutor.core.formula.ranges import Mask, Range

#: From one of these on, growth tells; and from there on, it tells a limit.
_STARTS, _LAST = (3.0, 20.0, 1e3), 1e12
_BEYOND = np.geomspace(20, _STARTS[-1], 40)
_EDGES = np.unique(np.concatenate([-_BEYOND, np.linspace(-20, 20, 161), _BEYOND]))
#: Ends may be off by so much, relatively: less than what is written of them.
_NEAR = 1e-5
_HALVINGS, _MOST_BOXES = 40, 1500

Program = tuple[Op, ...]


def takes_only(program: Program, values: Sequence[Interval], breaks: Sequence[float]) -> bool:
    """Tell whether all values are proven to be among some, and to jump at ``breaks`` alone."""
    spread = values[-1].high - values[0].low
    ends = [
        (one.low - _slack(one.low, spread), one.high + _slack(one.high, spread)) for one in values
    ]

    def among(range_: Range) -> Mask:
        inside = np.isnan(range_.low)
        for low, high in ends:
            inside |= (range_.low >= low) & (range_.high <= high)
        return inside

    def far_out(value: Far, _: Far) -> bool:
        return bool(among(_range(value))[0])

    return _holds(program, lambda found: among(found.value), far_out, breaks)


def slopes_below(program: Program, most: float, spread: float) -> bool:
    """Tell whether no slope is proven to be larger than some number."""
    limit = most + _slack(most, spread)

    def below(range_: Range) -> Mask:
        return np.asarray(np.isnan(range_.low) | (range_.high <= limit))

    def far_out(_: Far, slope: Far) -> bool:
        return bool(below(_range(slope))[0])

    return _holds(program, lambda found: below(found.slope), far_out, None)


def limit_of(program: Program, sign: float, slope: bool = False) -> tuple[float, float]:
    """Return what values or slopes are proven to come to, as the bounds of a limit.

    Raises:
        NotTold: that is not clear.
    """
    found = far(program, sign, _LAST)[slope]
    limit = found.limit()
    return (limit, limit) if not math.isnan(limit) else found.bounds()


def leaves(program: Program, sign: float, slope: bool = False) -> bool:
    """Tell whether values or slopes grow on one side, so that they may have no bound."""
    try:
        return far(program, sign, _LAST)[slope].grows.order() > 0
    except NotTold:
        return False


def _slack(end: float, spread: float) -> float:
    return _NEAR * (abs(end) + min(1.0, spread)) if math.isfinite(end) else 0.0


def _range(found: Far) -> Range:
    low, high = found.bounds()
    return Range(np.array([low]), np.array([high]))


def _start(program: Program, sign: float, test: Callable[[Far, Far], bool]) -> float:
    """Return from where on growth proves a test on one side.

    Raises:
        NotTold: it does not.
    """
    for start in _STARTS:
        try:
            if test(*far(program, sign, start)):
                return start
        except NotTold:
            if _is_empty(program, sign, start):
                return start
    raise NotTold


def _is_empty(program: Program, sign: float, start: float) -> bool:
    """Tell whether there are no values at all from some place on, as of sqrt(x) far left."""
    ends = (start, np.inf) if sign > 0 else (-np.inf, -start)
    low, high = (np.array([end]) for end in ends)
    try:
        return all(np.isnan(found.value.low).all() for found in enclosures(program, low, high))
    except NotTold:
        return False


@np.errstate(all="ignore")
def _holds(
    program: Program,
    near: Callable[[Found], Mask],
    far_out: Callable[[Far, Far], bool],
    breaks: Sequence[float] | None,
) -> bool:
    """Tell whether tests hold on the whole axis, and it breaks at ``breaks`` alone."""
    try:
        first, last = (sign * _start(program, sign, far_out) for sign in (-1.0, 1.0))
        return _holds_between(program, first, last, near, breaks)
    except NotTold:
        return False


def _holds_between(
    program: Program,
    first: float,
    last: float,
    test: Callable[[Found], Mask],
    breaks: Sequence[float] | None,
) -> bool:
    known = np.sort(np.array(breaks or (), dtype=np.float64))
    edges = np.union1d(_EDGES, known)
    edges = np.union1d(edges[(first < edges) & (edges < last)], [first, last])
    low, high = edges[:-1], edges[1:]
    for _ in range(_HALVINGS):
        fails = ~_all_hold(program, low, high, test, None if breaks is None else known)
        low, high = low[fails], high[fails]
        middle = 0.5 * (low + high)
        if not len(low):
            return True
        if len(low) > _MOST_BOXES or (middle <= low).any() or (middle >= high).any():
            return False
        low, high = np.concatenate([low, middle]), np.concatenate([middle, high])
    return False


def _all_hold(
    program: Program, low: Array, high: Array, test: Callable[[Found], Mask], known: Array | None
) -> Mask:
    holds = np.ones(len(low), dtype=bool)
    for found in enclosures(program, low, high):
        holds &= test(found)
        if known is not None:
            beside = np.searchsorted(known, high, "right") > np.searchsorted(known, low, "left")
            holds &= ~found.breaks | beside
    return holds
