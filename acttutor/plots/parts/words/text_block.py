"""A rectangle filled with words and formulas from its top, in the largest type that fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, DPI, SMALL
from acttutor.plots.text.quick import QuickText, line_height, line_width
from acttutor.plots.text.wrapping import NOT_FIRST, NOT_LAST, breakable, text_width

#: Height of a line in its own size, for text that is read; formulas below each other need less.
LEADING = 1.62
#: From this share of a line on, it is measured as it will be set.
NEARLY = 0.95
#: Between labels and the texts behind them, in logical pixels.
INDENT = 14.0
#: Types and gaps are made smaller in these steps until everything fits.
STEPS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.72, 0.65)
#: Height of a blank, the space before it, and the space around what is higher than a line: all in
#: the size of its line.
BLANK, BEFORE_BLANK, AROUND = 1.75, 0.35, 0.45

_FORMULA = re.compile(r"(\$[^$]*\$)")


@dataclass(frozen=True)
class Item:
    """Something to write.

    Args:
        text: words and mathematics; it is broken into lines, unless it is one formula.
        size: of the type in points, if there is room; never less than the smallest type.
        color: that of text by default.
        bold: whether it is a heading.
        above: space above it in logical pixels.
        breaks: whether it may be broken into lines; if not, it is set smaller until it fits.
        label: what stands before its first line; texts with a label begin behind the widest one.
        label_color: that of quiet text by default.
        blank: width of a blank behind it in its own size, see `TextBlock.blank`.
    """

    text: str
    size: float = BODY
    color: str = ""
    bold: bool = False
    above: float = 0.0
    breaks: bool = True
    label: str = ""
    label_color: str = ""
    blank: float = 0.0


class Blank(NamedTuple):
    """A place for an answer, and the size of the line that it belongs to."""

    rect: Rect
    size: float


def formula(
    text: str, size: float = 15.0, color: str = "", above: float = 0.0, blank: float = 0.0
) -> Item:
    """Return one line that is never broken."""
    return Item(text, size, color, above=above, breaks=False, blank=blank)


@lru_cache(512)
def broken(text: str, size: float, bold: bool, width: float, dpi: float) -> tuple[str, ...]:
    """Return ``text`` in lines that are not wider than ``width`` device pixels.

    Each line that the text has already begins a new one.
    """
    return tuple(
        line for given in text.splitlines() for line in _broken(given, size, bold, width, dpi)
    )


def _broken(text: str, size: float, bold: bool, width: float, dpi: float) -> tuple[str, ...]:
    """Return one line in lines that are not wider than ``width`` device pixels."""
    lines, line, used = [], "", 0.0
    for chunk in _chunks(text):
        wide, blank = (_width(part, size, bold, dpi) for part in (chunk.rstrip(), chunk))
        full = used + wide > width
        if NEARLY * width < used + wide:
            # Letters are set on whole pixels: near the end only the line itself tells.
            full = line_width((line + chunk).rstrip(), size, dpi, bold) > width
        if line and full:
            lines.append(line.rstrip())
            line, used = chunk.lstrip(), blank
        else:
            line, used = line + chunk, used + blank
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _width(chunk: str, size: float, bold: bool, dpi: float) -> float:
    """Return the width of words and formulas in device pixels.

    Words are measured letter by letter, which costs nothing where numbers change in every frame.
    """
    return sum(
        line_width(part, size, dpi, bold)
        if number % 2
        else text_width(part, size, bold) * dpi / DPI
        for number, part in enumerate(_FORMULA.split(chunk))
        if part
    )


def _chunks(text: str) -> list[str]:
    """Return the pieces between which a line may be broken: never within a formula.

    Nor between a formula and a full stop, or a bracket.
    """
    chunks: list[str] = []
    for number, part in enumerate(_FORMULA.split(text)):
        pieces = [part] if number % 2 else breakable(part)
        if chunks and pieces:
            last, first = chunks[-1][-1], pieces[0][0]
            within_word = first.isascii() and last.isascii() and " " not in (first, last)
            if first in NOT_FIRST or last in NOT_LAST or within_word:
                chunks[-1] += pieces.pop(0)
        chunks += pieces
    return chunks


def largest_size(formulas: Sequence[str], most: float, width: float, dpi: float) -> float:
    """Return the largest size up to ``most`` in which each formula fits into ``width`` pixels.

    It goes down by halves of a point, and never below the smallest type.
    """
    size = most
    # Widths grow with the size, but for a little rounding.
    widest = max((line_width(text, most, dpi) for text in formulas), default=0)
    if widest > width:
        size = max(int(2 * most * width / widest) / 2, SMALL)
    while size > SMALL and any(line_width(text, size, dpi) > width for text in formulas):
        size -= 0.5
    return max(size, SMALL)


@dataclass(frozen=True)
class _Row:
    """A line where it goes, counted from the left top corner of the block, and in which size."""

    text: str
    item: Item
    size: float
    top: float
    left: float
    color: str


class TextBlock:
    """Words and formulas below each other.

    Args:
        drawing: what to draw with.
        most: how many lines there can be; later ones are left out.
        leading: height of a line in its own size.
        rests: whether it changes only when `Drawing.wake` says so.
        centred: whether it stands in the middle of its rectangle instead of at the top.
        align: ``"left"`` or ``"right"``.
    """

    def __init__(
        self,
        drawing: Drawing,
        most: int,
        leading: float = LEADING,
        rests: bool = False,
        centred: bool = False,
        align: str = "left",
    ) -> None:
        self.drawing = drawing
        self.leading, self.centred, self.align = leading, centred, align
        mark = drawing.static if rests else drawing.moving
        self.lines: list[QuickText] = [mark(drawing.line(ha=align)) for _ in range(most)]
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        #: Where an answer goes, if an item has a blank.
        self.blank: Blank | None = None
        self.visible = True

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible = visible
        if not visible:
            self.blank = None
            for line in self.lines:
                line.set_visible(False)

    def needed(self, items: Sequence[Item], width: float) -> float:
        """Return the height in logical pixels that ``items`` take in full size."""
        return self._set(items, width, 1.0)[1]

    def update(self, *choices: Sequence[Item]) -> float:
        """Write the first of the ``choices`` that fits, or the last one in smaller type.

        Returns:
            where the last line ends, in logical pixels from the top of the figure.
        """
        if not self.visible:
            return self.rect.top
        for items in choices:
            rows, height = self._set(items, self.rect.width, 1.0)
            if height <= self.rect.height:
                break
        else:
            for share in STEPS:
                rows, height = self._set(choices[-1], self.rect.width, share)
                if height <= self.rect.height:
                    break
        top = self.rect.top
        if self.centred and rows:
            # The air below the last line is none above the first.
            last = rows[-1]
            used = (
                last.top + line_height(last.text, last.size, self.drawing.dpi) / self.drawing.scale
            )
            top += max(self.rect.height - used, 0.0) / 2
        side = self.rect.right if self.align == "right" else self.rect.left
        self.blank = None
        for line in self.lines[len(rows) :]:
            line.set_visible(False)
        for line, row in zip(self.lines, rows, strict=False):
            if row.item.blank:
                self.blank = self._blank_behind(row, side + row.left, top + row.top)
            line.set_visible(True)
            line.set_text(row.text)
            line.set_fontsize(row.size)
            line.set_color(self.drawing.theme.ink(row.color))
            line.set_fontweight("bold" if row.item.bold else "normal")
            self.drawing.put(line, side + row.left, top + row.top)
        return top + height

    def _blank_behind(self, row: _Row, left: float, top: float) -> Blank:
        em = row.size * DPI / 72
        left += self.drawing.width_of(row.text, row.size) + BEFORE_BLANK * em
        middle = top + line_height(row.text, row.size, self.drawing.dpi) / self.drawing.scale / 2
        wide = row.item.blank * em
        return Blank(Rect.around(left + wide / 2, middle, wide, BLANK * em), row.size)

    def _set(self, items: Sequence[Item], width: float, share: float) -> tuple[list[_Row], float]:
        """Return the lines and the height of all, everything smaller by ``share``."""
        drawing, theme = self.drawing, self.drawing.theme
        labels = [drawing.width_of(item.label, item.size * share) for item in items if item.label]
        indent = max(labels, default=-INDENT) + INDENT
        dpi = drawing.dpi
        rows: list[_Row] = []
        top = 0.0
        for item in items:
            if not item.text:
                continue
            size = max(item.size * share, min(SMALL, item.size))
            left = indent if item.label else 0.0
            blank = (item.blank + BEFORE_BLANK) * size * DPI / 72 if item.blank else 0.0
            room = (width - left - blank) * drawing.scale
            top += item.above * share * share
            if item.breaks:
                texts = broken(item.text, size, item.bold, room, dpi)
            else:
                texts, size = (item.text,), largest_size([item.text], size, room, dpi)
            if item.label:
                color = item.label_color or theme.muted
                rows.append(_Row(item.label, item, size, top, 0.0, color))
            for text in texts:
                step, lower = self._step(text, item, size)
                rows.append(_Row(text, item, size, top + lower, left, item.color or theme.text))
                top += step
        return rows, top

    def _step(self, text: str, item: Item, size: float) -> tuple[float, float]:
        """Return how high a line is, and how far below its upper edge the text begins."""
        em = size * DPI / 72
        if not item.blank and "frac" not in text:
            return self.leading * em, 0.0
        high = line_height(text, size, self.drawing.dpi) / self.drawing.scale
        step = max(high, BLANK * em if item.blank else 0.0) + AROUND * em
        return step, (step - high) / 2
