"""The lessons that come with the program: each is played by its solution, without a window."""

from dataclasses import replace
from typing import Any

import pytest

from acttutor.base.curriculum import ROWS
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import rehearse
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.own import own_lessons

LESSONS = own_lessons()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_step_is_met_by_acting_and_not_before(lesson: Lesson) -> None:
    runs: dict[str, Any] = {}
    settings = {lab: entry.defaults() for lab, entry in LABS.items()}
    for number, step in enumerate(lesson.steps, start=1):
        before = settings[step.lab], runs.get(step.lab)
        idle, run = rehearse(replace(step, solution=()), *before)
        if step.goal is not None or step.predict is not None:
            idle.look(run, 0)
            assert not idle.met, f"step {number} is met before the learner acts"
        attempt, run = rehearse(step, *before)
        assert attempt.met, f"step {number} is not met by its solution"
        assert step.predict is None or attempt.foreseen, f"step {number} predicts something else"
        runs[step.lab], settings[step.lab] = run, run.settings


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_lessons_are_as_long_as_a_lesson_should_be(lesson: Lesson) -> None:
    count = len(lesson.steps)
    assert 3 <= count <= 8
    assert 5 <= lesson.minutes <= 10
    assert any(step.predict is not None for step in lesson.steps)
    assert lesson.covers
    for step in lesson.steps:
        assert step.text.keys() == {"ja", "en"}
        # Whoever is stuck finds a hint, and whoever is not is told what has happened.
        for words in (step.task, step.hint, step.met):
            assert words.keys() == ({"ja", "en"} if step.goal is not None else set())
        assert len(step.text["ja"]) <= 330 and len(step.text["en"]) <= 640


def test_there_are_two_dozen_and_each_builds_on_earlier_ones() -> None:
    assert len(LESSONS) >= 24
    known: set[str] = set()
    for lesson in LESSONS:
        assert set(lesson.after) <= known, lesson.id
        assert lesson.id not in known
        known.add(lesson.id)


def test_every_row_of_the_curriculum_has_a_lesson() -> None:
    covered = {row for lesson in LESSONS for row in lesson.covers}
    assert set(ROWS) - covered == set()


def test_labs_of_lessons_exist() -> None:
    assert {step.lab for lesson in LESSONS for step in lesson.steps} <= set(LABS)
