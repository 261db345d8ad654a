"""The lesson in the documentation can be read, and its solution reaches the goal."""

import re
from pathlib import Path

import pytest

from acttutor.lessons.check import unreached
from acttutor.lessons.reader import _LESSON_FIELDS, _STEP_FIELDS, parse_lesson

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", ["lessons.md", "lessons.ja.md"])
def test_the_example_works_and_no_field_is_left_unexplained(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert unreached(parse_lesson(example, Path(name))) == []
    words = set(re.findall(r"\w+", page))
    assert not (_LESSON_FIELDS | _STEP_FIELDS) - words
