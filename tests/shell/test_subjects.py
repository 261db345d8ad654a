"""What goals can be about: everything that a lab publishes, and every setting with a control."""

from pathlib import Path

import pytest

from acttutor.base.language.texts import Texts
from acttutor.labs.registry import LABS
from acttutor.lessons import drafts
from acttutor.lessons.lesson import Condition, Lesson, Step
from acttutor.lessons.reader import parse_lesson
from acttutor.lessons.writer import lesson_text
from acttutor.shell.lessons.goal_variables import Subjects


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("lab", LABS)
def test_the_proposed_value_of_every_subject_can_be_a_goal(lab: str, language: str) -> None:
    subjects = Subjects(Texts(language), lab, LABS[lab].run_class(LABS[lab].defaults()))
    assert subjects.labels
    steps = []
    for label in subjects.labels:
        assert "observables." not in label
        kind, name = subjects.subject(label)
        value = subjects.now(kind, name)
        test = drafts.default_test(value)
        text = subjects.written(kind, name, value)
        if not text:
            continue
        names, spec = subjects.names(kind, name), subjects.spec(kind, name)
        found = drafts.value_of(text, names, spec, test)
        if not isinstance(value, float):
            assert found == value, label
        else:
            assert found == pytest.approx(value, rel=1e-3), label
        steps.append(
            Step({"en": "W"}, lab, task={"en": "T"}, goal=Condition(kind, name, test, found))
        )
    lesson = Lesson("x", {"en": "T"}, 1, 1, (), (), tuple(steps), Path("x"))
    assert parse_lesson(lesson_text(lesson), Path("x")) == lesson
