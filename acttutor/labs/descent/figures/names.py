"""The names beside the points and arrows of the curve, placed where they cover nothing."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.line_chart import LineChart
from acttutor.plots.style import BODY, DPI, Theme
from acttutor.plots.text.label_places import Labels
from acttutor.plots.text.quick import QuickText

Point = tuple[float, float]
#: A line of more points than this is avoided at its points.
FEW = 20


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


def racer_colors(theme: Theme) -> tuple[str, ...]:
    """Return the colours of racing walks, last the one that the curve itself has."""
    return (*theme.series[1:], theme.series[0])


class PointNames:
    """What is written into a chart.

    Args:
        drawing: what to draw with.
        chart: the chart; its lines and points are kept free.
        keys: what can have a name, in the order in which they find their places.
    """

    def __init__(self, drawing: Drawing, chart: LineChart, keys: Sequence[str]) -> None:
        self.drawing, self.chart = drawing, chart
        self.labels = Labels()
        self.texts: dict[str, QuickText] = {
            key: drawing.label(chart.axes, drawing.theme.text) for key in keys
        }

    def update(self, names: Mapping[str, Name], arrows: Sequence[tuple[Point, Point]]) -> None:
        """Write names and find places for them, away from ``arrows`` too."""
        self.labels.begin_in(self.chart.axes, self.drawing.scale)
        self._avoid_curves()
        for arrow in arrows:
            self.labels.avoid_line(*self._pixels(arrow))
        for key, text in self.texts.items():
            text.set_visible(key in names)
            if key in names:
                name = names[key]
                text.set_text(name.text)
                text.set_color(name.color)
                text.set_fontsize(name.size)
                anchors = [(float(x), float(y)) for x, y in self._pixels(name.anchors)]
                self.labels.place(text, anchors, name.prefer, name.distances)

    def _avoid_curves(self) -> None:
        for line, look in zip(self.chart.curves, self.chart.looks, strict=True):
            if not line.get_visible():
                continue
            spots = self._pixels(np.column_stack(line.get_data()))
            if not look.width:
                for spot in spots:
                    self.labels.avoid_disc(spot, look.size / 2 * DPI / 72 + 1)
            elif len(spots) > FEW:
                self.labels.avoid(spots)
            else:
                for start, end in pairwise(spots):
                    self.labels.avoid_line(start, end)

    def _pixels(self, points: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return points in device pixels, not further out than the renderer can take."""
        array = np.reshape(np.asarray(points, dtype=float), (-1, 2))
        return np.asarray(np.clip(self.chart.axes.transData.transform(array), -3e4, 3e4))
