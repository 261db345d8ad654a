"""The size of the gradient, layer by layer, and the share of units that are off."""

import math
import time

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import LogLocator, NullLocator

from acttutor.base.numbers.numerals import Style, percent
from acttutor.labs.network.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.line_chart import FOOT, NUMBERS
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.heading import HEIGHT, Heading
from acttutor.plots.style import SMALL
from acttutor.plots.text.cached import CachedText

#: Decades that the axis may reach.
LOWEST, HIGHEST = -16.0, 0.0
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
        self.bars: list[Rectangle] = []
        self.values: list[CachedText] = []
        for row in range(7):
            bar = Rectangle((0, row - 0.3), 0, 0.6, color=theme.df)
            self.axes.add_patch(bar)
            self.bars.append(lab.moving(bar))
            value = CachedText(
                0, row, "", size=SMALL, va="center", color=theme.text, transform=self.axes.transData
            )
            self.axes.add_artist(value)
            self.values.append(lab.moving(value))
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
        for row, (bar, value) in enumerate(zip(self.bars, self.values, strict=True)):
            shown = row < len(sizes) and math.isfinite(sizes[row])
            bar.set_visible(shown)
            value.set_visible(shown)
            if not shown:
                continue
            size = max(sizes[row], 10.0**self._low)
            bar.set_x(10.0**self._low)
            bar.set_width(size - 10.0**self._low)
            if due:
                value.set_text(self._words(sizes[row], off[row] if row < len(off) else math.nan))
            # What reaches beyond the axis has its number at the edge.
            value.set_x(min(size, 10.0**HIGHEST))
            self._keep_inside(value, size)
        return changed

    def _words(self, size: float, off: float) -> str:
        words = f" {_SIZE.write(size).text} "
        if math.isfinite(off):
            words += "  " + self.drawing.texts("network.gradients.off", share=percent(off)) + " "
        return words

    def _keep_inside(self, value: CachedText, size: float) -> None:
        """Write the number inside the bar if there is no room behind it."""
        share = (math.log10(size) - self._low) / (HIGHEST - self._low)
        inside = share > (0.55 if len(value.get_text()) > 12 else 0.78)
        value.set_horizontalalignment("right" if inside else "left")
        theme = self.drawing.theme
        value.set_color(theme.background if inside else theme.text)

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
