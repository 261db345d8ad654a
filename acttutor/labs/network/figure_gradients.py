"""The size of the gradient, layer by layer, and the share of units that are off."""

import math

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import LogLocator, NullLocator

from acttutor.labs.network.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, SMALL

LOWEST, HIGHEST = -7.0, 1.0


class GradientChart:
    """One bar per layer on a logarithmic axis: the mean of |∂L/∂w| over its weights.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        self._parent = parent
        theme, texts = parent.theme, parent.texts
        self.axes = parent.new_axes()
        self.axes.set_title(
            texts("network.gradients.title"),
            loc="left",
            size=BODY,
            color=theme.text,
            weight="bold",
            pad=8,
        )
        self.axes.grid(False, axis="y")
        self.axes.set_xscale("log")
        self.axes.xaxis.set_major_locator(LogLocator(numticks=6))
        self.axes.xaxis.set_minor_locator(NullLocator())
        self.bars: list[Rectangle] = []
        self.values = []
        for row in range(7):
            bar = Rectangle((0, row - 0.3), 0, 0.6, color=theme.df)
            self.axes.add_patch(bar)
            self.bars.append(parent.moving(bar))
            self.values.append(
                parent.moving(self.axes.text(0, row, "", size=SMALL, va="center", color=theme.text))
            )
        self._shape: tuple[int, ...] = ()
        self._low = 0.0

    def update(self, run: Run) -> bool:
        """Show the gradients; ``True`` if ticks or limits changed and a full draw is needed."""
        sizes = [float(np.abs(dW).mean()) for dW, _db in run.gradients()]
        off = run.off_shares()
        changed = self._fit(run.network.sizes, sizes)
        for row, (bar, value) in enumerate(zip(self.bars, self.values, strict=True)):
            shown = row < len(sizes) and math.isfinite(sizes[row])
            bar.set_visible(shown)
            value.set_visible(shown)
            if not shown:
                continue
            size = max(sizes[row], 10.0**self._low)
            bar.set_x(10.0**self._low)
            bar.set_width(size - 10.0**self._low)
            words = f" {sizes[row]:.1e}".replace("e-0", "e−").replace("e-", "e−")
            if row < len(off):
                share = f"{off[row]:.0%}".replace("%", " %")
                words += "   " + self._parent.texts("network.gradients.off", share=share)
            value.set_text(words)
            value.set_x(size)
            self._keep_inside(value, size)
        return changed

    def _keep_inside(self, value: object, size: float) -> None:
        """Write the number inside the bar if there is no room behind it."""
        text = value
        share = (math.log10(size) - self._low) / (HIGHEST - self._low)
        room = 0.62 if "   " in text.get_text() else 0.8  # type: ignore[attr-defined]
        inside = share > room
        text.set_ha("right" if inside else "left")  # type: ignore[attr-defined]
        theme = self._parent.theme
        text.set_color(theme.background if inside else theme.text)  # type: ignore[attr-defined]

    def _fit(self, shape: tuple[int, ...], sizes: list[float]) -> bool:
        finite = [size for size in sizes if size > 0 and math.isfinite(size)]
        # The axis reaches down in steps of two decades and does not come back by itself.
        need = math.floor(math.log10(min(finite)) / 2) * 2.0 if finite else -4.0
        low = max(min(need, -4.0, self._low), LOWEST - 9)
        if shape == self._shape and low == self._low:
            return False
        if shape != self._shape:
            low = max(min(need, -4.0), LOWEST - 9)
        self._shape, self._low = shape, low
        count = len(shape) - 1
        self.axes.set_xlim(10.0**low, 10.0**HIGHEST)
        self.axes.set_ylim(count - 0.5, -0.5)
        self.axes.set_yticks(range(count))
        texts = self._parent.texts
        names = [texts("network.gradients.layer", number=row + 1) for row in range(count - 1)]
        self.axes.set_yticklabels([*names, texts("network.graph.output")])
        return True
