"""Where a walk ends, as colours: over all starts, or over all learning rates."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.transforms import Transform
from matplotlib.typing import ColorType

from acttutor.core.arrays import Array
from acttutor.core.descent.objectives import CURVES, DIVERGED, UNSETTLED, Curve, basins
from acttutor.labs.descent.run import STEPS_AHEAD
from acttutor.labs.descent.state import HIGHEST_RATE
from acttutor.plots.drawing import Drawing
from acttutor.plots.style import DASHES, MARKERS, Theme

#: Share of the strong colour in that of a region.
TINT = 0.17
#: Starts and learning rates that are tried.
STARTS, RATES = 241, 126


class RacerLook(NamedTuple):
    """How a raced walk is drawn, everywhere."""

    color: str
    dash: tuple[float, ...]
    marker: str


def racer_looks(theme: Theme) -> list[RacerLook]:
    """Return how racing walks are drawn, last the one in the colour of the curve itself."""
    colors = (*theme.series[1:], theme.series[0])
    return [RacerLook(*look) for look in zip(colors, DASHES[1:], MARKERS[1:], strict=False)]


class Region(NamedTuple):
    """A stretch in which all ends are alike."""

    low: float
    high: float
    basin: int


def regions(values: Array, found: npt.NDArray[np.int64]) -> list[Region]:
    """Return the stretches of one basin each; each value stands for the room around it."""
    changes = np.flatnonzero(np.diff(found)) + 1
    first = np.concatenate(([0], changes))
    last = np.concatenate((changes, [len(found)]))
    middles = (values[1:] + values[:-1]) / 2
    edges = np.concatenate(([values[0]], middles, [values[-1]]))
    return [
        Region(float(edges[a]), float(edges[b]), int(found[a]))
        for a, b in zip(first, last, strict=True)
    ]


@lru_cache(8)
def over_starts(function: str, rate: float, low: float, high: float) -> list[Region]:
    """Return where all starts from ``low`` to ``high`` lead with one learning rate."""
    starts = np.linspace(low, high, STARTS)
    return regions(starts, basins(CURVES[function], starts, rate, STEPS_AHEAD))


@lru_cache(8)
def over_rates(function: str, x0: float) -> list[Region]:
    """Return where all learning rates lead from one start."""
    rates = np.linspace(0.0, HIGHEST_RATE, RATES)
    return regions(rates, basins(CURVES[function], x0, rates, STEPS_AHEAD))


def ink_of(theme: Theme, basin: int, curve: Curve | None) -> str:
    """Return the colour of what is written about a basin; the parabola has only one."""
    if basin == DIVERGED:
        return theme.bad
    if basin == UNSETTLED:
        return theme.muted
    return theme.good if curve is None or len(curve.minima) == 1 else theme.series[1 + basin]


def wash_of(theme: Theme, basin: int, curve: Curve | None) -> ColorType:
    """Return the colour of a region."""
    return to_rgba(ink_of(theme, basin, curve), TINT)


class Bands:
    """Coloured stretches along an axis, below everything else.

    Args:
        drawing: what to draw with.
        axes: where to draw.
        low, high: how far they reach across.
        transform: from places along and across to pixels.
    """

    def __init__(
        self, drawing: Drawing, axes: Axes, low: float, high: float, transform: Transform
    ) -> None:
        self._span = (low, high)
        self.bands = PolyCollection([], transform=transform, linewidths=0, antialiaseds=False)
        axes.add_collection(self.bands, autolim=False)
        self.bands.set_animated(True)
        drawing.live.insert(0, self.bands)
        self.shown: Sequence[Region] = ()

    def update(self, shown: Sequence[Region], face_of: Callable[[int], ColorType]) -> None:
        """Show regions, each in the colour of its basin."""
        low, high = self._span
        self.shown = shown
        self.bands.set_verts([[(a, low), (b, low), (b, high), (a, high)] for a, b, _ in shown])
        self.bands.set_facecolor([face_of(basin) for *_, basin in shown])
