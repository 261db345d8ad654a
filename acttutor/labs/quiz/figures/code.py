"""Lines of code in a typewriter font, highlighted, with their gaps marked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.graph import Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import DPI, FONT_FAMILY, SMALL, Theme

#: What code is set in; letters that it lacks come from the second.
TYPEWRITER = ("DejaVu Sans Mono", FONT_FAMILY)
#: Height of a line in the size of the type.
LEADING = 1.4
#: Space around the lines in logical pixels.
INSIDE = 10.0
#: Device pixels to the logical one at which the width of a letter is exact, see `scale_of`.
FINE = 64.0
SIZES = (18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, SMALL)

_TOKEN = re.compile(
    r"(?P<gap>\[[ア-ウA-C]\])|(?P<comment>#.*)"
    r"|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<keyword>\b(?:def|return|class|for|in|if|else|not|and|or|lambda|None|True|False)\b)"
    r"|(?P<number>\b\d[\d.e_-]*\b)|(?P<other>[^\W\d]\w*|\s+|.)"
)


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


def scale_of(drawing: Drawing) -> float:
    """Return the scale in which letters are measured: of a vector picture one so large that whole
    pixels make no difference."""
    return FINE if drawing.is_vector else drawing.scale


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


def code_nodes(rect: Rect, code: str, size: float, theme: Theme, scale: float = 1.0) -> list[Node]:
    """Return what is written where, `INSIDE` of the left upper corner of a rectangle."""
    wide, step = letter(size, scale), size * DPI / 72 * LEADING
    inks = {
        "gap": theme.accent, "comment": theme.muted, "text": theme.df, "keyword": theme.f,
        "number": theme.df, "other": theme.text,
    }  # fmt: skip
    nodes = []
    for row, line in enumerate(code.split("\n")):
        for kind, text, column in ((t.kind, t.text.rstrip(), t.column) for t in tokens(line)):
            place = Rect(
                rect.left + INSIDE + column * wide,
                rect.top + INSIDE + row * step,
                columns(text) * wide,
                step,
            )
            # A letter that is not of the typewriter has another width.
            is_gap = kind == "gap"
            align: Literal["center", "left"] = "center" if is_gap else "left"
            looks = Node(place, text=text, color=inks[kind], size=size, align=align)
            nodes.append(replace(looks, family=TYPEWRITER, bold=is_gap))
    return nodes
