"""The small pictures on the cards: one network, seen anew at every step."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.descent.gradient_descent import Quadratic, descend
from acttutor.labs.overview.run import Run, curve
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.sheet import Sheet
from acttutor.plots.style import Theme

Place = tuple[float, float, float, float]
#: Units in the layers of the network that all cards show.
LAYERS = (2, 3, 3, 1)
#: The largest radius of a unit.
UNIT = 7.5
#: Most free space left and right of the network, for arrows.
SIDE = 24.0


def units(place: Place) -> list[list[tuple[float, float]]]:
    """Return the places of all units, layer by layer."""
    x, y, width, height = place
    # Room for arrows on both sides, and never wider than it looks good.
    span = min(width - 2 * _side(place), 2.6 * height)
    left = x + (width - span) / 2
    row = (height - 2 * UNIT) / 2
    return [
        [
            (left + span * layer / (len(LAYERS) - 1), y + height / 2 + (i - (count - 1) / 2) * row)
            for i in range(count)
        ]
        for layer, count in enumerate(LAYERS)
    ]


def _side(place: Place) -> float:
    return min(SIDE, 0.17 * place[2])


def _radius(place: Place) -> float:
    return min(UNIT, place[3] / 9)


def _network(sheet: Sheet, theme: Theme, place: Place, strong: int | None) -> None:
    """Draw the network, one layer of it (or all, or none) in full colour."""
    layers, radius = units(place), _radius(place)
    edges = [
        ((x0, x1), (y0, y1))
        for first, second in pairwise(layers)
        for x0, y0 in first
        for x1, y1 in second
    ]
    sheet.lines(edges, theme.line, lw=0.7, zorder=1)
    colors = (theme.positive, theme.accent, theme.accent, theme.negative)
    for number, layer in enumerate(layers):
        is_hidden = number in (1, 2)
        chosen = strong == number or (strong == 1 and is_hidden)
        edge = colors[number] if chosen or strong == -1 else theme.line
        face = theme.selected if chosen and is_hidden else theme.background
        size, width = (1.25 * radius, 1.8) if chosen else (radius, 1.2)
        sheet.dots(layer, size, face, edge, width)


def architecture(sheet: Sheet, theme: Theme, place: Place) -> None:
    """The whole network, as a plan."""
    _network(sheet, theme, place, -1)


def inputs(sheet: Sheet, theme: Theme, place: Place) -> None:
    """The input layer, and two numbers that come in."""
    _network(sheet, theme, place, 0)
    for x, y in units(place)[0]:
        sheet.arrow((x - _side(place) - 4, y), (x - 11, y), theme.positive, head=7)


def hidden(sheet: Sheet, theme: Theme, place: Place) -> None:
    """The hidden layers; the curve in their units is drawn by `LiveCurves`."""
    _network(sheet, theme, place, 1)


def output(sheet: Sheet, theme: Theme, place: Place) -> None:
    """The output layer, and what comes out."""
    _network(sheet, theme, place, 3)
    ((x, y),) = units(place)[3]
    sheet.arrow((x + 11, y), (x + _side(place) + 4, y), theme.negative, head=7)


def error(sheet: Sheet, theme: Theme, place: Place) -> None:
    """Points beside a curve, and the distances between them."""
    x, y, width, height = place
    t = np.linspace(0.0, 1.0, 40)

    def at(u: npt.ArrayLike) -> Array:
        return np.asarray(y + height * (0.5 - 0.36 * np.sin(2.6 * np.pi * np.asarray(u) - 0.4)))

    for u, off in zip((0.1, 0.28, 0.46, 0.64, 0.84), (-0.2, 0.24, -0.22, 0.2, -0.24), strict=True):
        place_x, on = x + width * u, float(at(u))
        point = min(max(on + off * height, y + 3), y + height - 3)
        sheet.line([place_x, place_x], [on, point], theme.df, lw=1.6)
        sheet.dot(place_x, point, 3.2, theme.text, theme.surface, 0.8)
    sheet.line(x + width * t, at(t), theme.f, lw=1.8, zorder=2)


def back(sheet: Sheet, theme: Theme, place: Place) -> None:
    """The network with the error on its way back."""
    _network(sheet, theme, place, None)
    layers = units(place)
    for first, second in pairwise(layers):
        for (x0, y0), (x1, y1) in zip(first[:3], (second * 3)[:3], strict=False):
            dx, dy = x0 - x1, y0 - y1
            length = math.hypot(dx, dy)
            margin = _radius(place) + 2
            start = (x1 + dx / length * margin, y1 + dy / length * margin)
            end = (x0 - dx / length * margin, y0 - dy / length * margin)
            sheet.arrow(start, end, theme.df, lw=1.3, head=7)


def update(sheet: Sheet, theme: Theme, place: Place) -> None:
    """Steps down a parabola, computed as in the lab of gradient descent."""
    x, y, width, height = place
    u = np.linspace(-1.0, 1.0, 60)
    half = min(width / 2, height) * 0.95

    def pixel(a: Array, b: Array) -> tuple[Array, Array]:
        return x + width / 2 + half * a, y + height - 3 - (height - 8) * b

    sheet.line(*pixel(u, u * u), theme.f, lw=1.8)
    path = descend(Quadratic(0.0, 0.0), -0.92, 0.22, 4)
    points = list(zip(*(side.tolist() for side in pixel(path.x, path.fx)), strict=True))
    for first, second in pairwise(points):
        sheet.arrow(first, second, theme.muted, lw=1.0, head=6)
    sheet.dots(points, 3.4, theme.point, theme.surface, 0.8)


def best(sheet: Sheet, theme: Theme, place: Place) -> None:
    """Both losses, and the moment at which the one on test data is lowest."""
    x, y, width, height = place
    u = np.linspace(0.0, 1.0, 80)
    train, test = np.exp(-4.2 * u), 0.12 + np.exp(-5.0 * u) + 0.42 * u**1.6
    test = test * (0.95 / test[0])
    lowest = int(test.argmin())

    def pixel(a: Array, b: Array) -> tuple[Array, Array]:
        return x + width * (0.06 + 0.88 * a), y + 4 + (height - 8) * (1 - b)

    sheet.line(*pixel(u, train * 0.95), theme.text, lw=1.7)
    sheet.line(*pixel(u, test), theme.text, lw=1.5, ls=(0, (4, 2)))
    bx, by = (float(value) for value in pixel(u[lowest], test[lowest]))
    sheet.line([bx, bx], [by, y + height], theme.good, lw=1.0, ls=(0, (2, 2)))
    sheet.dot(bx, by, 4.2, theme.good, theme.surface)


SKETCHES: dict[str, Callable[[Sheet, Theme, Place], None]] = {
    "architecture": architecture,
    "input": inputs,
    "hidden": hidden,
    "output": output,
    "error": error,
    "back": back,
    "update": update,
    "best": best,
}


class LiveCurves:
    """The picked function, drawn small into each hidden unit.

    Args:
        lab: the figure.
        sheet: where to draw.
    """

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        self._lab = lab
        self._places: list[tuple[float, float]] = []
        self._radius = UNIT
        (line,) = sheet.axes.plot([], [], color=lab.theme.f, lw=1.5, solid_capstyle="round")
        self.line = lab.moving(line)

    def show(self, visible: bool) -> None:
        """Show the curves, or hide them where the cards have no sketches."""
        self.line.set_visible(visible)

    def place(self, place: Place) -> None:
        """Take the units of a card."""
        layers = units(place)
        self._places = [*layers[1], *layers[2]]
        self._radius = 1.25 * _radius(place)

    def update(self) -> None:
        """Show the picked function."""
        z = np.linspace(-3.0, 3.0, 25)
        f = np.clip(curve(self._lab.run.settings.function, z)[0], -1.5, 3.0)
        xs: list[float] = []
        ys: list[float] = []
        side = 0.66 * self._radius
        height = 2 * side * (f - f.min()) / max(float(np.ptp(f)), 1.0)
        for x, y in self._places:
            xs += [*(x + side * z / 3.0), math.nan]
            ys += [*(y + side - height), math.nan]
        self.line.set_data(xs, ys)
