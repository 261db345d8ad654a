"""Where an answer is given: cards with words, code or curves, orders, or the entry of a number."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from acttutor.labs.quiz.figures.code import CodeBlock, code_height
from acttutor.labs.quiz.figures.graph import GraphPart
from acttutor.labs.quiz.figures.sizes import Sizes
from acttutor.labs.quiz.model.graphs import framed
from acttutor.labs.quiz.model.item import Item, Option, written
from acttutor.labs.quiz.model.judging import spoken_answer
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts import layout, text_block
from acttutor.plots.parts.graph import GraphLayer, Node, circle
from acttutor.plots.parts.graph import written as written_at
from acttutor.plots.parts.layout import Part, Place, Rect, columns, fixed, grid, rows, share
from acttutor.plots.parts.text_block import TextBlock

#: Cards in a question, space between two, and radius of the number on a card.
CARDS, GAP, BADGE = 4, 8.0, 11.0
#: What the number and the margins take of the width of a card.
BESIDE = 54.0
#: Least heights of cards with words and with curves, and of the entry of a number.
WORDS, CURVE, ENTRY = 38.0, 84.0, 44.0


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
        self.badge, self.rect = Place(), Rect(0.0, 0.0, 100.0, 100.0)
        #: How much larger than usual it is.
        self.factor = 1.0
        self.words = TextBlock(lab, 4, rests=True, centred=True)
        self.code, self.curve = CodeBlock(lab), GraphPart(lab, small=True)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect
        wide = 3.8 * BADGE * self.factor
        badge = fixed(rows(share(self.badge, most=wide)), wide)
        columns(badge, share(layout.Over(self.words, self.code)), fixed(None, 8)).layout(rect)
        self.curve.layout(rect.inside(38, 4, 10, 4))

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        for part in (self.words, self.code, self.curve):
            part.show(visible)

    def update(self, option: Option, text: str, sizes: Sizes, is_code: bool) -> None:
        """Show an option."""
        self.show(False)
        if option.line is not None:
            self.curve.show(True)
            self.curve.update(framed([option.line]))
        elif is_code:
            size = self.code.size(text, self.code.rect.width, math.inf, sizes.card)
            middle, high = self.rect.middle[1], code_height(text, size)
            self.code.layout(self.code.rect._replace(top=middle - high / 2))
            self.code.update(text, size)
        else:
            self.words.show(True)
            self.words.update([text_block.Item(text, sizes.card)])


class AnswerPart:
    """The cards of a question, or the entry.

    Args:
        lab: the figure; it names run, texts and theme.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.boxes = GraphLayer(lab, behind=True)
        self.cards = [Card(lab) for _ in range(2 * CARDS)]
        self.titles = [TextBlock(lab, 1, rests=True) for _ in range(2)]
        self.entry, self.beside = Place(), TextBlock(lab, 2, rests=True, centred=True)
        self.typed = TextBlock(lab, 1, rests=True, centred=True)
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
        parts: list[Part] = [self.boxes, *self.cards, *self.titles, self.beside, self.typed]
        for part in parts:
            part.show(visible)

    # -- how much room -------------------------------------------------------------------------

    def bounds(self, item: Item, sizes: Sizes, width: float) -> tuple[float, float]:
        """Return the least and the largest height for a question."""
        if item.kind == "number":
            return ENTRY * sizes.factor, ENTRY * sizes.factor
        if not item.options:
            return 0.0, 0.0
        lines = -(-len(item.options) // self._across(item, sizes, width))
        least = CURVE if _has_curves(item) else self._word_height(item, sizes, width)
        most = math.inf if _has_curves(item) else 1.5 * least
        titles = self._title_height(sizes) if item.kind == "order" else 0.0
        gaps = (lines - 1) * GAP + titles
        return lines * least + gaps, lines * most + gaps

    def _title_height(self, sizes: Sizes) -> float:
        return 22.0 * sizes.factor

    def _words(self, item: Item) -> list[str]:
        return [written(option.words, self.lab.texts) for option in item.options]

    def _across(self, item: Item, sizes: Sizes, width: float) -> int:
        """Return how many cards stand beside each other."""
        if item.kind == "order" or (self.is_beside and not _has_curves(item)):
            return 1
        if _has_curves(item):
            return 2
        half, width_of = (width - GAP) / 2 - BESIDE * sizes.factor, self.lab.width_of
        short = all(width_of(each, sizes.card) <= half for each in self._words(item))
        return 2 if short and not item.code and len(item.options) > 2 else 1

    def _word_height(self, item: Item, sizes: Sizes, width: float) -> float:
        across = 2 if item.kind == "order" else self._across(item, sizes, width)
        room = (width - GAP * (across - 1)) / across - BESIDE * sizes.factor
        needed = self.cards[0].words.needed
        heights = [
            needed([text_block.Item(each, sizes.card)], room)
            for each in ([] if item.code else self._words(item))
        ]
        return max(WORDS * sizes.factor, *heights, 0.0) + 2

    # -- showing -------------------------------------------------------------------------------

    def update(self, item: Item, sizes: Sizes) -> None:
        """Show what there is to choose from, or what has been typed."""
        self.show(False)
        for card in self.cards:
            card.factor = sizes.factor
        if item.kind == "number":
            self._show_entry(item, sizes)
        elif item.kind == "order":
            self._show_orders(item, sizes)
        elif item.options:
            shown = [Shown(i, str(i + 1), *self._colors(item, i)) for i in range(len(item.options))]
            cards = self.cards[: len(shown)]
            grid(cards, self._across(item, sizes, self.rect.width), GAP).layout(self.rect)
            self._fill(item, sizes, cards, shown)

    def _colors(self, item: Item, index: int) -> tuple[str, str]:
        """Return the colours of a card: chosen, right, wrong, or nothing of these."""
        theme, draft, judged = self.lab.theme, self.lab.run.draft, self.lab.run.judged
        chosen = index in draft if isinstance(draft, tuple) else index == draft
        if judged is not None and index == item.answer[0]:
            return theme.wash_good, theme.good
        if chosen and judged is not None:
            return theme.wash_bad, theme.bad
        return (theme.selected, theme.accent) if chosen else (theme.surface, theme.line)

    def _fill(
        self, item: Item, sizes: Sizes, cards: Sequence[Card], shown: Sequence[Shown]
    ) -> None:
        theme, words = self.lab.theme, self._words(item)
        nodes: list[Node] = []
        for card, (index, badge, face, edge) in zip(cards, shown, strict=True):
            card.update(item.options[index], words[index], sizes, bool(item.code))
            place = card.badge.rect if item.options[index].line else card.rect
            x, y = card.badge.rect.middle[0], place.middle[1]
            nodes += [
                Node(card.rect, face, edge, 1.4, 8.0),
                circle(x, y, BADGE * sizes.factor, theme.background, edge, 1.2),
                written_at(x, y, badge, theme.muted, sizes.quiet),
            ]
            if self.lab.run.judged is None:
                self.places[index] = card.rect
        self.boxes.update(nodes)

    def _show_orders(self, item: Item, sizes: Sizes) -> None:
        """Show the cards to click; after that the order given, and the right one beside it."""
        theme, draft, judged = self.lab.theme, self.lab.run.draft, self.lab.run.judged
        given = draft if isinstance(draft, tuple) else ()
        right = [Shown(k, str(n), theme.wash_good, theme.good) for n, k in _numbered(item.answer)]
        wrong = theme.wash_bad, theme.bad
        own = [
            Shown(k, str(n), *((theme.wash_good, theme.good) if item.answer[n - 1] == k else wrong))
            for n, k in _numbered(given)
        ]
        lists = {"own": own, "right": right}
        if judged is None:
            places = {k: str(n) for n, k in _numbered(given)}
            options = range(len(item.options))
            lists = {
                "": [Shown(k, places.get(k, ""), *self._colors(item, k)) for k in options],
            }
        elif judged.right or not given:
            lists = {"right": right}
        count = len(item.options)
        groups = [self.cards[k * count : (k + 1) * count] for k in range(len(lists))]
        titles = self.titles[: len(lists)]
        head = self._title_height(sizes)
        stacks = [
            share(rows(fixed(title, head), share(grid(group, 1, GAP))))
            for title, group in zip(titles, groups, strict=True)
        ]
        columns(*stacks, gap=2 * GAP).layout(self.rect)
        for title, name in zip(titles, lists, strict=True):
            words = self.lab.texts(f"quiz.orders.{name}" if name else "quiz.hint.order")
            title.show(True)
            title.update([text_block.Item(words, sizes.quiet, theme.muted)])
        cards = [card for group in groups for card in group]
        self._fill(item, sizes, cards, [each for shown in lists.values() for each in shown])

    def _show_entry(self, item: Item, sizes: Sizes) -> None:
        """Show the box with what has been typed, and beside it how exact it has to be."""
        texts, theme, judged = self.lab.texts, self.lab.theme, self.lab.run.judged
        wide = min(230.0 * sizes.factor, self.rect.width / 2)
        columns(fixed(self.entry, wide), share(self.beside), gap=16).layout(self.rect)
        box = self.entry.rect
        edge = theme.accent if judged is None else theme.good if judged.right else theme.bad
        self.boxes.update([Node(box, theme.surface, edge, 1.6, 8.0)])
        typed = str(self.lab.run.draft).replace("-", "−")
        said = text_block.Item((typed or "–") + ("|" if judged is None else ""), sizes.type(14.0))
        if not typed and judged is None:
            said = text_block.Item(texts("quiz.hint.type"), sizes.quiet, theme.muted)
        self.typed.show(True)
        self.typed.layout(box.inside(left=14))
        self.typed.update([said])
        exact = texts(f"quiz.hint.digits{min(item.digits, 1)}", digits=item.digits)
        beside = text_block.Item(exact, sizes.quiet, theme.muted)
        if judged is not None:
            answer = texts("quiz.verdict.answer", answer=spoken_answer(item, texts))
            beside = text_block.Item(answer, sizes.card, theme.good)
        else:
            self.places[0] = box
        self.beside.show(True)
        self.beside.update([beside])


def _has_curves(item: Item) -> bool:
    return any(option.line is not None for option in item.options)


def _numbered(order: Sequence[int]) -> list[tuple[int, int]]:
    """Return the numbers of options with their places, counted from 1."""
    return list(enumerate(order, start=1))
