"""The arrows of all pushes as one collection of lines, which take half the time of patches."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.transforms import IdentityTransform

from acttutor.core.arrays import Array
from acttutor.labs.gan.run import Run
from acttutor.plots.lab_figure import LabFigure

Points = Array

#: An arrow is this long, in the unit of the plane, for a push without end; for a push of `HALF`
#: it has half that length.
LONGEST, HALF = 0.4, 0.7
#: Length and half width of a head, and the shortest arrow, in logical pixels.
HEAD, WING, SHORTEST = 4.5, 2.3, 2.5


def arrows_of(push: Points) -> Points:
    """Return arrows along pushes (n, 2): longer for stronger ones, but never beyond `LONGEST`."""
    length = np.hypot(*push.T)[:, None]
    arrows: Points = np.nan_to_num(push * (LONGEST / (length + HALF)))
    return arrows


class Pushes:
    """The arrows at the generated points.

    Args:
        lab: the figure.
        axes: the plane.
    """

    def __init__(self, lab: LabFigure[Run], axes: Axes) -> None:
        self._lab, self._axes = lab, axes
        self.lines = LineCollection(
            [],
            colors=lab.theme.df,
            linewidths=1.3,
            capstyle="round",
            joinstyle="round",
            transform=IdentityTransform(),
        )
        axes.add_collection(self.lines, autolim=False)
        lab.moving(self.lines)

    def show(self, points: Points, push: Points) -> None:
        """Draw an arrow at each point, as long as its push is strong."""
        to_pixels = self._axes.transData.transform
        begin = np.asarray(to_pixels(points))
        end = np.asarray(to_pixels(points + arrows_of(push)))
        length = np.hypot(*(end - begin).T)
        long_enough = length > SHORTEST * self._lab.scale
        begin, end = begin[long_enough], end[long_enough]
        along = (end - begin) / length[long_enough, None]
        across = np.column_stack((-along[:, 1], along[:, 0])) * (WING * self._lab.scale)
        neck = end - along * (HEAD * self._lab.scale)
        # To the tip, and from there to the ends of both wings: one stroke.
        way = np.stack((begin, end, neck + across, end, neck - across), axis=1)
        self.lines.set_segments(list(way))
