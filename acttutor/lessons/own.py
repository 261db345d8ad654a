"""The lessons that come with the program, and which of them teaches a row of the curriculum."""

from functools import cache

from acttutor.base.errors import UserError
from acttutor.base.resources import asset
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.reader import lesson_files, read_lesson


@cache
def own_lessons() -> tuple[Lesson, ...]:
    """Return the lessons that come with the program, in their order."""
    found = []
    for path in lesson_files(asset("lessons")):
        try:
            found.append(read_lesson(path))
        except UserError:  # tests read them all; one that is broken must not hide the others
            continue
    return tuple(found)


def lesson_about(row: str) -> Lesson | None:
    """Return the lesson about a row: of several, the one in which it is not one among many."""
    about = [lesson for lesson in own_lessons() if row in lesson.covers]
    ranks = {lesson.id: (lesson.covers.index(row), len(lesson.covers)) for lesson in about}
    return min(about, key=lambda lesson: ranks[lesson.id], default=None)
