"""One column of a table: a heading, a line for each row, and a line below.

Columns of the same height beside each other make a table; so do columns and `RowBars`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.graph import Edge, GraphLayer
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.text.quick import QuickText


class Entry(NamedTuple):
    """What is written in a row, if it is not in the colour of its column."""

    text: str
    color: str = ""
    bold: bool = False


class RowGrid(NamedTuple):
    """Rows of the same height between a heading and a foot.

    Args:
        head, foot: their heights in logical pixels.
    """

    head: float
    foot: float = 0.0

    def rows(self, rect: Rect) -> Rect:
        """Return the part of a rectangle that the rows take."""
        return rect.inside(top=self.head, bottom=self.foot)

    def middle(self, rect: Rect, count: int, index: float) -> float:
        """Return how far down the middle of a row is."""
        rows = self.rows(rect)
        return rows.top + (index + 0.5) * rows.height / max(count, 1)

    def row_at(self, rect: Rect, count: int, y: float) -> int | None:
        """Return the row at a height; ``None`` above and below the rows."""
        rows = self.rows(rect)
        index = int((y - rows.top) // (rows.height / max(count, 1)))
        return index if 0 <= index < count else None


class ColumnHead:
    """The heading of a column, with a quiet line under it if there is something to say.

    Args:
        drawing: what to draw with.
        grid: heights of heading and foot.
        head, under: the two lines.
        color: of the heading.
        align: ``"right"``, ``"left"`` or ``"center"``.
        bold: whether the heading is bold.
    """

    def __init__(
        self,
        drawing: Drawing,
        grid: RowGrid,
        head: str,
        under: str,
        color: str,
        align: str,
        bold: bool = True,
    ) -> None:
        self.drawing, self.grid, self.align = drawing, grid, align
        self.lines = [drawing.cell(head, SMALL + 0.5, color, align, bold=bold)]
        if under:
            self.lines.append(drawing.cell(under, SMALL, drawing.theme.muted, align))

    def layout(self, rect: Rect) -> None:
        """Stand above the first row."""
        for number, line in enumerate(reversed(self.lines)):
            top = rect.top + self.grid.head - 12.0 - 17.0 * number
            self.drawing.put(line, _side(rect, self.align), top)

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        for line in self.lines:
            line.set_visible(visible)


def _side(rect: Rect, align: str) -> float:
    return {"left": rect.left, "right": rect.right, "center": rect.middle[0]}[align]


class RowLines:
    """Quiet lines below the headings of a table and below each row.

    Args:
        drawing: what to draw with.
        grid: heights of heading and foot.
    """

    def __init__(self, drawing: Drawing, grid: RowGrid) -> None:
        self.drawing, self.grid = drawing, grid
        self.layer = GraphLayer(drawing)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle, that of the whole table."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        self.layer.show(visible)

    def update(self, count: int) -> None:
        """Draw the lines for so many rows."""
        rect, middle = self.rect, self.grid.middle
        places = [middle(self.rect, count, index - 0.5) for index in range(count + 1)]
        color = self.drawing.theme.grid
        lines = [((rect.left, y), (rect.right, y)) for y in places]
        self.layer.update([], [Edge(line, color, 0.8) for line in lines])


class NumberColumn:
    """A column of short texts.

    Args:
        drawing: what to draw with.
        grid: heights of heading and foot, the same for all columns of a table.
        most: the largest number of rows.
        head, under: the heading and a line below it.
        color: of everything but the line under the heading.
        align: ``"right"``, ``"left"`` or ``"center"``.
        size: of the numbers in points.
        plain_head: whether the heading is not bold.
        still: whether the numbers change only together with the layout.
    """

    def __init__(
        self,
        drawing: Drawing,
        grid: RowGrid,
        most: int,
        head: str = "",
        under: str = "",
        color: str = "",
        align: str = "right",
        size: float = BODY,
        plain_head: bool = False,
        still: bool = False,
    ) -> None:
        self.drawing, self.grid, self.align = drawing, grid, align
        theme = drawing.theme
        self.color, self.size = theme.ink(color or theme.text), size
        self.head = ColumnHead(drawing, grid, head, under, self.color, align, not plain_head)
        self.entries: list[QuickText] = [
            drawing.cell(size=size, color=self.color, ha=align) for _ in range(most)
        ]
        self.foot = drawing.cell(size=SMALL + 0.5, color=self.color, ha=align)
        for text in () if still else (*self.entries, self.foot):
            drawing.moving(text)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        self._count = -1
        self.visible = True

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; the rows come with the data."""
        self.rect, self._count = rect, -1
        self._x = _side(rect, self.align)
        self.head.layout(rect)
        self.drawing.put(self.foot, self._x, rect.bottom - self.grid.foot / 2)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible, self._count = visible, -1
        self.head.show(visible)
        for text in (self.foot, *self.entries):
            text.set_visible(visible)

    def update(self, entries: Sequence[str | Entry], foot: str = "") -> None:
        """Write a line for each row, and one below them."""
        if not self.visible:
            return
        count = len(entries)
        if count != self._count:
            self._count = count
            for index, text in enumerate(self.entries):
                text.set_visible(index < count)
                if index < count:
                    self.drawing.put(text, self._x, self.grid.middle(self.rect, count, index))
        for text, entry in zip(self.entries, entries, strict=False):
            written = entry if isinstance(entry, Entry) else Entry(entry)
            text.set_text(written.text)
            text.set_fontsize(self.size)
            text.set_color(written.color or self.color)
            text.set_fontweight("bold" if written.bold else "normal")
        self.foot.set_visible(bool(foot))
        self.foot.set_text(foot)
