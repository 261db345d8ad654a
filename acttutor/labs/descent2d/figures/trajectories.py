"""The paths and heads of all racers, each as one collection: fewer artists are drawn faster."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from acttutor.core.arrays import Array
from acttutor.core.descent.landscapes import Landscape
from acttutor.labs.descent2d.hyperparameters import OPTIMIZERS
from acttutor.plots.drawing import Drawing
from acttutor.plots.style import DASHES, Looks, Theme

#: Width of a path in points, for the others and for the chosen one, and of the halo around that.
WIDTH, CHOSEN_WIDTH, HALO_WIDTH = 1.5, 2.4, 4.6


def racer_colors(theme: Theme) -> dict[str, str]:
    """Return the colour of each optimizer in all pictures."""
    return dict(zip(OPTIMIZERS, theme.palette, strict=True))


def clipped(places: npt.ArrayLike, land: Landscape) -> Array:
    """Return places not further out than the renderer can take."""
    return np.asarray(np.clip(places, -60 * land.half, 60 * land.half))


class Paths:
    """One line for each racer, the chosen one last and thicker.

    Args:
        drawing: what to draw with.
        axes: where to draw.
        alpha: how opaque the lines are.
        halo: whether the chosen one keeps the others at a distance.
        place: the transform from the points to pixels; data coordinates if there is none.
    """

    def __init__(
        self, drawing: Drawing, axes: Axes, alpha: float = 1.0, halo: bool = False, **place: Any
    ) -> None:
        self.colors = racer_colors(drawing.theme)
        self._dashes = dict(zip(OPTIMIZERS, DASHES, strict=True))
        self._halo = drawing.theme.background if halo else ""
        looks: Looks = {"transform": axes.transData, "alpha": alpha, "capstyle": "butt"} | place
        self.lines = LineCollection([], **looks)
        axes.add_collection(self.lines, autolim=False)
        drawing.moving(self.lines)

    def update(self, paths: Mapping[str, Array], chosen: str) -> None:
        """Show paths of shape (n, 2) by the ids of their optimizers."""
        others = [name for name in paths if name != chosen]
        lines = [(paths[name], self.colors[name], WIDTH) for name in others]
        dashes = [self._dashes[name] for name in others]
        if chosen in paths:
            halo = [(paths[chosen], self._halo, HALO_WIDTH)] if self._halo else []
            lines += [*halo, (paths[chosen], self.colors[chosen], CHOSEN_WIDTH)]
            dashes += [()] * len(halo) + [self._dashes[chosen]]
        self.lines.set_segments([path for path, _, _ in lines])
        self.lines.set_color([color for _, color, _ in lines])
        self.lines.set_linewidth([width for *_, width in lines])
        self.lines.set_linestyle([(0, dash) if dash else "-" for dash in dashes])


class Heads:
    """One disc for each racer, the chosen one last and larger.

    Args:
        drawing: what to draw with.
        axes: where to draw.
        size: diameter in points; half as much more for the chosen one.
        place: the transform from the points to pixels; data coordinates if there is none.
    """

    def __init__(self, drawing: Drawing, axes: Axes, size: float, **place: Any) -> None:
        self._colors, self._size = racer_colors(drawing.theme), size
        looks: Looks = {"edgecolors": drawing.theme.background, "linewidths": 1.2}
        self.discs = drawing.moving(axes.scatter([], [], **looks, **place))

    def update(self, places: Mapping[str, Array], chosen: str) -> None:
        """Show places by the ids of their optimizers."""
        order = sorted(places, key=lambda name: name == chosen)
        sizes = [self._size * (1.45 if name == chosen else 1.0) for name in order]
        self.discs.set_offsets([places[name] for name in order])
        self.discs.set_sizes(np.square(sizes))
        self.discs.set_facecolor([self._colors[name] for name in order])
