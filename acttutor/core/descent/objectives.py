"""Functions of one variable beyond the parabola, and where gradient descent ends on them.

On the parabola only the learning rate decides.  Here the start decides too: which of several
minima is found, and whether anything happens at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_float
from acttutor.core.checks import check_count

#: What `basins` says of a start that leads to no minimum.
DIVERGED, UNSETTLED = -1, -2
#: Beyond this a walk has diverged; so close to a minimum, and coming no further away, it settles.
_FAR, _NEAR, _LATEST = 1e6, 0.05, 20


@dataclass(frozen=True)
class Curve:
    """A function with its first two derivatives, all elementwise, and what is known about it.

    Args:
        id: lowercase name.
        f, df, second: the value, the slope and the curvature at x, a number or an array.
        minima: the places of all minima, from left to right.
        tops: the places of the maxima between them.
    """

    id: str
    f: Callable[[Any], Any]
    df: Callable[[Any], Any]
    second: Callable[[Any], Any]
    minima: tuple[float, ...]
    tops: tuple[float, ...] = ()

    def valley(self, x: float) -> int:
        """The number of the valley that x lies in, from the left."""
        return sum(x > top for top in self.tops)

    def distance(self, x: Any) -> Any:
        """How far the nearest minimum is, a number or an array like x."""
        away = np.abs(np.subtract.outer(np.asarray(x, dtype=np.float64), self.minima))
        nearest = away.min(axis=-1)
        return nearest if np.ndim(x) else float(nearest)


WELLS = Curve(
    "wells",
    f=lambda x: (3.0 * x * x * x * x + 4.0 * x * x * x - 36.0 * x * x) / 72.0 + 3.0,
    df=lambda x: x * (x + 3.0) * (x - 2.0) / 6.0,
    second=lambda x: (3.0 * x * x + 2.0 * x - 6.0) / 6.0,
    minima=(-3.0, 2.0),
    tops=(0.0,),
)
"""f = (3 x^4 + 4 x^3 - 36 x^2) / 72 + 3 with f' = x (x + 3)(x - 2) / 6: two valleys.

The left one is deeper: f(-3) = 0.375 and f(2) = 2.1111, with a top f(0) = 3 between them.  The
curvatures 2.5 and 1.6667 let descent settle for lr < 0.8 on the left and lr < 1.2 on the right.
"""


def _plateau_slope(x: Any) -> Any:
    t = np.tanh(x)
    return 4.0 * t * _square_sech(x)


def _square_sech(x: Any) -> Any:
    """1 - tanh(x)^2 without losing its digits where tanh(x) is nearly 1."""
    decay = np.exp(-2.0 * np.abs(x))
    return 4.0 * decay / (1.0 + decay) ** 2


def _plateau_curvature(x: Any) -> Any:
    steep = _square_sech(x)
    return 4.0 * steep * (steep - 2.0 * np.tanh(x) ** 2)


PLATEAU = Curve(
    "plateau",
    f=lambda x: 2.0 * np.tanh(x) ** 2,
    df=_plateau_slope,
    second=_plateau_curvature,
    minima=(0.0,),
)
"""f = 2 tanh(x)^2, four times the squared error (tanh(x) - 0)^2 / 2 of a tanh unit: flat outside.

At x = 4 the slope is 0.0054, at x = 6 it is 0.0001.
"""

CURVES: dict[str, Curve] = {curve.id: curve for curve in (WELLS, PLATEAU)}
"""Curves by id, in the order in which they are taught."""


def basins(
    curve: Curve, x0: npt.ArrayLike, lr: npt.ArrayLike, steps: int = 500
) -> npt.NDArray[np.int64]:
    """Where descent ends, for many starts or many learning rates at once.

    Args:
        curve: what to walk on.
        x0: starts.
        lr: learning rates, of a shape that fits.
        steps: how many steps are tried, more than 20.

    Returns:
        The number of the minimum that is reached, `DIVERGED`, or `UNSETTLED` for what is
        somewhere else after these steps: too slow, or jumping about for ever.

    Raises:
        ValueError: too few steps, or x0 or lr are not numbers.
    """
    check_count("steps", steps, _LATEST + 1)
    x, rate = np.broadcast_arrays(as_float(x0, "x0"), as_float(lr, "lr"))
    before: Array = x
    with np.errstate(all="ignore"):
        for k in range(steps):
            if k == steps - _LATEST:
                before = x
            x = x - rate * curve.df(x)
        # What diverges goes on through inf to nan.
        away = np.abs(np.subtract.outer(x, curve.minima))
        goal = away.argmin(axis=-1)
        earlier = np.abs(before - np.asarray(curve.minima)[goal])
        close = away.min(axis=-1)
        settled = (close < _NEAR) & (close <= earlier + 1e-12)
    found = np.where(settled, goal, UNSETTLED)
    return np.where(np.abs(x) < _FAR, found, DIVERGED).astype(np.int64)


def basin(curve: Curve, x0: float, lr: float, steps: int = 500) -> int:
    """Where descent ends for one start and one learning rate, as `basins` says it, but sooner."""
    places = [x0]
    for _ in range(steps):
        x = places[-1]
        following = float(x - lr * curve.df(x))
        if not abs(following) < _FAR:
            return DIVERGED
        if following == x:
            break
        places.append(following)
    last, before = places[-1], places[max(len(places) - 1 - _LATEST, 0)]
    number = min(range(len(curve.minima)), key=lambda n: abs(last - curve.minima[n]))
    minimum = curve.minima[number]
    close = abs(last - minimum)
    settled = close < _NEAR and close <= abs(before - minimum) + 1e-12
    return number if settled else UNSETTLED
