"""The answer: the digit in large type, and ten bars of softmax."""

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.core.arrays import Array
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import CLASSES
from acttutor.labs.digits.words import probability, second_best, sureness
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.buttons import HEIGHT, Buttons
from acttutor.plots.parts.charts.bars import RowBars
from acttutor.plots.parts.layout import Rect, columns, fixed, share
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.number_column import Entry, NumberColumn, RowGrid
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, HEADING, SMALL

ROWS = RowGrid(head=4.0)
#: Height of the large digit with the words beside it, and its type in points.
TOP, LARGE = 62.0, 34.0
#: Room for what is said below the bars.
FOOT = 34.0


class AnswerBars:
    """A row for each digit: its bar, and its probability.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme = lab.theme
        self.names = NumberColumn(lab, ROWS, CLASSES, align="left", size=BODY + 1)
        self.bars = RowBars(lab, ROWS, [theme.muted, theme.f])
        self.numbers = NumberColumn(lab, ROWS, CLASSES, size=BODY)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect
        columns(fixed(self.names, 16), share(self.bars), fixed(self.numbers, 46), gap=6).layout(
            rect
        )

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        for part in (self.names, self.bars, self.numbers):
            part.show(visible)

    def update(self, p: Array | None) -> None:
        """Show the probabilities, the largest one in colour; none of no picture."""
        theme = self.lab.theme
        best = None if p is None else int(p.argmax())
        shares, zero = np.zeros(CLASSES) if p is None else p, np.zeros(CLASSES)
        is_best = np.arange(CLASSES) == best
        others, first = np.where(is_best, 0.0, shares), np.where(is_best, shares, 0.0)
        self.bars.update((0.0, 1.0), (zero, others), (zero, first))
        self.names.update(
            [Entry(str(k), theme.text if is_best[k] else "", is_best[k]) for k in range(CLASSES)]
        )
        written = ["" if p is None else probability(share) for share in shares]
        self.numbers.update(
            [
                Entry(text, theme.text if is_best[k] else theme.muted)
                for k, text in enumerate(written)
            ]
        )

    def row(self, digit: int) -> Rect:
        """Return the place of the row of a digit."""
        rows = ROWS.rows(self.rect)
        high = rows.height / CLASSES
        return Rect(rows.left, rows.top + digit * high, rows.width, high)

    def handles(self, can_be_kept: bool) -> list[Handle]:
        """Return the rows, if a click on one keeps the drawing."""
        rows = [self.row(k) for k in range(CLASSES)] if can_be_kept else []
        return [Handle(f"row{k}", row, str(k)) for k, row in enumerate(rows)]

    def digit_at(self, event: MouseEvent) -> int | None:
        """Return the digit whose row is under the pointer."""
        x, y = self.lab.pointer(event)
        inside = self.rect.left <= x <= self.rect.right
        return ROWS.row_at(self.rect, CLASSES, y) if inside else None


class Answer:
    """What the network says of the drawing.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts = lab.theme, lab.texts
        self.heading = Heading(lab, texts("digits.answer.title"), "p = softmax(u)")
        self.digit = lab.moving(lab.line(size=LARGE, color=theme.f, bold=True, va="center"))
        self.words = TextBlock(lab, 3)
        self.begin = Buttons(lab, 1)
        self.bars = AnswerBars(lab)
        self.note = TextBlock(lab, 3)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        self.visible = True

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect
        self.heading.layout(rect)
        top = rect.top + self.heading.height
        self.lab.put(self.digit, rect.left, top + TOP / 2 - 4)
        beside = Rect(rect.left + 40, top, rect.width - 40, TOP)
        self.words.layout(beside.inside(top=6))
        self.begin.layout(Rect(rect.left, top + TOP - HEIGHT, rect.width, HEIGHT))
        self.bars.layout(rect.inside(top=self.heading.height + TOP, bottom=FOOT))
        self.note.layout(Rect(rect.left, rect.bottom - FOOT + 4, rect.width, FOOT - 4))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible = visible
        self.digit.set_visible(visible)
        for part in (self.heading, self.words, self.bars, self.note):
            part.show(visible)
        self.begin.show(visible)

    def update(self, p: Array | None) -> None:
        """Show the probabilities of the digits, or that there is nothing to read."""
        if not self.visible:
            return
        lab, theme, texts = self.lab, self.lab.theme, self.lab.texts
        untaught = lab.run.epoch == 0
        self.begin.update([texts("digits.answer.teach")] * (untaught and not lab.printed), main=0)
        best = None if p is None else int(p.argmax())
        self.digit.set_visible(best is not None and not untaught)
        self.digit.set_text("" if best is None else str(best))
        self.words.layout(self._place_of_words(untaught))
        self.words.update(self._said(p, untaught))
        self.bars.update(p)
        said = lab.hint("digits.answer.keep") if p is not None else ""
        self.note.update([Item(said, SMALL, theme.muted)])

    def _said(self, p: Array | None, untaught: bool) -> list[Item]:
        texts, muted = self.lab.texts, self.lab.theme.muted
        if untaught or p is None:
            key = "untaught" if untaught else "empty"
            return [Item(texts(f"digits.answer.{key}"), SMALL + 0.5, muted)]
        second = second_best(p)
        values = {"second": str(second), "p": sureness(float(p[second]))}
        return [
            Item(sureness(float(p.max())), HEADING + 2),
            Item(texts("digits.answer.second", **values), SMALL + 0.5, muted),
        ]

    def _place_of_words(self, untaught: bool) -> Rect:
        top = self.rect.top + self.heading.height
        left = 0.0 if untaught else 40.0
        return Rect(
            self.rect.left + left, top + (0 if untaught else 6), self.rect.width - left, TOP
        )
