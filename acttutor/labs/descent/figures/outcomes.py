"""Where a walk ends, as colours: over all starts, or over all learning rates."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.transforms import Transform

from acttutor.core.arrays import Array
from acttutor.core.descent.objectives import DIVERGED, UNSETTLED, Curve
from acttutor.labs.descent.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import Theme

#: Share of the strong colour in that of a region.
TINT = 0.17


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


def ink_of(theme: Theme, basin: int, curve: Curve) -> str:
    """Return the colour of what is written about a basin."""
    if basin == DIVERGED:
        return theme.bad
    if basin == UNSETTLED:
        return theme.muted
    return theme.good if len(curve.minima) == 1 else theme.series[1 + basin]


def wash_of(theme: Theme, basin: int, curve: Curve) -> tuple[float, float, float]:
    """Return the colour of a region."""
    ends = to_rgb(ink_of(theme, basin, curve)), to_rgb(theme.background)
    red, green, blue = (TINT * a + (1 - TINT) * b for a, b in zip(*ends, strict=True))
    return red, green, blue


class BasinBands:
    """Coloured stretches along an axis.

    Args:
        lab: the figure.
        axes: where to draw.
        low, high: how far they reach across.
        transform: from places along and across to pixels.
    """

    def __init__(
        self, lab: LabFigure[Run], axes: Axes, low: float, high: float, transform: Transform
    ) -> None:
        self._lab, self._span = lab, (low, high)
        self.bands = PolyCollection([], transform=transform, linewidths=0, antialiaseds=False)
        axes.add_collection(self.bands, autolim=False)
        lab.moving(self.bands)
        self.shown: list[Region] = []

    def set_data(self, shown: list[Region], curve: Curve) -> None:
        """Show regions."""
        low, high = self._span
        self.shown = shown
        self.bands.set_verts(
            [[(a, low), (b, low), (b, high), (a, high)] for a, b, _ in shown]
        )  # fmt: skip
        self.bands.set_facecolor([wash_of(self._lab.theme, basin, curve) for *_, basin in shown])

    def clear(self) -> None:
        """Show nothing."""
        self.shown = []
        self.bands.set_verts([])
