"""The names of the curves, with the sizes at the first layer."""

import math

import numpy as np
from matplotlib.axes import Axes

from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.trial import steepest
from acttutor.labs.gradients.words import power
from acttutor.plots.end_labels import spread
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import SMALL

#: Height kept free for a name, in logical pixels.
LINE = 14.0
#: Most names: delta, dW, the one of before, and the bound of the sigmoid.
MOST = 4


class CurveNames:
    """Names left of the first layer, where the gradient ends its way.

    Args:
        parent: the figure of the lab.
        axes: where the curves are.
    """

    def __init__(self, parent: LabFigure, axes: Axes) -> None:
        self._parent = parent
        self._axes = axes
        self.texts = [self._text() for _ in range(MOST)]

    def _text(self) -> QuickText:
        name = QuickText(0, 0, "", size=SMALL, ha="right", va="center")
        self._parent.figure.add_artist(name)
        return self._parent.moving(name)

    def _named(self, run: Run) -> list[tuple[str, str, str, float]]:
        """Return name, number, colour and first height of each curve that has a name."""
        theme, texts, flow = self._parent.theme, self._parent.texts, run.trial.now.flow
        found = [
            (r"$\Vert\delta\Vert$", theme.text, float(flow.delta[0])),
            (r"$\Vert dW\Vert$", theme.text, float(flow.gradient[0])),
        ]
        if run.before is not None:
            size = float(run.before.now.flow.delta[0])
            found.append((texts("gradients.chart.former"), theme.muted, size))
        named = [(name, f"${power(size)}$", color, size) for name, color, size in found]
        if run.settings.activation == "sigmoid":
            size = float(flow.delta[-1]) * steepest("sigmoid") ** run.settings.depth
            named.append((texts("gradients.chart.bound"), "$0.25^{n}$", theme.df, size))
        return named

    def write(self, run: Run) -> None:
        """Write the names of the curves with their numbers."""
        named = self._named(run)
        for index, name in enumerate(self.texts):
            name.set_visible(index < len(named))
            if index < len(named):
                words, number, color, _size = named[index]
                name.set_text(f"{words} {number}")
                name.set_color(color)

    def place(self, run: Run, lowest: float, highest: float) -> None:
        """Put the names beside the first points of their curves, moved apart.

        Args:
            run: the run.
            lowest, highest: limits of the axis; curves that leave it have their names at its ends.
        """
        sizes = np.clip([size for *_, size in self._named(run)], lowest, highest)
        box, scale = self._axes.bbox, self._parent.scale
        heights = self._axes.transData.transform([(1.0, size) for size in sizes])
        left = heights[0, 0] - 18 * scale
        ends = [y if math.isfinite(y) else box.y0 for y in heights[:, 1]]
        places = spread(ends, LINE * scale, box.y0 + 8 * scale, box.y1 - 4 * scale)
        full_width, full_height = self._parent.figure.bbox.size
        for name, place in zip(self.texts, places, strict=False):
            name.set_position((left / full_width, place / full_height))
