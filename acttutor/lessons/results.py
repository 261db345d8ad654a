"""What learners did, as a table for their teacher: who, what, when, right, and which mistake."""

from collections.abc import Sequence

from acttutor.base.language.texts import Texts
from acttutor.base.published import Columns
from acttutor.base.storage.records import Record
from acttutor.lessons.lesson import Lesson, line_in


def results(records: Sequence[Record], lessons: Sequence[Lesson], texts: Texts) -> Columns:
    """Return a row for everything that was done, the latest last.

    Args:
        records: of one learner or of many.
        lessons: those whose titles are known.
        texts: words of the table's language.
    """
    titles = {lesson.id: line_in(lesson.title, texts.language) for lesson in lessons}
    known = [row for row in records if row.kind != "anew"]
    moments = [row.moment for row in known]
    local = [moment.astimezone() if moment is not None else None for moment in moments]
    return [
        ("learner", [row.learner for row in known]),
        ("date", [f"{time:%Y-%m-%d}" if time else "" for time in local]),
        ("time", [f"{time:%H:%M:%S}" if time else "" for time in local]),
        ("kind", [row.kind for row in known]),
        ("what", [row.item for row in known]),
        ("title", [titles.get(row.item, "") for row in known]),
        ("step", [None if row.step is None else row.step + 1 for row in known]),
        ("answer", [row.answer for row in known]),
        ("right", [None if row.right is None else int(row.right) for row in known]),
        ("mistake", [row.mistake for row in known]),
        ("mistake_words", [_mistake(row, texts) for row in known]),
    ]


def _mistake(row: Record, texts: Texts) -> str:
    if row.kind == "prediction" and row.mistake:
        return texts(f"lessons.results.{row.mistake}")
    key = f"quiz.mistakes.{row.mistake}"
    return texts(key) if row.mistake and texts.has(key) else ""
