"""The names beside the points and arrows of the curve, placed where they cover nothing."""

import math
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from acttutor.base.numerals import plain
from acttutor.labs.descent import words, words_curves
from acttutor.labs.descent.figures.outcomes import ink_of
from acttutor.labs.descent.figures.view import View
from acttutor.labs.descent.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.label_places import Labels
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, SMALL, Theme

#: After so many steps the start is only one of many points, and loses its name.
NAMED = 14

Points = npt.NDArray[np.float64]


def racer_colors(theme: Theme) -> tuple[str, ...]:
    """Return the colours of racing walks, last the one that the curve itself has."""
    return (*theme.series[1:], theme.series[0])


class Drawn(Protocol):
    """The curve with its lines and points, which the names stand beside."""

    lab: LabFigure[Run]
    axes: Axes
    view: View
    curve: Line2D
    tangent: Line2D
    point: Line2D
    minimum: Line2D
    following: Line2D
    places: Line2D
    racers: list[Line2D]
    #: The latest places, in device pixels.
    places_px: Points
    here: tuple[float, float]
    there: tuple[float, float]
    #: Height of the arrow along the x axis.
    base: float

    def pixels(self, points: npt.ArrayLike) -> Points:
        """Return points in device pixels."""

    def on_curve(self, u: float) -> tuple[float, float]:
        """Return the point of the curve at a distance with sign from the minimum."""


class CurveNames:
    """What is written into the axes of the curve, and its title.

    Args:
        curve: what the names belong to.
    """

    def __init__(self, curve: Drawn) -> None:
        self.curve = curve
        self.lab = curve.lab
        self.labels = Labels()
        theme = self.lab.theme
        self.title = QuickText(0, 0, "", size=13, color=theme.text, ha="left", va="top")
        self.lab.figure.add_artist(self.lab.moving(self.title))
        axes, label = curve.axes, self.lab.label
        self.minimum_label = label(axes, theme.good, SMALL + 0.5)
        #: The second minimum, if there is one.
        self.other_label = label(axes, theme.good, SMALL + 0.5)
        self.start_label = label(axes, theme.muted)
        self.slope_label = label(axes, theme.df, BODY + 1)
        self.change_label = label(axes, theme.accent, BODY + 0.5)
        self.racer_labels = [label(axes, color) for color in racer_colors(theme)]

    def update(self) -> None:
        """Write all names and find places for them."""
        self.title.set_text(words.function_formula(self.lab.run))
        run, labels = self.lab.run, self.labels
        labels.begin_in(self.curve.axes, self.lab.scale)
        self._avoid_lines()
        self._label_minima()
        self._label_change()
        self.slope_label.set_text(words.slope_name(run))
        here = self._pixel(self.curve.here)
        outward = 20.0 if run.trajectory.u[-1] >= 0 else 160.0
        labels.place(self.slope_label, here, outward, (12, 20, 32, 48))
        self._label_racers()
        self._label_start()

    def _label_minima(self) -> None:
        """Name the minima with their places, in the colours of their valleys."""
        run, theme = self.lab.run, self.lab.theme
        minima = [run.trajectory.a] if run.curve is None else run.curve.minima
        for number, label in enumerate((self.minimum_label, self.other_label)):
            label.set_visible(number < len(minima))
            if number >= len(minima):
                continue
            x = minima[number]
            y = run.trajectory.height(x - run.trajectory.a)
            name, color = self.lab.texts("descent.minimum"), theme.good
            if run.curve is not None:
                name = words_curves.basin_name(run, number, self.lab.texts)
                color = ink_of(theme, number, run.curve)
            label.set_color(color)
            label.set_text(f"{name} $({plain(x)}, {plain(y)})$")
            self.labels.place(label, self._pixel((x, y)), 270, (7, 14, 22))

    def _label_start(self) -> None:
        """Name the start while it stands apart from what else has a name."""
        trajectory = self.lab.run.trajectory
        start = self.curve.on_curve(trajectory.u[0])
        minimum = self.lab.run.valley
        spot = self._pixel(start)
        low = self._pixel((minimum, trajectory.height(minimum - trajectory.a)))
        apart = min(math.dist(spot, low), math.dist(spot, self._pixel(self.curve.here)))
        shown = 0 < trajectory.k <= NAMED and self._is_inside(start) and apart > 48 * self.lab.scale
        self.start_label.set_visible(shown)
        if shown:
            self.start_label.set_text("$x_0$")
            self.labels.place(self.start_label, spot, 0, (8, 14))

    def _pixel(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = self.curve.pixels(point)[0]
        return float(x), float(y)

    def _is_inside(self, point: tuple[float, float]) -> bool:
        (left, right), (low, high) = self.curve.view.limits()
        return left <= point[0] <= right and low <= point[1] <= high

    def _avoid_lines(self) -> None:
        labels = self.labels
        curve = np.column_stack(self.curve.curve.get_data())
        labels.avoid(self.curve.pixels(curve))
        tangent = self.curve.pixels(np.column_stack(self.curve.tangent.get_data()))
        labels.avoid_line(*tangent)
        for start, end in pairwise(self.curve.places_px[-6:]):
            labels.avoid_line(start, end)
        if not self.lab.run.stuck:
            here, there = self._pixel(self.curve.here), self._pixel(self.curve.there)
            labels.avoid_line(here, there)
            labels.avoid_line(*self._change_arrow())
            for x, y in (here, there):
                labels.avoid_line((x, y), (x, self.curve.axes.bbox.y0))
        for line, radius in (
            (self.curve.point, 9),
            (self.curve.minimum, 6),
            (self.curve.following, 6),
            (self.curve.places, 5),
            *((racer, 7) for racer in self.curve.racers),
        ):
            if line.get_visible():
                for spot in self.curve.pixels(np.column_stack(line.get_data())):
                    labels.avoid_disc(spot, radius)

    def _change_arrow(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return both ends of the arrow along the x axis, in device pixels."""
        curve = self.curve
        return self._pixel((curve.here[0], curve.base)), self._pixel((curve.there[0], curve.base))

    def _label_change(self) -> None:
        run = self.lab.run
        shown = not run.stuck and run.settings.lr > 0 and run.trajectory.df() != 0
        self.change_label.set_visible(shown)
        start, end = self._change_arrow()
        if shown:
            self.change_label.set_text(words.change_name(run))
            spots = [
                (start[0] + share * (end[0] - start[0]), start[1]) for share in (0.5, 0.25, 0.75)
            ]
            self.labels.place(self.change_label, spots, 90, (2, 8, 14, 24))

    def _label_racers(self) -> None:
        run = self.lab.run
        (left, right), (low, high) = self.curve.view.limits()
        for index, label in enumerate(self.racer_labels):
            shown = index < len(run.racers)
            label.set_visible(shown)
            if not shown:
                continue
            x, y = self.curve.on_curve(run.racers[index].u[-1])
            inside = self._is_inside((x, y))
            name = words.rate_name(run.settings.raced[index])
            # A walk that has left the view is announced at the edge where it left.
            label.set_text(name if inside else f"← {name}" if x < 0 else f"{name} →")
            spot = (min(max(x, left), right), min(max(y, low), high))
            side = 0.0 if run.racers[index].u[-1] >= 0 else 180.0
            self.labels.place(label, self._pixel(spot), side, (9, 18, 30, 44, 60))
