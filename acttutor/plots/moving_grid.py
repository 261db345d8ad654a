"""Grid lines and numbers of an axes whose limits move from frame to frame.

Matplotlib's own ticks take several milliseconds to draw and belong to the full draw; these take a
fraction of one and are drawn with everything else that moves.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import IdentityTransform

from acttutor.base.numbers.numerals import significant
from acttutor.plots.style import DPI, SMALL, Theme
from acttutor.plots.text.quick import QuickText

#: Room in logical pixels that a number asks for, along x and along y.
_ROOM_X, _ROOM_Y = 56, 30
_GAP = 6
#: Width of the lines in points.
_WIDTH = 0.8
#: From here on, a power of ten stands at the end of the axis instead of in every number.
_LARGE = 2e4
#: Labels kept: more than a view that moves shows within a second.
_KEPT = 96

Places = Callable[[float, float, int], Sequence[float]]
Naming = Callable[[float], str]
Spot: TypeAlias = tuple[float, float]
Rgba: TypeAlias = tuple[float, float, float, float]


def nice_places(low: float, high: float, most: int) -> Sequence[float]:
    """Return at most ``most`` round numbers between ``low`` and ``high``."""
    found = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [float(value) for value in found if low <= value <= high]


def whole_places(low: float, high: float, most: int) -> Sequence[float]:
    """Return at most ``most`` whole numbers between ``low`` and ``high``."""
    found = MaxNLocator(most, integer=True, steps=[1, 2, 3, 5, 10]).tick_values(low, high)
    return [float(value) for value in found if low <= value <= high]


def decade_places(low: float, high: float, most: int) -> Sequence[float]:
    """Return at most ``most`` powers of ten from ``low`` to ``high``, both above 0."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    stride = max(1, math.ceil((last - first + 1) / max(most, 1)))
    return [10.0**power for power in range(first, last + 1, stride)]


def decade_name(value: float) -> str:
    """Return a power of ten for an axis, as mathtext."""
    return rf"$10^{{{round(math.log10(value))}}}$"


def number_name(value: float) -> str:
    """Return a number for an axis, with a proper minus: ``−2.5``."""
    return significant(value, 6)


def exponent_of(low: float, high: float) -> int:
    """Return the power of ten taken out of the numbers of an axis; 0 for handy numbers."""
    largest = max(abs(low), abs(high))
    return math.floor(math.log10(largest)) if largest >= _LARGE else 0


class MovingGrid(Artist):
    """Grid, axis lines and numbers for the present limits of an axes.

    The axes' own ticks and spines are switched off.

    Args:
        axes: the axes.
        theme: the colours.
        x_places, y_places: where to put numbers, from low, high and the most that fit.
        x_name, y_name: how to write them.
    """

    def __init__(
        self,
        axes: Axes,
        theme: Theme,
        x_places: Places = nice_places,
        y_places: Places = nice_places,
        x_name: Naming = number_name,
        y_name: Naming = number_name,
    ) -> None:
        super().__init__()
        self._of = axes
        self._theme = theme
        self._places = (x_places, y_places)
        self._names = (x_name, y_name)
        self._labels: dict[tuple[str, str], QuickText] = {}
        self._state: object = None
        self._numbers: list[QuickText] = []
        #: Lines of one colour, in device pixels.
        self._strokes: list[tuple[Path, Rgba]] = []
        axes.grid(False)
        axes.tick_params(labelleft=False, labelbottom=False)
        for spine in axes.spines.values():
            spine.set_visible(False)

    def _root(self) -> Figure:
        figure = self._of.get_figure(root=True)
        assert figure is not None
        return figure

    def _number(self, text: str, ha: str, va: str) -> QuickText:
        label = self._labels.get((text, ha))
        if label is None:
            if len(self._labels) > _KEPT:
                self._labels.clear()
            label = QuickText(
                0,
                0,
                text,
                size=SMALL,
                color=self._theme.muted,
                ha=ha,
                va=va,
                transform=IdentityTransform(),
            )
            label.set_figure(self._root())
            self._labels[text, ha] = label
        return label

    def _arrange(self, scale: float) -> None:
        """Find numbers and lines for the present limits."""
        axes, box = self._of, self._of.bbox
        limits = (axes.get_xlim(), axes.get_ylim())
        state = (limits, box.bounds, scale)
        if state == self._state:
            return
        self._state = state
        self._numbers = []
        lines: list[Spot] = []
        spans = ((box.x0, box.x1), (box.y0, box.y1))
        for axis, room in enumerate((_ROOM_X, _ROOM_Y)):
            (low, high), (begin, end) = limits[axis], spans[axis]
            most = max(int((end - begin) / (room * scale)), 2)
            # The numbers of a logarithmic axis are powers of ten already.
            is_log = (axes.get_xscale(), axes.get_yscale())[axis] == "log"
            exponent = 0 if is_log else exponent_of(low, high)
            if exponent:
                self._add_power(axis, exponent, scale)
            for value in self._places[axis](low, high, most):
                point = (value, limits[1][0]) if axis == 0 else (limits[0][0], value)
                place = float(axes.transData.transform(point)[axis])
                name = self._names[axis](value / 10.0**exponent)
                if axis == 0:
                    lines += [(place, box.y0), (place, box.y1)]
                    label, spot = self._number(name, "center", "top"), (place, box.y0 - 3 * scale)
                else:
                    lines += [(box.x0, place), (box.x1, place)]
                    label = self._number(name, "right", "center")
                    spot = (box.x0 - _GAP * scale, place)
                self._put(label, spot)
        edges = [(box.x0, box.y1), (box.x0, box.y0), (box.x0, box.y0), (box.x1, box.y0)]
        strokes = ((lines, self._theme.grid), (edges, self._theme.line))
        self._strokes = [(_path(points), to_rgba(color)) for points, color in strokes if points]

    def _put(self, label: QuickText, spot: Spot) -> None:
        label.set_position(spot)
        self._numbers.append(label)

    def _add_power(self, axis: int, exponent: int, scale: float) -> None:
        """Write the power of ten above the y axis, or below the right end of the x axis."""
        box, text = self._of.bbox, rf"$\times 10^{{{exponent}}}$"
        if axis == 0:
            self._put(self._number(text, "right", "top"), (box.x1, box.y0 - 17 * scale))
        else:
            spot = (box.x0 - 30 * scale, box.y1 + 3 * scale)
            self._put(self._number(text, "left", "bottom"), spot)

    def draw(self, renderer: RendererBase) -> None:
        """Draw lines and numbers."""
        if not self.get_visible():
            return
        scale = float(self._root().dpi) / DPI
        self._arrange(scale)
        for label in self._numbers:
            label.draw(renderer)
        for path, color in self._strokes:
            context = renderer.new_gc()
            context.set_foreground(color, isRGBA=True)
            context.set_linewidth(_WIDTH)
            context.set_snap(True)
            renderer.draw_path(context, path, IdentityTransform())
            context.restore()


def _path(points: Sequence[Spot]) -> Path:
    """Return separate lines between pairs of points."""
    return Path(np.array(points), np.tile([Path.MOVETO, Path.LINETO], len(points) // 2))
