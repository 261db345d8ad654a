"""The distance to the minimum over the steps, on a logarithmic scale, with the exact line."""

import math

import numpy as np

from acttutor.labs.descent.figures.logs import MOST_POINTS, Numbers, limits_for, points_of
from acttutor.labs.descent.figures.names import racer_colors
from acttutor.labs.descent.figures.view import Glide
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.styles import POWER, style
from acttutor.labs.descent.words import rate_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.log_axis import decade_name
from acttutor.plots.moving_grid import whole_places
from acttutor.plots.parts.epochs import View
from acttutor.plots.parts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.style import SMALL

#: Markers drawn in full size at most, and their sizes.
MOST_MARKERS, FULL, SMALLER = 60, 6.0, 3.0
#: Height of a distance of 0 above the lower edge, in logical pixels.
LIFT = 9.0


class DistanceChart(LineChart):
    """The chart beside or below the words.

    The axis is linear in the logarithm: the limits can then move freely, and a distance of 0,
    which has none, is drawn on the lower edge.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme = lab.theme
        back, ink = theme.background, theme.point
        super().__init__(
            lab,
            [
                CurveLook(theme.muted, 1.2),
                CurveLook(theme.muted, 1.2, (2, 2)),
                *(CurveLook(color, 1.6, marker="o", size=2.6) for color in racer_colors(theme)),
                CurveLook(ink, 0, marker="o", size=FULL, edge=back),
                CurveLook(theme.text, 0, marker="o", size=7, face=back, edge=ink),
            ],
            x_name=lab.texts("descent.distance.steps"),
            reading=self._read,
            reads=-2,
            y_places=whole_places,
            y_name_of=decade_name,
        )
        self.exact, self.fall, *self.racers, self.dots, self.zeros = self.curves
        self._glide = Glide()
        self._moving = False
        self._shown: object = None

    def follow(self) -> bool:
        """Show all walks; ``True`` if the limits are still on their way."""
        run = self.lab.run
        state = (run.generation, run.k, run.settings, self.axes.bbox.bounds, self.pointer)
        if state != self._shown or self._moving:
            self._shown = state
            self._show(run)
        return self._moving

    def _show(self, run: Run) -> None:
        steps, logs = points_of(run.trajectory)
        raced = [points_of(racer) for racer in run.racers]
        names = [rate_name(rate) for rate in run.settings.raced]
        width, height = (float(size) / self.lab.scale for size in self.axes.bbox.size)
        widest = max((self.lab.width_of(name, SMALL) + 12 for name in names), default=0.0)
        every = [logs, *(others for _, others in raced)]
        goal = limits_for(run.trajectory, every, min(widest / width, 0.5))
        self._moving = self._glide.towards(goal)
        left, right, low, high = self._glide.now
        nothing = low + LIFT * (high - low) / height
        racers = [_racer(*points, name, nothing) for points, name in zip(raced, names, strict=True)]
        racers += [Curve()] * (len(self.racers) - len(racers))
        dots = Curve(steps, np.maximum(logs, low - 1))
        curves = [*_exact(run, right, nothing), *racers, dots, self._zeros(run, nothing)]
        self.update(curves, view=View((left, right), (low, high)))
        self.dots.set_markersize(FULL if len(steps) <= MOST_MARKERS else SMALLER)
        for line, racer in zip(self.racers, racers, strict=True):
            line.set_marker("o" if len(racer.x) <= MOST_MARKERS else "")

    def _zeros(self, run: Run, nothing: float) -> Curve:
        """Mark a distance of exactly 0 on the lower edge."""
        walk = run.trajectory
        first = max(len(walk.u) - MOST_POINTS, 0)
        at = [walk.first + i for i in range(first, len(walk.u)) if walk.gap(i) == 0]
        name = self.lab.texts("descent.distance.zero") if at else ""
        return Curve(np.array(at, dtype=float), np.full(len(at), nothing), name)

    def _read(self, index: int) -> str:
        """Return step and distance of a dot."""
        walk, k = self.lab.run.trajectory, int(self.dots.get_xdata()[index])
        distance = walk.gap(k - walk.first)
        written = (POWER if 0 < distance < 1e-2 else style(4)).write(distance).text
        return self.lab.texts("descent.distance.reading", k=k, distance=f"${written}$")


def _racer(steps: Numbers, logs: Numbers, name: str, nothing: float) -> Curve:
    return Curve(steps, np.where(np.isfinite(logs), np.maximum(logs, nothing), nothing), name)


def _exact(run: Run, right: float, nothing: float) -> tuple[Curve, Curve]:
    """Return |1 − 2ε|^k |x₀ − a| from the step on since which ε has been the same.

    The second curve is the one of factor 0: its logarithm is nowhere, so it falls off the chart.
    """
    walk = run.trajectory
    index = walk.constant_since(run.settings.lr)
    start, distance = walk.first + index, walk.gap(index)
    if distance == 0 or run.hidden or run.curve is not None:
        return Curve(), Curve()
    y = math.log10(distance)
    if run.factor == 0:
        return Curve(), Curve(np.array([start, start + 1.0]), np.array([y, nothing]))
    end = y + (right - start) * math.log10(run.factor)
    return Curve(np.array([start, right]), np.array([y, end])), Curve()
