"""Numbers in tinted cells: the matrix and the biases of layers, wherever they stand."""

from typing import Any, NamedTuple

from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.transforms import IdentityTransform

from acttutor.base.numerals import plain
from acttutor.core.nn.collapse import Linear
from acttutor.labs.collapse.run import Run
from acttutor.plots.cell_text import Cells, CellText
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import SMALL

#: Space between a matrix and its biases, and around the numbers of a cell, in logical pixels.
BIAS_GAP, INSET = 5.0, 1.0
#: A number as large as this has the strongest tint.
STRONG = 1.5


class Box(NamedTuple):
    """A rectangle in logical pixels from the top left corner of the figure."""

    left: float
    top: float
    width: float
    height: float

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def grown(self, by: float) -> "Box":
        """Return the rectangle with a margin."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)


class Size(NamedTuple):
    """The size of a cell in logical pixels."""

    width: float
    height: float

    def of(self, layer: Linear) -> tuple[float, float]:
        """Return width and height of matrix and biases together."""
        rows, columns = layer.W.shape
        return (columns + 1) * self.width + BIAS_GAP, rows * self.height

    def cell(self, left: float, top: float, layer: Linear, row: int, column: int) -> Box:
        """Return the place of a number; the bias stands behind the last column."""
        gap = BIAS_GAP if column == layer.W.shape[1] else 0.0
        x = left + column * self.width + gap
        return Box(x, top + row * self.height, self.width, self.height)


class Outlines:
    """Rectangles without a filling.

    Args:
        lab: the figure.
        color: of their lines.
        width: of their lines in points.
    """

    def __init__(self, lab: LabFigure[Run], color: str, width: float) -> None:
        self._lab = lab
        self._lines: Any = PolyCollection(
            [], facecolors="none", edgecolors=color, linewidths=width, transform=IdentityTransform()
        )
        lab.figure.add_artist(lab.moving(self._lines))

    def show(self, boxes: list[Box]) -> None:
        """Draw around each box."""
        self._lines.set_verts([corners(self._lab, box) for box in boxes])


def corners(lab: LabFigure[Run], box: Box) -> list[tuple[float, float]]:
    """Return the corners of a box in device pixels."""
    scale, height = lab.scale, float(lab.figure.bbox.height)
    x0, x1 = box.left * scale, (box.left + box.width) * scale
    y0, y1 = height - box.top * scale, height - (box.top + box.height) * scale
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


class Sheet:
    """Cells that are written anew with `begin`, any number of `add` and `label`, and `end`.

    Args:
        lab: the figure.
        rests: whether the cells change only now and then.
    """

    def __init__(self, lab: LabFigure[Run], rests: bool) -> None:
        self._lab = lab
        self._mark = lab.static if rests else lab.moving
        self._tints: Any = PolyCollection([], transform=IdentityTransform(), linewidths=0)
        lab.figure.add_artist(self._mark(self._tints))
        self._cells = Cells(lab)
        self._texts: list[CellText] = []

    def begin(self) -> None:
        """Take everything away."""
        self._used = 0
        self._boxes: list[Box] = []
        self._colors: list[Any] = []

    def end(self) -> None:
        """Show what was added."""
        self._tints.set_verts([corners(self._lab, box) for box in self._boxes])
        self._tints.set_facecolor(self._colors or "none")
        for text in self._texts[self._used :]:
            text.set_visible(False)

    def label(
        self, text: str, x: float, y: float, color: str = "", size: float = SMALL + 1.5
    ) -> None:
        """Write a text around a point in logical pixels."""
        if self._used == len(self._texts):
            cell = self._cells.cell(ha="center", still=True)
            self._texts.append(self._mark(cell))
        cell = self._texts[self._used]
        self._used += 1
        cell.set_visible(True)
        cell.set_text(text)
        cell.set_fontsize(size)
        cell.set_color(color or self._lab.theme.text)
        self._lab.put(cell, x, y)

    def tint(self, box: Box, color: str, alpha: float) -> None:
        """Fill a box."""
        self._boxes.append(box)
        self._colors.append(to_rgba(color, alpha))

    def number(self, box: Box, value: float | None) -> None:
        """Write a number on a tint of its sign; ``None`` leaves the cell empty."""
        theme = self._lab.theme
        inside = box.grown(-INSET)
        if value is None:
            self.tint(inside, theme.muted, 0.12)
            return
        share = min(abs(value) / STRONG, 1.0)
        self.tint(inside, theme.positive if value >= 0 else theme.negative, 0.06 + 0.44 * share)
        digits = 2 if abs(value) < 100 else 0
        middle = (box.left + box.width / 2, box.top + box.height / 2)
        self.label(plain(value, digits), *middle, size=SMALL + (1.5 if box.width >= 38 else 0.5))

    def layer(self, layer: Linear, left: float, top: float, size: Size, known: int = 99) -> None:
        """Write matrix and biases, the first ``known`` numbers of them, row after row."""
        rows, columns = layer.W.shape
        for row in range(rows):
            for column in range(columns + 1):
                value = layer.b[row] if column == columns else layer.W[row, column]
                box = size.cell(left, top, layer, row, column)
                there = row * (columns + 1) + column < known
                self.number(box, float(value) if there else None)
