"""The way so far: both losses, and the distance between generated and real points."""

import math
from dataclasses import replace

import numpy as np
from matplotlib.backend_bases import LocationEvent

from acttutor.core.arrays import Array
from acttutor.labs.gan.run import Run
from acttutor.plots.epochs import View, view_of
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, Level, LineChart
from acttutor.plots.parts.layout import Rect, columns, share
from acttutor.plots.style import DASHES

#: What both losses are while D can only guess: with cross-entropy, and with squares.
LN2, EIGHTH = Level(math.log(2), "ln 2"), Level(1 / 8, "1/8")
#: Losses beyond this leave the chart: one spike would flatten everything else.
MOST_LOSS = 10.0
#: Distances that the chart always shows, and the least that it tells apart.
USUAL, LEAST = np.array([0.5, 20.0]), 0.1


class Charts:
    """Two charts side by side."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts = lab.theme, lab.texts
        update = texts("gan.charts.update")
        looks = [CurveLook(theme.text, 1.6), CurveLook(theme.negative, 1.6, DASHES[1])]
        self.losses = LineChart(
            lab, looks, texts("gan.charts.losses"), update, names="D  0.693",
            level=CurveLook(theme.muted, 1.0, (1, 2)),
        )  # fmt: skip
        self.distance = LineChart(
            lab, looks[:1], texts("gan.charts.distance"), update, names="0.693",
            level=CurveLook(theme.good, 1.2, (4, 2)),
        )  # fmt: skip
        self._shown: object = None
        self._data = np.zeros((4, 0))

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        columns(share(self.losses), share(self.distance), gap=12).layout(rect)

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        self.losses.show(visible)
        self.distance.show(visible)

    def update(self) -> None:
        """Show the records."""
        run = self.lab.run
        records = run.records
        shown = (run.generation, len(records), records[-1] if records else None)
        if shown != self._shown:
            self._shown = shown
            self._data = np.array([row[:4] for row in records], dtype=float).reshape(-1, 4).T
        t, loss_d, loss_g, distance = self._data
        last = float(t[-1]) if len(t) else -1.0
        self.losses.update(
            [Curve(t, loss_d, "D"), Curve(t, loss_g, "G")],
            view=view_of_losses(last, np.concatenate([loss_d, loss_g])),
            level=EIGHTH if run.settings.d_output == "identity" else LN2,
        )
        distance = np.maximum(distance, LEAST)
        self.distance.update(
            [Curve(t, distance, " ")],
            view=view_of(last, [distance, USUAL], log=True),
            level=Level(1.0, self.lab.texts("gan.charts.usual")),
        )

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        return self.losses.point_at(event) | self.distance.point_at(event)


def view_of_losses(last: float, losses: Array) -> View:
    """Return what shows all losses up to `MOST_LOSS`; that of G may be negative."""
    view = view_of(last, [np.clip(losses, 0.0, MOST_LOSS)], log=False)
    finite = losses[np.isfinite(losses)]
    lowest = float(finite.min()) if len(finite) else 0.0
    low = -math.ceil(min(-lowest, MOST_LOSS)) if lowest < 0 else 0.0
    return replace(view, y=(float(low), view.y[1]))
