"""The distance to the minimum over the steps, on a logarithmic scale, with the exact line."""

import math
from collections.abc import Sequence

import numpy as np

from acttutor.core.arrays import Array
from acttutor.labs.descent.figures.outcomes import racer_looks
from acttutor.labs.descent.figures.view import Glide
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.styles import POWER, style
from acttutor.labs.descent.trajectory import Trajectory
from acttutor.labs.descent.words import rate_name
from acttutor.plots.epochs import View
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.log_axis import decade_name, rounded_up
from acttutor.plots.moving_grid import whole_places
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.style import SMALL

#: Markers drawn in full size at most, and their sizes.
MOST_MARKERS, FULL, SMALLER = 60, 6.0, 3.0
#: Height of a distance of 0 above the lower edge, in logical pixels.
LIFT = 9.0
#: Steps shown at least, and where the chart ends: nearer is as good as there.
LEAST_STEPS, FLOOR = 8, -12.6


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
                *(CurveLook(c, 1.6, dash, m, 3.0) for c, dash, m in racer_looks(theme)),
                CurveLook(ink, 0, marker="o", size=FULL, edge=back),
                CurveLook(theme.text, 0, marker="o", size=7, face=back, edge=ink),
            ],
            x_name=lab.texts("descent.distance.steps"),
            reading=self._read,
            reads=-2,
            y_places=whole_places,
            y_name_of=decade_name,
            rests=False,
        )
        self.exact, self.fall, *self.racers, self.dots, self.zeros = self.curves
        self._rim = self.dots.get_markeredgewidth()
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
        walks = [run.trajectory, *run.racers]
        steps = [walk.first + np.arange(len(walk.u), dtype=float) for walk in walks]
        with np.errstate(divide="ignore"):
            logs = [np.log10(walk.gaps()) for walk in walks]
        names = [rate_name(rate) for rate in run.settings.raced]
        width, height = (float(size) / self.lab.scale for size in self.axes.bbox.size)
        widest = max((self.lab.width_of(name, SMALL) + 12 for name in names), default=0.0)
        goal = _limits(run.trajectory, np.concatenate(logs), min(widest / width, 0.5))
        self._moving = self._glide.towards(goal)
        left, right, low, high = self._glide.now
        nothing = low + LIFT * (high - low) / height
        zeros = steps[0][np.isneginf(logs[0])]
        zero = self.lab.texts("descent.distance.zero") if len(zeros) else ""
        racers = [
            Curve(k, np.maximum(y, nothing), name)
            for k, y, name in zip(steps[1:], logs[1:], names, strict=True)
        ]
        racers += [Curve()] * (len(self.racers) - len(racers))
        dots = Curve(steps[0], np.maximum(logs[0], low - 1))
        marks = Curve(zeros, np.full(len(zeros), nothing), zero)
        curves = [*_exact(run, right, nothing), *racers, dots, marks]
        self.update(curves, view=View((left, right), (low, high)))
        many = len(dots.x) > MOST_MARKERS
        # Where many lie close together, the rim of each would rub out the one before.
        self.dots.set(ms=SMALLER if many else FULL, mew=0.0 if many else self._rim)

    def _read(self, index: int) -> str:
        """Return step and distance of a dot."""
        walk = self.lab.run.trajectory
        k, distance = walk.first + index, walk.gap(index)
        written = (POWER if 0 < distance < 1e-2 else style(4)).write(distance).text
        return self.lab.texts("descent.distance.reading", k=k, distance=f"${written}$")


def _limits(walk: Trajectory, logs: Array, room: float) -> Sequence[float]:
    """Return left, right, low and high that show all, and names behind the last step."""
    seen = logs[np.isfinite(logs)]
    low, high = (float(seen.min()), float(seen.max())) if len(seen) else (-2.0, 0.0)
    if len(seen) < len(logs):
        low = min(low, high - 2.4)
    top = math.ceil(high + 0.15)
    bottom = max(min(math.floor(low), top - 2), FLOOR)
    needed = max(walk.k - walk.first, 1) * max(1.1, 1 / (1 - room))
    steps = rounded_up(needed, LEAST_STEPS, 1.35)
    return walk.first - 0.25, walk.first + steps + 0.25, bottom - 0.35, float(top)


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
