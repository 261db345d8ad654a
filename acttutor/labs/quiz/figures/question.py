"""A question, its answer, and what is said about it."""

from typing import Any

from acttutor.labs.quiz import words
from acttutor.labs.quiz.code.snippet import lettered
from acttutor.labs.quiz.figures.cards import Cards
from acttutor.labs.quiz.figures.code import code_height, size_for, write_code
from acttutor.labs.quiz.figures.graph import Graphs
from acttutor.labs.quiz.figures.style import BUTTON, Page, Spot, line_height, step_height, width_of
from acttutor.labs.quiz.model.exam import Exam
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.model.judging import explanation, question
from acttutor.labs.quiz.run import Run
from acttutor.plots.style import BODY, HEADING, SMALL

#: Sizes of formulas; a long calculation takes the largest that fits.
FORMULA, STEPS = 15.0, (13.0, 11.0, 9.5)
#: The highest and the lowest graph.
MOST, LEAST = 330.0, 90.0


class QuestionPart:
    """Draws one question on a page.

    Args:
        page: where to write.
        graphs: the axes.
        run: the quiz.
        item: the question.
    """

    def __init__(self, page: Page, graphs: Graphs, run: Run, item: Item) -> None:
        self.page, self.graphs, self.run, self.item = page, graphs, run, item
        self.texts, self.theme = page.lab.texts, page.lab.theme
        self.read = HEADING if page.is_wide else BODY

    def draw(self) -> None:
        """Draw everything: question, graph, options, and below what is said about the answer."""
        page, item = self.page, self.item
        size = 14.0 if page.is_wide else 12.5
        # A short question does not stick to the upper edge.
        if item.graph is None and item.kind == "number":
            page.y += 0.06 * page.height
        page.y += 6
        page.paragraph(question(item, self.texts), size)
        page.y += 4
        if item.formula:
            page.sheet.text(page.left + 8, page.y, item.formula, FORMULA)
            page.y += 38
        if item.code:
            self._code(lettered(item.code, self.texts))
        below = self._height_below()
        cards = Cards(page, self.graphs, self.run, item)
        room = page.height - below - page.y
        if item.graph is not None:
            high = min(max(room - cards.least() - 58, LEAST), MOST)
            self._graph(high)
            room = page.height - below - page.y
        cards.draw(room)
        page.y += 8
        self._say()

    def _code(self, code: str) -> None:
        page, sheet = self.page, self.page.sheet
        scale = page.lab.scale
        size = size_for(code, page.inner, scale, 0.2 * page.height)
        high = code_height(code, size)
        looks: Any = {"fc": self.theme.surface, "ec": self.theme.line, "lw": 1.0, "radius": 6}
        sheet.box(page.left, page.y, page.inner, high, **looks)
        write_code(sheet.text, page.left, page.y, code, size, self.theme, scale)
        page.y += high + 12

    def _graph(self, high: float) -> None:
        page, graph = self.page, self.item.graph
        assert graph is not None
        names = max((width_of(line.name, SMALL) for line in graph.lines), default=0.0)
        top = 22.0 if graph.y_name else 8.0
        right = max(names + 14, width_of(graph.x_name, BODY) + 16)
        width = min(page.inner - 34 - right, 640.0)
        place = (page.left + 34, page.y + top, width, high)
        self.graphs.show(graph, *place)
        page.y += top + high + 28
        if self.item.kind == "click":
            self._click_spots()

    def _click_spots(self) -> None:
        """Show what was clicked, and what is right."""
        run, item = self.run, self.item
        judged = run.judged
        if isinstance(run.draft, float):
            wrong = judged is not None and not judged.right
            self.graphs.mark(run.draft, self.theme.bad if wrong else self.theme.accent, wrong)
        if judged is not None:
            for x in item.answer:
                self.graphs.mark(x, self.theme.good)

    # -- what is said --------------------------------------------------------------------------

    def _sentences(self) -> list[str]:
        """Return all sentences that may come, to keep room for the longest."""
        names = {*self.item.traps, *(o.mistake for o in self.item.options if o.mistake)}
        return [self.texts(f"quiz.mistakes.{name}") for name in (*names, "unknown", "order")]

    def _step_size(self) -> float:
        longest = [width_of(step, 10.0) / 10 for step in self.item.steps]
        fits = [s for s in STEPS if all(w * s <= self.page.inner for w in longest)]
        return fits[0] if fits else STEPS[-1]

    def _height_below(self) -> float:
        """Return the room for what is said after the answer, the longest mistake included."""
        page = self.page
        if self.run.phase_name == "exam":
            return BUTTON + 22
        mistake = max(page.height_of(s, self.read, page.inner - 24) for s in self._sentences())
        why = page.height_of(explanation(self.item, self.texts), self.read, page.inner - 24)
        steps = sum(step_height(step) for step in self.item.steps)
        return line_height(HEADING) + mistake + why + steps + BUTTON + 36

    def _say(self) -> None:
        page, run, texts, theme = self.page, self.run, self.texts, self.theme
        judged = run.judged
        if judged is None:
            self._buttons_before()
            return
        color, wash = (theme.good, theme.wash_good) if judged.right else (theme.bad, theme.wash_bad)
        box = page.sheet.box(page.left, page.y, page.inner, 10, fc=wash, ec="none", radius=8)
        top = page.y
        page.y += 9
        x = page.left + 14
        head = texts(f"quiz.verdict.{'right' if judged.right else 'wrong'}")
        page.paragraph(head, HEADING, color, x, weight="bold")
        if not judged.right:
            page.paragraph(texts(f"quiz.mistakes.{judged.mistake}"), self.read, "", x)
        page.paragraph(explanation(self.item, texts), self.read, "", x)
        size = self._step_size()
        for step in self.item.steps:
            high = step_height(step)
            looks: Any = {"va": "center"}
            page.sheet.text(x, page.y + high / 2, step, size, **looks)
            page.y += high
        page.y += 8
        box.set_height(page.y - top)
        self._buttons_after()

    def _buttons_before(self) -> None:
        page, run, texts = self.page, self.run, self.texts
        y = page.y + 6
        if run.phase_name == "exam" and run.exam is not None:
            last = run.exam.position + 1 == len(run.exam.items)
            page.button(
                page.left,
                y,
                texts(f"quiz.exam.{'hand_in' if last else 'next'}"),
                "enter",
                main=True,
            )
            return
        x = page.left
        if self.item.kind == "number":
            x = page.button(x, y, texts("quiz.answer.label"), "enter", main=True) + 10
        page.button(x, y, texts("quiz.give_up.label"), "give_up")

    def _buttons_after(self) -> None:
        page, texts = self.page, self.texts
        y = page.y + 10
        review = self.run.phase_name == "review"
        key = "quiz.exam.back" if review else "quiz.next.label"
        x = page.button(page.left, y, texts(key), "enter", main=True) + 10
        if self.item.show is not None:
            lab, _ = self.item.show
            if texts.has(f"{lab}.name"):
                name = texts("quiz.show_in", lab=texts(f"{lab}.name"))
                page.button(x, y, name, "show_me")


class HeadPart:
    """The line above a question: its topic, and how it goes."""

    def __init__(self, page: Page, run: Run, item: Item) -> None:
        self.page, self.run, self.item = page, run, item

    def draw(self) -> None:
        """Write topic and score; in an exam, a dot for each question."""
        page, run, texts, theme = self.page, self.run, self.page.lab.texts, self.page.lab.theme
        topic = texts(f"quiz.topics.options.{self.item.topic}")
        page.sheet.text(page.left, page.y, topic, BODY, theme.muted)
        if run.phase_name == "practice":
            looks: Any = {"ha": "right"}
            page.sheet.text(
                page.width - page.left,
                page.y,
                words.readout(run, texts),
                SMALL,
                theme.muted,
                **looks,
            )
        page.y += 24
        if run.exam is not None and run.phase_name in ("exam", "review"):
            self._dots(run.exam)

    def _dots(self, exam: Exam) -> None:
        """Draw a dot for each question: filled if it is answered, and coloured afterwards."""
        page, theme = self.page, self.page.lab.theme
        step = min(page.inner / len(exam.items), 22.0)
        verdicts = exam.verdicts() if exam.done else []
        here = exam.position if exam.review is None else exam.review
        for index in range(len(exam.items)):
            x, y = page.left + (index + 0.5) * step, page.y + 8
            face = theme.accent if exam.is_answered(index) else theme.background
            edge = theme.accent
            if verdicts:
                face = edge = theme.good if verdicts[index].right else theme.bad
            if index == here:
                page.sheet.dot(x, y, 8.5, theme.background, theme.text, 1.4)
            page.sheet.dot(x, y, 5.0, face, edge, 1.3)
            page.spots.append(Spot(x - step / 2, y - 11, step, 22, "go_to", (index,)))
        page.y += 24
