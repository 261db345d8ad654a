"""The history of activation functions: a station for each, with its curve, year and name."""

from itertools import pairwise

import numpy as np

from acttutor.labs.overview.figures.spots import Section, Spot
from acttutor.labs.overview.run import Run, curve
from acttutor.labs.overview.state import HISTORY, year_of
from acttutor.labs.overview.words import short_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.sheet import Points, Sheet
from acttutor.plots.style import SMALL, Looks

#: Years between two stations from which on the line is broken: it is not drawn to scale.
LONG = 8
#: Least and largest height of a curve, and what is below it: line, year and two rows of names.
CURVE, LARGEST, BELOW = 30.0, 60.0, 52.0


class Timeline(Section):
    """A station for each function; see `Section`."""

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        super().__init__(lab, sheet)
        theme = lab.theme
        self._dots: dict[str, tuple[float, float]] = {}
        (dot,) = sheet.axes.plot([], [], "o", ms=8, color=theme.accent, mec=theme.background)
        self._dot = lab.moving(dot)

    @property
    def hovered(self) -> str | None:
        """The function under the pointer."""
        lit = self.spots.lit
        return lit[1] if isinstance(lit, tuple) else None

    def layout(self, rect: Rect) -> None:
        theme, texts = self.lab.theme, self.lab.texts
        self.sheet.heading(
            rect, texts("overview.history.title"), self.lab.hint("overview.history.hint")
        )
        below = rect.inside(top=28)
        tall = min(max(below.height - 16 - BELOW, CURVE), LARGEST)
        band = below.inside(top=max((below.height - tall - BELOW) / 2, 0.0))
        stations = band._replace(height=tall).grid(1, len(HISTORY), (0.0, 0.0))
        line = band.top + tall + 12
        self._dots = {
            name: (station.middle[0], line) for name, station in zip(HISTORY, stations, strict=True)
        }
        self._line()
        parts, spots = [], []
        for number, (function, station) in enumerate(zip(HISTORY, stations, strict=True)):
            x, side = station.middle[0], min(station.width - 6, 1.5 * tall)
            box = Rect(x - side / 2, station.top, side, tall)
            parts.append(_curve(function, box.inside(4, 3, 4, 3)))
            self.sheet.text(x, line + 7, str(year_of(function)), SMALL, theme.muted, ha="center")
            # Names are longer than the stations are wide: they stand in two rows.
            lower = line + 20 + 13 * (number % 2)
            self.sheet.text(x, lower, short_name(function, texts), SMALL, ha="center")
            reach = station.inside(top=-4, bottom=-BELOW)
            spots.append(Spot(box, ("function", function), reach))
        zeros, curves = zip(*parts, strict=True)
        self.sheet.lines(zeros, theme.grid, lw=1.0)
        self.sheet.lines(curves, theme.f, lw=1.6)
        self.sheet.dots(list(self._dots.values()), 3.2, theme.background, theme.muted)
        self.spots.place(*spots)

    def _line(self) -> None:
        """Draw the line of time, dashed where many years pass between two stations."""
        for first, second in pairwise(HISTORY):
            is_long = year_of(second) - year_of(first) > LONG
            looks: Looks = {"ls": (0, (1, 2.2))} if is_long else {}
            x, y = zip(self._dots[first], self._dots[second], strict=True)
            self.sheet.line(x, y, self.lab.theme.line, lw=1.6, **looks)

    def update(self) -> None:
        picked = self.lab.run.settings.function
        self.spots.update(("function", picked))
        self._dot.set_data(*([at] for at in self._dots[picked]))


def _curve(function: str, rect: Rect) -> list[Points]:
    """Return the line of zero and the curve of a function within a rectangle."""
    x, y, width, height = rect
    z = np.linspace(-4.0, 4.0, 61)
    f = np.clip(curve(function, z)[0], -1.2, 3.0)
    low, high = min(float(f.min()), 0.0), max(float(f.max()), 1.0)
    zero = y + height * high / (high - low)
    xs, ys = x + width * (z + 4.0) / 8.0, y + height * (high - f) / (high - low)
    return [((x, rect.right), (zero, zero)), (xs, ys)]
