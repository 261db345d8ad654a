"""The formulas of f and f′ above their plots, with the parameters' numbers in them.

Mathtext takes some ten milliseconds for a new formula, too long for one that follows a slider. So
a formula with parameters is put together from pieces that are set once; its fraction, if it has
one, is set here: a bar with a line of text above and below.
"""

import math
import re
from typing import NamedTuple

from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from acttutor.core.formula.expression import OWN
from acttutor.labs.activations import words
from acttutor.labs.activations.figures.curves import COUNT, Curves
from acttutor.labs.activations.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL
from acttutor.plots.text.quick import QuickText

#: Sizes in points and distances in logical pixels, for one, two and more functions.
#: The height that a high formula may have.
HIGHEST = 40.0
SIZES, GAPS = (13.0, 10.5, 9.5), (26.0, 26.0, 18.0)
_FRACTION = re.compile(r"\\dfrac\{(.*?)\}\{((?:[^{}]|\{[^{}]*\})*)\}")
#: Relations with their space on both sides.
_RELATIONS = {r"\leq ": r"\;≤\;", r"\geq ": r"\;≥\;", r"\neq ": r"\;≠\;"}


class Pieces(NamedTuple):
    """A formula around its fraction; without one the three last are empty."""

    before: str
    numerator: str = ""
    denominator: str = ""
    after: str = ""


def take_apart(latex: str) -> Pieces:
    """Return the pieces of a formula with at most one fraction."""
    for relation, spaced in _RELATIONS.items():
        latex = latex.replace(relation, spaced)
    found = _FRACTION.search(latex)
    if found is None:
        return Pieces(latex)
    return Pieces(latex[: found.start()], found[1], found[2], latex[found.end() :])


class Formula:
    """One formula, from its left end."""

    def __init__(self, owner: LabFigure[Run]) -> None:
        self.owner = owner
        self.whole = owner.static(owner.write(va="center"))
        self.parts = [self._part() for _ in Pieces._fields]
        self.bar = Line2D([], [], linewidth=0.9, transform=IdentityTransform())
        owner.figure.add_artist(self.bar)
        owner.static(self.bar)
        self._artists: tuple[Text | Line2D, ...] = (self.whole, *self.parts, self.bar)

    def _part(self) -> QuickText:
        return self.owner.static(self.owner.line(va="baseline"))

    def set_visible(self, visible: bool) -> None:
        """Show or hide it; `show` makes the right pieces visible again."""
        for artist in self._artists:
            artist.set_visible(visible and artist.get_visible())

    def show(
        self,
        sign: str,
        latex: str,
        quick: bool,
        size: float,
        color: str,
        left: float,
        middle: float,
        room: float,
    ) -> float:
        """Write a formula.

        Args:
            sign: what it is the formula of, with an equals sign.
            latex: mathtext without dollar signs.
            quick: put it together from pieces.
            size: in points.
            color: its colour.
            left, middle: its left end and the height of its bar or signs, in logical pixels.
            room: the width that there is; a longer formula is set smaller, or left out.

        Returns:
            Its width in logical pixels.
        """
        for artist in self._artists:
            artist.set_visible(False)
            artist.set_color(color)
        if quick:
            return self._show_pieces(take_apart(sign + latex), size, left, middle)
        self.whole.set_visible(True)
        self.whole.set_fontsize(size)
        self.whole.set_text(f"${sign}{latex}$")
        self.owner.put(self.whole, left, middle)
        box = self.whole.get_window_extent()
        width, height = box.width / self.owner.scale, box.height / self.owner.scale
        share = min(room / width, HIGHEST / height)
        if share >= 1:
            return float(width)
        # A typed formula can be of any length; too small to be read, it is left to its entry.
        if size * share < SMALL:
            self.whole.set_text(rf"${sign}\,\ldots$")
        self.whole.set_fontsize(max(size * share, SMALL))
        return float(self.whole.get_window_extent().width) / self.owner.scale

    def _show_pieces(self, pieces: Pieces, size: float, left: float, middle: float) -> float:
        em = size * 96 / 72
        widths = []
        for part, source in zip(self.parts, pieces, strict=True):
            part.set_visible(bool(source))
            part.set_fontsize(size)
            part.set_text(f"${source}$" if source else "")
            widths.append(self._width(part) if source else 0.0)
        before, numerator, denominator, after = self.parts
        over = max(widths[1], widths[2])
        start = left + widths[0] + 0.12 * em
        self.owner.put(before, left, middle + 0.3 * em)
        self.owner.put(numerator, start + (over - widths[1]) / 2, middle - 0.3 * em)
        self.owner.put(denominator, start + (over - widths[2]) / 2, middle + 0.98 * em)
        if over:
            self._put_bar(start, start + over, middle)
        end = start + over + 0.12 * em
        self.owner.put(after, end, middle + 0.3 * em)
        return end + widths[3] - left

    def _width(self, part: QuickText) -> float:
        return part.extent(self.owner.figure.dpi)[0] / self.owner.scale

    def _put_bar(self, left: float, right: float, top: float) -> None:
        scale = self.owner.scale
        height = round((self.owner.size()[1] - top) * scale) + 0.5
        self.bar.set_data([left * scale, right * scale], [height, height])
        self.bar.set_visible(True)


class Formulas:
    """A row of formulas above one of the two plots.

    Args:
        owner: the figure of the lab.
        curves: the curves, whose colours the formulas share.
        row: 0 for f, 1 for f′.
    """

    def __init__(self, owner: LabFigure[Run], curves: Curves, row: int) -> None:
        self.owner, self.curves, self.row = owner, curves, row
        self.formulas = [Formula(owner) for _ in range(COUNT)]
        self.rect = Rect(0.0, 0.0, 100.0, 40.0)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle, in its middle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """The formulas are always there."""

    def update(self) -> None:
        """Follow functions and parameters."""
        entries = words.formulas(self.owner.run)
        single = len(entries) == 1
        palette = min(len(entries), len(SIZES)) - 1
        x, right, (_, middle) = self.rect.left, self.rect.right, self.rect.middle
        first = True
        for index, formula in enumerate(self.formulas):
            # How a typed function is differentiated is told where there is room for it.
            untold = self.row == 1 and not single
            if index >= len(entries) or (untold and entries[index][0] == OWN):
                formula.set_visible(False)
                continue
            function, *sides = entries[index]
            side, color = sides[self.row], self.curves.colors(index)[self.row]
            sign = ("f(x)=", "f'(x)=")[self.row] if first and "h^{2}" not in side else ""
            width = formula.show(
                sign,
                side,
                bool(self.owner.run.activations[function].params),
                SIZES[palette],
                self.owner.theme.ink(color),
                x,
                middle,
                right - x if first else math.inf,
            )
            # What does not fit is left out, but never the formula of the chosen function.
            formula.set_visible(first or x + width <= right)
            x, first = x + width + GAPS[palette], False
