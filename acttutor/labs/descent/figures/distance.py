"""The distance to the minimum over the steps, on a logarithmic scale, with the exact line."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.backend_bases import LocationEvent
from matplotlib.lines import Line2D

from acttutor.labs.descent import words
from acttutor.labs.descent.figures.logs import MOST_POINTS, Logs, Steps, limits_for, points_of
from acttutor.labs.descent.figures.names import racer_colors
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.styles import POWER, style
from acttutor.labs.descent.trajectory import Trajectory
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.label_places import Labels
from acttutor.plots.log_axis import decade_name
from acttutor.plots.moving_grid import MovingGrid, whole_places
from acttutor.plots.quick_text import QuickText, line_width
from acttutor.plots.style import BODY, SMALL

#: Markers drawn in full size at most.
MOST_MARKERS = 60
PACE, NEAR = 0.25, 0.01


class DistanceChart:
    """The chart beside or below the words.

    The axis is linear in the logarithm: the limits can then move freely, and a distance of 0,
    which has none, is drawn on the lower edge.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, moving = lab.theme, lab.moving
        self.axes = lab.new_axes(grid=False)
        grid = MovingGrid(self.axes, theme, whole_places, whole_places, y_name=decade_name)
        moving(self.axes.add_artist(grid))
        self.labels = Labels()
        self._limits: list[float] = []
        self._shown: object = None
        self._moving = False
        self._zero_at: int | None = None
        self.pointer: float | None = None
        self.title = lab.write("", BODY, bold=True)
        self.caption = QuickText(
            0, 0, lab.texts("descent.distance.line"), size=BODY, color=theme.muted, va="top"
        )
        self._name()
        lab.figure.add_artist(self.caption)
        self.x_label = lab.write(
            lab.texts("descent.distance.steps"), SMALL, theme.muted, ha="right", va="top"
        )
        self._build_artists()

    def _build_artists(self) -> None:
        theme, lab = self.lab.theme, self.lab
        self.exact = self._line(color=theme.muted, lw=1.2)
        self.fall = self._line(color=theme.muted, lw=1.2, ls=(0, (2, 2)))
        self.racers = [
            self._line(color=color, lw=1.6, marker="o", ms=3.5, mew=0)
            for color in racer_colors(theme)
        ]
        self.dots = self._line(
            ls="none", marker="o", ms=6, color=theme.point, mec=theme.background, mew=0.8
        )
        self.zeros = self._line(
            ls="none", marker="o", ms=8, mfc=theme.background, mec=theme.point, mew=1.6
        )
        self.zeros.set_clip_on(False)
        self.cursor = self._line(color=theme.accent, lw=1.0)
        self.zero_label = lab.label(self.axes, theme.text, BODY, lab.texts("descent.distance.zero"))
        self.racer_labels = [
            lab.label(self.axes, color, SMALL + 0.5) for color in racer_colors(theme)
        ]
        self.reading = lab.label(self.axes, theme.text, SMALL + 0.5)
        self.reading.set_gid("over")

    def _name(self) -> None:
        """Say what the distance is measured from; only on the parabola a line is exact."""
        curve = self.lab.run.curve
        several = curve is not None and len(curve.minima) > 1
        self.title.set_text(self.lab.texts(f"descent.distance.{'nearest' if several else 'title'}"))
        self.caption.set_visible(curve is None)

    def _line(self, **options: Any) -> Line2D:
        return self.lab.moving(self.axes.plot([], [], **options)[0])

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        lab = self.lab
        beside = width > 420
        self._name()
        lab.put(self.title, left + 4, top)
        title = line_width(self.title.get_text(), BODY, float(lab.figure.dpi), bold=True)
        indent = title / lab.scale + 16 if beside else 0
        lab.put(self.caption, left + 4 + indent, top if beside else top + 20)
        above = 28 if beside else 48
        lab.place(self.axes, left + 36, top + above, width - 44, height - above - 34)
        lab.put(self.x_label, left + width - 8, top + height - 17)

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> bool:
        """Show all walks; ``True`` if the limits are still on their way."""
        run = self.lab.run
        self._read(run.trajectory)
        state = (run.generation, run.k, run.settings, self.axes.bbox.bounds)
        if state == self._shown and not self._moving:
            return False
        self._shown = state
        k, y = points_of(run.trajectory)
        raced = [points_of(racer) for racer in run.racers]
        moving = self._follow(run.trajectory, [y, *(other for _, other in raced)])
        low, nothing = self._limits[0], self._nothing()
        self.dots.set_data(k, np.maximum(y, low - 1))
        self.dots.set_markersize(6 if len(k) <= MOST_MARKERS else 3)
        self._show_zeros(run.trajectory)
        self._show_exact(run)
        for index, line in enumerate(self.racers):
            shown = index < len(raced)
            line.set_visible(shown)
            if shown:
                steps, logs = raced[index]
                line.set_data(
                    steps, np.where(np.isfinite(logs), np.maximum(logs, low - 1), nothing)
                )
                line.set_marker("o" if len(steps) <= MOST_MARKERS else "")
        self._place_labels(raced)
        self._moving = moving
        return moving

    def _follow(self, trajectory: Trajectory, logs: list[Logs]) -> bool:
        """Ease the limits towards what shows all points."""
        goal = limits_for(trajectory, logs)
        if not self._limits:
            self._limits = goal
        near = [
            abs(now - aim) < NEAR * (1 + abs(aim))
            for now, aim in zip(self._limits, goal, strict=True)
        ]
        self._limits = [
            aim if done else now + (aim - now) * PACE
            for now, aim, done in zip(self._limits, goal, near, strict=True)
        ]
        self.axes.set_ylim(self._limits[0], self._limits[1])
        self.axes.set_xlim(self._limits[2], self._limits[3])
        return not all(near)

    def _nothing(self) -> float:
        """Return the height at which a distance of 0 is drawn: just above the lower edge."""
        low, high = self._limits[:2]
        return low + 9 * self.lab.scale * (high - low) / float(self.axes.bbox.height)

    def _show_zeros(self, trajectory: Trajectory) -> None:
        """Mark a distance of exactly 0 on the lower edge."""
        first = max(len(trajectory.u) - MOST_POINTS, 0)
        zeros = [
            trajectory.first + i for i in range(first, len(trajectory.u)) if trajectory.gap(i) == 0
        ]
        self.zeros.set_data(zeros, [self._nothing()] * len(zeros))
        self.zero_label.set_visible(bool(zeros))
        self._zero_at = zeros[0] if zeros else None

    def _show_exact(self, run: Run) -> None:
        """Draw |1 − 2ε|^k |x₀ − a| from the step on since which ε has been the same."""
        trajectory, rate = run.trajectory, run.settings.lr
        index = trajectory.constant_since(rate)
        start, right = trajectory.first + index, self._limits[3]
        distance, factor = trajectory.gap(index), run.factor
        shown = distance > 0 and not run.hidden and run.curve is None
        self.exact.set_visible(shown and factor > 0)
        self.fall.set_visible(shown and factor == 0)
        if not shown:
            return
        y = math.log10(distance)
        if factor > 0:
            end = y + (right - start) * math.log10(factor)
            self.exact.set_data([start, right], [y, end])
        else:
            # The logarithm of 0 is nowhere: the line falls off the chart.
            self.fall.set_data([start, start + 1], [y, self._nothing()])

    def _place_labels(self, raced: list[tuple[Steps, Logs]]) -> None:
        box, scale = self.axes.bbox, self.lab.scale
        self.labels.begin(scale, (box.x0, box.y0, box.x1 + 6 * scale, box.y1 + 6 * scale))
        for line in (self.dots, self.exact, *self.racers):
            data = np.column_stack(line.get_data())
            if line.get_visible() and len(data):
                spots = np.clip(self.axes.transData.transform(data[-40:]), -3e4, 3e4)
                for start, end in pairwise(spots):
                    self.labels.avoid_line(start, end)
        for spot in self.axes.transData.transform(np.column_stack(self.zeros.get_data())):
            self.labels.avoid_disc(spot, 6)
        if self._zero_at is not None:
            x, y = self.axes.transData.transform((self._zero_at, self._nothing()))
            self.labels.place(self.zero_label, (float(x), float(y)), 60, (6, 10))
        for index, label in enumerate(self.racer_labels):
            shown = index < len(raced)
            label.set_visible(shown)
            if shown:
                steps, logs = raced[index]
                label.set_text(words.rate_name(self.lab.run.settings.raced[index]))
                last = max(float(logs[-1]), self._nothing())
                x, y = self.axes.transData.transform((steps[-1], last))
                self.labels.place(label, (float(x), float(y)), 0, (6, 14, 24, 36))

    # -- the pointer ---------------------------------------------------------------------------

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        pointer = event.xdata if event is not None and event.inaxes is self.axes else None
        changed = pointer != self.pointer
        self.pointer = pointer
        return changed

    def _read(self, trajectory: Trajectory) -> None:
        """Write step and distance under the pointer."""
        shown = self.pointer is not None
        self.cursor.set_visible(shown)
        self.reading.set_visible(shown)
        if self.pointer is None:
            return
        k = min(max(round(self.pointer), trajectory.first), trajectory.k)
        distance = trajectory.gap(k - trajectory.first)
        written = (POWER if 0 < distance < 1e-2 else style(4)).write(distance).text
        self.reading.set_text(
            self.lab.texts("descent.distance.reading", k=k, distance=f"${written}$")
        )
        self.cursor.set_data([k, k], self._limits[:2])
        box, scale = self.axes.bbox, self.lab.scale
        width, height = self.reading.extent(float(self.lab.figure.dpi))
        self.reading.set_position((box.x1 - width, box.y1 - height + 4 * scale))
