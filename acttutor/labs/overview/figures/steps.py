"""Eight cards, one for each step of building a model, with a small picture on each."""

from typing import Any, NamedTuple

from acttutor.labs.overview.figures.sketches import SKETCHES, LiveCurves
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import STEPS, Link
from acttutor.labs.overview.words import link_name, there_is
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.sheet import Sheet, round_box
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.text.wrapping import text_width

#: Cards beside each other; the second row is the loop of learning.
COLUMNS = 4
#: Between cards, where the arrows are, and above the cards.
GAP_X, GAP_Y, HEAD = 18.0, 14.0, 28.0
#: Height of the line of labs on a card, and of the way back below the second row.
ROW, LOOP = 18.0, 17.0
#: Least height of the cards with their pictures.
SKETCHED = 218.0
#: The steps that are taken again and again.
AGAIN = (4, 6)


class Spot(NamedTuple):
    """A rectangle that leads somewhere."""

    left: float
    top: float
    width: float
    height: float
    link: Link

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies within."""
        return Rect(*self[:4]).holds(x, y)


class Steps:
    """The upper part of the figure.

    Args:
        lab: the figure; it names theme, run and texts.
        sheet: where to draw.
    """

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        self.lab, self.sheet = lab, sheet
        self._cards: list[Spot] = []
        self._links: list[Spot] = []
        self._lit: Spot | None = None
        self._frame: Any = lab.moving(
            sheet.axes.add_patch(round_box(0, 0, 1, 1, fc="none", ec=lab.theme.accent, lw=1.8))
        )
        self._frame.set_visible(False)
        self._live = LiveCurves(lab, sheet)

    def show(self, visible: bool) -> None:
        """The cards are always there."""

    def layout(self, rect: Rect) -> None:
        """Draw the cards, with sketches or words alone."""
        left, top, width, height = rect
        texts = self.lab.texts
        self._cards, self._links = [], []
        self._lit = None
        #: Whether the cards have room for their pictures.
        self.sketched = height >= SKETCHED
        self._live.show(self.sketched)
        self.sheet.heading(rect, texts("overview.steps.title"), texts("overview.steps.hint"))
        card_width = (width - (COLUMNS - 1) * GAP_X) / COLUMNS
        card_height = (height - HEAD - GAP_Y - LOOP) / 2
        for number, (step, links) in enumerate(STEPS.items()):
            row, column = divmod(number, COLUMNS)
            x = left + column * (card_width + GAP_X)
            y = top + HEAD + row * (card_height + GAP_Y)
            self._card(number, step, links, (x, y, card_width, card_height))
        self._arrows(left, top + HEAD, card_width, card_height)

    def _card(
        self, number: int, step: str, links: tuple[Link, ...], place: tuple[float, ...]
    ) -> None:
        x, y, width, height = place
        theme, texts = self.lab.theme, self.lab.texts
        self.sheet.box(x, y, width, height, fc=theme.surface, ec=theme.grid, lw=1.0)
        accent = theme.df if AGAIN[0] <= number <= AGAIN[1] else theme.accent
        self.sheet.dot(x + 15, y + 15, 8.5, accent, accent)
        self.sheet.text(
            x + 15,
            y + 15,
            str(number + 1),
            SMALL,
            theme.background,
            ha="center",
            va="center_baseline",
            weight="bold",
        )
        self.sheet.text(
            x + 29,
            y + 15,
            texts(f"overview.steps.{step}"),
            BODY if width > 150 else SMALL,
            weight="bold",
            va="center_baseline",
        )
        if self.sketched:
            drawing = (x + 10, y + 30, width - 20, height - 30 - ROW - 8)
            SKETCHES[step](self.sheet, theme, drawing)
            if step == "hidden":
                self._live.place(drawing)
        self._write_links(links, x, y, width, height)

    def _write_links(
        self, links: tuple[Link, ...], x: float, y: float, width: float, height: float
    ) -> None:
        """Write the labs of a card at its foot, as many as there is room for."""
        theme, texts = self.lab.theme, self.lab.texts
        known = [link for link in links if there_is(link, texts)]
        if not known:
            return
        self._cards.append(Spot(x, y, width, height, known[0]))
        place, end = x + 10, x + width - 6
        for number, link in enumerate(known):
            name = ("→ " if number == 0 else "") + link_name(link, texts)
            size = text_width(name, SMALL)
            if number and place + size > end:
                break
            self.sheet.text(
                place, y + height - ROW / 2 - 2, name, SMALL, theme.accent, va="center_baseline"
            )
            self._links.append(Spot(place - 3, y + height - ROW - 2, size + 6, ROW, link))
            place += size + 12

    def _arrows(self, left: float, top: float, width: float, height: float) -> None:
        """Draw the way from card to card, and back from the update to the error."""
        theme = self.lab.theme
        for number in range(len(STEPS) - 1):
            row, column = divmod(number, COLUMNS)
            if column == COLUMNS - 1:
                continue
            x = left + (column + 1) * width + column * GAP_X
            y = top + row * (height + GAP_Y) + height / 2
            self.sheet.arrow((x + 2, y), (x + GAP_X - 2, y), theme.line, head=8)
        # From the end of the first row to the beginning of the second.
        y, right = top + height + GAP_Y / 2, left + 3.5 * width + 3 * GAP_X
        self.sheet.line([right, right, left + width / 2], [top + height, y, y], theme.line)
        self.sheet.arrow((left + width / 2, y), (left + width / 2, y + GAP_Y / 2), theme.line)
        self._loop(left, top + 2 * height + GAP_Y, width)

    def _loop(self, left: float, y: float, width: float) -> None:
        """Draw the way from the update back to the error, which is gone many times."""
        theme = self.lab.theme
        first, last = (left + (n - COLUMNS + 0.5) * width + (n - COLUMNS) * GAP_X for n in AGAIN)
        below = y + 9
        self.sheet.line([last, last, first, first], [y, below, below, y + 5], theme.df, lw=1.3)
        self.sheet.arrow((first, below), (first, y), theme.df, lw=1.3, head=8)
        words = self.lab.texts("overview.steps.again")
        middle, size = (first + last) / 2, text_width(words, SMALL) + 12
        looks: Any = {"fc": theme.background, "ec": "none", "zorder": 3, "radius": 0}
        self.sheet.box(middle - size / 2, below - 7, size, 14, **looks)
        looks = {"ha": "center", "va": "center_baseline"}
        self.sheet.text(middle, below, words, SMALL, theme.df, **looks)

    # -- showing and the pointer ---------------------------------------------------------------

    def update(self) -> None:
        """Show the picked function in the hidden units."""
        self._live.update()

    def target(self, x: float, y: float) -> Link | None:
        """Return where a point leads to."""
        for spot in (*self._links, *self._cards):
            if spot.holds(x, y):
                return spot.link
        return None

    def light(self, place: tuple[float, float] | None) -> bool:
        """Frame the card under the pointer; ``True`` if something changed."""
        lit = next((card for card in self._cards if place and card.holds(*place)), None)
        changed = lit is not self._lit
        self._lit = lit
        self._frame.set_visible(lit is not None)
        if changed and lit is not None:
            self._frame.set_bounds(lit.left, lit.top, lit.width, lit.height)
        return changed
