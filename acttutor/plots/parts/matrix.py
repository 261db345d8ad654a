"""A matrix as coloured cells with their numbers, names beside rows and columns, one framed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.patches import Rectangle

from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.heading import Heading
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import DARK, LIGHT, SMALL

#: Room for the names of columns and for those of rows, in logical pixels.
NAMES, SIDE = 18.0, 26.0
#: Cells are not wider than so many times their height.
WIDEST = 2.6

Cell = tuple[int, int]
Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class MatrixData:
    """What a matrix shows.

    Args:
        faces: colour of each cell, shape (rows, columns, 4).
        numbers: what is written in each cell.
        rows, columns: the names beside them.
        framed: row and column of a cell that stands out.
    """

    faces: Pixels
    numbers: Sequence[Sequence[str]]
    rows: Sequence[str]
    columns: Sequence[str]
    framed: Cell | None = None

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
        widest: how many times as wide as high cells may be.
    """

    def __init__(
        self,
        drawing: Drawing,
        most: Cell,
        title: str = "",
        formula: str = "",
        widest: float = WIDEST,
    ) -> None:
        self.drawing, self.widest = drawing, widest
        theme = drawing.theme
        self.axes = drawing.blank_axes()
        self.image = drawing.moving(PixelImage(self.axes))
        self.axes.add_artist(self.image)
        self.frame = drawing.moving(Rectangle((0, 0), 1, 1, fill=False, ec=theme.text, lw=1.6))
        self.axes.add_patch(self.frame)
        self.heading = Heading(drawing, title, formula)
        rows, columns = most
        self.row_names = [drawing.cell(size=SMALL + 0.5, color=theme.muted) for _ in range(rows)]
        self.column_names = [
            drawing.cell(size=SMALL + 0.5, color=theme.muted, ha="center") for _ in range(columns)
        ]
        self.numbers = [
            [drawing.moving(drawing.cell(ha="center")) for _ in range(columns)] for _ in range(rows)
        ]
        self.shape: Cell = (0, 0)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        #: Width of a cell in logical pixels; numbers have to fit into it.
        self.column = 40.0

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; the names of the cells come with the data."""
        self.rect, self.shape = rect, (0, 0)
        self.heading.layout(rect)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        names = (*self.row_names, *self.column_names, *(n for row in self.numbers for n in row))
        self.heading.show(visible)
        for artist in (self.axes, self.image, self.frame, *names):
            artist.set_visible(visible)
        self.shape = (0, 0)

    def room(self, columns: int, rows: int) -> float:
        """Return how wide a cell of a matrix of this shape is, in logical pixels."""
        high = (self.rect.height - self._head) / rows
        return min((self.rect.width - SIDE) / columns, self.widest * high)

    @property
    def _head(self) -> float:
        return NAMES + self.heading.height

    def _place(self, data: MatrixData) -> None:
        drawing, rect = self.drawing, self.rect
        self.shape = rows, columns = data.shape
        high = (rect.height - self._head) / rows
        self.column = wide = self.room(columns, rows)
        left, top = rect.left + SIDE, rect.top + self._head
        drawing.place(self.axes, left, top, columns * wide, rows * high)
        self.axes.set_xlim(0, columns)
        self.axes.set_ylim(rows, 0)
        for i, name in enumerate(self.row_names):
            name.set_visible(i < rows)
            name.set_text(data.rows[i] if i < rows else "")
            drawing.put(name, left - 7, top + (i + 0.5) * high)
        for j, name in enumerate(self.column_names):
            name.set_visible(j < columns)
            name.set_text(data.columns[j] if j < columns else "")
            drawing.put(name, left + (j + 0.5) * wide, top - 9)
        for i, row in enumerate(self.numbers):
            for j, number in enumerate(row):
                number.set_visible(i < rows and j < columns)
                drawing.put(number, left + (j + 0.5) * wide, top + (i + 0.5) * high)

    def update(self, data: MatrixData) -> None:
        """Show a matrix; another shape is placed anew and needs a full draw."""
        if data.shape != self.shape:
            self._place(data)
        rows, columns = data.shape
        width, height = self.image.pixel_size()
        across, down = np.arange(width) * columns // width, np.arange(height) * rows // height
        # The four bytes of a colour are copied as one number.
        cells = np.ascontiguousarray(data.faces).view(np.uint32)[..., 0]
        pixels = cells.take(down, axis=0).take(across, axis=1)
        self.image.set_pixels(pixels.view(np.uint8).reshape(height, width, 4))
        # Black numbers on light cells, white ones on dark cells, in either theme.
        light = data.faces[..., :3] @ np.array([0.299, 0.587, 0.114]) > 140
        for i in range(rows):
            for j in range(columns):
                number = self.numbers[i][j]
                number.set_text(data.numbers[i][j])
                number.set_color(LIGHT.point if light[i, j] else DARK.point)
        self.frame.set_visible(data.framed is not None)
        if data.framed is not None:
            self.frame.set_xy((data.framed[1], data.framed[0]))

    def cell_at(self, event: Any) -> Cell | None:
        """Return row and column of the cell under the pointer."""
        if event.inaxes is not self.axes:
            return None
        i, j = int(event.ydata), int(event.xdata)
        return (i, j) if 0 <= i < self.shape[0] and 0 <= j < self.shape[1] else None
