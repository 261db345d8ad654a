"""All questions of an exam in a table: what is answered, what is marked, and the way to each."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from acttutor.labs.quiz.figures.page import BUTTON, CARD, NOWHERE, QUIET, Clock, Page, Spot, Type
from acttutor.labs.quiz.model.exam import Exam
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import Node
from acttutor.plots.parts.layout import Place, Rect, columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item as Text
from acttutor.plots.parts.words.text_block import TextBlock
from acttutor.plots.style import HEADING

#: A cell and the space around it, in logical pixels; heights of the heading and of what colours
#: mean.
WIDE, HIGH, GAP, HEAD, LEGEND = 54.0, 38.0, 8.0, 30.0, 30.0
#: A sample of a colour.
SAMPLE = 14.0


class TablePage(Page):
    """A cell for each question; a click goes there."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        super().__init__(lab, 2)
        self.title, self.clock = TextBlock(lab, 1, rests=True), Clock(lab)
        self.cells, self.legend = Place(), Place()
        self.parts += [self.title, self.clock]

    def update(self) -> None:
        """Show all questions."""
        exam, texts = self.lab.run.exam, self.lab.texts
        assert exam is not None
        look = next(look for look in self.types() if self._fits(len(exam.items), look))
        high = self._height(len(exam.items), look)
        rows(
            fixed(columns(share(self.title), fixed(self.clock, 90.0)), HEAD * look.factor),
            fixed(None, 8),
            fixed(self.cells, high),
            fixed(None, 10),
            fixed(self.legend, LEGEND * look.factor),
            fixed(None, 10),
            fixed(self.buttons, BUTTON * look.factor),
            share(None),
        ).layout(self.rect)
        for part in (self.title, self.clock):
            part.show(True)
        said = texts("quiz.table.title", left=exam.unanswered(), marked=len(exam.marked))
        if exam.done:
            said = texts("quiz.table.done")
        self.title.update([Text(said, look.size(HEADING), bold=True)])
        self.boxes.update([*self._cells(exam, look), *self._meaning(exam, look)])
        back = Spot("back", NOWHERE, partial(Run.go_to, index=exam.position))
        hand_in = Spot("enter", NOWHERE, Run.enter)
        offered = {
            texts("quiz.exam.hand_in"): hand_in,
            texts("quiz.table.back", number=exam.position + 1): back,
        }
        self.offer({texts("quiz.exam.back"): hand_in} if exam.done else offered, look)

    # -- cells ---------------------------------------------------------------------------------

    def _across(self, look: Type) -> int:
        return max(int((self.rect.width + GAP) / (WIDE * look.factor + GAP)), 1)

    def _height(self, count: int, look: Type) -> float:
        return -(-count // self._across(look)) * (HIGH * look.factor + GAP) - GAP

    def _fits(self, count: int, look: Type) -> bool:
        rest = 28 + (HEAD + LEGEND + BUTTON) * look.factor
        return (
            self._height(count, look) + rest <= self.rect.height or look == list(self.types())[-1]
        )

    def _cells(self, exam: Exam, look: Type) -> Iterator[Node]:
        theme, across, rect = self.lab.theme, self._across(look), self.cells.rect
        wide, high = WIDE * look.factor, HIGH * look.factor
        for index in range(len(exam.items)):
            row, column = divmod(index, across)
            # A table that is too long for the page has flatter cells.
            down = min(high, rect.height / -(-len(exam.items) // across) - GAP / 2)
            step = min(high + GAP, rect.height / -(-len(exam.items) // across))
            left, top = rect.left + column * (wide + GAP), rect.top + row * step
            place = Rect(left, top, wide, down)
            yield replace(
                self._cell(exam, index), rect=place, text=str(index + 1), size=look.size(CARD)
            )
            if index in exam.marked:
                flag = Rect(place.right - 13, place.top + 4, 8, 8)
                yield Node(flag, theme.warning, corner=4.0)
            self.spots.append(Spot("go_to", place, partial(Run.go_to, index=index)))

    def _cell(self, exam: Exam, index: int) -> Node:
        """Return the colours of a cell."""
        theme = self.lab.theme
        here = index == exam.position and not exam.done
        if exam.done:
            right = exam.verdicts()[index].right
            face, edge = (theme.wash_good, theme.good) if right else (theme.wash_bad, theme.bad)
        elif exam.is_answered(index):
            face, edge = theme.selected, theme.accent
        else:
            face, edge = theme.background, theme.line
        return Node(NOWHERE, face, theme.text if here else edge, 1.8 if here else 1.2)

    def _meaning(self, exam: Exam, look: Type) -> Iterator[Node]:
        """Say what the colours mean."""
        theme, texts, size = self.lab.theme, self.lab.texts, look.size(QUIET)
        kinds = (
            {
                "right": (theme.wash_good, theme.good),
                "wrong": (theme.wash_bad, theme.bad),
            }
            if exam.done
            else {
                "answered": (theme.selected, theme.accent),
                "open": (theme.background, theme.line),
            }
        )
        kinds["marked"] = (theme.warning, "none")
        left, middle = self.legend.rect.left, self.legend.rect.middle[1]
        for name, (face, edge) in kinds.items():
            word = texts(f"quiz.table.{name}")
            yield Node(Rect(left, middle - SAMPLE / 2, SAMPLE, SAMPLE), face, edge, 1.2, 3.0)
            beside = Rect(left + SAMPLE + 6, middle, 0.0, 0.0)
            yield Node(beside, text=word, color=theme.muted, size=size, align="left")
            left += SAMPLE + 30 + self.lab.width_of(word, size)
