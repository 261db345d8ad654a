"""Lines of code in a typewriter font, highlighted, with their gaps marked."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import east_asian_width

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import DPI, FONT_FAMILY, SMALL, Theme

#: What code is set in; letters that it lacks come from the second.
TYPEWRITER = ("DejaVu Sans Mono", FONT_FAMILY)
#: Height of a line in the size of the type.
LEADING = 1.4
#: Space around the lines in logical pixels.
INSIDE = 10.0
SIZES = (18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, SMALL)

_TOKEN = re.compile(
    r"(?P<gap>\[[ア-ウA-C]\])|(?P<comment>#.*)"
    r"|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<keyword>\b(?:def|return|class|for|in|if|else|not|and|or|lambda|None|True|False)\b)"
    r"|(?P<number>\b\d[\d.e_-]*\b)|(?P<other>[^\W\d]\w*|\s+|.)"
)

#: Writes a text at a point: its size, colour, and whether it is a gap, in the middle of its place.
Write = Callable[[float, float, str, float, str, bool], None]


class Token(NamedTuple):
    """A piece of a line: where it begins in letters, what it says, and its kind."""

    column: int
    text: str
    kind: str


def tokens(line: str) -> Iterator[Token]:
    """Yield what a line is made of; neighbours of no kind are one piece."""
    column, plain, begun = 0, "", 0
    for match in _TOKEN.finditer(line):
        text, kind = match.group(), match.lastgroup or "other"
        if kind == "other":
            begun = begun if plain else column
            plain += text
        else:
            if plain.strip():
                yield Token(begun, plain, "other")
            plain = ""
            yield Token(column, text, kind)
        column += columns(text)
    if plain.strip():
        yield Token(begun, plain, "other")


def columns(text: str) -> int:
    """Return how many letters wide a text is; Japanese ones are two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


@lru_cache(64)
def letter(size: float, scale: float) -> float:
    """Return how wide a letter is drawn, in logical pixels: whole device pixels."""
    properties = FontProperties(family=list(TYPEWRITER), size=size)
    line = RendererAgg(1, 1, scale * DPI).get_text_width_height_descent("m" * 40, properties, False)
    return float(line[0]) / 40 / scale


def size_for(code: str, width: float, scale: float, height: float, most: float) -> float:
    """Return the largest type up to ``most`` in which the lines fit into a place, box included."""
    longest = max(columns(line) for line in code.split("\n"))
    fitting = (
        size
        for size in SIZES
        if size <= most
        and longest * letter(size, scale) <= width - 2 * INSIDE
        and code_height(code, size) <= height
    )
    return next(fitting, SIZES[-1])


def code_height(code: str, size: float) -> float:
    """Return the height of the lines with their box."""
    return len(code.split("\n")) * size * DPI / 72 * LEADING + 2 * INSIDE


def write_code(
    write: Write,
    left: float,
    top: float,
    code: str,
    size: float,
    theme: Theme,
    scale: float = 1.0,
) -> None:
    """Write code piece by piece, its box beginning at a point."""
    wide = letter(size, scale)
    inks = {
        "gap": theme.accent, "comment": theme.muted, "text": theme.df, "keyword": theme.f,
        "number": theme.df, "other": theme.text,
    }  # fmt: skip
    for row, line in enumerate(code.split("\n")):
        y = top + INSIDE + row * size * DPI / 72 * LEADING
        for token in tokens(line):
            x = left + INSIDE + token.column * wide
            if token.kind == "gap":
                # A letter that is not of the typewriter has another width.
                x += columns(token.text) * wide / 2
            write(x, y, token.text.rstrip(), size, inks[token.kind], token.kind == "gap")


class CodeBlock:
    """Lines of code as a part of a picture; they rest.

    Args:
        drawing: what to draw with.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.texts: list[Text] = []
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)

    def size(self, code: str, width: float, height: float, most: float) -> float:
        """Return the largest type up to ``most`` that fits into a width and a height."""
        return size_for(code, width, self.drawing.scale, height, most)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; the lines begin `INSIDE` of it."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        if not visible:
            for text in self.texts:
                text.set_visible(False)

    def update(self, code: str, size: float) -> None:
        """Write code in a size that fits."""
        self.show(False)
        pool = iter(self.texts)

        def write(x: float, y: float, words: str, size: float, color: str, is_gap: bool) -> None:
            text = next(pool, None) or self._another()
            text.set_visible(True)
            text.set_text(words)
            text.set_fontsize(size)
            text.set_color(color)
            text.set_horizontalalignment("center" if is_gap else "left")
            text.set_fontweight("bold" if is_gap else "normal")
            self.drawing.put(text, x, y)

        theme, scale = self.drawing.theme, self.drawing.scale
        write_code(write, self.rect.left, self.rect.top, code, size, theme, scale)
        self.drawing.invalidate()

    def _another(self) -> Text:
        text = self.drawing.static(self.drawing.write(family=list(TYPEWRITER)))
        self.texts.append(text)
        return text
