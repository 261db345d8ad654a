"""What is on the screen when no question is: nothing chosen, before an exam, and its result."""

from functools import partial

import numpy as np

from acttutor.labs.quiz import words
from acttutor.labs.quiz.figures.sizes import BUTTON, Spot, sizes_for
from acttutor.labs.quiz.model.exam import Exam
from acttutor.labs.quiz.model.item import TOPICS
from acttutor.labs.quiz.model.judging import question
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.bars import RowBars
from acttutor.plots.parts.buttons import Buttons
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Part, Place, Rect, columns, fixed, grid, rows, share
from acttutor.plots.parts.number_column import NumberColumn, RowGrid
from acttutor.plots.parts.text_block import Item, TextBlock, broken
from acttutor.plots.style import BODY, HEADING

#: Questions of an exam at most, and the height of a line of the result and of the list.
QUESTIONS, LINE, ROW = 40, 24.0, 30.0
#: Widths of a score, of the bars at most, and of the way to a question.
SCORE, BARS, ARROW, PAD = 56.0, 420.0, 20.0, 12.0
GRID = RowGrid(head=0.0)


class NotePage:
    """Words, and a button to start an exam.

    Args:
        lab: the figure; it names run, texts and theme.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.words, self.buttons = TextBlock(lab, 14, rests=True), Buttons(lab, 1)
        self.spots: list[Spot] = []

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.words.show(visible)
        self.buttons.show(visible)

    def update(self) -> None:
        """Say that no topic is chosen, or what the exam will be, and offer to start it."""
        texts, settings, ready = self.lab.texts, self.lab.run.settings, self.lab.run.settings.topics
        sizes, muted = next(sizes_for(self.rect)), self.lab.theme.muted
        said = [Item(texts("quiz.empty.title"), sizes.type(16), bold=True)]
        said.append(Item(texts("quiz.empty.text"), sizes.type(HEADING), muted, above=6))
        is_ready = self.lab.run.phase_name == "ready"
        if is_ready:
            said = [Item(texts("quiz.ready.title"), sizes.type(16), bold=True)]
            for key in ("size", "rules"):
                text = texts(f"quiz.ready.{key}", count=settings.count, minutes=settings.minutes)
                said.append(Item(text, sizes.type(HEADING), above=6))
            names = [texts(f"quiz.topics.options.{topic}") for topic in ready]
            if not settings.only:
                topics = texts("quiz.ready.separator").join(names)
                said.append(Item(topics, sizes.read, muted, above=6))
        needed = self.words.needed(said, self.rect.width)
        rows(
            share(None, 0.35),
            fixed(self.words, needed),
            fixed(None, 16),
            fixed(self.buttons, BUTTON * sizes.factor),
            share(None, 0.65),
        ).layout(self.rect)
        self.show(True)
        self.words.update(said)
        self.buttons.size = sizes.quiet
        self.buttons.update([texts("quiz.start.label")] if is_ready else [], main=0)
        self.spots = [Spot("start", place, Run.start) for place in self.buttons.places]


class ResultPage:
    """The result of an exam: by topic, and what was wrong.

    Args:
        lab: the figure; it names run, texts and theme.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, most = lab.theme, len(TOPICS)
        self.title, self.again = TextBlock(lab, 3, rests=True), TextBlock(lab, 1, rests=True)
        self.names = NumberColumn(lab, GRID, most, align="left", still=True)
        self.bars = RowBars(lab, GRID, [theme.wash_dead, theme.good])
        self.scores = NumberColumn(lab, GRID, most, still=True)
        self.boxes = GraphLayer(lab, behind=True)
        self.asked = NumberColumn(lab, GRID, QUESTIONS, align="left", still=True)
        self.ways = NumberColumn(lab, GRID, QUESTIONS, color=theme.accent, still=True)
        self.more, self.buttons = TextBlock(lab, 1, rests=True), Buttons(lab, 1)
        self.spots: list[Spot] = []

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        parts: list[Part] = [
            self.title, self.again, self.names, self.bars, self.scores, self.boxes, self.asked,
            self.ways, self.more, self.buttons,
        ]  # fmt: skip
        for part in parts:
            part.show(visible)

    def update(self) -> None:
        """Show the result, and as many questions as there is room for."""
        exam, texts, theme = self.lab.run.exam, self.lab.texts, self.lab.theme
        assert exam is not None
        scores, sizes = exam.by_topic(), next(sizes_for(self.rect))
        wrong = [k for k, verdict in enumerate(exam.verdicts()) if not verdict.right]
        names = [texts(f"quiz.topics.options.{topic}") for topic in scores]
        said = self._said(exam, sizes.type(17), sizes.read)
        self.names.size = self.scores.size = self.asked.size = self.ways.size = sizes.type(BODY)
        widest = max(self.lab.width_of(name, self.names.size) for name in names) + 16
        score = fixed(self.scores, SCORE * sizes.factor)
        line, row = LINE * sizes.factor, ROW * sizes.factor
        table = columns(
            fixed(self.names, widest), share(self.bars, most=BARS * sizes.factor), score
        )
        list_, ways = Place(), fixed(self.ways, ARROW)
        rows(
            fixed(self.title, self.title.needed(said, self.rect.width) + 8),
            fixed(table, line * len(names)),
            fixed(None, 10),
            fixed(self.again, row),
            share(list_),
            fixed(self.more, 20),
            fixed(self.buttons, BUTTON * sizes.factor),
        ).layout(self.rect)
        places = [Place() for _ in wrong[: int(list_.rect.height / row)]]
        grid(places, 1, 4).layout(list_.rect._replace(height=row * len(places)))
        columns(fixed(None, PAD), share(self.asked), ways, fixed(None, PAD)).layout(
            list_.rect._replace(height=row * len(places))
        )
        self.show(True)
        self.title.update(said)
        self.names.update(names)
        right, asked = np.array(list(scores.values()), dtype=float).T
        nothing = np.zeros(len(right))
        self.bars.update((0.0, 1.0), (nothing, nothing + 1), (nothing, right / asked))
        self.scores.update([f"{score.right} / {score.asked}" for score in scores.values()])
        heading = Item(
            texts(f"quiz.result.{'again' if wrong else 'all_right'}"), sizes.card, bold=True
        )
        self.again.update([heading])
        self.boxes.update([Node(place.rect, theme.surface) for place in places])
        shown = wrong[: len(places)]
        room = self.asked.rect.width - PAD
        self.asked.update([self._line(exam, index, room) for index in shown])
        self.ways.update(["→"] * len(shown))
        more = texts("quiz.result.more") if len(shown) < len(wrong) else ""
        self.more.update([Item(more, sizes.quiet, theme.muted)])
        self.buttons.size = sizes.quiet
        self.buttons.update([texts("quiz.again.label")], main=0)
        self.spots = [Spot("start", place, Run.start) for place in self.buttons.places]
        self.spots += [
            Spot("go_to", place.rect, partial(Run.go_to, index=index))
            for place, index in zip(places, shown, strict=True)
        ]

    def _said(self, exam: Exam, large: float, read: float) -> list[Item]:
        right, asked = exam.score()
        title = self.lab.texts(
            "quiz.result.title", right=right, asked=asked, share=words.per_cent(right, asked)
        )
        used = self.lab.texts("quiz.result.time", used=words.clock(round(exam.used_s)))
        return [Item(title, large, bold=True), Item(used, read, self.lab.theme.muted)]

    def _line(self, exam: Exam, index: int, room: float) -> str:
        """Return the beginning of a question that fits into a line."""
        line = f"{index + 1}.  {question(exam.items[index], self.lab.texts)}"
        size, scale = self.asked.size, self.lab.scale
        first, *others = broken(line, size, False, room * scale, self.lab.dpi)
        return first + "…" if others else first
