"""Where an answer is given: cards with words, code or curves, orders, or the entry of a number."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from acttutor.labs.quiz.figures.code import code_height, code_nodes, scale_of, size_for
from acttutor.labs.quiz.figures.graph import GraphPart
from acttutor.labs.quiz.figures.page import CARD, NOWHERE, QUIET, Type
from acttutor.labs.quiz.model.graphs import framed
from acttutor.labs.quiz.model.item import Item, Option
from acttutor.labs.quiz.model.judging import spoken_answer
from acttutor.labs.quiz.model.text import written
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import GraphLayer, Node, circle
from acttutor.plots.parts.graph import written as named
from acttutor.plots.parts.layout import Place, Rect, columns, fixed, grid, rows, share
from acttutor.plots.parts.words.text_block import Item as Text
from acttutor.plots.parts.words.text_block import TextBlock

#: Cards in a question, space between two, and radius of the number on a card.
CARDS, GAP, BADGE = 4, 8.0, 11.0
#: What the number and the margins take of the width of a card.
BESIDE = 54.0
#: Least heights of cards with words and with curves, and of the entry of a number.
WORDS, CURVE, ENTRY = 38.0, 84.0, 44.0
#: Height of what is written above an order.
TITLE = 22.0


class Shown(NamedTuple):
    """What a card shows: which option, with which number, in which colours."""

    option: int
    badge: str
    face: str
    edge: str


class Card:
    """A number, and words, code or a curve beside it.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.badge, self.rect = Place(), NOWHERE
        #: How much larger than usual it is.
        self.factor = 1.0
        self.words = TextBlock(lab, 4, rests=True, centred=True)
        #: Made when a curve is to be shown: axes take longer than all the rest of a card.
        self.curve: GraphPart | None = None

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect
        wide = 3.8 * BADGE * self.factor
        badge = fixed(rows(share(self.badge, most=wide)), wide)
        columns(badge, share(self.words), fixed(None, 8)).layout(rect)

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        self.words.show(visible)
        if self.curve is not None:
            self.curve.show(visible)

    def update(self, option: Option, text: str, look: Type, is_code: bool) -> list[Node]:
        """Show an option; returns code that is to be written."""
        theme, scale, place = self.lab.theme, scale_of(self.lab), self.words.rect
        if is_code:
            size = size_for(text, place.width, scale, math.inf, look.size(CARD))
            line = Rect.around(*place.middle, place.width, code_height(text, size))
            return code_nodes(line, text, size, theme, scale)
        if option.line is not None:
            self.curve = self.curve or GraphPart(self.lab, small=True)
            self.curve.layout(self.rect.inside(38, 4, 10, 4))
            self.curve.update(framed([option.line]))
        else:
            self.words.show(True)
            self.words.update([Text(text, look.size(CARD))])
        return []


class AnswerPart:
    """The cards of a question, or the entry.

    Args:
        lab: the figure; it names run, texts and theme.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.boxes = GraphLayer(lab, behind=True)
        self.cards = [Card(lab) for _ in range(2 * CARDS)]
        self.entry, self.beside = Place(), Place()
        #: Whether it stands beside a graph, instead of below it.
        self.is_beside = False
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        #: Where a click chooses an option, by its number; or begins typing.
        self.places: dict[int, Rect] = {}

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        self.places = {}
        self.boxes.show(visible)
        for card in self.cards:
            card.show(visible)

    # -- how much room -------------------------------------------------------------------------

    def bounds(self, item: Item, look: Type, width: float) -> tuple[float, float]:
        """Return the least and the largest height for a question."""
        if item.kind == "number":
            return ENTRY * look.factor, ENTRY * look.factor
        if not item.options:
            return 0.0, 0.0
        lines = -(-len(item.options) // self._across(item, look, width))
        least = CURVE if _has_curves(item) else self._word_height(item, look, width)
        most = math.inf if _has_curves(item) else 1.5 * least
        titles = TITLE * look.factor if item.kind == "order" else 0.0
        gaps = (lines - 1) * GAP + titles
        return lines * least + gaps, lines * most + gaps

    def _words(self, item: Item) -> list[str]:
        return [written(option.words, self.lab.texts) for option in item.options]

    def _across(self, item: Item, look: Type, width: float) -> int:
        """Return how many cards stand beside each other."""
        if item.kind == "order" or (self.is_beside and not _has_curves(item)):
            return 1
        if _has_curves(item):
            return 2
        half, width_of = (width - GAP) / 2 - BESIDE * look.factor, self.lab.width_of
        short = all(width_of(each, look.size(CARD)) <= half for each in self._words(item))
        return 2 if short and not item.code and len(item.options) > 2 else 1

    def _word_height(self, item: Item, look: Type, width: float) -> float:
        across = 2 if item.kind == "order" else self._across(item, look, width)
        room = (width - GAP * (across - 1)) / across - BESIDE * look.factor
        needed = self.cards[0].words.needed
        heights = [
            needed([Text(each, look.size(CARD))], room)
            for each in ([] if item.code else self._words(item))
        ]
        return max(WORDS * look.factor, *heights, 0.0) + 2

    # -- showing -------------------------------------------------------------------------------

    def update(self, item: Item, look: Type) -> None:
        """Show what there is to choose from, or what has been typed."""
        self.show(False)
        for card in self.cards:
            card.factor = look.factor
        if item.kind == "number":
            self._show_entry(item, look)
        elif item.kind == "order":
            self._show_orders(item, look)
        elif item.options:
            shown = [self._shown(item, index) for index in range(len(item.options))]
            cards = self.cards[: len(shown)]
            grid(cards, self._across(item, look, self.rect.width), GAP).layout(self.rect)
            self.boxes.update(list(self._filled(item, look, cards, shown)))

    def _shown(self, item: Item, index: int) -> Shown:
        """Return a card with its number: chosen, right, wrong, or nothing of these."""
        theme, draft, judged = self.lab.theme, self.lab.run.draft, self.lab.run.judged
        chosen = index in draft if isinstance(draft, tuple) else index == draft
        right = index == item.answer[0]
        if judged is not None and (chosen or right):
            return self._judged(index, "", right)
        colors = (theme.selected, theme.accent) if chosen else (theme.surface, theme.line)
        return Shown(index, str(index + 1), *colors)

    def _judged(self, index: int, number: str, right: bool) -> Shown:
        """Return a card with a tick or a cross, in the colours of right or wrong."""
        theme = self.lab.theme
        if right:
            return Shown(index, f"{number}✓", theme.wash_good, theme.good)
        return Shown(index, f"{number}✗", theme.wash_bad, theme.bad)

    def _filled(
        self, item: Item, look: Type, cards: Sequence[Card], shown: Sequence[Shown]
    ) -> Iterator[Node]:
        theme, words = self.lab.theme, self._words(item)
        for card, (index, badge, face, edge) in zip(cards, shown, strict=True):
            x, y = card.badge.rect.middle
            if item.options[index].line is None:
                y = card.rect.middle[1]
            yield Node(card.rect, face, edge, 1.4, 8.0)
            yield circle(x, y, BADGE * look.factor, theme.background, edge, 1.2)
            yield named(x, y, badge, theme.muted, look.size(QUIET))
            yield from card.update(item.options[index], words[index], look, bool(item.code))
            if self.lab.run.judged is None:
                self.places[index] = card.rect

    def _show_orders(self, item: Item, look: Type) -> None:
        """Show the cards to click; after that the order given, and the right one beside it."""
        theme, draft, judged = self.lab.theme, self.lab.run.draft, self.lab.run.judged
        given = draft if isinstance(draft, tuple) else ()
        if judged is None:
            places = {k: str(n) for n, k in enumerate(given, start=1)}
            options = range(len(item.options))
            lists = {"": [self._shown(item, k)._replace(badge=places.get(k, "")) for k in options]}
        else:
            orders = {"right": item.answer}
            if given and not judged.right:
                orders = {"own": given, **orders}
            lists = {
                name: [
                    self._judged(k, str(n + 1), item.answer[n] == k) for n, k in enumerate(order)
                ]
                for name, order in orders.items()
            }
        count = len(item.options)
        groups = [self.cards[k * count : (k + 1) * count] for k in range(len(lists))]
        titles = [Place() for _ in lists]
        head = TITLE * look.factor
        stacks = [
            share(rows(fixed(title, head), share(grid(group, 1, GAP))))
            for title, group in zip(titles, groups, strict=True)
        ]
        columns(*stacks, gap=2 * GAP).layout(self.rect)
        size, texts, nodes = look.size(QUIET), self.lab.texts, []
        for title, (name, shown), group in zip(titles, lists.items(), groups, strict=True):
            words = texts(f"quiz.orders.{name}" if name else "quiz.hint.order")
            nodes += [_line(title.rect, words, theme.muted, size)]
            nodes += self._filled(item, look, group, shown)
        self.boxes.update(nodes)

    def _show_entry(self, item: Item, look: Type) -> None:
        """Show the box with what has been typed, and beside it how exact it has to be."""
        texts, theme, judged = self.lab.texts, self.lab.theme, self.lab.run.judged
        wide = min(230.0 * look.factor, self.rect.width / 2)
        columns(fixed(self.entry, wide), share(self.beside), gap=16).layout(self.rect)
        box, small = self.entry.rect, look.size(QUIET)
        edge = theme.accent if judged is None else theme.good if judged.right else theme.bad
        typed = str(self.lab.run.draft).replace("-", "−")
        said = (typed or "–") + ("|" if judged is None else "")
        line = _line(box.inside(left=14), said, theme.text, look.size(14.0))
        if not typed and judged is None:
            line = _line(box.inside(left=14), texts("quiz.hint.type"), theme.muted, small)
        exact = texts(f"quiz.hint.digits{min(item.digits, 1)}", digits=item.digits)
        beside = _line(self.beside.rect, exact, theme.muted, small)
        if judged is None:
            self.places[0] = box
        else:
            answer = texts("quiz.verdict.answer", answer=spoken_answer(item, texts))
            beside = _line(self.beside.rect, answer, theme.good, look.size(CARD))
        self.boxes.update([Node(box, theme.surface, edge, 1.6, 8.0), line, beside])


def _line(rect: Rect, text: str, color: str, size: float) -> Node:
    return Node(rect, text=text, color=color, size=size, align="left")


def _has_curves(item: Item) -> bool:
    return any(option.line is not None for option in item.options)
