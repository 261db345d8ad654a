"""Facts about an activation function that can be computed, and so are not typed in anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from acttutor.core.activations.activation import Activation
from acttutor.core.activations.extent import Interval
from acttutor.core.arrays import Array

_SPAN, _POINTS = 20.0, 8001  # the search grid: step 0.005, with 0 on it
_FAR_OUT = np.concatenate([-np.geomspace(1e6, _SPAN, 400), np.geomspace(_SPAN, 1e6, 400)])
_POLE = 1e9  # only beside a pole is anything as large
_FURTHER = 1e-6  # what is larger by more than this lies beyond the grid
_TIE = 1e-16  # closer than this is the same value


@dataclass(frozen=True)
class ActivationFacts:
    """What a function does, at given parameter values.

    Attributes:
        range: the values it takes, or the smallest interval that holds them.
        values: the same as intervals that do not touch; a single value is one of no length.
        measured: which of "range", "largest_slope" and "saturates" are only known on [-20, 20].
        at_zero, slope_at_zero: f(0) and f'(0), the latter by the function's convention; not finite
            where there is none.
        largest_slope, largest_slope_at: the largest f', and the z where it is; the z is None
            where f' is as large on a whole stretch (ReLU), and for a slope of infinity.
        minimum, minimum_at: the lowest point, where f has one at a single z; else None.
        zero_centred: f(-z) = -f(z), so that outputs of both signs balance.
        saturates: where the slope dies out far from zero: "both", "left", "right" or "none".
        year: when it came into use.
    """

    range: Interval
    values: tuple[Interval, ...]
    measured: frozenset[str]
    at_zero: float
    slope_at_zero: float
    largest_slope: float
    largest_slope_at: float | None
    minimum: float | None
    minimum_at: float | None
    zero_centred: bool
    saturates: str
    year: int


def facts(activation: Activation, **params: float) -> ActivationFacts:
    """Compute the facts of `activation` at the given parameter values.

    Raises:
        ValueError: unknown parameter, or a value outside its bounds.

    Example:
        >>> from acttutor.core import ACTIVATIONS
        >>> facts(ACTIVATIONS["sigmoid"]).largest_slope
        0.25
    """
    return _facts(activation, tuple(sorted(params.items())))


@lru_cache(maxsize=256)
def _facts(activation: Activation, items: tuple[tuple[str, float], ...]) -> ActivationFacts:
    params = dict(items)

    def f(z: Array | float) -> Array:
        return activation.f(z, **params)

    def df(z: Array | float) -> Array:
        return activation.df(z, **params)

    z = np.linspace(-_SPAN, _SPAN, _POINTS)
    largest_at, largest = _peak(df, z)
    lowest_at, lowest = _peak(lambda x: -f(x), z)
    known = activation.range(**params)
    values = _two_values(activation, known)
    saturates = _saturation(_far_slope(df, -1.0), _far_slope(df, 1.0))
    measured: set[str] = set()
    if activation.extents is not None:
        extent, slopes = activation.extents()
        known, values = extent.hull, extent.values
        is_clear = slopes.left.is_sure and slopes.right.is_sure
        sure = {"range": extent.is_sure, "largest_slope": slopes.is_sure, "saturates": is_clear}
        measured = {name for name, is_sure in sure.items() if not is_sure}
        if slopes.hull.high > largest + _FURTHER * (1.0 + abs(largest)):
            largest_at, largest = None, slopes.hull.high
        if lowest_at is not None and known.low < -lowest - _FURTHER * (1.0 + abs(lowest)):
            lowest_at = None
        tails = [tail.limit if tail.exists else np.nan for tail in (slopes.left, slopes.right)]
        saturates = _saturation(*tails)
    return ActivationFacts(
        range=known,
        values=values,
        measured=frozenset(measured),
        at_zero=float(f(0.0)),
        slope_at_zero=float(df(0.0)),
        largest_slope=largest,
        largest_slope_at=largest_at,
        minimum=None if lowest_at is None else -lowest,
        minimum_at=lowest_at,
        zero_centred=_is_odd(f(z)) and _is_odd(f(_FAR_OUT)),
        saturates=saturates,
        year=activation.year,
    )


def _two_values(activation: Activation, known: Interval) -> tuple[Interval, ...]:
    """Return the range as a set: the step has two values and none between them."""
    if activation.id != "step":
        return (known,)
    return tuple(Interval(end, end, True, True) for end in (known.low, known.high))


def _peak(g: Callable[[Array], Array], z: Array) -> tuple[float | None, float]:
    """Return (where, value) of the largest g; `where` is None unless it is a single point.

    The grid finds the right hill, ever finer grids between its two neighbours the top.
    """
    values = g(z)
    if np.isnan(values).all():
        return None, float("nan")
    top = int(np.nanargmax(values))
    if top in (0, len(z) - 1):  # still rising at the edge: what counts is the limit
        limit = g(np.array([-np.inf, np.inf]))
        return None, float(np.nanmax([values[top], *limit]))
    if values[top] > _POLE:
        return None, float(np.inf)
    if np.count_nonzero(values >= values[top] - _TIE) > 1:
        return None, float(values[top])
    where, value = float(z[top]), float(values[top])
    step = float(z[1] - z[0])
    while step > 1e-9:
        finer = np.linspace(where - step, where + step, 41)
        values = g(finer)
        top = int(np.nanargmax(values))
        if values[top] > value + _TIE:  # a point of the grid, such as 0, is kept if as good
            where, value = float(finer[top]), float(values[top])
        step /= 10.0
    return (where, value) if value <= _POLE else (None, float(np.inf))


def _is_odd(values: Array) -> bool:
    """Whether f(-z) = -f(z), from the values on a grid that is symmetric about 0."""
    known = np.isfinite(values)
    if not known.any() or not np.array_equal(known, known[::-1]):
        return False
    values = values[known]
    return bool(np.allclose(values[::-1], -values, rtol=1e-12, atol=1e-12))


def _far_slope(df: Callable[[float], Array], sign: float) -> float:
    """Return the slope as far out as it can be told; 0 where it has all but died out.

    At infinity, a typed formula may say inf / inf where a closer look still has an answer.
    """
    for distance in (np.inf, 1e6, 1e3, 300.0, _SPAN):
        slope = float(df(sign * distance))
        if not np.isnan(slope):
            return 0.0 if distance < np.inf and abs(slope) < 1e-6 else slope
    return float("nan")


def _saturation(slope_left: float, slope_right: float) -> str:
    left, right = slope_left == 0.0, slope_right == 0.0
    if left and right:
        return "both"
    return "left" if left else "right" if right else "none"
