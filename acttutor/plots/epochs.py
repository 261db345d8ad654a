"""What a chart over epochs shows: few enough points, and limits that widen in steps."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array

#: More points than this are not told apart on a chart.
MOST_POINTS = 400
#: Limits of an axis of losses; further out the ticks themselves would overflow.
LOWEST, HIGHEST = 1e-100, 1e200


@dataclass(frozen=True)
class View:
    """What an axes shows: from where to where, and whether heights are powers of ten.

    Args:
        x, y: lowest and highest value.
        log: whether the axis of y is logarithmic.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    log: bool = False


def thinned(epochs: Array) -> npt.NDArray[np.intp]:
    """Return which of the ascending ``epochs`` to draw: few enough, the last one always.

    The first of every so many epochs, so that points stay where they are as more come.
    """
    last = int(epochs[-1]) if len(epochs) else -1
    marks = np.arange(0, last + 1, max(1, math.ceil((last + 1) / MOST_POINTS)))
    picked = np.unique(np.append(np.searchsorted(epochs, marks), len(epochs) - 1))
    return picked[picked >= 0]


def view_of(last: float, values: Iterable[Array], log: bool) -> View:
    """Return a view of all finite ``values`` up to epoch ``last``, its limits rounded up."""
    seen = np.concatenate([np.zeros(0), *values])
    seen = np.clip(seen[np.isfinite(seen)], 0.0, HIGHEST)
    if log:
        positive = seen[seen >= LOWEST]
        low, high = (positive.min(), positive.max()) if len(positive) else (0.1, 1.0)
        y = (10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high)))
        y = (y[0] / 10, y[1]) if y[0] == y[1] else y
    else:
        y = (0.0, rounded_up(float(seen.max()) * 1.05) if len(seen) else 1.0)
    return View((0.0, rounded_up(max(last, 10) * 1.15)), y, log)


def rounded_up(value: float) -> float:
    """Return the next of 1, 1.5, 2, 3, 5, 7 times a power of ten."""
    if not value > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    step = next((s for s in (1, 1.5, 2, 3, 5, 7, 10) if s * power >= value), 10)
    return float(step * power)
