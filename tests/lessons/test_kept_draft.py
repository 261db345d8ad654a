"""A lesson being written survives the end of the program, complete or not."""

import json
from dataclasses import replace
from typing import Any

import pytest

from acttutor.base.resources import asset
from acttutor.lessons.drafts import Draft, TypedGoal, new_lesson
from acttutor.lessons.kept_draft import draft_from_plain, plain_draft
from acttutor.lessons.lesson import Condition
from acttutor.lessons.reader import lesson_files, read_lesson


@pytest.mark.parametrize("path", lesson_files(asset("lessons")), ids=lambda path: path.stem)
def test_every_lesson_of_the_program_comes_back(path: Any) -> None:
    lesson = read_lesson(path)
    unfinished = replace(
        lesson, title={}, minutes=0, steps=(*lesson.steps, replace(lesson.steps[0], text={}))
    )
    draft = Draft(unfinished, new_lesson())
    assert draft_from_plain(json.loads(json.dumps(plain_draft(draft)))) == draft


def test_a_goal_that_cannot_be_used_yet_comes_back_as_it_was_typed() -> None:
    lesson = read_lesson(lesson_files(asset("lessons"))[0])
    rows = ((Condition("observe", "k", "above", 3.0), ("setting", "lr", "below", "0.8 or so")),)
    draft = Draft(lesson, lesson, TypedGoal(0, "any", (*rows, (rows[0][0], None))))
    assert not draft.is_saved
    data = json.loads(json.dumps(plain_draft(draft)))
    assert draft_from_plain(data) == draft
    for wrong in ({"step": 99}, {"step": "0"}, {"kind": "none"}, {"rows": [[]]}, {"rows": 1}):
        assert draft_from_plain({**data, "typed": {**data["typed"], **wrong}}) is None
    del data["typed"]  # as it was kept before
    assert draft_from_plain(data) == Draft(lesson, lesson)


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
