"""What is on the screen when no question is: nothing chosen, before an exam, and its result."""

from typing import Any

from acttutor.labs.quiz import words
from acttutor.labs.quiz.figures.style import BUTTON, Page, Spot, line_height, width_of
from acttutor.labs.quiz.model.exam import Exam
from acttutor.labs.quiz.model.judging import question
from acttutor.labs.quiz.run import Run
from acttutor.plots.style import BODY, HEADING, SMALL
from acttutor.plots.text.wrapping import wrap


def draw_empty(page: Page) -> None:
    """Say that no topic is chosen."""
    texts, theme = page.lab.texts, page.lab.theme
    page.y = 0.3 * page.height
    page.paragraph(texts("quiz.empty.title"), 16.0, weight="bold")
    page.y += 6
    page.paragraph(texts("quiz.empty.text"), HEADING, theme.muted)


def draw_ready(page: Page, run: Run) -> None:
    """Say what the exam will be, and offer to start it."""
    texts, theme, settings = page.lab.texts, page.lab.theme, run.settings
    page.y = 0.2 * page.height
    page.paragraph(texts("quiz.ready.title"), 16.0, weight="bold")
    page.y += 8
    topics = texts("quiz.ready.separator").join(
        texts(f"quiz.topics.options.{topic}") for topic in settings.topics
    )
    for key in ("size", "rules"):
        text = texts(f"quiz.ready.{key}", count=settings.count, minutes=settings.minutes)
        page.paragraph(text, HEADING)
        page.y += 4
    if not settings.only:
        page.paragraph(topics, BODY, theme.muted)
    page.y += 14
    page.button(page.left, page.y, texts("quiz.start.label"), "start", main=True)


class ResultPart:
    """The result of an exam: by topic, and what was wrong.

    Args:
        page: where to write.
        exam: what is over.
    """

    def __init__(self, page: Page, exam: Exam) -> None:
        self.page, self.exam = page, exam
        self.texts, self.theme = page.lab.texts, page.lab.theme

    def draw(self) -> None:
        """Draw the result."""
        page, texts, exam = self.page, self.texts, self.exam
        right, asked = exam.score()
        values: Any = {"right": right, "asked": asked, "share": words.per_cent(right, asked)}
        page.y = 18
        page.paragraph(texts("quiz.result.title", **values), 18.0, weight="bold")
        used = words.clock(round(exam.used_s))
        page.paragraph(texts("quiz.result.time", used=used), BODY, self.theme.muted)
        page.y += 8
        self._topics()
        self._wrong()
        y = page.height - BUTTON - 10
        page.button(page.left, y, texts("quiz.again.label"), "start", main=True)

    def _topics(self) -> None:
        """Draw a bar for each topic."""
        page, texts, theme = self.page, self.texts, self.theme
        scores = self.exam.by_topic()
        names = {topic: texts(f"quiz.topics.options.{topic}") for topic in scores}
        left = page.left + max(width_of(name, BODY) for name in names.values()) + 16
        width = min(page.width - left - page.left - 60, 420.0)
        for topic, (right, asked) in scores.items():
            middle = page.y + 12
            looks: Any = {"va": "center_baseline"}
            page.sheet.text(page.left, middle, names[topic], BODY, **looks)
            page.sheet.box(left, middle - 6, width, 12, fc=theme.surface, ec="none", radius=4)
            if right:
                share = max(width * right / asked, 8)
                page.sheet.box(left, middle - 6, share, 12, fc=theme.good, ec="none", radius=4)
            page.sheet.text(left + width + 12, middle, f"{right} / {asked}", BODY, **looks)
            page.y += 24
        page.y += 10

    def _wrong(self) -> None:
        """List the questions that were not answered rightly; each can be looked at again."""
        page, texts, theme, exam = self.page, self.texts, self.theme, self.exam
        wrong = [k for k, verdict in enumerate(exam.verdicts()) if not verdict.right]
        key = "again" if wrong else "all_right"
        page.paragraph(texts(f"quiz.result.{key}"), HEADING, weight="bold")
        page.y += 4
        row = line_height(BODY) + 12
        for index in wrong:
            if page.y + row > page.height - BUTTON - 34:
                page.paragraph(texts("quiz.result.more"), SMALL, theme.muted)
                break
            line = f"{index + 1}.  {question(exam.items[index], texts)}"
            first = wrap(line, page.inner - 60, BODY)
            shown = first[0] + ("…" if len(first) > 1 else "")
            page.sheet.box(
                page.left, page.y, page.inner, row - 4, fc=theme.surface, ec="none", radius=6
            )
            looks: Any = {"va": "center_baseline"}
            page.sheet.text(page.left + 12, page.y + row / 2 - 2, shown, BODY, **looks)
            arrow = page.left + page.inner - 14
            page.sheet.text(
                arrow, page.y + row / 2 - 2, "→", BODY, theme.accent, ha="right", **looks
            )
            page.spots.append(Spot(page.left, page.y, page.inner, row - 4, "go_to", (index,)))
            page.y += row
