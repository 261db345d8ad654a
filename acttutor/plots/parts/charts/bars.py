"""Bars: one for each row, or steps beside each other."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import StepPatch
from matplotlib.ticker import NullLocator

from acttutor.core.arrays import Array
from acttutor.plots.drawing import Drawing
from acttutor.plots.moving_grid import MovingGrid, nice_places
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.number_column import ColumnHead, RowGrid
from acttutor.plots.style import BODY

#: Share of its row that a bar takes.
THICK = 0.44
#: Room above steps for a heading, and below for numbers.
HEAD, FOOT = 22.0, 18.0


class RowBars:
    """Horizontal bars, as a column of a table.

    Args:
        drawing: what to draw with.
        grid: heights of heading and foot, as for the columns beside it.
        colors: one for each layer of bars, those below first.
        head, under: the heading and a line under it.
        ink: colour of the heading, by default that of the first layer.
        axis: whether there are grid lines and numbers below.
    """

    def __init__(
        self,
        drawing: Drawing,
        grid: RowGrid,
        colors: Sequence[str],
        head: str = "",
        under: str = "",
        ink: str = "",
        axis: bool = False,
    ) -> None:
        self.drawing, self.grid = drawing, grid
        self.head = ColumnHead(drawing, grid, head, under, ink or colors[0], "left")
        self.axes = drawing.new_axes(grid=False) if axis else drawing.blank_axes()
        if axis:
            lines = MovingGrid(self.axes, drawing.theme, y_places=lambda *_: ())
            self.axes.add_artist(drawing.moving(lines))
            self.zero = drawing.moving(self.axes.axvline(0, color=drawing.theme.muted, lw=1.0))
        # Matplotlib's types know no arrays of corners, which are drawn faster.
        self.layers: list[Any] = []
        for color in colors:
            bars: Any = PolyCollection([], facecolors=color, linewidths=0, alpha=0.85)
            self.axes.add_collection(bars, autolim=False)
            self.layers.append(drawing.moving(bars))

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect
        self.head.layout(rect)
        self.drawing.place_at(self.axes, self.grid.rows(rect))

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        self.head.show(visible)
        for artist in (self.axes, *self.axes.get_children()):
            artist.set_visible(visible)

    def update(self, span: tuple[float, float], *layers: tuple[Array, Array]) -> None:
        """Show bars.

        Args:
            span: lowest and highest value of the axis.
            layers: where the bars of each layer begin and end, one number for each row.
        """
        count = len(layers[0][0])
        if self.axes.get_xlim() != span:
            self.axes.set_xlim(*span)
        if self.axes.get_ylim() != (count, 0):
            self.axes.set_ylim(count, 0)
        middle = np.arange(count) + 0.5
        y = np.stack([middle - THICK / 2] * 2 + [middle + THICK / 2] * 2, axis=1)
        for bars, (starts, ends) in zip(self.layers, layers, strict=True):
            x = np.stack([starts, ends, ends, starts], axis=1)
            bars.set_verts(np.stack([x, y], axis=2))


class StepBars:
    """Upright bars without gaps, such as a histogram; several layers, those in front last.

    Args:
        drawing: what to draw with.
        colors: one for each layer.
        title: what stands above.
        numbers: whether there are numbers below; without, the bars fill the whole rectangle.
    """

    def __init__(
        self, drawing: Drawing, colors: Sequence[str], title: str = "", numbers: bool = True
    ) -> None:
        self.drawing, self.numbers = drawing, numbers
        self.axes = drawing.new_axes(grid=False)
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_major_locator(NullLocator())
        for spine in self.axes.spines.values():
            spine.set_visible(False)
        if numbers:
            self.grid = MovingGrid(
                self.axes, drawing.theme, x_places=nice_places, y_places=lambda *_: ()
            )
            self.axes.add_artist(drawing.static(self.grid))
        self.layers: list[StepPatch] = [
            drawing.moving(self.axes.stairs([0.0], [0.0, 1.0], fill=True, color=color, lw=0))
            for color in colors
        ]
        self.title = drawing.static(drawing.line(title, BODY, bold=True))

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.drawing.put(self.title, rect.left, rect.top)
        head = HEAD if self.title.get_text() else 0.0
        inner = rect.inside(top=head, bottom=FOOT) if self.numbers else rect
        self.drawing.place_at(self.axes, inner)

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        for artist in (self.axes, self.title, *self.layers):
            artist.set_visible(visible)

    def update(
        self, edges: Array, *heights: Array, x: tuple[float, float], y: tuple[float, float]
    ) -> None:
        """Show bars between neighbouring ``edges``, the ``heights`` of each layer.

        Args:
            edges: one more than there are heights.
            heights: of each layer.
            x, y: what the axes show.
        """
        for layer, values in zip(self.layers, heights, strict=True):
            layer.set_data(values, edges, 0.0)
        if (self.axes.get_xlim(), self.axes.get_ylim()) != (x, y):
            self.axes.set_xlim(*x)
            self.axes.set_ylim(*y)
            self.drawing.invalidate()
