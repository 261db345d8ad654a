"""A chart of one number over the samples looked at, with a level to compare it with."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from acttutor.plots.cached_text import CachedText
from acttutor.plots.epoch_axes import Array, EpochAxes
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import SMALL, Theme


class HistoryChart(EpochAxes):
    """One solid curve and one dashed level.

    Args:
        axes: where to draw.
        theme: the colours.
        names: what to call the chart (``title``) and the samples (``samples``).
        moving: marks artists as moving, see `acttutor.plots.lab_figure.LabFigure.moving`.
        reading: writes a value under the pointer.
        steps: whether the number jumps instead of going along a line.
    """

    def __init__(
        self,
        axes: Axes,
        theme: Theme,
        names: dict[str, str],
        moving: Any,
        reading: str,
        steps: bool = False,
    ) -> None:
        super().__init__(axes, theme, names["title"], names["samples"], moving)
        self._reading = reading
        style = "steps-post" if steps else "default"
        (self.level,) = axes.plot([], [], color=theme.muted, lw=1.2, ls=(0, (4, 3)))
        (self.curve,) = axes.plot([], [], color=theme.text, lw=1.8, ms=4, drawstyle=style)
        self.cursor = axes.axvline(0, color=theme.muted, lw=0.8, visible=False)
        looks: Any = {"size": SMALL, "color": theme.muted, "backdrop": theme.background}
        self.level_name = QuickText(
            0, 0, "", transform=IdentityTransform(), ha="right", va="bottom", **looks
        )
        self.reading = CachedText(
            0.02,
            0.96,
            "",
            transform=axes.transAxes,
            va="top",
            size=SMALL,
            color=theme.text,
            bbox={"facecolor": theme.background, "edgecolor": "none", "pad": 2, "alpha": 0.9},
        )
        for text in (self.level_name, self.reading):
            axes.add_artist(text)
        for artist in (self.level, self.curve, self.cursor, self.level_name, self.reading):
            moving(artist)

    def show(self, visible: bool) -> None:
        """Show the chart, once it is updated, or hide it."""
        self.axes.set_visible(visible)
        level = (self.level, self.level_name, self.cursor, self.reading)
        for artist in (self.grid, self.curve, *(() if visible else level)):
            artist.set_visible(visible)

    def update(self, k: Array, values: Array, level: float | None, name: str) -> None:
        """Show ``values`` after ``k`` samples, and the ``level`` if there is one in reach."""
        self.curve.set_data(k, values)
        self.curve.set_marker("o" if len(k) == 1 else "")
        shown = values if level is None else np.append(values, level)
        self.fit(int(k[-1]), shown, log=False)
        self.level.set_visible(level is not None)
        self.level_name.set_visible(level is not None)
        if level is not None:
            low, high = self.axes.get_xlim()
            self.level.set_data([low, high], [level, level])
            scale = float(self.axes.figure.dpi) / 96
            x, y = self.axes.transData.transform((high, level))
            self.level_name.set_text(name)
            top = self.axes.bbox.y1 - 15 * scale
            # Above the level if there is room, otherwise below it.
            self.level_name.set_position((x, y + 1 if y < top else y - 15 * scale))
        self._read(k, values)

    def _read(self, k: Array, values: Array) -> None:
        shown = self.pointer is not None
        self.cursor.set_visible(shown)
        self.reading.set_visible(shown)
        if shown:
            index = self.nearest(k)
            self.cursor.set_xdata([k[index], k[index]])
            self.reading.set_text(f"{k[index]:.0f}: {values[index]:{self._reading}}")
