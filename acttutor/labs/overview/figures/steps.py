"""Eight cards, one for each step of building a model, with a small picture on each."""

from collections.abc import Sequence
from itertools import pairwise

from acttutor.labs.overview.figures.sketches import SKETCHES, LiveCurves
from acttutor.labs.overview.figures.spots import Section, Spot, Target
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import STEPS, Link
from acttutor.labs.overview.words import link_name, there_is
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.sheet import Sheet
from acttutor.plots.style import BODY, SMALL, Looks
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


class Steps(Section):
    """Cards in two rows, with the way from one to the next; see `Section`."""

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        super().__init__(lab, sheet, 8.0)
        self.links: list[Spot] = []
        self._live = LiveCurves(lab, sheet)

    def layout(self, rect: Rect) -> None:
        texts = self.lab.texts
        self.links = []
        #: Whether the cards have room for their pictures.
        self.sketched = rect.height >= SKETCHED
        self._live.show(self.sketched)
        self.sheet.heading(
            rect, texts("overview.steps.title"), self.lab.hint("overview.steps.hint")
        )
        cells = rect.inside(top=HEAD, bottom=LOOP)
        cards = cells.grid(2, COLUMNS, (GAP_X, GAP_Y))
        leading = []
        for number, (card, (step, links)) in enumerate(zip(cards, STEPS.items(), strict=True)):
            self._card(number, step, card)
            known = [link for link in links if there_is(link, texts)]
            leading += [Spot(card, link) for link in known[:1]]
            self._write_links(known, card)
        self.spots.place(*leading)
        self._arrows(cards)
        self._loop(cards[AGAIN[0]], cards[AGAIN[1]])

    def _card(self, number: int, step: str, card: Rect) -> None:
        theme, sheet = self.lab.theme, self.sheet
        sheet.box(*card, fc=theme.surface, ec=theme.grid, lw=1.0)
        accent = theme.df if AGAIN[0] <= number <= AGAIN[1] else theme.accent
        x, y = card.left + 15, card.top + 15
        sheet.dot(x, y, 8.5, accent, accent)
        looks: Looks = {"va": "center_baseline", "weight": "bold"}
        sheet.text(x, y, str(number + 1), SMALL, theme.background, ha="center", **looks)
        name = self.lab.texts(f"overview.steps.{step}")
        sheet.text(x + 14, y, name, BODY if card.width > 150 else SMALL, **looks)
        if self.sketched:
            drawing = card.inside(10, 30, 10, ROW + 8)
            SKETCHES[step](sheet, theme, drawing)
            if step == "hidden":
                self._live.place(drawing)

    def _write_links(self, links: Sequence[Link], card: Rect) -> None:
        """Write the labs of a card at its foot, as many as there is room for."""
        theme, texts = self.lab.theme, self.lab.texts
        x, y = card.left + 10, card.bottom - ROW / 2 - 2
        for number, link in enumerate(links):
            name = link_name(link, texts)
            size, arrow = text_width(name, SMALL), text_width("→ ", SMALL)
            if number == 0 and x + arrow + size <= card.right - 6:
                name, size = f"→ {name}", arrow + size
            if number and x + size > card.right - 6:
                break
            self.sheet.text(x, y, name, SMALL, theme.accent, va="center_baseline")
            self.links.append(Spot(Rect(x - 3, y - ROW / 2, size + 6, ROW), link))
            x += size + 12

    def _arrows(self, cards: Sequence[Rect]) -> None:
        """Draw the way from card to card."""
        color = self.lab.theme.line
        for first, second in pairwise(cards):
            if first.top == second.top:
                y = first.middle[1]
                self.sheet.arrow((first.right + 2, y), (second.left - 2, y), color, head=8)
            else:  # from the end of the first row to the beginning of the second
                (start, _), (end, _), y = first.middle, second.middle, second.top - GAP_Y / 2
                self.sheet.line([start, start, end], [first.bottom, y, y], color)
                self.sheet.arrow((end, y), (end, second.top), color)

    def _loop(self, first: Rect, last: Rect) -> None:
        """Draw the way from the update back to the error, which is gone many times."""
        theme, y, below = self.lab.theme, first.bottom, first.bottom + 9
        (start, _), (end, _) = last.middle, first.middle
        self.sheet.line([start, start, end, end], [y, below, below, y + 5], theme.df, lw=1.3)
        self.sheet.arrow((end, below), (end, y), theme.df, lw=1.3, head=8)
        words = self.lab.texts("overview.steps.again")
        middle, size = (start + end) / 2, text_width(words, SMALL) + 12
        looks: Looks = {"fc": theme.background, "ec": "none", "zorder": 3, "radius": 0}
        self.sheet.box(middle - size / 2, below - 7, size, 14, **looks)
        looks = {"ha": "center", "va": "center_baseline"}
        self.sheet.text(middle, below, words, SMALL, theme.df, **looks)

    # -- showing and the pointer ---------------------------------------------------------------

    def update(self) -> None:
        super().update()
        self._live.update()

    def places(self) -> list[Spot]:
        return [*super().places(), *self.links]

    def target(self, x: float, y: float) -> Target | None:
        named = (spot.target for spot in self.links if spot.holds((x, y)))
        return next(named, super().target(x, y))
