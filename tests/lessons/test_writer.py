"""Every lesson is written so that it reads back equal, in a form for human eyes."""

import random
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from acttutor.base.resources import asset
from acttutor.lessons.lesson import Action, Condition, Lesson, Prediction, Step
from acttutor.lessons.reader import lesson_files, parse_lesson, read_lesson
from acttutor.lessons.writer import WIDTH, lesson_text

LESSONS = lesson_files(asset("lessons"))
PATH = Path("x.toml")


def again(lesson: Lesson) -> Lesson:
    return parse_lesson(lesson_text(lesson), lesson.path or PATH)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_lesson_reads_back_equal(path: Path) -> None:
    lesson = read_lesson(path)
    assert again(lesson) == lesson
    assert lesson_text(again(lesson)) == lesson_text(lesson)


def lesson_of(**parts: object) -> Lesson:
    step = Step(**{"text": {"en": "Look."}, "lab": "network", **parts})  # type: ignore[arg-type]
    return Lesson("x", {"ja": "題", "en": "Title"}, 5, 2, ("w",), ("losses",), (step,), PATH)


FULL = lesson_of(
    settings={"lr": 1.0, "layers": [8, 8, 8], "activation": "relu", "show_test": True},
    run=12,
    hide=("lr",),
    lock=("layers", "activation"),
    highlight=("seed",),
    point="map",
    predict=Prediction({"en": "Q?"}, ({"en": "a"}, {"ja": "い", "en": "b"}), 1),
    task={"en": "T"},
    goal=Condition(
        "any",
        held=3,
        parts=(
            Condition("all", parts=(Condition("changed", "lr"),)),
            Condition("observe", "loss_test", "at_most", 0.1, 5),
            Condition("setting", "layers", "is_not", [4, 2]),
        ),
    ),
    hint={"ja": "手がかり"},
    met={"en": "{epoch:d} epochs"},
    solution=(Action("predict", 1), Action("set", {"lr": 0.1}), Action("run", 3)),
)


def test_a_step_with_everything_reads_back_equal() -> None:
    assert again(FULL) == FULL


def test_steps_that_go_on_stay_apart_from_steps_that_begin_anew() -> None:
    steps = tuple(
        Step({"en": "W"}, lab, settings)
        for lab, settings in (("network", None), ("network", {}), ("descent", None))
    )
    lesson = replace(FULL, steps=steps)
    assert again(lesson) == lesson
    assert lesson_text(lesson).count("lab = ") == 2, "only where the lab changes"


TEXTS = [
    "plain", 'a "quoted" word', "back\\slash", "$\\frac{1}{2}$ isn't", "it's \"both\" \\n",
    "two\nlines", "\n\nfirst lines empty", "ends with a quote'\n", "x\n'''\ny", "ends\nin '",
    "tab\there", "carriage\r\nreturn", "null\x00 bell\x07 del\x7f", "重み\n\n*活性化*\n", "'", '"',
    "\\", "'''", '"""', "line\\\nend", "\ufeffmark", "\u2028 separator", "𝒳",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back_to_the_letter(text: str) -> None:
    lesson = lesson_of(text={"ja": text, "en": text}, hint={"en": text})
    assert again(lesson) == lesson


def test_any_mixture_of_characters_comes_back_to_the_letter() -> None:
    rng = random.Random(3)
    for _ in range(300):
        text = "".join(rng.choices("ab'\"\\\n\r\t\x1b$#[]={}あ ", k=rng.randrange(1, 12)))
        if text.strip():
            lesson = lesson_of(text={"en": text})
            assert again(lesson) == lesson, repr(text)


def test_numbers_come_back_to_the_last_digit() -> None:
    values = [0.1, 1e-12, -3.5e20, 7, -2, 123456789012345, 1 / 3]
    for value in values:
        goal = Condition("observe", "loss_test", "above", value)
        found = again(lesson_of(goal=goal, task={"en": "T"})).steps[0].goal
        assert found is not None
        assert (found.value, type(found.value)) == (value, type(value))


def test_the_file_is_for_human_eyes() -> None:
    """Formulas keep single backslashes, paragraphs their lines; long lists are broken."""
    points = [[x / 4, -x / 8, 1] for x in range(40)]
    lesson = lesson_of(
        text={"en": "A unit weighs $\\sum_j w_j x_j$.\n\nThen it's *reshaped*.\n"},
        settings={"points": points},
    )
    text = lesson_text(replace(lesson, steps=lesson.steps))
    assert "text.en = '''\nA unit weighs $\\sum_j w_j x_j$.\n\nThen it's *reshaped*.\n'''\n" in text
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert tomllib.loads(text)["steps"][0]["settings"]["points"] == points
