"""A matrix as coloured cells with their numbers, names beside rows and columns, some framed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import LocationEvent
from matplotlib.patches import Rectangle

from acttutor.plots.canvas.calm import Calm
from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.drawing import Drawing
from acttutor.plots.handles import Handle
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.style import DARK, LIGHT, SMALL, Looks

#: Room below for names of columns, from a name to its row, and for the name of an axis.
NAMES, GAP, AXIS = 20.0, 12.0, 18.0
#: Cells are not wider than so many times their height.
WIDEST = 2.6
#: The slope of names of columns that have no room side by side, in degrees.
SLOPE = 35.0
#: The luminance from which on black contrasts more than white.
LIGHT_FROM = 0.195

Cell = tuple[int, int]
Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class MatrixData:
    """What a matrix shows.

    Args:
        faces: colour of each cell, shape (rows, columns, 4).
        numbers: what is written in each cell.
        rows, columns: the names beside and below them.
    """

    faces: Pixels
    numbers: Sequence[Sequence[str]]
    rows: Sequence[str]
    columns: Sequence[str]

    @property
    def shape(self) -> Cell:
        """Rows and columns."""
        return len(self.rows), len(self.columns)


class Matrix:
    """A heading with a formula behind it, and the cells below.

    Args:
        drawing: what to draw with.
        most: the largest numbers of rows and columns.
        title, formula: the heading.
        axes_names: what the columns and the rows differ in.
        widest: how many times as wide as high cells may be.
        gap: between cells, in logical pixels.
        rests: whether cells and numbers rest from one `update` to the next.
    """

    def __init__(
        self,
        drawing: Drawing,
        most: Cell,
        title: str = "",
        formula: str = "",
        axes_names: tuple[str, str] = ("", ""),
        widest: float = WIDEST,
        gap: float = 0.0,
        rests: bool = False,
    ) -> None:
        self.drawing, self.widest, self.gap, self._rests = drawing, widest, gap, rests
        theme, mark = drawing.theme, drawing.static if rests else drawing.moving
        rows, columns = most
        self.axes = drawing.blank_axes()
        self.image = mark(PixelImage(self.axes))
        self._calm = Calm(drawing)
        self.axes.add_artist(self.image)
        self.numbers = [
            [mark(drawing.cell(ha="center")) for _ in range(columns)] for _ in range(rows)
        ]
        self.frames = [self._frame(color) for color in (theme.text, theme.accent)]
        self.heading = Heading(drawing, title, formula)
        looks: Looks = {"size": SMALL + 0.5, "color": theme.muted, "va": "center"}
        self.row_names = [drawing.write(ha="right", **looks) for _ in range(rows)]
        self.column_names = [drawing.write(rotation_mode="anchor", **looks) for _ in range(columns)]
        self.x_name, self.y_name = (
            drawing.write(name, rotation=turn, **{**looks, "size": SMALL, "ha": "center"})
            for name, turn in zip(axes_names, (0, 90), strict=True)
        )
        self.shape: Cell = (0, 0)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)

    def _frame(self, color: str) -> Rectangle:
        frame = Rectangle((0, 0), 1, 1, fill=False, ec=color, lw=1.8, clip_on=False)
        self.axes.add_patch(frame)
        return self.drawing.moving(frame)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; the names of the cells come with the data."""
        self.rect, self.shape = rect, (0, 0)
        self.heading.layout(rect)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        names = (*self.row_names, *self.column_names, self.x_name, self.y_name)
        numbers = (number for row in self.numbers for number in row)
        self.heading.show(visible)
        for artist in (self.axes, self.image, *self.frames, *names, *numbers):
            artist.set_visible(visible)
        self.shape = (0, 0)

    def _widest(self, names: Sequence[str]) -> float:
        return max(self.drawing.width_of(name, SMALL + 0.5) for name in names)

    def cells(self, rows: Sequence[str], columns: Sequence[str]) -> Rect:
        """Return the place of all cells, if these are the names of rows and columns."""
        left = self._widest(rows) + GAP + (AXIS if self.y_name.get_text() else 0.0)
        below = NAMES + (AXIS if self.x_name.get_text() else 0.0)
        room = self.rect.inside(left, self.heading.height, bottom=below)
        if self._turned(columns, room):
            room = room.inside(bottom=self._widest(columns) * math.sin(math.radians(SLOPE)))
        wide = self.widest * room.height / len(rows) * len(columns)
        return room.inside(right=max(room.width - wide, 0.0))

    def _turned(self, columns: Sequence[str], cells: Rect) -> bool:
        return self._widest(columns) > cells.width / len(columns) - 6

    def _place(self, data: MatrixData) -> None:
        drawing, put = self.drawing, self.drawing.put
        self.shape = rows, columns = data.shape
        cells = self.cells(data.rows, data.columns)
        wide, high = cells.width / columns, cells.height / rows
        drawing.place_at(self.axes, cells)
        self.axes.set_xlim(0, columns)
        self.axes.set_ylim(rows, 0)
        for i, name in enumerate(self.row_names):
            name.set_text(data.rows[i] if i < rows else "")
            put(name, cells.left - 7, cells.top + (i + 0.5) * high)
        turned = self._turned(data.columns, cells)
        for j, name in enumerate(self.column_names):
            name.set_text(data.columns[j] if j < columns else "")
            name.set(rotation=SLOPE if turned else 0, ha="right" if turned else "center")
            put(name, cells.left + (j + 0.5) * wide + (4 if turned else 0), cells.bottom + 11)
        put(self.x_name, cells.middle[0], self.rect.bottom - AXIS / 2)
        put(self.y_name, self.rect.left + AXIS / 2, cells.middle[1])
        for i, row in enumerate(self.numbers):
            for j, number in enumerate(row):
                number.set_visible(i < rows and j < columns)
                put(number, cells.left + (j + 0.5) * wide, cells.top + (i + 0.5) * high)

    def update(self, data: MatrixData) -> None:
        """Show a matrix; another shape is placed anew and needs a full draw."""
        if data.shape != self.shape:
            self._place(data)
        rows, columns = data.shape
        width, height = self.image.pixel_size()
        (down, rims), (across, sides) = self._parts(height, rows), self._parts(width, columns)
        # What rests changes when somebody does something.
        faces = data.faces if self._rests else self._calm.limit(data.faces)
        # The four bytes of a colour are copied as one number.
        cells = np.ascontiguousarray(faces).view(np.uint32)[..., 0]
        pixels = cells.take(down, axis=0).take(across, axis=1)
        pixels[rims] = pixels[:, sides] = 0
        self.image.set_pixels(pixels.view(np.uint8).reshape(height, width, 4))
        light = is_light(faces)
        for i in range(rows):
            for j in range(columns):
                number = self.numbers[i][j]
                number.set_text(data.numbers[i][j])
                number.set_color(LIGHT.point if light[i, j] else DARK.point)
        if self._rests:
            self.drawing.invalidate()

    def _parts(self, pixels: int, count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        """Return in which of ``count`` cells each pixel is, and which ones are between cells."""
        part = np.arange(pixels) * count // pixels
        beyond = np.arange(pixels) - -(-part * pixels // count)
        return part, (part > 0) & (beyond < round(self.gap * self.drawing.scale))

    def frame(self, *cells: Cell | None) -> None:
        """Let up to two cells stand out."""
        for frame, cell in zip_longest(self.frames, cells):
            frame.set_visible(cell is not None)
            if cell is not None:
                frame.set_xy(cell[::-1])

    def handles(self, id: str) -> list[Handle]:
        """Return the cells, for a figure that says something about the one under the pointer."""
        if not self.axes.get_visible():
            return []
        rows, columns = self.shape
        box, scale = self.axes.bbox, self.drawing.scale
        top = (float(self.drawing.figure.bbox.height) - box.y1) / scale
        cells = Rect(box.x0 / scale, top, box.width / scale, box.height / scale)
        places = cells.grid(max(rows, 1), max(columns, 1), (0.0, 0.0)) if rows else []
        return [
            Handle(f"{id} {k}", place.grown(-5), self._name_of(*divmod(k, columns)))
            for k, place in enumerate(places)
        ]

    def _name_of(self, row: int, column: int) -> str:
        """Return what a cell is called: by its row and its column."""
        names = (self.row_names[row].get_text(), self.column_names[column].get_text())
        return " / ".join(filter(None, names))

    def cell_at(self, event: LocationEvent) -> Cell | None:
        """Return row and column of the cell under the pointer."""
        point = data_point(event, self.axes)
        if point is None:
            return None
        j, i = map(int, point)
        return (i, j) if 0 <= i < self.shape[0] and 0 <= j < self.shape[1] else None


def is_light(faces: Pixels) -> npt.NDArray[np.bool_]:
    """Return on which of the colours, shape (…, 4), black can be read better than white."""
    share = faces[..., :3] / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]) > LIGHT_FROM)
