"""Formulas beside each other, each in its colour, in the largest type that fits."""

from collections.abc import Sequence
from typing import NamedTuple

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import DPI, SMALL
from acttutor.plots.text.quick import QuickText

#: Height of a line in its own size.
LEADING = 1.6


class Piece(NamedTuple):
    """A formula or a word, and its colour."""

    text: str
    color: str = ""


class FormulaRow:
    """Up to ``most`` pieces in one line, or in more if the rectangle has room for them.

    Args:
        drawing: what to draw with.
        most: the largest number of pieces.
        size: of the type in points, if there is room.
        gap: between two pieces in logical pixels.
    """

    def __init__(self, drawing: Drawing, most: int, size: float = 11.0, gap: float = 6.0) -> None:
        self.drawing = drawing
        self.size, self.gap = size, gap
        self.texts: list[QuickText] = [
            drawing.moving(drawing.line(va="center")) for _ in range(most)
        ]
        self.rect = Rect(0.0, 0.0, 100.0, 20.0)

    @staticmethod
    def height(lines: int, size: float = 11.0) -> float:
        """Return the height of so many lines in logical pixels."""
        return lines * size * DPI / 72 * LEADING

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        for text in self.texts:
            text.set_visible(visible)

    def update(self, pieces: Sequence[Piece]) -> int:
        """Write the pieces, the last ones left out where there is no room; returns how many."""
        lines = max(int(self.rect.height / self.height(1, self.size) + 0.05), 1)
        widths = [self.drawing.width_of(piece.text, self.size) * 1.02 for piece in pieces]
        count = len(pieces)
        while not (placed := self._placed(widths[:count], lines)) and count > 1:
            count -= 1
        size, spots = placed or (SMALL, [self.rect])
        for text in self.texts[count:]:
            text.set_visible(False)
        for text, piece, spot in zip(self.texts, pieces[:count], spots, strict=False):
            text.set_visible(True)
            text.set_text(piece.text)
            text.set_color(self.drawing.theme.ink(piece.color or self.drawing.theme.text))
            text.set_fontsize(size)
            self.drawing.put(text, spot.left, spot.middle[1])
        return count

    def _placed(self, widths: Sequence[float], lines: int) -> tuple[float, list[Rect]] | None:
        """Return the size and the place of each piece; ``None`` if not even small ones fit."""
        size, line = self.size, self.rect.height / lines
        while size >= SMALL:
            wide = [width * size / self.size for width in widths]
            spots = self.rect.flow(wide, line, (self.gap, 0.0))
            # A line begins where the one before it ends, but for round-off.
            low, right = self.rect.bottom - line / 2, self.rect.right
            if all(spot.top < low and spot.right <= right for spot in spots):
                return size, spots
            size -= 0.5
        return None
