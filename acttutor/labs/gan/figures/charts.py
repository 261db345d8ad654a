"""The way so far: both losses, and the distance between generated and real points."""

import math
from typing import Any

import numpy as np
from matplotlib.backend_bases import LocationEvent

from acttutor.labs.gan.run import Run
from acttutor.plots.cached_text import CachedText
from acttutor.plots.curves_chart import CurvesChart
from acttutor.plots.epoch_axes import Array
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import SMALL

LN2 = math.log(2)
#: Losses beyond this leave the chart: one spike would flatten everything else.
MOST_LOSS = 10.0


class LossTraces(CurvesChart):
    """The losses of both networks; that of G may be negative."""

    def fit(self, last: int, values: Array, log: bool) -> None:
        super().fit(last, np.clip(values, 0.0, MOST_LOSS), log)
        finite = values[np.isfinite(values)]
        lowest = float(finite.min()) if len(finite) else 0.0
        high = self.axes.get_ylim()[1]
        low = -math.ceil(min(-lowest, MOST_LOSS)) if lowest < 0 else 0.0
        if self.axes.get_ylim()[0] != low:
            self.axes.set_ylim(low, high)


class DistanceTrace(CurvesChart):
    """The distance on a logarithmic scale that always shows 1."""

    def fit(self, last: int, values: Array, log: bool) -> None:
        super().fit(last, np.append(values, (0.5, 20.0)), log)


class Charts:
    """Two charts side by side.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts, moving = lab.theme, lab.texts, lab.moving
        update = texts("gan.charts.update")
        axes = lab.new_axes(grid=False)
        self.guess = axes.axhline(LN2, color=theme.muted, lw=1.0, ls=(0, (1, 2)))
        self.losses = LossTraces(
            axes,
            theme,
            texts("gan.charts.losses"),
            update,
            ("D", "G"),
            (theme.text, theme.series[3]),
            (1.6, 1.6),
            moving,
        )
        moving(self.guess)
        self.guess_name = CachedText(
            1.01,
            LN2,
            "ln 2",
            transform=axes.get_yaxis_transform(),
            size=SMALL,
            color=theme.muted,
            va="center",
        )
        axes.add_artist(self.guess_name)
        moving(self.guess_name)
        axes = lab.new_axes(grid=False)
        self.usual = axes.axhline(1.0, color=theme.good, lw=1.2, ls=(0, (4, 2)))
        self.distance = DistanceTrace(
            axes,
            theme,
            texts("gan.charts.distance"),
            update,
            (" ",),
            (theme.text,),
            (1.6,),
            moving,
        )
        moving(self.usual)
        self.usual_name = CachedText(
            0.99,
            0.8,
            texts("gan.charts.usual"),
            transform=axes.get_yaxis_transform(),
            size=SMALL,
            color=theme.good,
            ha="right",
            va="top",
        )
        axes.add_artist(self.usual_name)
        moving(self.usual_name)
        self._shown: Any = None
        self._data: Any = None

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Put the charts side by side into a rectangle in logical pixels."""
        half = width / 2
        inner = height - 34 - 38
        self.lab.place(self.losses.axes, left + 30, top + 34, half - 30 - 62, inner)
        self.lab.place(self.distance.axes, left + half + 34, top + 34, half - 34 - 44, inner)

    def update(self) -> None:
        """Show the records."""
        records = self.lab.run.records
        shown = (self.lab.run.generation, len(records), records[-1] if records else None)
        if shown != self._shown:
            self._shown = shown
            rows = np.array([row[:4] for row in records], dtype=float).reshape(-1, 4)
            self._data = rows.T
        t, loss_d, loss_g, distance = self._data
        least_squares = self.lab.run.settings.d_output == "identity"
        self.guess.set_ydata([1 / 8 if least_squares else LN2] * 2)
        self.guess_name.set_y(1 / 8 if least_squares else LN2)
        self.guess_name.set_text("1/8" if least_squares else "ln 2")
        self.losses.update(t, np.stack((loss_d, loss_g)), log=False)
        self.distance.update(t, np.maximum(distance, 0.1)[None], log=True)

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        changed = self.losses.point_at(event)
        return self.distance.point_at(event) or changed
