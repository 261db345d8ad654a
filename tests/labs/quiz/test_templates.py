"""Every template, for two hundred seeds: the key is right, and the choices are fair.

Each day a few of the seeds are tried, the others in the long tests.
"""

from collections import Counter
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from quiz_oracles import ORACLES

from acttutor.base.curriculum import ROWS
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.quiz.model.choices import with_choices
from acttutor.labs.quiz.model.item import TOPICS
from acttutor.labs.quiz.model.judging import explanation, judge, question
from acttutor.labs.quiz.model.text import written
from acttutor.labs.quiz.topics import TEMPLATES
from acttutor.labs.registry import LABS

FEW, MANY = range(20), range(20, 200)
TEXTS = {language: Texts(language) for language in ("ja", "en")}


@cache
def items(template, seeds=FEW):
    return [TEMPLATES[template].item(seed) for seed in seeds]


few_and_many = pytest.mark.parametrize(
    "seeds", [FEW, pytest.param(MANY, marks=pytest.mark.soak)], ids=["few", "many"]
)


def test_every_row_of_the_curriculum_has_two_templates_and_there_are_many():
    counts = Counter(row for template in TEMPLATES.values() for row in template.covers)
    assert set(counts) <= set(ROWS)
    assert not [row for row in ROWS if counts[row] < 2]
    assert len(TEMPLATES) >= 60
    assert {template.topic for template in TEMPLATES.values()} == set(TOPICS)
    assert set(ORACLES) <= set(TEMPLATES), "oracles without a question"


@few_and_many
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_key_is_right(template, seeds):
    """By a calculation that shares nothing with the one that made the key."""
    assert template in ORACLES, f"tests/quiz_oracles has no oracle for {template}"
    for item in items(template, seeds):
        found = ORACLES[template](item)
        if item.kind == "number":
            # What the reader is told is rounded, so the last digit may differ.
            assert abs(found - item.answer[0]) <= 0.75 * item.tolerance, item.given
            assert judge(item, found).right
            assert item.digits or item.answer[0] == round(item.answer[0]), "asked for as whole"
        elif item.kind == "click":
            assert abs(found - item.answer[0]) <= 0.3 * item.tolerance
        elif item.kind == "order":
            assert [item.options[k].value for k in item.answer] == list(found)
        else:
            assert item.options[item.answer[0]].value == found


@few_and_many
@pytest.mark.parametrize("template", TEMPLATES)
def test_exactly_one_choice_is_right_and_no_two_read_the_same(template, seeds):
    for item in items(template, seeds):
        if item.kind not in ("choice", "order"):
            continue
        if item.kind == "choice":
            assert len(item.options) >= 4, item.given
            rights = [judge(item, k).right for k in range(len(item.options))]
            assert sum(rights) == 1
            assert all(bool(o.mistake) != r for o, r in zip(item.options, rights, strict=True))
        for one, other in combinations(item.options, 2):
            if one.line is not None:
                away = np.nanmax(np.abs(np.subtract(one.line.y, other.line.y)))
                assert away > 0.1, (one.value, other.value)
                continue
            for texts in TEXTS.values():
                assert written(one.words, texts) != written(other.words, texts)


@few_and_many
@pytest.mark.parametrize("template", [id for id in TEMPLATES if TEMPLATES[id].kind != "choice"])
def test_everything_can_be_asked_with_choices(template, seeds):
    """One is right, by the oracle; every other is not, reads otherwise, and says what it is."""
    for item in items(template, seeds):
        asked = with_choices(item)
        assert len(asked.options) == 4, item.given
        values = [option.value for option in asked.options]
        rights = [judge(item, value).right for value in values]
        assert rights == [k == asked.answer[0] for k in range(4)], item.given
        assert rights == [not option.mistake for option in asked.options]
        if item.kind != "order":
            near = [abs(value - ORACLES[template](item)) for value in values]
            assert near.index(min(near)) == asked.answer[0]
        for texts in TEXTS.values():
            assert len({written(option.words, texts) for option in asked.options}) == 4
            named = [texts.has(f"quiz.mistakes.{o.mistake}") for o in asked.options if o.mistake]
            assert all(named), [option.mistake for option in asked.options]


@few_and_many
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_typical_mistake_is_not_accepted_but_named(template, seeds):
    for item in items(template, seeds):
        for name, value in item.traps.items():
            verdict = judge(item, value)
            assert not verdict.right, (name, item.given)
            assert verdict.mistake in item.traps
        wrong = [o.mistake for o in item.options if o.mistake]
        for name in (*item.traps, *wrong):
            assert all(texts.has(f"quiz.mistakes.{name}") for texts in TEXTS.values()), name


@pytest.mark.parametrize("template", TEMPLATES)
def test_sentences_are_whole_and_numbers_differ(template):
    for item in items(template):
        for texts in TEXTS.values():
            for sentence in (question(item, texts), explanation(item, texts)):
                assert "quiz." not in sentence
                assert not {"{", "}", "$"} & set(sentence), sentence
                # Code has nan as a subject, numbers have it by mistake.
                assert item.topic == "code" or "nan" not in sentence
                # The sign for minus, never a hyphen before a digit.
                assert not any(f" -{digit}" in sentence for digit in "0123456789"), sentence
    different = {str((item.given, item.options, item.graph)) for item in items(template)}
    assert len(different) > 1
    assert items(template)[7] == TEMPLATES[template].item(7)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_way_to_a_lab_can_be_gone(template):
    """Every setting is known there, and means what it says."""
    for item in items(template):
        assert item.show, f"{template} does not say with `show` where it can be looked at"
        lab, settings = item.show
        made = changed(LABS[lab].defaults(), **settings)
        for name, value in settings.items():
            kept = getattr(made, name)
            if isinstance(value, float):
                assert kept == pytest.approx(value, abs=0.06), (lab, name)
            elif isinstance(value, int | str):
                assert kept == value, (lab, name)
