"""The paths and heads of all racers, each as one collection: fewer artists are drawn faster."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.transforms import Transform

from acttutor.labs.descent2d.hyperparameters import OPTIMIZERS
from acttutor.labs.descent2d.run import Run
from acttutor.plots.lab_figure import LabFigure

#: Width of a path in points, for the others and for the chosen one.
WIDTH, CHOSEN_WIDTH = 1.5, 2.4


def racer_color(lab: LabFigure[Run], optimizer: str) -> str:
    """Return the colour of an optimizer in all pictures."""
    return lab.theme.palette[OPTIMIZERS.index(optimizer)]


class Paths:
    """One line for each racer, the chosen one last and thicker.

    Args:
        lab: the figure.
        axes: where to draw.
        alpha: how opaque the lines are.
        transform: from the points to pixels; data coordinates if there is none.
    """

    def __init__(
        self,
        lab: LabFigure[Run],
        axes: Axes,
        alpha: float = 1.0,
        transform: Transform | None = None,
    ) -> None:
        self._lab = lab
        self.lines: Any = LineCollection(
            [], alpha=alpha, transform=transform or axes.transData, capstyle="round"
        )
        axes.add_collection(self.lines, autolim=False)
        lab.moving(self.lines)

    def set_data(self, paths: Mapping[str, Any], chosen: str) -> None:
        """Show paths of shape (n, 2) by the ids of their optimizers."""
        order = sorted(paths, key=lambda name: name == chosen)
        self.lines.set_segments([paths[name] for name in order])
        self.lines.set_color([racer_color(self._lab, name) for name in order])
        self.lines.set_linewidth([CHOSEN_WIDTH if name == chosen else WIDTH for name in order])


class Heads:
    """One disc for each racer, the chosen one last and larger.

    Args:
        lab: the figure.
        axes: where to draw.
        size: diameter in points; half as much more for the chosen one.
        transform: from the points to pixels; data coordinates if there is none.
    """

    def __init__(
        self, lab: LabFigure[Run], axes: Axes, size: float, transform: Transform | None = None
    ) -> None:
        self._lab, self._size = lab, size
        self.discs: Any = axes.scatter(
            [],
            [],
            transform=transform or axes.transData,
            edgecolors=lab.theme.background,
            linewidths=1.2,
        )
        lab.moving(self.discs)

    def set_data(self, places: Mapping[str, Any], chosen: str) -> None:
        """Show places by the ids of their optimizers."""
        order = sorted(places, key=lambda name: name == chosen)
        self.discs.set_offsets(np.reshape([places[name] for name in order], (-1, 2)))
        sizes = [self._size * (1.45 if name == chosen else 1.0) for name in order]
        self.discs.set_sizes(np.square(sizes))
        self.discs.set_facecolors([racer_color(self._lab, name) for name in order])
