"""How high the strip of a lesson is: the same for all its steps, so that nothing moves."""

from collections.abc import Callable
from typing import TypeAlias

from acttutor.lessons.lesson import Lesson, Step, line_in, words_in
from acttutor.lessons.markup import pieces
from acttutor.widgets.rich_text import RichText

#: Lines of text that are seen at once; more are scrolled.
MOST_LINES = 8
#: Lines that are there at least for what is said at the goal, together with the text above it.
LEAST_LINES = 5
#: Height of a row of answers, and what an answer needs beside its words, in logical pixels.
ROW, BESIDE_ANSWER = 28, 44

#: Turns logical pixels into device pixels.
Pixels: TypeAlias = Callable[[float], int]
#: Known heights by lesson, language, width and height of a line, in device pixels.
Heights: TypeAlias = dict[tuple[str, str, int, float], int]


def needed_height(lesson: Lesson, language: str, body: RichText, width: int, px: Pixels) -> int:
    """Return the height that the highest step of a lesson needs below the head, in device pixels.

    Args:
        lesson: all its steps.
        language: ``"ja"`` or ``"en"``.
        body: any text of the strip, for its fonts.
        width: of the strip's content in device pixels.
        px: turns logical pixels into device pixels.
    """
    return max(_step_height(step, language, body, width, px) for step in lesson.steps)


def _step_height(step: Step, language: str, body: RichText, width: int, px: Pixels) -> int:
    lines = body.count_lines(pieces(words_in(step.text, language)), width)
    height = round(min(max(lines, LEAST_LINES), MOST_LINES) * body.line_height())
    if step.predict is not None:
        words = [step.predict.question, *step.predict.options]
        needed = [body.measure(line_in(one, language)) + px(BESIDE_ANSWER) for one in words]
        height += px(ROW) * _rows(needed, width)
    return height


def _rows(needed: list[int], width: int) -> int:
    """Return how many rows pieces of these widths take."""
    rows, used = 1, 0
    for piece in needed:
        if used and used + piece > width:
            rows, used = rows + 1, 0
        used += piece
    return rows
