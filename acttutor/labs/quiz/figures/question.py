"""A question, its answer, and what is said about it."""

from collections.abc import Iterator
from functools import partial

from acttutor.labs.quiz import words
from acttutor.labs.quiz.code.snippet import lettered
from acttutor.labs.quiz.figures.cards import AnswerPart
from acttutor.labs.quiz.figures.code import code_height, code_nodes, scale_of, size_for
from acttutor.labs.quiz.figures.graph import GraphPart
from acttutor.labs.quiz.figures.page import (
    ASK,
    BUTTON,
    NOWHERE,
    QUIET,
    READ,
    Clock,
    Page,
    Spot,
    Type,
)
from acttutor.labs.quiz.model.exam import Exam
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.model.judging import explanation, question
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.strip import Cell, Group, Strip
from acttutor.plots.parts.graph import Node
from acttutor.plots.parts.layout import Place, Slot, Stack, columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item as Text
from acttutor.plots.parts.words.text_block import TextBlock, formula
from acttutor.plots.style import HEADING

#: From this width on, a graph and the cards stand beside each other.
WIDE = 1000.0
#: Heights of the topic and of the dots; of a graph at least; and of code as a share of the page.
TOPIC, DOTS, GRAPH, CODE = 26.0, 22.0, 112.0, 0.26
#: More questions than these have no dots, only the table.
MOST_DOTS = 40
#: Margins around what is said.
INSIDE, SAID = 14.0, 9.0
#: Words without a picture may grow so much with the height of a page, and be so much larger than
#: usual, as long as they take this share of it.
ALONE, SHORT = (2.0, 2.3), 0.75
#: Weight of what is left over where everything has as much as it can use.
REST = 0.001


class QuestionPage(Page):
    """Topic, question, graph or code, what to choose from, what is said, and buttons."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        super().__init__(lab, 4)
        self.topic, self.ask = (TextBlock(lab, most, rests=True) for most in (1, 8))
        #: How it goes, or the clock of an exam.
        self.score = Clock(lab)
        self.dots = Strip(lab, most=20.0, dots=True, rests=True)
        self.graph, self.answer = GraphPart(lab), AnswerPart(lab)
        self.code, self.said = Place(), TextBlock(lab, 14, rests=True)
        self.parts += [self.topic, self.score, self.dots, self.ask, self.graph]
        self.parts += [self.answer, self.said]

    # -- rows ----------------------------------------------------------------------------------

    def _described(self, item: Item, look: Type) -> Stack:
        """Return the rows of the page, type in these look."""
        width, judged = self.rect.width, self.lab.run.judged
        dots = [fixed(self.dots, DOTS), fixed(None, 8)] if self._dotted() else []
        said = self.said.needed(list(self._sentences(item, look)), width - 2 * INSIDE)
        said += 2 * SAID if said else 0.0
        most = self._most_said(item, look)
        # What will be said has room below, which is empty until then: the rest goes above.
        above = 2.0 if most else 0.6
        return rows(
            fixed(columns(share(self.topic), share(self.score)), TOPIC * look.factor),
            *dots,
            share(None, above * REST),
            fixed(self.ask, self.ask.needed(self._asked(item, look), width) + 6),
            *self._middle(item, look),
            fixed(None, 10),
            *([fixed(self.said, said), fixed(None, 10)] if judged else []),
            fixed(self.buttons, BUTTON * look.factor),
            # What is above does not move when something is said.
            fixed(None, max(most - said, 0.0)),
            share(None, REST),
        )

    def _middle(self, item: Item, look: Type) -> list[Slot]:
        """Return graph or code, and the cards below or beside it."""
        width = self.rect.width
        self.answer.is_beside = item.graph is not None and bool(item.options) and width >= WIDE
        if self.answer.is_beside:
            # Beside each other both have the whole height.
            least, most = self.answer.bounds(item, look, 0.42 * width)
            cards = rows(share(self.answer, 1, least, most), share(None, REST))
            both = columns(share(self.graph, 0.56), share(cards, 0.42), gap=20)
            return [share(both, least=max(least, GRAPH))]
        answer = share(self.answer, 1, *self.answer.bounds(item, look, width))
        if item.graph is not None:
            return [share(self.graph, 2, least=GRAPH), fixed(None, 6), answer]
        if item.code:
            high = code_height(item.code, self._code_size(item, look))
            return [fixed(self.code, high), fixed(None, 12), answer]
        return [answer]

    def _code_size(self, item: Item, look: Type) -> float:
        high = CODE * self.rect.height
        code = lettered(item.code, self.lab.texts)
        return size_for(code, self.rect.width, scale_of(self.lab), high, look.size(12.0))

    def _exam(self) -> Exam | None:
        run = self.lab.run
        return run.exam if run.phase_name in ("exam", "review") else None

    def _dotted(self) -> Exam | None:
        """Return the exam if there is room for a dot for each of its questions."""
        exam = self._exam()
        return exam if exam is not None and len(exam.items) <= MOST_DOTS else None

    # -- texts ---------------------------------------------------------------------------------

    def _asked(self, item: Item, look: Type) -> list[Text]:
        said = [Text(question(item, self.lab.texts), look.size(ASK))]
        if item.formula:
            said.append(formula(item.formula, look.size(14.0), above=4))
        if item.kind == "click":
            hint = self.lab.texts("quiz.hint.click")
            said.append(Text(hint, look.size(QUIET), self.lab.theme.muted))
        return said

    def _sentences(self, item: Item, look: Type, mistake: str | None = None) -> Iterator[Text]:
        """Yield what is said about the answer; with a mistake, what would be said about that."""
        judged, texts, theme = self.lab.run.judged, self.lab.texts, self.lab.theme
        if judged is None and mistake is None:
            return
        right = judged is not None and judged.right
        head, color = ("right", theme.good) if right else ("wrong", theme.bad)
        yield Text(texts(f"quiz.verdict.{head}"), look.size(HEADING), color, True)
        if not right or mistake is not None:
            name = mistake if judged is None or mistake else judged.mistake
            yield Text(texts(f"quiz.mistakes.{name}"), look.size(READ))
        yield Text(explanation(item, texts), look.size(READ))
        yield from (formula(step, look.size(12.0), above=2) for step in item.steps)

    def _most_said(self, item: Item, look: Type) -> float:
        """Return the room for what is said after the answer, the longest mistake included."""
        if self.lab.run.phase_name == "exam":
            return 0.0
        names = {*item.traps, *(option.mistake for option in item.options if option.mistake)}
        width, needed = self.rect.width - 2 * INSIDE, self.said.needed
        return 2 * SAID + max(
            needed(list(self._sentences(item, look, name)), width)
            for name in (*names, "unknown", "order")
        )

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> None:
        """Show the question of the run, in the largest type that fits."""
        item = self.lab.run.item
        assert item is not None
        for look, most in self._looks(item):
            described = self._described(item, look)
            if described.least <= most * self.rect.height:
                break
        described.layout(self.rect)
        for part in (self.topic, self.score, self.ask, self.said):
            part.show(True)
        theme = self.lab.theme
        self.topic.update([Text(self._head(item), look.size(QUIET), theme.muted)])
        self._show_score(look)
        self._show_dots()
        self.ask.update(self._asked(item, look))
        self._show_graph(item)
        self.boxes.update([*self._code(item, look), *self._say(item, look)])
        self.answer.update(item, look)
        for index, rect in self.answer.places.items():
            choose = partial(Run.choose, index=index) if item.options else None
            self.spots.append(Spot("choose" if choose else "type", rect, choose))
        self._offer(item, look)

    def _looks(self, item: Item) -> Iterator[tuple[Type, float]]:
        """Yield types, the largest first, each with the share of the page that it may take.

        A graph grows with the page; where there is none, the words of a short question do.
        """
        if item.graph is None and not any(option.line for option in item.options):
            yield from ((look, SHORT) for look in self.types(*ALONE))
        yield from ((look, 1.0) for look in self.types())

    def _head(self, item: Item) -> str:
        """Return the topic, in an exam with the number of the question."""
        texts, exam = self.lab.texts, self._exam()
        topic = texts(f"quiz.topics.options.{item.topic}")
        if exam is None:
            return topic
        here = exam.position if exam.review is None else exam.review
        return texts("quiz.exam.number", number=here + 1, count=len(exam.items), topic=topic)

    def _code(self, item: Item, look: Type) -> list[Node]:
        if not item.code:
            return []
        theme, size = self.lab.theme, self._code_size(item, look)
        code = lettered(item.code, self.lab.texts)
        written = code_nodes(self.code.rect, code, size, theme, scale_of(self.lab))
        return [Node(self.code.rect, theme.surface, theme.line), *written]

    def _show_score(self, look: Type) -> None:
        if self.lab.run.phase_name == "practice":
            said = words.readout(self.lab.run, self.lab.texts)
            self.score.update([Text(said, look.size(8.5), self.lab.theme.muted)])

    def _show_dots(self) -> None:
        """Show a dot for each question: filled if it is answered, and coloured afterwards."""
        exam, theme = self._dotted(), self.lab.theme
        if exam is None:
            return
        verdicts = exam.verdicts() if exam.done else []
        here = exam.position if exam.review is None else exam.review
        cells = []
        for index in range(len(exam.items)):
            face = theme.accent if exam.is_answered(index) else theme.background
            edge = theme.warning if index in exam.marked else theme.accent
            if verdicts:
                face = edge = theme.good if verdicts[index].right else theme.bad
            cells.append(Cell(face, edge, theme.text if index == here else "none"))
        self.dots.update([Group(cells)])
        self.spots += [
            Spot("go_to", rect, partial(Run.go_to, index=index))
            for index, rect in enumerate(self.dots.places)
        ]

    def _show_graph(self, item: Item) -> None:
        """Show the graph, what was clicked in it, and what is right."""
        if item.graph is None:
            return
        self.graph.update(item.graph)
        draft, judged, theme = self.lab.run.draft, self.lab.run.judged, self.lab.theme
        if item.kind != "click":
            return
        if isinstance(draft, float):
            wrong = judged is not None and not judged.right
            self.graph.mark(draft, theme.bad if wrong else theme.accent, wrong)
        for x in item.answer if judged is not None else ():
            self.graph.mark(x, theme.good)

    def _say(self, item: Item, look: Type) -> list[Node]:
        judged, theme, box = self.lab.run.judged, self.lab.theme, self.said.rect
        if judged is None:
            self.said.show(False)
            return []
        self.said.layout(box.inside(INSIDE, SAID, INSIDE, SAID))
        self.said.update(list(self._sentences(item, look)))
        return [Node(box, theme.wash_good if judged.right else theme.wash_bad, corner=8.0)]

    def _ways(self, exam: Exam) -> dict[str, Spot]:
        """Return the ways on from a question of an exam."""
        texts = self.lab.texts
        ways = {
            "next": Spot("enter", NOWHERE, Run.enter),
            "before": Spot("before", NOWHERE, Run.back),
            "unmark" if exam.position in exam.marked else "mark": Spot("mark", NOWHERE, Run.mark),
            "table": Spot("table", NOWHERE, Run.open_table),
        }
        if exam.position == 0:
            del ways["before"]
        return {texts(f"quiz.exam.{name}"): spot for name, spot in ways.items()}

    def _offer(self, item: Item, look: Type) -> None:
        """Offer to answer, to give up, or to go on."""
        run, texts = self.lab.run, self.lab.texts
        enter, give_up = Spot("enter", NOWHERE, Run.enter), Spot("give_up", NOWHERE, Run.give_up)
        exam = run.exam if run.phase_name == "exam" else None
        if exam is not None:
            self.offer(self._ways(exam), look)
        elif run.judged is None:
            answer = {texts("quiz.answer.label"): enter} if item.kind == "number" else {}
            self.offer({**answer, texts("quiz.give_up.label"): give_up}, look, bool(answer))
        else:
            key = "quiz.exam.back" if run.phase_name == "review" else "quiz.next.label"
            lab = item.show[0] if item.show is not None else ""
            there = lab and texts.has(f"{lab}.name")
            name = texts("quiz.show_in", lab=texts(f"{lab}.name")) if there else ""
            show = {name: Spot("show_me", NOWHERE, leads=item)} if there else {}
            self.offer({texts(key): enter, **show}, look)
