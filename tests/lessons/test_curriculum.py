"""What lessons say of themselves: questions at the end, reasons for each answer, terms in order."""

import re

import pytest

from acttutor.base.language import glossary
from acttutor.base.resources import asset
from acttutor.labs.quiz.topics import TEMPLATES
from acttutor.lessons.lesson import Lesson, Words
from acttutor.lessons.reader import lesson_files, read_lesson

LESSONS = [read_lesson(path) for path in lesson_files(asset("lessons"))]


def rows(lesson: Lesson) -> set[str]:
    return set(lesson.covers)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_it_ends_with_two_questions_of_its_own_and_one_on_an_earlier_lesson(
    lesson: Lesson,
) -> None:
    number = LESSONS.index(lesson)
    own, earlier = lesson.questions[:2], lesson.questions[2:]
    unknown = set(lesson.questions) - set(TEMPLATES)
    assert not unknown, f"no such questions: {unknown}"
    assert len(own) == 2 and len(earlier) == (number > 0)
    taught = set().union(*map(rows, LESSONS[:number]))
    for ids, known in ((own, rows(lesson)), (earlier, taught)):
        astray = [id for id in ids if not set(TEMPLATES[id].covers) & known]
        assert not astray, f"{astray} ask about none of {sorted(known)}"
    assert len(set(lesson.questions)) == len(lesson.questions)


def test_every_answer_has_its_own_reason_and_a_wrong_one_leads_to_something() -> None:
    for lesson in LESSONS:
        for number, step in enumerate(lesson.steps, start=1):
            asked = step.predict
            if asked is None:
                continue
            place = f"{lesson.id} {number}"
            told, options = len(asked.because), len(asked.options)
            assert told == options, f"{place}: {told} reasons (because) for {options} answers"
            for language in ("ja", "en"):
                reasons = [words[language] for words in asked.because]
                assert len(set(reasons)) == len(reasons), place
                assert asked.look.get(language), f"{place}: no look in {language}"


def said(lesson: Lesson, language: str) -> str:
    """Return everything that a lesson says in a language before and after its goals are met."""
    words: list[Words] = []
    for step in lesson.steps:
        words += [step.text, step.task, step.hint, step.met]
        if step.predict is not None:
            asked = step.predict
            words += [asked.question, *asked.options, *asked.because, asked.look]
    return "\n".join(each.get(language, "") for each in words)


def terms_in(text: str, language: str) -> set[str]:
    """Return the glossary terms that running text uses."""
    return {id for _, id in glossary.marked(text, language, set()) if id}


#: Signs that stand for terms.
SIGNS = {
    r"\\varepsilon|ε": "learning_rate",
    r"\\delta": "delta",
    r"\\partial L": "loss",
}


def used(lesson: Lesson) -> set[str]:
    """Return the terms that a lesson uses in either language, or by their signs."""
    found = set()
    for language in ("ja", "en"):
        text = said(lesson, language)
        found |= terms_in(text, language)
        found |= {term for sign, term in SIGNS.items() if re.search(sign, text)}
    return found


def test_nothing_is_used_before_it_is_met() -> None:
    """Each lesson introduces terms and needs others, and says both."""
    met: dict[str, str] = {}
    for lesson in LESSONS:
        assert not set(lesson.introduces) & met.keys(), lesson.id
        needed = used(lesson) - set(lesson.introduces)
        assert needed == set(lesson.needs), f"{lesson.id} needs = {sorted(needed)}"
        assert needed <= met.keys(), (lesson.id, needed - met.keys())
        met |= dict.fromkeys(lesson.introduces, lesson.id)


def test_files_are_numbered_in_the_order_of_the_lessons() -> None:
    numbers = [int(path.name.partition("-")[0]) for path in lesson_files(asset("lessons"))]
    assert numbers == list(range(1, len(numbers) + 1))
