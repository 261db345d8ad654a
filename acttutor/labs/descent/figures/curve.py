"""The curve, and the walk down on it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import MouseEvent

from acttutor.core.descent.gradient_descent import Quadratic
from acttutor.labs.descent import words
from acttutor.labs.descent.figures.outcomes import (
    Bands,
    ink_of,
    over_starts,
    racer_looks,
    wash_of,
)
from acttutor.labs.descent.figures.view import MovingView
from acttutor.labs.descent.run import Run
from acttutor.plots.arrows import Arrows
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import nice_places
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.charts.point_names import Name, Point, PointNames
from acttutor.plots.style import BODY, DPI, SMALL

#: Earlier points and arrows shown; more would only cover each other. Names avoid the latest ones.
TRAIL, LATEST = 60, 5
#: Half the length of the tangent, and how far from other names the start has its own.
TANGENT, APART = 62, 48
#: Height of the arrow along the x axis above the lower edge, in logical pixels.
LIFT = 9
CURVE_POINTS = 400


class CurvePart(LineChart):
    """The upper left part of the figure.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.view = MovingView()
        self._shown: object = None
        theme, back, racers = lab.theme, lab.theme.background, racer_looks(lab.theme)
        ring = CurveLook(theme.muted, 0, marker="o", size=6, face=back)
        lines = [
            CurveLook(theme.muted, 1.0, (2, 2)),
            CurveLook(theme.f, 2.6),
            CurveLook(theme.df, 2.2),
        ]
        points = [
            CurveLook(theme.good, 0, marker="D", size=7.5, edge=back),
            ring,
            replace(ring, color=theme.text, size=7),
            *(CurveLook(c, 0, marker=mark, size=3.4, alpha=0.75) for c, _, mark in racers),
            *(CurveLook(c, 0, marker=mark, size=9, edge=back) for c, _, mark in racers),
            CurveLook(theme.point, 0, marker="o", size=12, edge=back),
        ]
        looks, heights = [*lines, *points], self._above_the_foot
        super().__init__(lab, looks, x_places=nice_places, y_places=heights, rests=False)
        self.drops, self.curve, self.tangent, self.minimum, _, self.following = self.curves[:6]
        self.racers, self.point = self.curves[-1 - len(racers) : -1], self.curves[-1]
        self.basins = Bands(lab, self.axes, 0.0, 1.0, self.axes.get_xaxis_transform())
        self._build_arrows(len(points))
        rates = [f"racer {number}" for number in range(len(racers))]
        keys = ["minimum 0", "minimum 1", "change", "slope", *rates, "start"]
        self.names = PointNames(lab, self.axes, keys)

    def _build_arrows(self, points: int) -> None:
        theme, moving = self.lab.theme, self.lab.moving
        self.trail = Arrows(self.axes, theme.muted, moving, width=1.0, head=7, gap=6)
        self.step = Arrows(self.axes, theme.text, moving, width=1.5, head=9, gap=8)
        self.change = Arrows(self.axes, theme.accent, moving, width=2.6, head=10, gap=0)
        # The points lie above the arrows.
        for line in self.curves[-points:]:
            self.lab.live.remove(line)
            self.lab.live.append(line)

    def _above_the_foot(self, low: float, high: float, most: int) -> list[float]:
        """Return the numbers of the y axis; below the parabola there is nothing to measure."""
        return [value for value in nice_places(low, high, most) if value >= self.view.foot - 1e-9]

    # -- showing -------------------------------------------------------------------------------

    def follow(self) -> bool:
        """Show the walk; ``True`` if the view is still on its way."""
        run = self.lab.run
        moving = self.view.follow(run)
        bounds = self.axes.bbox.bounds
        shown = (run.generation, run.k, run.settings, run.hidden, self.view.limits(), bounds)
        # While the point glides from place to place, only the point moves.
        if shown != self._shown:
            self._shown = shown
            self._show(run)
        self._glide(run)
        return moving

    def _show(self, run: Run) -> None:
        walk, view = run.trajectory, self.view.limits()
        here, there = self._on(walk.u[-1]), self._on(walk.ahead(run.settings.lr))
        places = [self._on(u) for u in walk.u[-TRAIL - 1 :]]
        start = [self._on(walk.u[0])]
        x, (low, high) = np.linspace(*view.x, CURVE_POINTS), view.y
        base = low + LIFT * self.lab.scale * (high - low) / float(self.axes.bbox.height)
        count = len(self.racers)
        nothing = [Curve()] * (count - len(run.racers))
        curves = [
            _points([(here[0], here[1]), (here[0], low), (math.nan, low), (there[0], low), there]),
            Curve(x, (run.curve or Quadratic(walk.a, walk.b)).f(x)),
            self._tangent(here, walk.df()),
            _points(self._minima(run)),
            _points([*start, *places[:-1]] if len(places) > 1 else []),
            _points([there] if run.settings.lr > 0 else []),
            *(_points([self._on(u) for u in racer.u[-TRAIL:-1]]) for racer in run.racers),
            *nothing,
            *(_points([self._on(racer.u[-1])]) for racer in run.racers),
            *nothing,
            _points([here]),
        ]
        if run.stuck:
            curves[0] = curves[5] = Curve()
        # Of the axes, the limits come first: names and the tangent are placed by them.
        self.update(curves, view=view)
        # The starts have the colours of where they lead with the present ε.
        settings, told = run.settings, run.curve is not None and not run.hidden
        found = over_starts(settings.function, settings.lr, *view.x) if told else ()
        self.basins.update(found, lambda basin: wash_of(self.lab.theme, basin, run.curve))
        going = [] if run.stuck else [(here, there), ((here[0], base), (there[0], base))]
        self.trail.set_data(*_ends(list(pairwise(places))))
        self.step.set_data(*_ends(going[:1]))
        self.change.set_data(*_ends(going[1:]))
        self.names.update(self._names(run, here, going), *self._kept_free(places, going))

    def _on(self, u: float) -> Point:
        """Return the point of the curve at a distance with sign from the minimum."""
        walk = self.lab.run.trajectory
        return walk.a + u, walk.height(u)

    def _minima(self, run: Run) -> list[Point]:
        walk = run.trajectory
        return [self._on(x - walk.a) for x in (run.curve.minima if run.curve else (walk.a,))]

    def _tangent(self, here: Point, slope: float) -> Curve:
        """Return the tangent, equally long on the screen, however steep it is."""
        view, (width, height) = self.view.limits(), self.axes.bbox.size
        run, rise = width / (view.x[1] - view.x[0]), slope * height / (view.y[1] - view.y[0])
        step = TANGENT * self.lab.scale / math.hypot(run, rise)
        return _points([(here[0] + s, here[1] + slope * s) for s in (-step, step)])

    def _glide(self, run: Run) -> None:
        """Move the points along their arrows, gently from rest to rest."""
        for walk, rate, point in (
            (run.trajectory, run.settings.lr, self.point),
            *zip(run.racers, run.settings.raced, self.racers, strict=False),
        ):
            (x0, y0), (x1, y1) = self._on(walk.u[-1]), self._on(walk.ahead(rate))
            part = 0.0 if walk.stuck(rate) else run.eased
            point.set_data([x0 + part * (x1 - x0)], [y0 + part * (y1 - y0)])

    def away(self, event: MouseEvent, points: npt.ArrayLike) -> float:
        """Return how far the pointer is from the nearest of some points, in logical pixels."""
        pixels = self.axes.transData.transform(np.reshape(points, (-1, 2)))
        return float(np.hypot(*(pixels - (event.x, event.y)).T).min()) / self.lab.scale

    # -- names ---------------------------------------------------------------------------------

    def _kept_free(self, places: Sequence[Point], going: Sequence[tuple[Point, Point]]) -> Any:
        """Return the lines and the discs that names must not cover."""
        shown = [
            (np.column_stack(line.get_data()), look)
            for line, look in zip(self.curves, self.looks, strict=True)
            if line.get_visible()
        ]
        lines = [points for points, look in shown if look.width]
        discs = [(points, look.size / 2 * DPI / 72 + 1) for points, look in shown if not look.width]
        return [*lines, *pairwise(places[-LATEST - 1 :]), *going], discs

    def _names(
        self, run: Run, here: Point, going: Sequence[tuple[Point, Point]]
    ) -> dict[str, Name]:
        """Return the names of what there is."""
        walk, theme, near = run.trajectory, self.lab.theme, (12, 20, 32, 48)
        outward = 20.0 if walk.u[-1] >= 0 else 160.0
        slope = Name(words.slope_name(run), [here], outward, near, theme.df, BODY + 1)
        names = {"slope": slope}
        for number, place in enumerate(self._minima(run)):
            color = ink_of(theme, number, run.curve)
            text = words.minimum_name(run, number, place, self.lab.texts)
            name = Name(text, [place], 270, (7, 14, 22), color, SMALL + 0.5)
            names[f"minimum {number}"] = name
        if going and run.settings.lr > 0 and walk.df() != 0:
            (start, base), (end, _) = going[1]
            spots = [(start + share * (end - start), base) for share in (0.5, 0.25, 0.75)]
            text, near = words.change_name(run), (2, 8, 14, 24)
            names["change"] = Name(text, spots, 90, near, theme.accent, BODY + 0.5)
        for number, racer in enumerate(run.racers):
            names[f"racer {number}"] = self._racer_name(run, number, self._on(racer.u[-1]))
        if self._names_start(run, here):
            names["start"] = Name("$x_0$", [self._on(walk.u[0])], 0, (8, 14), theme.muted)
        return names

    def _racer_name(self, run: Run, number: int, point: Point) -> Name:
        """A walk that has left the view is announced at the edge where it left."""
        (x, y), rate = point, words.rate_name(run.settings.raced[number])
        (left, right), (low, high) = self.view.limits().x, self.view.limits().y
        spot = (min(max(x, left), right), min(max(y, low), high))
        if spot != point:
            rate = f"← {rate}" if x < 0 else f"{rate} →"
        outward = 0.0 if run.racers[number].u[-1] >= 0 else 180.0
        color = racer_looks(self.lab.theme)[number].color
        return Name(rate, [spot], outward, (9, 18, 30, 44, 60), color)

    def _names_start(self, run: Run, here: Point) -> bool:
        """Whether the start stands apart from what else has a name."""
        walk = run.trajectory
        places = [self._on(walk.u[0]), here, self._on(run.valley - walk.a)]
        spot, *others = self.axes.transData.transform(places)
        apart = min(math.dist(spot, other) for other in others) > APART * self.lab.scale
        return walk.k > 0 and apart


def _points(points: Sequence[Point]) -> Curve:
    x, y = np.reshape(np.asarray(points, dtype=float), (-1, 2)).T
    return Curve(x, y)


def _ends(arrows: Sequence[tuple[Point, Point]]) -> tuple[list[Point], list[Point]]:
    return [start for start, _ in arrows], [end for _, end in arrows]
