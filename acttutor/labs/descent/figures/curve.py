"""The curve, and the walk down on it."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.lines import Line2D

from acttutor.core.descent.objectives import basins
from acttutor.labs.descent.figures.names import CurveNames, Points, racer_colors
from acttutor.labs.descent.figures.outcomes import BasinBands, Region, regions
from acttutor.labs.descent.figures.view import View
from acttutor.labs.descent.run import STEPS_AHEAD, Run
from acttutor.plots.arrows import Arrows
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import MovingGrid, nice_places

#: Earlier points and arrows shown; more would only cover each other.
TRAIL = 14
#: Half the length of the tangent in logical pixels.
TANGENT = 62
#: Height of the arrow along the x axis above the lower edge, in logical pixels.
LIFT = 9
CURVE_POINTS = 240
#: Starts whose end is found.
STARTS = 241


class CurvePart:
    """The upper left part of the figure.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.view = View()
        self._shown: object = None
        self.axes = lab.new_axes(grid=False)
        self.basins = BasinBands(lab, self.axes, 0.0, 1.0, self.axes.get_xaxis_transform())
        self._known: tuple[object, list[Region]] = (None, [])
        lab.moving(self.axes.add_artist(MovingGrid(self.axes, lab.theme, y_places=self._heights)))
        self._build_lines()
        # Points last: the veil of a label may touch a line, never a point.
        self.names = CurveNames(self)
        self._build_points()

    def _heights(self, low: float, high: float, most: int) -> list[float]:
        """Return the numbers of the y axis; below the parabola there is nothing to measure."""
        return [value for value in nice_places(low, high, most) if value >= self.view.foot - 1e-9]

    # -- building ------------------------------------------------------------------------------

    def _line(self, **options: Any) -> Line2D:
        return self.lab.moving(self.axes.plot([], [], **options)[0])

    def _build_lines(self) -> None:
        theme, moving = self.lab.theme, self.lab.moving
        self.drops = self._line(color=theme.muted, lw=1.0, ls=(0, (2, 2)))
        self.curve = self._line(color=theme.f, lw=2.6, solid_capstyle="round")
        self.trail = Arrows(self.axes, theme.muted, moving, width=1.0, head=7, gap=6)
        self.tangent = self._line(color=theme.df, lw=2.2, solid_capstyle="round")
        self.update_arrow = Arrows(self.axes, theme.text, moving, width=1.5, head=9, gap=8)
        self.change = Arrows(self.axes, theme.accent, moving, width=2.6, head=10, gap=0)

    def _build_points(self) -> None:
        theme = self.lab.theme
        ring = {"ls": "none", "marker": "o", "mfc": theme.background, "mew": 1.4}
        self.minimum = self._line(
            ls="none", marker="D", ms=7.5, color=theme.good, mec=theme.background, mew=1.2
        )
        self.places = self._line(**ring, ms=6, mec=theme.muted)
        self.following = self._line(**ring, ms=7, mec=theme.text)
        self.racer_trails = [
            self._line(ls="none", marker="o", ms=4, color=color, alpha=0.55, mew=0)
            for color in racer_colors(theme)
        ]
        self.racers = [
            self._line(ls="none", marker="o", ms=9, color=color, mec=theme.background, mew=1.3)
            for color in racer_colors(theme)
        ]
        self.point = self._line(
            ls="none", marker="o", ms=12, color=theme.point, mec=theme.background, mew=1.5
        )

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> bool:
        """Show the walk; ``True`` if the view is still on its way."""
        moving = self.view.follow(self.lab.run)
        self._glide()
        # While the point glides from place to place, only the point moves.
        if not self._is_new():
            return moving
        (left, right), (low, high) = self.view.limits()
        self.axes.set_xlim(left, right)
        self.axes.set_ylim(low, high)
        self._show_curve()
        self._show_trail()
        self._show_point()
        self._show_racers()
        self._glide()
        self.names.update()
        return moving

    def _is_new(self) -> bool:
        """Tell whether anything but the phase has changed since the last time."""
        run, box = self.lab.run, self.axes.bbox
        shown = (run.generation, run.k, run.settings, self.view.limits(), box.bounds)
        changed = shown != self._shown
        self._shown = shown
        return changed

    def _glide(self) -> None:
        """Move the points along their arrows, gently from rest to rest."""
        run = self.lab.run
        share = run.phase * run.phase * (3 - 2 * run.phase)
        for trajectory, rate, point in (
            (run.trajectory, run.settings.lr, self.point),
            *zip(run.racers, run.settings.raced, self.racers, strict=False),
        ):
            (x0, y0), (x1, y1) = (
                self.on_curve(trajectory.u[-1]),
                self.on_curve(trajectory.ahead(rate)),
            )
            part = 0.0 if trajectory.stuck(rate) else share
            point.set_data([x0 + part * (x1 - x0)], [y0 + part * (y1 - y0)])

    def pixels(self, points: npt.ArrayLike) -> Points:
        """Return points in device pixels, not further out than the renderer can take."""
        array = np.reshape(np.asarray(points, dtype=float), (-1, 2))
        return np.asarray(np.clip(self.axes.transData.transform(array), -3e4, 3e4))

    def on_curve(self, u: float) -> tuple[float, float]:
        """Return the point of the curve at a distance with sign from the minimum."""
        trajectory = self.lab.run.trajectory
        return trajectory.a + u, trajectory.height(u)

    def _show_curve(self) -> None:
        trajectory, other = self.lab.run.trajectory, self.lab.run.curve
        self._show_fates()
        if other is not None:
            x = np.linspace(*self.view.limits()[0], 2 * CURVE_POINTS)
            self.curve.set_data(x, other.f(x))
            self.minimum.set_data(other.minima, [other.f(x) for x in other.minima])
            return
        (left, right), (_, high) = self.view.limits()
        reach = math.sqrt(max(high - trajectory.b, 0.0)) * 1.02
        x = np.linspace(
            max(left, trajectory.a - reach), min(right, trajectory.a + reach), CURVE_POINTS
        )
        self.curve.set_data(x, (x - trajectory.a) ** 2 + trajectory.b)
        self.minimum.set_data([trajectory.a], [trajectory.b])

    def _show_fates(self) -> None:
        """Colour the starts by where they lead with the present ε."""
        run = self.lab.run
        if run.curve is None or run.hidden:
            self.basins.clear()
            return
        key = (run.settings.function, run.settings.lr, self.view.limits()[0])
        if self._known[0] != key:
            starts = np.linspace(*self.view.limits()[0], STARTS)
            found = basins(run.curve, starts, run.settings.lr, STEPS_AHEAD)
            self._known = (key, regions(starts, found))
        self.basins.set_data(self._known[1], run.curve)

    def _show_trail(self) -> None:
        places = [self.on_curve(u) for u in self.lab.run.trajectory.u[-TRAIL - 1 :]]
        self.places_px = self.pixels(places)
        self.trail.set_data(places[:-1] or np.zeros((0, 2)), places[1:] or np.zeros((0, 2)))
        earlier = places[:-1]
        self.places.set_data([x for x, _ in earlier], [y for _, y in earlier])

    def _show_point(self) -> None:
        run = self.lab.run
        trajectory, rate = run.trajectory, run.settings.lr
        here, there = self.on_curve(trajectory.u[-1]), self.on_curve(trajectory.ahead(rate))
        self.here, self.there = here, there
        goes_on = not run.stuck
        self.following.set_visible(goes_on and rate > 0)
        self.following.set_data([there[0]], [there[1]])
        none = np.zeros((0, 2))
        self.update_arrow.set_data([here] if goes_on else none, [there] if goes_on else none)
        self._show_tangent(trajectory.df())
        self._show_change(here, there, goes_on)

    def _show_tangent(self, slope: float) -> None:
        """Draw the tangent equally long on the screen, however steep it is."""
        x, y = self.here
        per_x, per_y = self.axes.bbox.width, self.axes.bbox.height
        (left, right), (low, high) = self.view.limits()
        run, rise = per_x / (right - left), slope * per_y / (high - low)
        step = TANGENT * self.lab.scale / math.hypot(run, rise)
        self.tangent.set_data([x - step, x + step], [y - slope * step, y + slope * step])

    def _show_change(
        self, here: tuple[float, float], there: tuple[float, float], goes_on: bool
    ) -> None:
        """Draw the change of x along the x axis, and plumb lines down to it."""
        (low, high) = self.view.limits()[1]
        base = low + LIFT * self.lab.scale * (high - low) / self.axes.bbox.height
        self.base = base
        none = np.zeros((0, 2))
        ends = ([[here[0], base]], [[there[0], base]]) if goes_on else (none, none)
        self.change.set_data(*ends)
        x = [here[0], here[0], math.nan, there[0], there[0]]
        self.drops.set_data(x, [here[1], low, math.nan, there[1], low])
        self.drops.set_visible(goes_on)

    def _show_racers(self) -> None:
        run = self.lab.run
        for index, (point, trail) in enumerate(zip(self.racers, self.racer_trails, strict=True)):
            shown = index < len(run.racers)
            point.set_visible(shown)
            trail.set_visible(shown)
            if not shown:
                continue
            places = [self.on_curve(u) for u in run.racers[index].u[-TRAIL:-1]]
            trail.set_data([x for x, _ in places], [y for _, y in places])
