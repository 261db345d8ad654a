"""Several learners share a machine; each goes on where they were, and nothing else survives."""

import json
from typing import Any

import pytest

from acttutor.lessons.progress import LONGEST_NAME, MOST_LEARNERS, Progress, clean_name


def test_a_new_learner_begins_at_the_beginning() -> None:
    progress = Progress()
    assert progress.step("circle") == 0
    assert not progress.is_done("circle")
    assert progress.learners == []


def test_a_finished_lesson_stays_finished_when_it_is_begun_again() -> None:
    progress = Progress()
    progress.reach("circle", 3, done=False)
    assert progress.step("circle") == 3
    progress.reach("circle", 0, done=True)
    progress.reach("circle", 1, done=False)
    assert progress.is_done("circle")
    assert progress.step("circle") == 1


def test_learners_do_not_share_their_progress() -> None:
    progress = Progress()
    progress.reach("circle", 1, done=True)
    progress.choose("  Aiko   Sato ")
    assert progress.learner == "Aiko Sato"
    assert not progress.is_done("circle")
    progress.reach("circle", 2, done=False)
    progress.choose("")
    assert progress.step("circle") == 1
    assert progress.learners == ["Aiko Sato"]


def test_everything_comes_back_from_plain_data() -> None:
    progress = Progress()
    progress.reach("circle", 1, done=True)
    progress.choose("Ben")
    progress.reach("descent", 4, done=False)
    again = Progress(json.loads(json.dumps(progress.plain())))
    assert again.plain() == progress.plain()
    assert again.learner == "Ben"


@pytest.mark.parametrize(
    "data",
    [
        None, 3, [], "x", {}, {"learners": 3}, {"learners": {"A": 3}}, {"learner": "nobody here"},
        {"learner": ["A"]}, {"learners": {"A": {"x": {"step": True, "done": True}}}},
        {"learners": {"A": {"x": {"step": -1, "done": False}}}},
        {"learners": {"A": {"x": {"step": 1, "done": "yes"}}}},
        {"learners": {"A": {"x": None}}},
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_left_out(data: Any) -> None:
    progress = Progress(data)
    assert progress.learner == ""
    assert progress.step("x") == 0
    for name in progress.learners:
        progress.choose(name)
        assert progress.step("x") == 0
        assert not progress.is_done("x")


def test_names_are_short_and_learners_are_not_without_number() -> None:
    assert clean_name("a\n b\t c") == "a b c"
    assert len(clean_name("x" * 500)) == LONGEST_NAME
    many = {f"n{number}": {} for number in range(500)}
    assert len(Progress({"learners": many}).learners) <= MOST_LEARNERS + 1
