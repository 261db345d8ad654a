"""What the documentation says of lessons is true: its example works, its table is counted."""

import re
from pathlib import Path

import pytest

from acttutor.base.curriculum import ROWS
from acttutor.base.resources import asset
from acttutor.labs.quiz.topics import TEMPLATES
from acttutor.lessons.check import unreached
from acttutor.lessons.reader import (
    _LESSON_FIELDS,
    _STEP_FIELDS,
    lesson_files,
    parse_lesson,
    read_lesson,
)

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", ["lessons.md", "lessons.ja.md"])
def test_the_example_works_and_no_field_is_left_unexplained(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert unreached(parse_lesson(example, Path(name))) == []
    words = set(re.findall(r"\w+", page))
    assert not (_LESSON_FIELDS | _STEP_FIELDS) - words


LESSONS = [read_lesson(path) for path in lesson_files(asset("lessons"))]
#: A row of the table of what the exams ask: topic, rows of the curriculum, lessons, questions.
COVERED = re.compile(r"^\| (.+?) \| (.+?) \| ([\d, –]+) \| ([\d–]+) \|$", re.MULTILINE)


def exam_topics(name: str) -> list[tuple[str, list[str], str, str]]:
    """Return the table of what the exams ask: topic, rows, lessons and number of questions."""
    page = (DOCS / name).read_text(encoding="utf-8")
    return [
        (topic, re.findall(r"`(\w+)`", rows), lessons, questions)
        for topic, rows, lessons, questions in COVERED.findall(page)
    ]


@pytest.mark.parametrize("name", ["teaching.md", "teaching.ja.md"])
def test_what_of_the_exams_is_said_to_be_covered_is_covered(name: str) -> None:
    """Lessons and questions of each topic are counted anew, and so is the fraction."""
    topics = exam_topics(name)
    assert {row for _, rows, _, _ in topics for row in rows} == set(ROWS)
    wrong = []
    for topic, rows, lessons, questions in topics:
        teach = [str(n) for n, each in enumerate(LESSONS, 1) if set(each.covers) & set(rows)]
        ask = sum(1 for each in TEMPLATES.values() if set(each.covers) & set(rows))
        counted = (", ".join(teach) or "–", str(ask) if rows else "–")
        if (lessons, questions) != counted:
            wrong.append(f"docs/{name}: | {topic} | … | {' | '.join(counted)} |")
    assert not wrong, "\n".join(wrong)
    covered = sum(1 for _, rows, _, _ in topics if rows)
    page = (DOCS / name).read_text(encoding="utf-8")
    (told,) = re.findall(r"\*\*(\d+) (?:of|項目のうち) (\d+)\D+(\d+) %", page)
    assert sorted(map(int, told[:2])) == [covered, len(topics)]
    assert int(told[2]) == int(100 * covered / len(topics) + 0.5)


def test_both_guides_list_the_same_topics() -> None:
    english, japanese = exam_topics("teaching.md"), exam_topics("teaching.ja.md")
    assert [each[1:] for each in english] == [each[1:] for each in japanese]
