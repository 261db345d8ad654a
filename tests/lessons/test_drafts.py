"""A lesson being written: capturing, moving, wording, and what a typed value means."""

from dataclasses import replace
from pathlib import Path

import pytest

from acttutor.base.errors import UserError
from acttutor.base.state.fields import changed, spec_of
from acttutor.base.state.limits import Limits
from acttutor.base.task import finish
from acttutor.labs.registry import LABS
from acttutor.lessons import drafts
from acttutor.lessons.attempt import Attempt, starting
from acttutor.lessons.lesson import Condition, Lesson, Prediction, Step

TIMED = [lab for lab, entry in LABS.items() if entry.has_time]


@pytest.mark.parametrize("lab", TIMED)
def test_a_captured_step_begins_where_the_run_was(lab: str) -> None:
    """As many steps are made again as the lab counts, with the settings unlike the defaults."""
    entry = LABS[lab]
    settings, _ = entry.showcase
    run = entry.run_class(changed(entry.defaults(), **settings))
    for _ in range(4):
        run.step()
    step = drafts.captured(run, lab, Limits(("lr",), ()))
    assert step.hide == ("lr",)
    assert set(step.settings or ()) <= set(settings)
    again = finish(starting(Attempt(step, entry.defaults())))
    assert again.settings == run.settings
    if step.run:
        assert entry.export.metrics(again) == pytest.approx(entry.export.metrics(run), nan_ok=True)


def test_labs_that_count_their_steps_are_found_to_do_so() -> None:
    """The name under which a lab counts is one that capturing knows."""
    unknown = []
    for lab in TIMED:
        run = LABS[lab].run_class(LABS[lab].defaults())
        if run.step() and drafts.steps_made(lab, run) != 1:
            unknown.append(lab)
    assert not unknown


def steps(*names: str) -> Lesson:
    made = tuple(Step({"en": name}, "descent") for name in names)
    return replace(drafts.new_lesson(), steps=made)


def order(lesson: Lesson) -> str:
    return "".join(step.text["en"] for step in lesson.steps)


def test_steps_are_inserted_moved_and_left_out() -> None:
    lesson = steps("a", "b", "c")
    assert order(drafts.inserted(lesson, 1, Step({"en": "x"}, "gan"))) == "axbc"
    assert order(drafts.without(lesson, 1)) == "ac"
    assert order(drafts.with_step(lesson, 2, Step({"en": "x"}, "gan"))) == "abx"
    assert order(drafts.moved(lesson, 0, 1)) == "bac"
    assert order(drafts.moved(lesson, 2, -5)) == "cab"
    assert order(drafts.moved(lesson, 2, 1)) == "abc"


def test_words_change_in_one_language_only() -> None:
    words = {"ja": "本文\n", "en": "text"}
    assert drafts.reworded(words, "en", " other\n") == {"ja": "本文\n", "en": "other"}
    assert drafts.reworded(words, "en", "  ") == {"ja": "本文\n"}
    assert drafts.reworded(words, "ja", "本文") is words, (
        "untouched, with the line ends of its file"
    )
    assert drafts.reworded({}, "en", "") == {}
    assert drafts.reworded({}, "en", "half \ud83d") == {"en": "half "}


def test_a_question_is_put_together() -> None:
    assert drafts.asked(None, "en", "", ["", "", "", ""], 0) is None
    asked = drafts.asked(None, "en", "Q?", ["", "a", "", "b"], 3)
    assert asked == Prediction({"en": "Q?"}, ({"en": "a"}, {"en": "b"}), 1)


def test_an_answer_in_another_language_stays_until_it_is_taken_out_here() -> None:
    before = Prediction({"ja": "問"}, ({"ja": "甲", "en": "a"}, {"ja": "乙"}, {"ja": "丙"}), 2)
    asked = drafts.asked(before, "en", "Q?", ["", "", "c", ""], 2)
    assert asked == Prediction({"ja": "問", "en": "Q?"}, ({"ja": "乙"}, {"ja": "丙", "en": "c"}), 1)


def test_goals_become_rows_and_rows_goals() -> None:
    a, b = Condition("changed", "a"), Condition("changed", "b")
    for goal in (None, a, Condition("all", parts=(a, b)), Condition("any", parts=(b, a))):
        assert drafts.joined(*drafts.rows_of(goal)) == goal
    long = Condition("all", held=5, parts=(a, b))
    assert drafts.rows_of(long) == ([long], "all")


@pytest.mark.parametrize(
    ("text", "test", "value"),
    [
        ("3", "is", 3), ("−2.50", "above", -2.5), ("1e-3", "below", 0.001), (" 7 ", "is", 7),
        ("yes", "is", True), ("ReLU", "is", "relu"), ("monotone", "is", "monotone"),
    ],
)  # fmt: skip
def test_a_typed_value_means_what_it_looks_like(text: str, test: str, value: object) -> None:
    found = drafts.value_of(text, {"yes": True, "ReLU": "relu"}, None, test)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "test", "name"),
    [
        ("many", "above", ""),
        ("", "is", ""),
        ("many", "is", "lr"),
        ("nan", "above", ""),
        ("inf", "is", "lr"),
    ],
)
def test_a_value_that_cannot_be_compared_is_refused(text: str, test: str, name: str) -> None:
    spec = spec_of(LABS["descent"].settings_class, name) if name else None
    with pytest.raises(UserError) as caught:
        drafts.value_of(text, {}, spec, test)
    assert caught.value.key == "editor.no_value"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("02 Too far.toml", "too-far"), ("Circle_2.toml", "circle-2"), ("円.toml", drafts.NEW),
        ("é.toml", "e"), ("---.toml", drafts.NEW), ("x" * 90 + ".toml", "x" * 40),
    ],
)  # fmt: skip
def test_the_id_of_a_lesson_is_made_from_the_name_of_its_file(name: str, id: str) -> None:
    assert drafts.id_for(Path(name)) == id


def test_what_was_not_saved_goes_before_the_lesson_that_is_playing() -> None:
    playing, other = steps("p"), steps("o")
    playing = replace(playing, id="playing")
    assert drafts.to_go_on_with(None, None).lesson.steps == ()
    assert drafts.to_go_on_with(None, playing).lesson is playing
    unsaved = drafts.Draft(other, steps())
    assert drafts.to_go_on_with(unsaved, playing) is unsaved
    saved = drafts.Draft(other, other)
    assert drafts.to_go_on_with(saved, None) is saved
    assert drafts.to_go_on_with(saved, playing).lesson is playing


def test_the_first_field_that_is_missing_is_named() -> None:
    with pytest.raises(UserError) as caught:
        drafts.complete(steps("a"))
    assert caught.value.values == {"step": 0, "field": "title"}
    lesson = replace(steps("a", "b"), title={"en": "T"})
    assert drafts.complete(lesson).steps == lesson.steps
    without_words = drafts.with_step(lesson, 1, Step({}, "descent"))
    with pytest.raises(UserError) as caught:
        drafts.complete(without_words)
    assert caught.value.values == {"step": 2, "field": "text"}
