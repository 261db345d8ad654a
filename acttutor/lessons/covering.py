"""Which lesson of the program teaches a row of the curriculum."""

from functools import cache

from acttutor.base.resources import asset
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.reader import lesson_files, read_lesson


@cache
def _lessons() -> tuple[Lesson, ...]:
    return tuple(read_lesson(path) for path in lesson_files(asset("lessons")))


def lesson_about(row: str) -> Lesson | None:
    """Return the lesson about a row: of several, the one in which it is not one among many."""
    about = [lesson for lesson in _lessons() if row in lesson.covers]
    ranks = {lesson.id: (lesson.covers.index(row), len(lesson.covers)) for lesson in about}
    return min(about, key=lambda lesson: ranks[lesson.id], default=None)
