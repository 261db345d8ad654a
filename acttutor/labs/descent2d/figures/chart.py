"""How far above the lowest value everyone is, over the steps, on a logarithmic scale."""

import math
from typing import Any

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.transforms import IdentityTransform

from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.figures.trajectories import Paths
from acttutor.labs.descent2d.hyperparameters import OPTIMIZERS
from acttutor.labs.descent2d.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.log_axis import decade_name, rounded_up
from acttutor.plots.moving_grid import MovingGrid, whole_places
from acttutor.plots.parts.end_names import spread
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, SMALL

#: Points of a curve that are drawn, at most; steps shown at least.
MOST_POINTS, LEAST_STEPS = 400, 20
#: Lower than this the chart does not go, nor higher.
FLOOR, CEILING = -12.0, 8.0
#: Room for the names on the right, and height of a name, in logical pixels.
NAMES, LINE = 122.0, 15.0


class Chart:
    """The chart below the map; a click on a name chooses that optimizer.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme = lab.theme
        self.axes = lab.new_axes(grid=False)
        grid = MovingGrid(self.axes, theme, whole_places, whole_places, y_name=decade_name)
        lab.moving(self.axes.add_artist(grid))
        self.title = lab.write("", BODY, bold=True)
        self.title.set_text(lab.texts("descent2d.chart.title"))
        self.x_label = lab.write(
            lab.texts("descent2d.chart.steps"), SMALL, theme.muted, ha="right", va="top"
        )
        self.lines = Paths(lab, self.axes)
        self.names: dict[str, QuickText] = {}
        for name, color in zip(OPTIMIZERS, theme.palette, strict=True):
            text = QuickText(
                0, 0, "", size=SMALL + 0.5, color=color, ha="left", va="center_baseline",
                transform=IdentityTransform(),
            )  # fmt: skip
            self.axes.add_artist(text)
            self.names[name] = lab.moving(text)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        lab = self.lab
        lab.put(self.title, left, top)
        lab.place(self.axes, left + 34, top + 26, width - 34 - NAMES, height - 26 - 34)
        lab.put(self.x_label, left + width - NAMES, top + height - 15)

    def update(self) -> None:
        """Show all curves."""
        run = self.lab.run
        curves = {name: self._curve(trajectory) for name, trajectory in run.trajectories.items()}
        logs = np.concatenate([values for _, values in curves.values()])
        high = math.ceil(float(logs.max()) + 0.1)
        low = min(math.floor(float(logs.min())), high - 2)
        steps = rounded_up(max(run.k, 1) * 1.02, LEAST_STEPS, 1.25)
        self.axes.set_xlim(0, steps)
        self.axes.set_ylim(low - 0.15, high)
        paths = {name: np.column_stack(curve) for name, curve in curves.items()}
        self.lines.set_data(paths, run.settings.chosen)
        for name, text in self.names.items():
            text.set_visible(name in curves)
        self._place_names({name: float(values[-1]) for name, (_, values) in curves.items()})

    @staticmethod
    def _curve(trajectory: Any) -> tuple[Any, Any]:
        """Return steps and logarithms, thinned, the last one kept."""
        stride = max(1, math.ceil(len(trajectory.heights) / MOST_POINTS))
        steps = np.arange(len(trajectory.heights))[::-1][::stride][::-1]
        heights = trajectory.heights[::-1][::stride][::-1]
        with np.errstate(all="ignore"):
            logs = np.log10(np.maximum(heights, 10.0**FLOOR))
        return steps, np.nan_to_num(np.minimum(logs, CEILING), nan=CEILING)

    def _place_names(self, ends: dict[str, float]) -> None:
        run, box, scale = self.lab.run, self.axes.bbox, self.lab.scale
        names = list(ends)
        wanted = [float(self.axes.transData.transform((0, ends[name]))[1]) for name in names]
        low, high = box.y0 - 6 * scale, box.y1 + 1 * scale
        for name, y in zip(names, spread(wanted, LINE * scale, low, high), strict=True):
            text = self.names[name]
            text.set_text(words.standing(run.trajectories[name], self.lab.texts))
            text.set_fontweight("bold" if name == run.settings.chosen else "normal")
            text.set_position((box.x1 + 8 * scale, y))

    def name_at(self, event: MouseEvent) -> str:
        """Return the optimizer whose name is under the pointer; an empty string for none."""
        scale = self.lab.scale
        left = self.axes.bbox.x1 + 4 * scale
        if not left <= event.x <= left + NAMES * scale:
            return ""
        for name, text in self.names.items():
            y = text.get_position()[1]
            if text.get_visible() and abs(event.y - y) <= LINE / 2 * scale:
                return name
        return ""
