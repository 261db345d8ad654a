"""Where an answer is given: cards with words or curves, or the entry of a number."""

from typing import Any

from acttutor.labs.quiz.figures.code import TYPEWRITER, code_width, size_for
from acttutor.labs.quiz.figures.graph import Graphs
from acttutor.labs.quiz.figures.style import Page, Spot, line_height, width_of
from acttutor.labs.quiz.model.item import Item, Option, written
from acttutor.labs.quiz.model.judging import spoken_answer
from acttutor.labs.quiz.run import Run
from acttutor.plots.style import BODY, HEADING
from acttutor.plots.text.wrapping import wrap

GAP, BADGE = 10.0, 22.0
#: Least height of a card with words and with a curve, and the most of the latter.
WORDS, CURVE, TALL = 42.0, 84.0, 170.0


class Cards:
    """The cards of a question.

    Args:
        page: where to draw.
        graphs: the axes for curves.
        run: the quiz.
        item: the question.
    """

    def __init__(self, page: Page, graphs: Graphs, run: Run, item: Item) -> None:
        self.page, self.graphs, self.run, self.item = page, graphs, run, item
        self.size = HEADING if page.is_wide else 10.5
        options = self.item.options
        self.curves = any(option.line is not None for option in options)
        self.words = [written(option.words, page.lab.texts) for option in options]
        scale = page.lab.scale
        if self.item.code:
            self.size = min(
                self.size,
                *(size_for(each, page.inner - BADGE - 14, scale) for each in self.words),
            )
        half = (page.inner - GAP) / 2 - BADGE - 34
        short = all(self._width_of(each) <= half for each in self.words)
        has_graph = self.curves or self.item.graph is not None
        self.columns = 2 if has_graph or (short and len(options) > 2) else 1
        if self.curves and page.inner >= 1000:
            self.columns = 4
        self.rows = -(-len(options) // self.columns)
        self.card_width = (page.inner - GAP * (self.columns - 1)) / self.columns

    def _width_of(self, words: str) -> float:
        return (
            code_width(words, self.size, self.page.lab.scale)
            if self.item.code
            else width_of(words, self.size)
        )

    def _lines(self, words: str) -> list[str]:
        if self.item.code or "$" in words:
            return [words]
        return wrap(words, self.card_width - BADGE - 34, self.size)

    def _word_height(self) -> float:
        most = max((len(self._lines(each)) for each in self.words), default=1)
        return max(WORDS, most * line_height(self.size) + 16)

    def least(self) -> float:
        """Return the least height that is needed."""
        if self.item.kind == "click":
            return line_height(BODY)
        if self.item.kind == "number":
            return 62.0
        return self.rows * ((CURVE if self.curves else self._word_height()) + GAP)

    def draw(self, room: float) -> None:
        """Draw the cards, or the entry, into at most ``room`` logical pixels of height."""
        page = self.page
        if self.item.kind == "number":
            self._entry()
        elif self.item.kind == "click":
            hint = page.lab.texts("quiz.hint.click")
            page.paragraph(hint, BODY, page.lab.theme.muted)
        else:
            if self.item.kind == "order":
                page.paragraph(page.lab.texts("quiz.hint.order"), BODY, page.lab.theme.muted)
                room -= line_height(BODY)
            high = self._word_height()
            if self.curves:
                high = min(max(room / self.rows - GAP, CURVE), TALL)
            for index, option in enumerate(self.item.options):
                self._card(index, option, high)
            page.y += self.rows * (high + GAP)

    def _card(self, index: int, option: Option, high: float) -> None:
        page, sheet, theme = self.page, self.page.sheet, self.page.lab.theme
        row, column = divmod(index, self.columns)
        x = page.left + column * (self.card_width + GAP)
        y = page.y + row * (high + GAP)
        face, edge = self._colors(index)
        sheet.box(x, y, self.card_width, high, fc=face, ec=edge, lw=1.4, radius=8)
        middle = y + (17 if self.curves else high / 2)
        sheet.dot(x + 20, middle, BADGE / 2, theme.background, edge, 1.2)
        looks: Any = {"va": "center_baseline"}
        sheet.text(x + 20, middle, self._badge(index), BODY, theme.muted, ha="center", **looks)
        if option.line is not None:
            place = (x + 62, y + 12, self.card_width - 80, high - 36)
            self.graphs.show_card(index, option.line, *place)
        else:
            lines = self._lines(self.words[index])
            if self.item.code:
                looks["family"] = list(TYPEWRITER)
            first = middle - (len(lines) - 1) * line_height(self.size) / 2
            for number, words in enumerate(lines):
                down = first + number * line_height(self.size)
                sheet.text(x + 42, down, words, self.size, **looks)
        if self.run.judged is None:
            page.spots.append(Spot(x, y, self.card_width, high, "choose", (index,)))

    def _badge(self, index: int) -> str:
        clicked = self.run.draft
        if isinstance(clicked, tuple):
            if self.run.judged is not None:
                return str(self.item.answer.index(index) + 1)
            return str(clicked.index(index) + 1) if index in clicked else ""
        return str(index + 1)

    def _colors(self, index: int) -> tuple[str, str]:
        theme, draft, judged = self.page.lab.theme, self.run.draft, self.run.judged
        chosen = index in draft if isinstance(draft, tuple) else index == draft
        if judged is None:
            return (theme.selected, theme.accent) if chosen else (theme.surface, theme.line)
        if isinstance(draft, tuple):
            place = draft.index(index) if index in draft else -1
            right = place == self.item.answer.index(index)
            return (theme.wash_good, theme.good) if right else (theme.wash_bad, theme.bad)
        if index == self.item.answer[0]:
            return theme.wash_good, theme.good
        return (theme.wash_bad, theme.bad) if chosen else (theme.surface, theme.line)

    def _entry(self) -> None:
        """Draw the box with what has been typed, and beside it how exact it has to be."""
        page, sheet, theme, texts = (
            self.page,
            self.page.sheet,
            self.page.lab.theme,
            self.page.lab.texts,
        )
        judged = self.run.judged
        width, high = min(240.0, page.inner / 2), 44.0
        edge = theme.accent if judged is None else theme.good if judged.right else theme.bad
        sheet.box(page.left, page.y, width, high, fc=theme.surface, ec=edge, lw=1.6, radius=8)
        typed = str(self.run.draft).replace("-", "−")
        middle = page.y + high / 2
        looks: Any = {"va": "center_baseline"}
        if typed or judged is not None:
            caret = "" if judged is not None else "|"
            sheet.text(page.left + 16, middle, (typed or "–") + caret, 15.0, **looks)
        else:
            sheet.text(page.left + 16, middle, texts("quiz.hint.type"), BODY, theme.muted, **looks)
        beside = texts(f"quiz.hint.digits{min(self.item.digits, 1)}", digits=self.item.digits)
        ink = theme.muted
        if judged is not None:
            answer = spoken_answer(self.item, texts)
            beside, ink = texts("quiz.verdict.answer", answer=answer), theme.good
        sheet.text(
            page.left + width + 16, middle, beside, self.size if judged else BODY, ink, **looks
        )
        if judged is None:
            page.spots.append(Spot(page.left, page.y, width, high, "type"))
        page.y += high + 14
