"""A column of words and formulas, broken into lines and set one below the other."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.style import BODY, DPI
from acttutor.plots.text.quick import QuickText, line_width

#: Height of a line in its own size, for text that is read; formulas below each other need less.
LEADING = 1.62

#: Where a line may be broken: between Japanese letters, but not before 、。 and the like; between
#: words otherwise; never within a formula, nor between it and a full stop.
_CHUNKS = re.compile(r"(?:\$[^$]*\$[.,;:!?)]*|[!-~–−“”’γηλσ²]+|[^!-~ ])[、。，．：）」・ー]*| +")


class Item(NamedTuple):
    """Something to write: its text, looks, and the space above it in logical pixels."""

    text: str
    size: float = BODY
    color: str = ""
    bold: bool = False
    above: float = 0.0


@lru_cache(512)
def broken(text: str, size: float, bold: bool, width: float, dpi: float) -> tuple[str, ...]:
    """Return ``text`` in lines that are not wider than ``width`` device pixels."""
    lines, line = [], ""
    for chunk in _CHUNKS.findall(text):
        if line and line_width((line + chunk).rstrip(), size, dpi, bold) > width:
            lines.append(line.rstrip())
            line = chunk.lstrip()
        else:
            line += chunk
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def largest_size(
    formulas: Sequence[str], sizes: Sequence[float], width: float, dpi: float
) -> float:
    """Return the largest of the descending ``sizes`` in which all formulas fit into ``width``."""
    for size in sizes:
        if all(line_width(text, size, dpi) <= width for text in formulas):
            return size
    return sizes[-1]


class TextColumn:
    """A rectangle filled with lines from its top.

    Args:
        lab: the figure.
        most: how many lines there can be; later ones are left out.
        leading: height of a line in its own size.
    """

    def __init__(self, lab: AnyFigure, most: int, leading: float = LEADING) -> None:
        self.lab = lab
        self.leading = leading
        self.lines: list[QuickText] = []
        for _ in range(most):
            line = QuickText(0, 0, "", size=BODY, color=lab.theme.text, ha="left", va="top")
            lab.figure.add_artist(line)
            self.lines.append(lab.moving(line))
        self._place = (0.0, 0.0, 100.0)

    def layout(self, left: float, top: float, width: float) -> None:
        """Begin at a point in logical pixels from the top left corner."""
        self._place = (left, top, width)

    @property
    def width(self) -> float:
        """The width of the column in device pixels."""
        return self._place[2] * self.lab.scale

    def bottom(self, items: Sequence[Item]) -> float:
        """Return where the last line would end, in logical pixels, without writing."""
        dpi = float(self.lab.figure.dpi)
        rows = (
            item.above
            + len(broken(item.text, item.size, item.bold, self.width, dpi))
            * item.size * DPI / 72 * self.leading
            for item in items
        )  # fmt: skip
        return self._place[1] + sum(rows)

    def write(self, items: Sequence[Item]) -> float:
        """Write everything; returns where the last line ends, in logical pixels."""
        left, top, _ = self._place
        dpi = float(self.lab.figure.dpi)
        number = 0
        for item in items:
            top += item.above
            for text in broken(item.text, item.size, item.bold, self.width, dpi):
                if number < len(self.lines):
                    self._set(self.lines[number], item, text, left, top)
                number += 1
                top += item.size * DPI / 72 * self.leading
        for line in self.lines[number:]:
            line.set_visible(False)
        return top

    def _set(self, line: QuickText, item: Item, text: str, left: float, top: float) -> None:
        line.set_visible(True)
        line.set_text(text)
        line.set_fontsize(item.size)
        line.set_color(item.color or self.lab.theme.text)
        line.set_fontweight("bold" if item.bold else "normal")
        self.lab.put(line, left, top)
