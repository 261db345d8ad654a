"""Sizes and small pieces that all pages of the quiz share."""

from functools import lru_cache
from typing import Any, NamedTuple

from matplotlib import rcParams
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.sheet import Sheet
from acttutor.plots.style import BODY, DPI
from acttutor.plots.text.wrapping import text_width, wrap

PAD = 22.0
#: From this width on there is room for larger type.
WIDE = 700.0
#: Height of a button, and of a line in its own size.
BUTTON, LEADING = 34.0, 1.5


class Spot(NamedTuple):
    """A rectangle in logical pixels that can be clicked, and what the run then does."""

    x: float
    y: float
    width: float
    height: float
    act: str
    args: tuple[Any, ...] = ()

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return 0 <= x - self.x < self.width and 0 <= y - self.y < self.height


def line_height(size: float) -> float:
    """Return the height of a line of text in logical pixels."""
    return size * DPI / 72 * LEADING


def step_height(step: str) -> float:
    """Return the height of a line of a calculation; fractions need more."""
    return 46.0 if "frac" in step else 30.0


def width_of(words: str, size: float, bold: bool = False) -> float:
    """Return the width of words or mathematics in logical pixels."""
    if "$" in words:
        return _math_width(words, size)
    return text_width(words, size, bold)


@lru_cache(512)
def _math_width(words: str, size: float) -> float:
    properties = FontProperties(family=list(rcParams["font.family"]), size=size)
    measure = RendererAgg(1, 1, DPI)
    return float(measure.get_text_width_height_descent(words, properties, True)[0])


class Page:
    """Writes from top to bottom on the sheet, and remembers what can be clicked.

    Args:
        lab: the figure.
        sheet: where to draw.
        size: width and height in logical pixels.
    """

    def __init__(self, lab: LabFigure[Run], sheet: Sheet, size: tuple[float, float]) -> None:
        self.lab, self.sheet = lab, sheet
        self.width, self.height = size
        self.left, self.inner = PAD, size[0] - 2 * PAD
        self.is_wide = size[0] >= WIDE
        self.y = 14.0
        self.spots: list[Spot] = []

    def height_of(self, words: str, size: float, width: float = 0.0, bold: bool = False) -> float:
        """Return how high a paragraph is."""
        if not words:
            return 0.0
        return len(wrap(words, width or self.inner, size, bold)) * line_height(size)

    def paragraph(
        self, words: str, size: float = BODY, color: str = "", x: float = 0.0, **looks: Any
    ) -> None:
        """Write a paragraph, and go below it."""
        bold = looks.get("weight") == "bold"
        left = x or self.left
        for line in wrap(words, self.width - PAD - left, size, bold) if words else ():
            self.sheet.text(left, self.y, line, size, color, **looks)
            self.y += line_height(size)

    def button(
        self, x: float, y: float, words: str, act: str, *args: Any, main: bool = False
    ) -> float:
        """Draw a button; returns where it ends."""
        theme = self.lab.theme
        width = width_of(words, BODY) + 36
        face, ink = (theme.accent, theme.background) if main else (theme.background, theme.accent)
        self.sheet.box(x, y, width, BUTTON, fc=face, ec=theme.accent, lw=1.2, radius=6)
        looks: Any = {"ha": "center", "va": "center_baseline"}
        self.sheet.text(x + width / 2, y + BUTTON / 2, words, BODY, ink, **looks)
        self.spots.append(Spot(x, y, width, BUTTON, act, args))
        return x + width
