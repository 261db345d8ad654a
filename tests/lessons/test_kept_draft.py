"""A lesson being written survives the end of the program, complete or not."""

import json
from dataclasses import replace
from typing import Any

import pytest

from acttutor.base.resources import asset
from acttutor.lessons.drafts import Draft, new_lesson
from acttutor.lessons.kept_draft import draft_from_plain, plain_draft
from acttutor.lessons.reader import lesson_files, read_lesson


@pytest.mark.parametrize("path", lesson_files(asset("lessons")), ids=lambda path: path.stem)
def test_every_lesson_of_the_program_comes_back(path: Any) -> None:
    lesson = read_lesson(path)
    unfinished = replace(
        lesson, title={}, minutes=0, steps=(*lesson.steps, replace(lesson.steps[0], text={}))
    )
    draft = Draft(unfinished, new_lesson())
    assert draft_from_plain(json.loads(json.dumps(plain_draft(draft)))) == draft


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": "5"}, {"level": 9}, {"steps": 3}, {"steps": [None]}, {"title": ["x"]},
        {"title": {"ja": 3}}, {"path": None}, {"covers": [1]},
    ],
)  # fmt: skip
def test_what_can_be_no_draft_is_none(change: dict[str, Any]) -> None:
    data = json.loads(json.dumps(plain_draft(Draft(new_lesson(), new_lesson()))))
    data["lesson"] |= change
    assert draft_from_plain(data) is None
    assert draft_from_plain(None) is None
    assert draft_from_plain([]) is None
