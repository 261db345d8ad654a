"""The history of activation functions: a station for each, with its curve, year and name."""

import math
from itertools import pairwise
from typing import Any

import numpy as np

from acttutor.labs.overview.run import Run, curve
from acttutor.labs.overview.state import HISTORY, year_of
from acttutor.labs.overview.words import short_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.sheet import Sheet, round_box
from acttutor.plots.style import SMALL

#: Years between two stations from which on the line is broken: it is not drawn to scale.
LONG = 8
#: Least and largest height of a curve, and what is below it: line, year and two rows of names.
CURVE, LARGEST, BELOW = 30.0, 60.0, 52.0


class Timeline:
    """The middle part of the figure.

    Args:
        lab: the figure; it names theme, run and texts.
        sheet: where to draw.
    """

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        self.lab, self.sheet = lab, sheet
        theme = lab.theme
        self._boxes: dict[str, Rect] = {}
        self._dots: dict[str, tuple[float, float]] = {}
        #: The function under the pointer.
        self.hovered: str | None = None
        self._frame = self._box(fc="none", ec=theme.accent, lw=1.8)
        self._hover = self._box(fc="none", ec=theme.line, lw=1.4)
        self._hover.set_visible(False)
        (dot,) = sheet.axes.plot([], [], "o", ms=8, color=theme.accent, mec=theme.background)
        self._dot = lab.moving(dot)

    def _box(self, **looks: Any) -> Any:
        box = self.sheet.axes.add_patch(round_box(0, 0, 1, 1, radius=6, **looks))
        return self.lab.moving(box)

    def show(self, visible: bool) -> None:
        """The history is always there."""

    def layout(self, rect: Rect) -> None:
        """Draw the stations."""
        left, top, width, height = rect
        theme, texts = self.lab.theme, self.lab.texts
        self.sheet.heading(rect, texts("overview.history.title"), texts("overview.history.hint"))
        step = width / len(HISTORY)
        tall = min(max(height - 44 - BELOW, CURVE), LARGEST)
        curve_top = top + 28 + max((height - 28 - tall - BELOW) / 2, 0.0)
        line = curve_top + tall + 12
        self._line(left, line, step)
        self._boxes, self._dots = {}, {}
        zeros: list[tuple[Any, Any]] = []
        curves: list[tuple[Any, Any]] = []
        for number, function in enumerate(HISTORY):
            x = left + (number + 0.5) * step
            side = min(step - 6, 1.5 * tall)
            parts = self._curve(function, x - side / 2 + 4, curve_top + 3, side - 8, tall - 6)
            zeros.append(parts[0])
            curves.append(parts[1])
            looks: Any = {"ha": "center"}
            self.sheet.text(x, line + 7, str(year_of(function)), SMALL, theme.muted, **looks)
            # Names are longer than the stations are wide: they stand in two rows.
            lower = line + 20 + 13 * (number % 2)
            self.sheet.text(x, lower, short_name(function, texts), SMALL, **looks)
            self._boxes[function] = Rect(x - side / 2, curve_top, side, tall)
            self._dots[function] = (x, line)
        self.sheet.lines(zeros, theme.grid, lw=1.0)
        self.sheet.lines(curves, theme.f, lw=1.6)
        self.sheet.dots(list(self._dots.values()), 3.2, theme.background, theme.muted)
        self._reach = (left, curve_top - 4, step, line + BELOW - curve_top)

    def _line(self, left: float, y: float, step: float) -> None:
        """Draw the line of time, dashed where many years pass between two stations."""
        for number, (first, second) in enumerate(pairwise(HISTORY)):
            x = left + (number + 0.5) * step
            is_long = year_of(second) - year_of(first) > LONG
            looks: Any = {"ls": (0, (1, 2.2))} if is_long else {}
            self.sheet.line([x, x + step], [y, y], self.lab.theme.line, lw=1.6, **looks)

    @staticmethod
    def _curve(
        function: str, x: float, y: float, width: float, height: float
    ) -> list[tuple[Any, Any]]:
        """Return the line of zero and the curve of a function within a rectangle."""
        z = np.linspace(-4.0, 4.0, 61)
        f = np.clip(curve(function, z)[0], -1.2, 3.0)
        low, high = min(float(f.min()), 0.0), max(float(f.max()), 1.0)
        zero = y + height * high / (high - low)
        xs, ys = x + width * (z + 4.0) / 8.0, y + height * (high - f) / (high - low)
        return [((x, x + width), (zero, zero)), (xs, ys)]

    # -- showing and the pointer ---------------------------------------------------------------

    def update(self) -> None:
        """Frame the picked function, and the one under the pointer."""
        picked = self.lab.run.settings.function
        self._frame.set_bounds(*self._boxes[picked])
        self._dot.set_data([self._dots[picked][0]], [self._dots[picked][1]])
        self._hover.set_visible(self.hovered not in (None, picked))
        if self.hovered is not None:
            self._hover.set_bounds(*self._boxes[self.hovered])

    def target(self, x: float, y: float) -> tuple[str, str] | None:
        """Return the function whose station is at a point, to be picked."""
        left, top, step, height = self._reach
        number = math.floor((x - left) / step)
        if 0 <= number < len(HISTORY) and 0 <= y - top <= height:
            return "function", HISTORY[number]
        return None

    def light(self, target: object) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        is_station = isinstance(target, tuple) and target[0] == "function"
        hovered = target[1] if isinstance(target, tuple) and is_station else None
        changed = hovered != self.hovered
        self.hovered = hovered
        return changed
