"""How far above the lowest value everyone is, over the steps, on a logarithmic scale."""

import math

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.core.arrays import Array
from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.figures.trajectories import Paths, racer_colors
from acttutor.labs.descent2d.run import Run
from acttutor.plots.drawing import Drawing
from acttutor.plots.epochs import View, thinned
from acttutor.plots.log_axis import decade_name, rounded_up
from acttutor.plots.moving_grid import whole_places
from acttutor.plots.parts.charts.end_names import EndName, EndNames
from acttutor.plots.parts.charts.line_chart import LineChart
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: Steps shown at least.
LEAST_STEPS = 20
#: Lower than this the chart does not go, nor higher.
FLOOR, CEILING = 1e-12, 1e8
#: Room for the names on the right, in logical pixels.
NAMES = 122.0


class Chart(LineChart):
    """The chart below the map; a click on a name chooses that optimizer."""

    def __init__(self, drawing: Drawing) -> None:
        texts = drawing.texts
        super().__init__(
            drawing,
            [],
            texts("descent2d.chart.title"),
            texts("descent2d.chart.steps"),
            names=NAMES,
            y_places=whole_places,
            y_name_of=decade_name,
            rests=False,
        )
        self.paths = Paths(drawing, self.axes)
        self._colors = racer_colors(drawing.theme)
        self.names = EndNames(drawing, len(self._colors), size=SMALL + 0.5)
        self._racers: list[str] = []

    def follow(self, run: Run) -> None:
        """Show the race."""
        racers, chosen = run.trajectories, run.settings.chosen
        curves = {name: _curve(racer.heights) for name, racer in racers.items()}
        logs = np.concatenate([curve[:, 1] for curve in curves.values()])
        high = math.ceil(float(logs.max()) + 0.1)
        low = min(math.floor(float(logs.min())), high - 2)
        steps = rounded_up(max(run.k, 1) * 1.02, LEAST_STEPS, 1.25)
        self.update([], view=View((0, steps), (low - 0.15, high)))
        self.paths.update(curves, chosen)
        self._racers = list(curves)
        ends = self.axes.transData.transform([curve[-1] for curve in curves.values()])
        box, texts = self.axes.bbox, self.drawing.texts
        named = [
            EndName(words.standing(racers[name], texts), self._colors[name], y, name == chosen)
            for name, y in zip(curves, ends[:, 1], strict=True)
        ]
        self.names.update(named, box.x1, box.y0, box.y1)

    def named(self) -> dict[str, Rect]:
        """Return where the name of each optimizer stands."""
        places = zip(self._racers, self.names.places(), strict=False)
        return {name: place for name, place in places if place is not None}

    def name_at(self, event: MouseEvent) -> str:
        """Return the optimizer whose name is under the pointer; an empty string for none."""
        index = self.names.index_at(event.x, event.y)
        return "" if index is None else self._racers[index]


def _curve(heights: Array) -> Array:
    """Return steps and logarithms, shape (n, 2), thinned, the last one kept."""
    picked = thinned(np.arange(len(heights), dtype=float))
    seen = np.nan_to_num(heights[picked], nan=CEILING)
    return np.column_stack((picked, np.log10(np.clip(seen, FLOOR, CEILING))))
