"""A chart of curves, each named at its end, with a cursor and a reading under the pointer."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
from matplotlib.backend_bases import LocationEvent
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator
from matplotlib.transforms import IdentityTransform

from acttutor.base.numbers.numerals import significant
from acttutor.core.arrays import Array
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.drawing import Drawing
from acttutor.plots.epochs import MOST_POINTS, View, thinned, view_of
from acttutor.plots.moving_grid import (
    MovingGrid,
    Naming,
    Places,
    decade_name,
    decade_places,
    nice_places,
    number_name,
    whole_places,
)
from acttutor.plots.parts.charts.end_names import EndName, EndNames
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.style import DASHES, SMALL, Looks, Theme

#: Room above the axes, below for numbers and for the name of x, and left for numbers.
TOP, NUMBERS, FOOT, SIDE = 8.0, 16.0, 18.0, 36.0
_EMPTY = np.zeros(0)


@dataclass(frozen=True)
class CurveLook:
    """How a curve is drawn; widths and sizes in points.

    Args:
        width: of the line; 0 for markers alone.
        face, edge: colours of the markers, by default that of the line and none.
    """

    color: str
    width: float = 1.8
    dash: tuple[float, ...] = ()
    marker: str = ""
    size: float = 4.0
    alpha: float = 1.0
    steps: bool = False
    face: str = ""
    edge: str = ""

    def options(self) -> Looks:
        """Return the options of a Matplotlib line."""
        return {
            "color": self.color,
            "lw": self.width,
            "ls": "none" if not self.width else (0, self.dash) if self.dash else "-",
            "mfc": self.face or self.color,
            "mec": self.edge or self.color,
            "mew": 1.1,
            "solid_capstyle": "round",
            "marker": self.marker,
            "ms": self.size,
            "alpha": self.alpha,
            "drawstyle": "steps-post" if self.steps else "default",
        }


def raced(theme: Theme) -> list[CurveLook]:
    """Return how up to six runs in one picture are drawn, apart in colour and in dashes."""
    return [CurveLook(*look) for look in zip(theme.palette, repeat(1.8), DASHES, strict=False)]


@dataclass(frozen=True)
class Curve:
    """The data of one curve; ``y`` may be nan where there is nothing.

    Args:
        x, y: the points, x ascending.
        name: what stands at its end; nothing for "".
    """

    x: Array = field(default_factory=lambda: _EMPTY)
    y: Array = field(default_factory=lambda: _EMPTY)
    name: str = ""


def joined(curves: Sequence[Curve]) -> Curve:
    """Return curves of one look as one, which is drawn faster than many."""
    gap = np.array([math.nan])
    x = [part for curve in curves for part in (curve.x, gap)]
    y = [part for curve in curves for part in (curve.y, gap)]
    return Curve(np.concatenate([_EMPTY, *x[:-1]]), np.concatenate([_EMPTY, *y[:-1]]))


@dataclass(frozen=True)
class Level:
    """A height to compare the curves with, and its name."""

    y: float
    name: str = ""


class LineChart:
    """Up to as many curves as there are looks.

    Args:
        drawing: what to draw with.
        looks: of the curves, those drawn first first.
        title, x_name: what stands above, and below at the middle of x.
        names: room on the right for the longest name, given as a text or in logical pixels; with
            none, names stand inside, where `view_of` leaves room.
        reading: what is written in the corner for the point of a curve with this index;
            without it, the names at the ends carry the values under the pointer.
        reads: the number of the curve that is read, if it is not the first.
        x_places, y_places, x_name_of, y_name_of: see `MovingGrid`; by default whole numbers along
            x, and round numbers or powers of ten along y.
        level: how a `Level` is drawn.
        compact: whether the name of x stands inside, at the end of the axis.
        moves_title: whether the heading changes without a full draw.
        rests: whether the grid rests while limits stay; not where they move often, or where other
            resting parts of the figure take long to draw.
    """

    def __init__(
        self,
        drawing: Drawing,
        looks: Sequence[CurveLook],
        title: str = "",
        x_name: str = "",
        names: str | float = 0.0,
        reading: Callable[[int], str] | None = None,
        reads: int = 0,
        x_places: Places = whole_places,
        y_places: Places | None = None,
        x_name_of: Naming = number_name,
        y_name_of: Naming | None = None,
        level: CurveLook | None = None,
        compact: bool = False,
        moves_title: bool = False,
        rests: bool = True,
    ) -> None:
        self.drawing = drawing
        self.looks = tuple(looks)
        self.reading_of, self._reads = reading, reads
        self._room = names
        self._y_places, self._y_name_of = y_places, y_name_of
        self._view: View | None = None
        self.pointer: float | None = None
        self.visible = True
        self._rests = rests
        theme = drawing.theme
        mark = drawing.static if rests else drawing.moving
        self.axes = drawing.new_axes(grid=False)
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_major_locator(NullLocator())
            axis.set_minor_locator(NullLocator())
        # Limits move with the data, now and then; Matplotlib's own ticks would ask for a full draw.
        self.grid = MovingGrid(
            self.axes, theme, x_places, self._heights, x_name_of, self._height_name
        )
        self.axes.add_artist(mark(self.grid))
        self.heading = Heading(drawing, title, moves=moves_title)
        self._compact = compact
        side: Looks = {"ha": "right", "va": "bottom"} if compact else {"ha": "center"}
        self.x_name = drawing.line(x_name, SMALL, theme.muted, **side)
        self._build_level(level or CurveLook(theme.muted, 1.2, (4, 3)))
        self.curves = [self._line(look) for look in self.looks]
        self.cursor = drawing.moving(self.axes.axvline(0, color=theme.muted, lw=0.8))
        self.cursor.set_visible(False)
        self.end_names = EndNames(drawing, len(self.looks))
        self.labels = self.end_names.texts
        self.reading = drawing.label(self.axes, theme.text, SMALL, ha="right", va="top")
        self.reading.set_visible(False)

    def _line(self, look: CurveLook) -> Line2D:
        return self.drawing.moving(self.axes.plot([], [], **look.options())[0])

    def _build_level(self, look: CurveLook) -> None:
        self.level = self._line(look)
        self.level_name = self.drawing.moving(
            self.drawing.line(
                size=SMALL,
                color=look.color,
                ha="right",
                va="bottom",
                backdrop=self.drawing.theme.background,
                transform=IdentityTransform(),
            )
        )

    def _heights(self, low: float, high: float, most: int) -> Sequence[float]:
        if self._y_places is not None:
            return self._y_places(low, high, most)
        # A power of ten is short and low, so one more than usual has room.
        is_log = self._view is not None and self._view.log
        return decade_places(low, high, most + 2) if is_log else nice_places(low, high, most)

    def _height_name(self, value: float) -> str:
        if self._y_name_of is not None:
            return self._y_name_of(value)
        is_log = self._view is not None and self._view.log
        return (decade_name if is_log else number_name)(value)

    # -- placing -------------------------------------------------------------------------------

    def layout(self, rect: Rect) -> None:
        """Title, axes and name of x from top to bottom; names of curves on the right."""
        drawing = self.drawing
        head = max(self.heading.height, TOP)
        foot = NUMBERS + (FOOT if self.x_name.get_text() and not self._compact else 0.0)
        room = self._room
        if isinstance(room, str):
            room = drawing.width_of(room, SMALL) + 12
        inner = rect.inside(SIDE, head, max(room, 8.0), foot)
        drawing.place_at(self.axes, inner)
        self.heading.layout(rect.inside(left=4))
        if self._compact:
            drawing.put(self.x_name, inner.right - 4, inner.bottom - 2)
        else:
            drawing.put(self.x_name, inner.middle[0], inner.bottom + NUMBERS + 1)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible = visible
        self.axes.set_visible(visible)
        self.heading.show(visible)
        for artist in (self.grid, self.x_name):
            artist.set_visible(visible)
        self.drawing.invalidate()
        if not visible:
            for hidden in (*self.curves, self.cursor, self.reading, self.level, self.level_name):
                hidden.set_visible(False)
            self.end_names.show(False)

    # -- data ----------------------------------------------------------------------------------

    def update(
        self,
        curves: Sequence[Curve],
        log: bool = False,
        view: View | None = None,
        level: Level | None = None,
    ) -> None:
        """Show curves, in the order of the looks.

        Args:
            curves: as many as there are looks, or fewer; what is left out is hidden.
            log: whether heights are powers of ten, if no ``view`` says so.
            view: what to show; by default all of the curves, see `view_of`.
            level: drawn from side to side.
        """
        if not self.visible:
            return
        points = [self._set(index, curve) for index, curve in enumerate(curves)]
        for line in self.curves[len(curves) :]:
            line.set_visible(False)
        last = max((float(curve.x[-1]) for curve in curves if len(curve.x)), default=-1.0)
        if view is None:
            levels = [] if level is None else [np.array([level.y])]
            view = view_of(last, [*points, *levels], log)
        self._look_at(view)
        self._show_level(level)
        self._name(curves)

    def _set(self, index: int, curve: Curve) -> Array:
        line, look = self.curves[index], self.looks[index]
        # Only what is counted, epochs or steps, grows without an end.
        is_long = len(curve.x) > MOST_POINTS and curve.x[-1] - curve.x[0] >= len(curve.x) - 1
        picked = thinned(curve.x) if is_long else np.arange(len(curve.x))
        line.set_visible(len(picked) > 0)
        line.set_data(curve.x[picked], curve.y[picked])
        # A curve of one point would be invisible.
        marker = look.marker or ("o" if len(picked) == 1 else "")
        if line.get_marker() != marker:  # another one takes longer than the points
            line.set_marker(marker)
        return curve.y[picked]

    def _look_at(self, view: View) -> None:
        if view == self._view:
            return
        if self._rests:
            self.drawing.invalidate()
        if self._view is None or view.log != self._view.log:
            # Limits first: a logarithmic axis refuses a zero that it still shows.
            self.axes.set_ylim(0.5, 1.0)
            self.axes.set_yscale("log" if view.log else "linear")
            self.axes.yaxis.set_major_locator(NullLocator())
            self.axes.yaxis.set_minor_locator(NullLocator())
        self._view = view
        self.axes.set_xlim(*view.x)
        self.axes.set_ylim(*view.y)

    def _show_level(self, level: Level | None) -> None:
        self.level.set_visible(level is not None)
        self.level_name.set_visible(level is not None and bool(level.name))
        if level is None:
            return
        low, high = self.axes.get_xlim()
        self.level.set_data([low, high], [level.y, level.y])
        scale = self.drawing.scale
        x, y = self.axes.transData.transform((high, level.y))
        self.level_name.set_text(level.name)
        # Above the level if there is room, otherwise below it.
        top = self.axes.bbox.y1 - 15 * scale
        self.level_name.set_position((x, y + 1 if y < top else y - 15 * scale))

    def _name(self, curves: Sequence[Curve]) -> None:
        """Write names at the ends; under the pointer, values with them or in the corner."""
        read = curves[self._reads] if curves else Curve()
        pointed = self.pointer is not None and len(read.x) > 0
        index = self.nearest(read.x) if pointed else -1
        self.cursor.set_visible(pointed)
        in_corner = pointed and self.reading_of is not None
        self.reading.set_visible(in_corner)
        if pointed:
            self.cursor.set_xdata([read.x[index], read.x[index]])
        if in_corner and self.reading_of is not None:
            self.reading.set_text(self.reading_of(index))
            self.reading.set_position((self.axes.bbox.x1, self.axes.bbox.y1))
            self.end_names.show(False)
            return
        named = []
        for curve, look in zip(curves, self.looks, strict=False):
            value = _last_finite(curve.y[: index + 1] if pointed else curve.y)
            if curve.name and value is not None:
                text = f"{curve.name}  {significant(value, 3)}" if pointed else curve.name
                named.append((text, look.color, value))
        last = max(
            (float(curve.x[-1]) for curve in curves if curve.name and len(curve.x)), default=0
        )
        box = self.axes.bbox
        # All at once: a logarithmic axis is slow.
        ends = self.axes.transData.transform([(last, value) for *_, value in named] or [(0, 1)])
        heights = ends[:, 1].tolist()
        names = [
            EndName(text, color, y) for (text, color, _), y in zip(named, heights, strict=False)
        ]
        self.end_names.update(names, float(ends[0, 0]) if names else box.x0, box.y0, box.y1)

    # -- the pointer ---------------------------------------------------------------------------

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        point = data_point(event, self.axes)
        pointer = point and point[0]
        changed = pointer != self.pointer
        self.pointer = pointer
        return changed

    def nearest(self, x: Array) -> int:
        """Return the index of the x nearest to the pointer."""
        assert self.pointer is not None
        after = int(np.searchsorted(x[1:], self.pointer))
        # Of the two around the pointer the nearer one.
        return after + int(
            after + 1 < len(x) and x[after + 1] - self.pointer < self.pointer - x[after]
        )


def _last_finite(values: Array) -> float | None:
    if len(values) and math.isfinite(values[-1]):
        return float(values[-1])
    finite = values[np.isfinite(values)]
    return float(finite[-1]) if len(finite) else None
