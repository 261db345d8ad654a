"""A table of words and numbers, its columns as wide as what stands in them."""

from collections.abc import Collection, Sequence

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.number_column import Entry
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.text.quick import QuickText

#: Height of a line, and space between two columns at most and in the usual type, in logical pixels.
LINE, WIDEST_GAP, LEAST_GAP = 17.0, 44.0, 6.0

Row = Sequence[str | Entry]


class Table:
    """A quiet line of headings and lines below it, from the top of the rectangle.

    Args:
        drawing: what to draw with.
        most: the largest numbers of lines, the headings included, and of columns.
        live: columns that change from frame to frame; the others rest.
    """

    def __init__(self, drawing: Drawing, most: tuple[int, int], live: Collection[int] = ()) -> None:
        self.drawing = drawing
        lines, columns = most
        self.cells: list[list[QuickText]] = [
            [
                drawing.cell(size=BODY if line else SMALL, ha="left")
                for _ in range(columns)
            ]
            for line in range(lines)
        ]  # fmt: skip
        for row in self.cells:
            for column, cell in enumerate(row):
                (drawing.moving if column in live else drawing.static)(cell)
        self._live = frozenset(live)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)

    @staticmethod
    def height(lines: int) -> float:
        """Return the height of so many lines in logical pixels."""
        return lines * LINE + 4

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; `divide` divides its width."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        if not visible:
            for row in self.cells:
                for cell in row:
                    cell.set_visible(False)

    def divide(self, rows: Sequence[Row], least: Sequence[float] = ()) -> None:
        """Divide the width among the columns, so that no column moves later.

        Args:
            rows: what is to be written.
            least: widths that columns have at least, in logical pixels.
        """
        size = BODY
        widths, free = self._widths(rows, least, size)
        if free < LEAST_GAP:
            size = SMALL
            widths, free = self._widths(rows, [SMALL / BODY * width for width in least], size)
        gap = min(free, WIDEST_GAP)
        lefts = [self.rect.left + sum(widths[:i]) + i * gap for i in range(len(widths))]
        for line, row in enumerate(self.cells):
            for cell, left in zip(row, lefts, strict=False):
                cell.set_fontsize(size if line else SMALL)
                self.drawing.put(cell, left, self.rect.top + (line + 0.5) * LINE)

    def _widths(
        self, rows: Sequence[Row], least: Sequence[float], size: float
    ) -> tuple[list[float], float]:
        """Return how wide the columns are in type of this size, and what is free between two."""
        width_of = self.drawing.width_of
        columns = zip(*rows, strict=True)
        widths = [
            max(
                width_of(_text_of(entry), size if line else SMALL)
                for line, entry in enumerate(column)
            )
            for column in columns
        ]
        widths = [max(pair) for pair in zip(widths, [*least, *[0.0] * len(widths)], strict=False)]
        return widths, (self.rect.width - sum(widths)) / max(len(widths) - 1, 1)

    def update(self, rows: Sequence[Row], live: bool = False) -> None:
        """Write the lines, the headings first.

        Args:
            rows: of the same length all.
            live: whether only the columns that change from frame to frame are written.
        """
        theme = self.drawing.theme
        for line, row in enumerate(self.cells):
            for column, cell in enumerate(row):
                if live and column not in self._live:
                    continue
                there = line < len(rows) and column < len(rows[line])
                cell.set_visible(there)
                if there:
                    entry = rows[line][column]
                    cell.set_text(_text_of(entry))
                    own = entry.color if isinstance(entry, Entry) else ""
                    cell.set_color(theme.ink(own or (theme.text if line else theme.muted)))


def _text_of(entry: str | Entry) -> str:
    return entry.text if isinstance(entry, Entry) else entry
