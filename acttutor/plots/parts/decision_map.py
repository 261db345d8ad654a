"""A decision map: outputs over the plane as colours, with their scale and a reading."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp
from matplotlib.backend_bases import LocationEvent

from acttutor.base.numbers.numerals import significant
from acttutor.core.arrays import Array
from acttutor.plots.canvas.calm import Calm
from acttutor.plots.canvas.pixel_image import PixelImage, bilinear
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.color_scale import ColorScale
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.text.quick import QuickText

#: Room above the map for title and scale, below for numbers, and left for numbers.
HEAD, FOOT, SIDE = 24.0, 20.0, 26.0
Float64 = npt.NDArray[np.float64]
#: Stands for infinity where numbers are added.
LARGEST = 1e30
#: Contours as `contourpy.contour_generator` makes them by default.
PLAIN: Any = {
    "mask": None,
    "corner_mask": False,
    "line_type": LineType.Separate,
    "fill_type": FillType.OuterOffset,
    "quad_as_tri": False,
    "z_interp": ZInterp.Linear,
}


class DecisionMap:
    """A square map of what a network says, or one unit of it.

    Args:
        drawing: what to draw with.
        low, high: both sides of the plane reach from here to there.
        ticks: numbers beside the map; none leaves no room for them.
        title: what stands above it.
        scale: names of the lowest and the highest colour; none shows no scale.
        boundary: whether a line is drawn where the outputs are 0, or where two classes meet.
        reading: what is written for a point and the output there; none reads nothing.
    """

    #: Room above the map for title and scale, below for numbers, and left for numbers.
    head, foot, side = HEAD, FOOT, SIDE

    def __init__(
        self,
        drawing: Drawing,
        low: float,
        high: float,
        ticks: Sequence[float] = (),
        title: str = "",
        scale: tuple[str, str] | None = ("−1", "+1"),
        boundary: bool = True,
        reading: Callable[[float, float, Array], str] | None = None,
    ) -> None:
        self.drawing, self.low, self.high = drawing, low, high
        theme = drawing.theme
        self.axes = drawing.new_axes(grid=False)
        self.axes.set_xlim(low, high)
        self.axes.set_ylim(low, high)
        names = [significant(tick, 6) for tick in ticks]
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_ticks(list(ticks), names)
        for spine in self.axes.spines.values():
            spine.set_visible(False)
        self._has_ticks = bool(ticks)
        self.title = drawing.write(title, BODY, bold=True)
        self.colors = DecisionColors(theme)
        self.scale = ColorScale(drawing, self.colors, *scale) if scale else None
        self.image = drawing.moving(PixelImage(self.axes))
        self.calm = Calm(drawing)
        drawing.figure.add_artist(self.image)
        (self.boundary,) = self.axes.plot([], [], color=theme.text, lw=1.4)
        drawing.moving(self.boundary)
        self.draw_boundary(boundary)
        self._reading_of = reading
        self.reading = drawing.label(self.axes, theme.text, SMALL)
        self.reading.set_visible(False)
        self.pointer: tuple[float, float] | None = None
        self.values: Array = np.zeros((2, 2))
        self._shown: object = None

    # -- placing -------------------------------------------------------------------------------

    def layout(self, rect: Rect) -> None:
        """Fill the largest square that fits, title and scale above it."""
        has_head = bool(self.title.get_text()) or self.scale is not None
        left, foot = (self.side, self.foot) if self._has_ticks else (0.0, 0.0)
        inner = rect.inside(left=left, top=self.head if has_head else 0.0, bottom=foot).square()
        self.drawing.place_at(self.axes, inner)
        self.drawing.put(self.title, inner.left, inner.top - self.head + 2)
        if self.scale is not None:
            title = self.drawing.width_of(self.title.get_text(), BODY, bold=True)
            self.scale.layout(
                Rect(inner.left + title, inner.top - self.head, inner.width - title, HEAD)
            )
        self._shown = None

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        for artist in (self.axes, self.image, self.title):
            artist.set_visible(visible)
        self.boundary.set_visible(visible and self._has_boundary)
        if self.scale is not None:
            self.scale.show(visible)
        self.reading.set_visible(False)
        self._shown = None

    def draw_boundary(self, wanted: bool) -> None:
        """Draw the boundary from now on, or no longer."""
        self._has_boundary = wanted
        self.boundary.set_visible(wanted)

    def raise_reading(self) -> None:
        """Draw the reading above whatever was put on the axes since."""
        self.drawing.live.remove(self.reading)
        self.drawing.live.append(self.reading)

    # -- data ----------------------------------------------------------------------------------

    def update(self, values: Array, discretize: bool = False) -> None:
        """Show outputs at the points of a grid.

        Args:
            values: numbers (rows, columns) from −1 to 1, or probabilities (k, rows, columns); the
                row with the largest x₂ first.
            discretize: whether only the sign, or the most likely class, is shown.
        """
        columns, rows = self.image.pixel_size()
        shown = (id(values), values.shape, columns, rows, discretize)
        # The array is kept, so that its identity is not given to another one.
        if shown != self._shown or values is not self.values or self.calm.waits:
            self.values, self._shown = values, shown
            # One infinite value would spoil its whole row and column in between the points.
            known = np.nan_to_num(values, nan=0.0, posinf=LARGEST, neginf=-LARGEST)
            fine = bilinear(np.asarray(known, dtype=np.float32), rows, columns)
            is_class = values.ndim == 3
            paint = self.colors.classes if is_class else self.colors.numbers
            self.image.set_pixels(self.calm.limit(paint(fine, discretize)))
            if self._has_boundary:
                fields = _margins(known) if is_class else [known]
                self.boundary.set_data(*zero_lines(fields, self.low, self.high))
        self._read()

    # -- under the pointer ---------------------------------------------------------------------

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        pointer = data_point(event, self.axes)
        changed = pointer != self.pointer
        self.pointer = pointer
        return changed

    def value_at(self, x: float, y: float) -> Array:
        """Return the output at a point: one number, or the probability of each class."""
        rows, columns = self.values.shape[-2:]
        span = self.high - self.low
        column = min(max((x - self.low) / span * (columns - 1), 0.0), columns - 1.000001)
        row = min(max((self.high - y) / span * (rows - 1), 0.0), rows - 1.000001)
        i, j = int(row), int(column)
        down, across = row - i, column - j
        near = self.values[..., i : i + 2, j : j + 2]
        weights = np.outer([1 - down, down], [1 - across, across])
        found: Array = (near * weights).sum(axis=(-2, -1))
        return found

    def _read(self) -> None:
        """Write the reading beside the pointer, within the map."""
        shown = self.pointer is not None and self._reading_of is not None
        self.reading.set_visible(shown)
        if self.pointer is None or self._reading_of is None:
            return
        self.reading.set_text(self._reading_of(*self.pointer, self.value_at(*self.pointer)))
        self.put_beside(self.reading, *self.pointer)

    def put_beside(self, label: QuickText, x: float, y: float) -> None:
        """Place a label beside a point of the plane, within the map."""
        scale, box = self.drawing.scale, self.axes.bbox
        width, height = label.extent(self.drawing.dpi)
        x, y = self.axes.transData.transform((x, y))
        x = min(max(x + 10 * scale, box.x0), max(box.x1 - width, box.x0))
        y = y + 10 * scale if y + 10 * scale + height <= box.y1 else y - 12 * scale - height
        label.set_position((x, max(y, box.y0)))


def _margins(probabilities: Array) -> list[Array]:
    """Return by how much each class is ahead of the others."""
    classes = range(len(probabilities))
    others = [np.delete(probabilities, k, axis=0).max(axis=0) for k in classes]
    return list(probabilities - np.stack(others))


def zero_lines(fields: Sequence[Array], low: float, high: float) -> tuple[Array, Array]:
    """Return the lines on which one of the ``fields`` is zero, separated by nan."""
    lines: list[Any] = [np.zeros((0, 2))]
    for values in fields:
        if not np.isfinite(values).all() or values.min() >= 0 or values.max() <= 0:
            continue
        rows, columns = values.shape
        x, y = _corners(low, high, rows, columns)
        # `contour_generator` would first look for what is not finite, longer than it takes to draw.
        contours = SerialContourGenerator(x, y, np.asarray(values, float), **PLAIN)
        for line in contours.lines(0.0):
            lines += [line, [(math.nan, math.nan)]]
    x, y = np.concatenate(lines).T
    return x, y


@lru_cache(8)
def _corners(low: float, high: float, rows: int, columns: int) -> tuple[Float64, Float64]:
    """Return the places of a grid, the row with the largest x₂ first."""
    x, y = np.meshgrid(np.linspace(low, high, columns), np.linspace(high, low, rows))
    return x, y


class MapGrid:
    """Points at which a map is evaluated, the row with the largest x₂ first.

    Args:
        low, high: both sides reach from here to there.
        count: of points on each side.
    """

    def __init__(self, low: float, high: float, count: int) -> None:
        side = np.linspace(low, high, count)
        self.count = count
        #: Shape (count², 2).
        self.points = np.column_stack([axis.ravel() for axis in np.meshgrid(side, side[::-1])])
