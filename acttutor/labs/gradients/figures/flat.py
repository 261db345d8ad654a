"""A strip below the chart: in each layer the share that is off or saturated, and the dead units."""

import numpy as np
from matplotlib.ticker import NullLocator

from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.words import off_word
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import SMALL

#: Half the width of a bar, in layers, and at most in logical pixels: names stand before the first.
HALF, MOST = 0.34, 56.0


class FlatStrip:
    """One bar per hidden layer, from 0 to 1, in the columns of the chart above.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        self._parent = parent
        theme = parent.theme
        self.axes = parent.new_axes(grid=False)
        self.axes.set_ylim(0, 1)
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_major_locator(NullLocator())
        for spine in self.axes.spines.values():
            spine.set_visible(False)
        edges = [0.0, 1.0]
        self.room, self.flat, self.dead = (
            self.axes.stairs([0.0], edges, fill=True, color=color, lw=0)
            for color in (theme.wash_dead, theme.muted, theme.bad)
        )
        parent.resting(self.room)
        parent.moving(self.flat)
        parent.moving(self.dead)
        self.names = [self._name(color) for color in (theme.muted, theme.bad, theme.muted)]

    def _name(self, color: str) -> QuickText:
        name = QuickText(0, 0, "", size=SMALL, color=color, ha="right", va="center")
        self._parent.figure.add_artist(name)
        return self._parent.resting(name)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self._parent.place(self.axes, left, top, width, height)

    def update(self, run: Run, x_limits: tuple[float, float]) -> None:
        """Show the shares of all layers."""
        trial = run.trial
        if self.axes.get_xlim() != x_limits:
            self.axes.set_xlim(*x_limits)
        numbers = np.arange(1, trial.settings.depth + 1)
        layer = self.axes.bbox.width / (x_limits[1] - x_limits[0]) / self._parent.scale
        half = min(HALF, MOST / layer)
        edges = np.column_stack((numbers - half, numbers + half)).ravel()
        for bars, shares in (
            (self.room, np.ones(len(numbers))),
            (self.flat, trial.flat_shares()),
            (self.dead, trial.dead_shares()),
        ):
            # Between two bars there is a bar of no height.
            heights = np.zeros(len(edges) - 1)
            heights[::2] = shares
            bars.set_data(heights, edges, 0.0)
        self._write(run, half)

    def _write(self, run: Run, half: float) -> None:
        texts, scale = self._parent.texts, self._parent.scale
        word = off_word(run.settings)
        words = [
            texts(f"gradients.chart.{word}"),
            texts("gradients.chart.dead"),
            texts("gradients.chart.layer"),
        ]
        box = self.axes.bbox
        left = self.axes.transData.transform((1 - half, 0.5))[0] - 8 * scale
        width, height = self._parent.figure.bbox.size
        # The third one names the numbers of the layers, which stand between chart and strip.
        middle = box.y0 + box.height / 2
        places = (middle + 7 * scale, middle - 7 * scale, box.y1 + 16 * scale)
        for name, text, place in zip(self.names, words, places, strict=True):
            name.set_text(text)
            name.set_position((left / width, place / height))
