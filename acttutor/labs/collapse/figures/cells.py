"""The numbers of a layer in tinted cells: the matrix, and the biases behind it."""

from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.colors import to_hex, to_rgba

from acttutor.base.numbers.numerals import Style, plain
from acttutor.core.nn.collapse import Linear
from acttutor.labs.collapse.words import Entry
from acttutor.plots.parts.graph import Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL, Theme

#: Space between a matrix and its biases, and around the tints of cells, in logical pixels.
BIAS_GAP, INSET = 5.0, 1.0
#: A number as large as this has the strongest tint.
STRONG = 1.5
#: Numbers that two decimals would write as 0.
_SMALL = Style(None, 1, mathtext=False)


class Cells(NamedTuple):
    """Where the numbers of a layer stand.

    Args:
        layer: what it computes.
        left, top: where the first number begins.
        wide, high: the size of a cell in logical pixels.
    """

    layer: Linear
    left: float
    top: float
    wide: float
    high: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the matrix; the biases are one more column."""
        rows, columns = self.layer.W.shape
        return rows, columns

    @property
    def rect(self) -> Rect:
        """The place of matrix and biases together."""
        rows, columns = self.shape
        return Rect(self.left, self.top, (columns + 1) * self.wide + BIAS_GAP, rows * self.high)

    @property
    def entries(self) -> list[Entry]:
        """All numbers, row after row."""
        rows, columns = self.shape
        return [Entry(i, j) for i in range(rows) for j in range(columns + 1)]

    def cell(self, row: int, column: int, down: int = 1, across: int = 1) -> Rect:
        """Return the place of a number, or of some below and beside each other."""
        left = self.left + column * self.wide + (BIAS_GAP if column == self.shape[1] else 0.0)
        return Rect(left, self.top + row * self.high, across * self.wide, down * self.high)

    def at(self, x: float, y: float) -> Entry | None:
        """Return the number at a point."""
        return next((entry for entry in self.entries if self.cell(*entry).holds(x, y)), None)

    def value(self, entry: Entry) -> float:
        """Return a number."""
        W, b = self.layer
        return float(b[entry.row] if entry.column == self.shape[1] else W[entry])

    def nodes(self, theme: Theme, known: int | None = None) -> Iterator[Node]:
        """Write the first ``known`` numbers on tints of their signs; the others are empty."""
        size = SMALL + (1.5 if self.wide >= 38 else 0.5)
        for number, entry in enumerate(self.entries):
            rect = self.cell(*entry).grown(-INSET)
            if known is not None and number >= known:
                yield Node(rect, tint(theme.muted, 0.12), corner=0.0)
                continue
            value = self.value(entry)
            color = theme.positive if value >= 0 else theme.negative
            face = tint(color, 0.06 + 0.44 * min(abs(value) / STRONG, 1.0))
            yield Node(rect, face, corner=0.0, text=in_cell(value), size=size)


def in_cell(value: float) -> str:
    """Return a number in few characters; only 0 is written as 0."""
    if 0 < abs(value) < 0.005:
        return _SMALL.write(value).text
    return plain(value, 2 if abs(value) < 100 else 0)


def tint(color: str, strength: float) -> str:
    """Return a colour that lets the background through."""
    return to_hex(to_rgba(color, strength), keep_alpha=True)


def outline(rect: Rect, color: str, width: float) -> Node:
    """Return a frame around numbers."""
    return Node(rect, edge=color, width=width, corner=0.0)
