"""What is on the screen when no question is: nothing chosen, before an exam, and its result."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from acttutor.base.curriculum import SYLLABUS
from acttutor.labs.quiz import words
from acttutor.labs.quiz.figures.page import BUTTON, CARD, NOWHERE, QUIET, READ, Page, Spot, Type
from acttutor.labs.quiz.model.exam import Exam, Score, main_row
from acttutor.labs.quiz.model.item import Item as Question
from acttutor.labs.quiz.model.judging import question
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.bars import RowBars
from acttutor.plots.parts.graph import Node
from acttutor.plots.parts.layout import Place, Rect, Stack, columns, fixed, rows, share
from acttutor.plots.parts.words.number_column import NumberColumn, RowGrid
from acttutor.plots.parts.words.text_block import Item, TextBlock, broken
from acttutor.plots.style import HEADING

#: Heights of a line of the result and of the list, widths of a score and of bars, margins.
LINE, ROW, SCORE, BARS, PAD = 24.0, 30.0, 56.0, 420.0, 12.0
#: Space behind the way to a lesson or a lab.
BEHIND = 12.0
GRID = RowGrid(head=0.0)


class NotePage(Page):
    """Words, and a button to start an exam."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        super().__init__(lab, 1)
        self.words = TextBlock(lab, 14, rests=True)
        self.parts.append(self.words)

    def update(self) -> None:
        """Say that no topic is chosen, or what the exam will be, and offer to start it."""
        ready, look = self.lab.run.phase_name == "ready", next(self.types())
        said = self._ready(look) if ready else self._empty(look)
        rows(
            share(None, 0.35),
            fixed(self.words, self.words.needed(said, self.rect.width)),
            fixed(None, 16),
            fixed(self.buttons, BUTTON * look.factor),
            share(None, 0.65),
        ).layout(self.rect)
        self.words.show(True)
        self.words.update(said)
        start = {self.lab.texts("quiz.start.label"): Spot("start", NOWHERE, Run.start)}
        self.offer(start if ready else {}, look)

    def _empty(self, look: Type) -> list[Item]:
        texts, muted = self.lab.texts, self.lab.theme.muted
        title = Item(texts("quiz.empty.title"), look.size(16), bold=True)
        return [title, Item(texts("quiz.empty.text"), look.size(HEADING), muted, above=6)]

    def _ready(self, look: Type) -> list[Item]:
        texts, settings = self.lab.texts, self.lab.run.settings
        count, minutes = settings.size
        form = settings.form if settings.exam_form else "own"
        said = [Item(texts(f"quiz.ready.titles.{form}"), look.size(16), bold=True)]
        for key in ("size", "rules"):
            text = texts(f"quiz.ready.{key}", count=count, minutes=minutes)
            said.append(Item(text, look.size(HEADING), above=6))
        names = [texts(f"quiz.topics.options.{topic}") for topic in settings.topics]
        if settings.exam_form:
            topics = texts("quiz.ready.style")
            return [*said, Item(topics, look.size(READ), self.lab.theme.muted, above=6)]
        topics = "" if settings.only else texts("quiz.ready.separator").join(names)
        return [*said, Item(topics, look.size(READ), self.lab.theme.muted, above=6)]


class Way(NamedTuple):
    """A way to a lesson or a lab: the row it stands in, what it is called, and where it leads."""

    row: int
    name: str
    text: str
    leads: Path | Question


class ResultPage(Page):
    """The result of an exam: by topic with what to read next, and what was wrong.

    Args:
        lab: the figure.
        lesson_about: returns the file of the lesson about a row of the curriculum.
    """

    def __init__(self, lab: LabFigure[Run], lesson_about: Callable[[str], Path | None]) -> None:
        super().__init__(lab, 2)
        self.lesson_about = lesson_about
        theme, most = lab.theme, len(SYLLABUS)
        self.title, self.again = TextBlock(lab, 3, rests=True), TextBlock(lab, 1, rests=True)
        self.names = NumberColumn(lab, GRID, most, align="left", still=True)
        self.bars = RowBars(lab, GRID, [theme.wash_dead, theme.good])
        self.scores = NumberColumn(lab, GRID, most, still=True)
        self.lessons, self.labs = Place(), Place()
        self.parts += [self.title, self.again, self.names, self.bars, self.scores]

    def update(self) -> None:
        """Show the result, and as many questions as there is room for."""
        exam, texts, look = self.lab.run.exam, self.lab.texts, next(self.types())
        assert exam is not None
        wrong = [k for k, verdict in enumerate(exam.verdicts()) if not verdict.right]
        said, scores, row, list_ = (
            self._said(exam, look),
            exam.by_topic(),
            ROW * look.factor,
            Place(),
        )
        self._find_ways(exam, list(scores), look)
        rows(
            fixed(self.title, self.title.needed(said, self.rect.width) + 8),
            fixed(self._table(list(scores), look), LINE * look.factor * len(scores)),
            fixed(None, 10),
            fixed(self.again, row),
            share(list_),
            fixed(None, 8),
            fixed(self.buttons, BUTTON * look.factor),
        ).layout(self.rect)
        self.show(True)
        self.title.update(said)
        self._show_scores(list(scores.values()))
        head = texts(f"quiz.result.{'again' if wrong else 'all_right'}")
        self.again.update([Item(head, look.size(CARD), bold=True)])
        shown = wrong[: int(list_.rect.height / row)]
        place = list_.rect._replace(height=row * len(shown))
        self.boxes.update([*self._next(len(scores)), *self._list(exam, shown, place, look)])
        start, table = Spot("start", NOWHERE, Run.start), Spot("table", NOWHERE, Run.open_table)
        self.offer({texts("quiz.again.label"): start, texts("quiz.result.all"): table}, look)

    def _said(self, exam: Exam, look: Type) -> list[Item]:
        right, asked = exam.score()
        values = {"right": right, "asked": asked, "share": words.per_cent(right, asked)}
        title = Item(self.lab.texts("quiz.result.title", **values), look.size(17), bold=True)
        used = self.lab.texts("quiz.result.time", used=words.clock(round(exam.used_s)))
        return [title, Item(used, look.size(READ), self.lab.theme.muted)]

    def _table(self, topics: list[str], look: Type) -> Stack:
        """Return the columns of the table: names, bars, scores, and what to read next."""
        names = [self.lab.texts(f"quiz.syllabus.{topic}") for topic in topics]
        self.names.size = self.scores.size = size = look.size(QUIET)
        self._topics = names
        widest = max(self.lab.width_of(name, size) for name in names) + 16
        bars, score = BARS * look.factor, SCORE * look.factor
        return columns(
            fixed(self.names, widest),
            share(self.bars, most=bars),
            fixed(self.scores, score),
            fixed(None, 16),
            *(
                fixed(place, max(map(self._wide, ways), default=0.0))
                for place, ways in zip((self.lessons, self.labs), self._ways, strict=True)
            ),
        )

    def _show_scores(self, scores: list[Score]) -> None:
        self.names.update(self._topics)
        right, asked = np.array(scores, dtype=float).T
        nothing = np.zeros(len(right))
        self.bars.update((0.0, 1.0), (nothing, nothing + 1), (nothing, right / asked))
        self.scores.update([f"{score.right} / {score.asked}" for score in scores])

    def _find_ways(self, exam: Exam, topics: list[str], look: Type) -> None:
        """Find the lesson and the lab that help with each topic that was not all right."""
        texts = self.lab.texts
        self._size = look.size(QUIET)
        self._ways: tuple[list[Way], list[Way]] = ([], [])
        lessons, labs = self._ways
        for row, topic in enumerate(topics):
            missed = exam.missed(topic)
            if not missed:
                continue
            item = _most_common(missed)
            lesson = self.lesson_about(main_row(item))
            if lesson is not None:
                number = int(lesson.name.partition("-")[0])
                said = texts("quiz.result.lesson", number=number)
                lessons.append(Way(row, "lesson", said, lesson))
            if item.show is not None:
                said = texts("quiz.result.lab", lab=texts(f"{item.show[0]}.name"))
                labs.append(Way(row, "lab", said, item))

    def _wide(self, way: Way) -> float:
        return self.lab.width_of(way.text, self._size) + BEHIND

    def _next(self, topics: int) -> Iterator[Node]:
        """Yield the ways to what helps, each in the line of its topic."""
        for place, ways in zip((self.lessons, self.labs), self._ways, strict=True):
            lines = place.rect.grid(topics, 1, (0, 0))
            for row, name, text, leads in ways:
                color = self.lab.theme.accent
                yield Node(lines[row], text=text, color=color, size=self._size, align="left")
                self.spots.append(Spot(name, lines[row], leads=leads))

    def _list(self, exam: Exam, shown: list[int], rect: Rect, look: Type) -> Iterator[Node]:
        """Yield questions in lines; each can be looked at again."""
        theme, size = self.lab.theme, look.size(QUIET)
        for index, place in zip(shown, rect.grid(len(shown), 1, (0, 4)), strict=True):
            inside = place.inside(left=PAD, right=PAD)
            line = f"{index + 1}.  {question(exam.items[index], self.lab.texts)}"
            room = (inside.width - 3 * PAD) * self.lab.scale
            first, *others = broken(line, size, False, room, self.lab.dpi)
            text = first + "…" if others else first
            yield Node(place, theme.surface)
            yield Node(inside, text=text, size=size, align="left")
            yield Node(inside, text="→", color=theme.accent, size=size, align="right")
            self.spots.append(Spot("go_to", place, partial(Run.go_to, index=index)))


def _most_common(missed: Sequence[Question]) -> Question:
    """Return a question about the row that most of these are about."""
    counts = Counter(main_row(item) for item in missed)
    return max(missed, key=lambda item: counts[main_row(item)])
