"""Names beside points and arrows of a plot, each where it covers least."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from acttutor.plots.drawing import Drawing
from acttutor.plots.style import BODY
from acttutor.plots.text.label_places import Labels, Points
from acttutor.plots.text.quick import QuickText

Point = tuple[float, float]
#: A line of more points than this is avoided at its points.
FEW = 20
#: What is not further outside the axes than this has a name, in logical pixels.
AT_EDGE = 12.0
#: Pixels further out than this are more than the renderer can take.
FAR = 3e4


class Name(NamedTuple):
    """A name and where it belongs, the best place first.

    Args:
        text: what is written.
        anchors: places in data coordinates.
        prefer: the direction from there in degrees, if all are free.
        distances: how far away it may be, in logical pixels, from near to far.
        color, size: its looks.
    """

    text: str
    anchors: Sequence[Point]
    prefer: float
    distances: Sequence[float]
    color: str
    size: float = BODY


class PointNames:
    """What is written into an axes.

    Args:
        drawing: what to draw with.
        axes: where to write.
        keys: what can have a name, in the order in which they find their places.
    """

    def __init__(self, drawing: Drawing, axes: Axes, keys: Sequence[str]) -> None:
        self.drawing, self.axes = drawing, axes
        self.labels = Labels()
        self.texts: dict[str, QuickText] = {
            key: drawing.label(axes, drawing.theme.text) for key in keys
        }

    def update(
        self,
        names: Mapping[str, Name],
        lines: Sequence[npt.ArrayLike],
        discs: Sequence[tuple[npt.ArrayLike, float]],
    ) -> None:
        """Write names and find places for them.

        Args:
            names: what there is, by the keys.
            lines: to be kept free, each as points of shape (n, 2) in data coordinates.
            discs: to be kept free: their middles, and their radius in logical pixels.
        """
        self.labels.begin(self.axes, self.drawing.scale)
        for middles, radius in discs:
            for middle in self._pixels(middles):
                self.labels.avoid_disc(middle, radius)
        for line in map(self._pixels, lines):
            if len(line) > FEW:
                self.labels.avoid(line)
            else:
                for start, end in pairwise(line):
                    self.labels.avoid_line(start, end)
        for key, text in self.texts.items():
            name = names.get(key)
            anchors = [] if name is None else self._within(name.anchors)
            text.set_visible(bool(anchors))
            if name is not None and anchors:
                text.set_text(name.text)
                text.set_color(self.drawing.theme.ink(name.color))
                text.set_fontsize(name.size)
                self.labels.place(text, anchors, name.prefer, name.distances)

    def _within(self, anchors: Sequence[Point]) -> list[Point]:
        """Return the anchors in device pixels that are within the axes, or at their edge."""
        box = self.axes.bbox.padded(AT_EDGE * self.drawing.scale)
        return [(float(x), float(y)) for x, y in self._pixels(anchors) if box.contains(x, y)]

    def _pixels(self, points: npt.ArrayLike) -> Points:
        array = np.reshape(np.asarray(points, dtype=float), (-1, 2))
        return np.asarray(np.clip(self.axes.transData.transform(array), -FAR, FAR))
