"""All labs, each with its question, for somebody who knows what is looked for."""

from acttutor.labs.overview.figures.spots import Section, Spot
from acttutor.labs.overview.state import ALL, Link
from acttutor.labs.overview.words import link_name, there_is
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.text_block import broken
from acttutor.plots.style import BODY, SMALL

COLUMNS = 2
#: Between cards, and around the words on them.
GAP, INSIDE = 8.0, 12.0
#: Largest height of a card, height of its name and of a line of its question, and what is around.
TALLEST, NAME, LINE, AROUND = 64.0, 17.0, 13.0, 8.0
#: Lines that a question takes in the smallest window.
ASKED = 2


class Labs(Section):
    """Cards in two columns; see `Section`."""

    @property
    def least(self) -> float:
        return self._lines * (NAME + ASKED * LINE + AROUND + GAP)

    @property
    def _links(self) -> list[Link]:
        return [Link(lab) for lab in ALL if there_is(Link(lab), self.lab.texts)]

    @property
    def _lines(self) -> int:
        return -(-len(self._links) // COLUMNS)

    def layout(self, rect: Rect) -> None:
        lines = self._lines
        most = lines * (TALLEST + GAP) - GAP
        cells = rect.inside(bottom=max(rect.height - most, 0.0)).grid(lines, COLUMNS, (GAP, GAP))
        # One column after the other.
        cards = list(zip(sorted(cells), self._links, strict=False))
        self.spots.place(*(Spot(*card) for card in cards))
        for card in cards:
            self._draw(*card)

    def _draw(self, card: Rect, link: Link) -> None:
        theme, texts, sheet = self.lab.theme, self.lab.texts, self.sheet
        sheet.box(*card, fc=theme.surface, ec=theme.grid, lw=1.0, radius=6)
        room = (card.width - 2 * INSIDE) * self.lab.scale
        asked = broken(texts(f"{link.lab}.question"), SMALL, False, room, self.lab.dpi)
        # A question is whole or not there.
        if NAME + LINE * len(asked) > card.height:
            asked = ()
        top = card.top + (card.height - NAME - LINE * len(asked)) / 2
        left = card.left + INSIDE
        sheet.text(left, top, link_name(link, texts), BODY, theme.accent, weight="bold")
        for number, line in enumerate(asked):
            sheet.text(left, top + NAME + LINE * number, line, SMALL, theme.muted)
