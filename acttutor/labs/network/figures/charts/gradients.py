"""The size of the gradient, layer by layer, and the share of units that are off."""

import math
import time

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import LogLocator, NullLocator

from acttutor.base.numbers.numerals import Style, percent
from acttutor.core.arrays import Array
from acttutor.labs.network.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.line_chart import FOOT, NUMBERS
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.heading import HEIGHT, Heading
from acttutor.plots.style import SMALL
from acttutor.plots.text.quick import QuickText

#: Decades that the axis may reach.
LOWEST, HIGHEST = -16.0, 0.0
#: Hidden layers and the output, and half of the height of a bar.
MOST_LAYERS, HALF = 7, 0.3
#: How sizes are written: always with a power of ten.
_SIZE = Style(None, 2, math.inf, mathtext=False)
#: While the network learns, the numbers follow no faster than they can be read.
NUMBERS_EVERY_S = 0.12


class GradientChart(Plot):
    """One bar per layer on a logarithmic axis: the mean of |∂L/∂w| over its weights.

    Args:
        lab: the figure.
        left: room for the names of the layers.
    """

    def __init__(self, lab: LabFigure[Run], left: float) -> None:
        super().__init__(lab, left, HEIGHT, bottom=NUMBERS + FOOT)
        theme = lab.theme
        self.heading = Heading(lab, lab.texts("network.gradients.title"))
        self._of = lab.texts("network.gradients.of")
        self.axes.grid(False, axis="y")
        self.axes.set_xscale("log")
        self.axes.xaxis.set_major_locator(LogLocator(numticks=6))
        self.axes.xaxis.set_minor_locator(NullLocator())
        #: All bars, drawn at once.
        self.bars = lab.moving(PathPatch(_bars(1.0, np.zeros(0)), color=theme.df))
        self.axes.add_patch(self.bars)
        self.values = [
            lab.label(self.axes, theme.text, SMALL, va="center", backdrop="")
            for _ in range(MOST_LAYERS)
        ]
        self._written_s = 0.0
        #: Whether the numbers written are those of the bars.
        self.up_to_date = True
        self._epoch = -1
        self._shape: tuple[int, ...] = ()
        self._low = 0.0

    def layout(self, rect: Rect) -> None:
        super().layout(rect)
        self.heading.layout(rect.inside(left=self.around[0]))
        self.heading.update(self.heading.title.get_text(), self._of)

    def show(self, visible: bool) -> None:
        super().show(visible)
        self.heading.show(visible)

    def update(self, run: Run) -> bool:
        """Show the gradients; ``True`` if ticks or limits changed and a full draw is needed."""
        sizes = [float(np.abs(dW).mean()) for dW, _db in run.gradients()]
        off = run.off_shares()
        changed = self._fit(run.network.sizes, sizes)
        # Nobody reads a number that changes sixty times a second.
        now_s = time.perf_counter()
        due = changed or run.epoch == self._epoch or now_s - self._written_s > NUMBERS_EVERY_S
        due |= run.failure is not None
        self._epoch = run.epoch
        self._written_s = now_s if due else self._written_s
        self.up_to_date = due
        shown = np.isfinite(sizes)
        ends = np.where(shown, np.maximum(sizes, 10.0**self._low), np.nan)
        self.bars.set_path(_bars(10.0**self._low, ends))
        # What reaches beyond the axis has its number at the edge.
        edges = np.column_stack((np.minimum(ends, 10.0**HIGHEST), np.arange(len(ends))))
        places = self.axes.transData.transform(edges).tolist()
        for row, value in enumerate(self.values):
            value.set_visible(row < len(sizes) and bool(shown[row]))
            if not value.get_visible():
                continue
            x, y = places[row]
            if due:
                self._write(value, sizes[row], off[row] if row < len(off) else math.nan, x)
            # Numbers have nothing below their base line.
            value.set_position((x, y - self.drawing.scale))
            inside = self._fits_inside(value.get_text(), x)
            value.set_horizontalalignment("right" if inside else "left")
            theme = self.drawing.theme
            value.set_color(theme.background if inside else theme.text)
        return changed

    def _write(self, value: QuickText, size: float, off: float, x: float) -> None:
        """Write a size at the end of its bar, and the share of units that are off where it fits."""
        words = f" {_SIZE.write(size).text} "
        value.set_text(words)
        if math.isfinite(off):
            share = self.drawing.texts("network.gradients.off", share=percent(off))
            both = f"{words}  {share} "
            box = self.axes.bbox
            if self._width(both) <= max(box.x1 - x, x - box.x0):
                value.set_text(both)

    def _width(self, words: str) -> float:
        return self.drawing.width_of(words, SMALL) * self.drawing.scale

    def _fits_inside(self, words: str, x: float) -> bool:
        """Whether words stand inside a bar that ends at ``x``: behind it there is no room."""
        return bool(x + self._width(words) > self.axes.bbox.x1)

    def _fit(self, shape: tuple[int, ...], sizes: list[float]) -> bool:
        finite = [size for size in sizes if size > 0 and math.isfinite(size)]
        # The axis reaches down in steps of two decades and does not come back by itself.
        need = math.floor(math.log10(min(finite)) / 2) * 2.0 if finite else -4.0
        low = max(min(need, -4.0, self._low), LOWEST)
        if shape == self._shape and low == self._low:
            return False
        if shape != self._shape:
            low = max(min(need, -4.0), LOWEST)
        self._shape, self._low = shape, low
        count = len(shape) - 1
        self.axes.set_xlim(10.0**low, 10.0**HIGHEST)
        self.axes.set_ylim(count - 0.5, -0.5)
        self.axes.set_yticks(range(count))
        texts = self.drawing.texts
        names = [texts("network.gradients.layer", number=row + 1) for row in range(count - 1)]
        self.axes.set_yticklabels([*names, texts("network.graph.output")])
        return True


def _bars(low: float, ends: Array) -> Path:
    """Return a rectangle for each row, from ``low`` to its end; none for nan."""
    rows = np.flatnonzero(np.isfinite(ends))
    x = np.column_stack((np.full(len(rows), low), ends[rows]))[:, [0, 1, 1, 0, 0]]
    y = rows[:, None] + np.array([-HALF, -HALF, HALF, HALF, -HALF])
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path(np.stack((x, y), axis=2).reshape(-1, 2), np.tile(codes, len(rows)))
