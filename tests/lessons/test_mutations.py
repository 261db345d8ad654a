"""Whatever becomes of a lesson file, it is read or refused in one sentence."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.resources import asset
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import Attempt
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.reader import lesson_files, parse_lesson, read_lesson
from acttutor.lessons.writer import lesson_text

MUTANTS = 300
PATH = Path("mutant.toml")
TEXTS = {language: Texts(language) for language in ("ja", "en")}
VALUES = [
    "true", "-1", "0", "1e999", "nan", "2024-01-01", "07:30:00", '"x"', '""', "[]", "[[1], [2]]",
    "{}", "{ all = [] }", "{ ja = 1 }", "99999999999999999999", "9" * 5000, "[" * 300 + "]" * 300,
]  # fmt: skip


def mutant(rng: random.Random, text: str) -> str:
    """Return what a slip of the hand, a bad editor or a bad person makes of a file."""
    kind = rng.randrange(7)
    lines = text.split("\n")
    line = rng.randrange(len(lines))
    position = rng.randrange(len(text))
    if kind == 0:
        return text[:position]
    if kind == 1:
        return text[:position] + chr(rng.randrange(256)) + text[position + 1 :]
    if kind == 2:
        return text[:position] + text[position + rng.randrange(60) :]
    if kind == 3:
        return "\n".join(lines[:line] + lines[line : line + 3] + lines[line:])
    if kind == 4:
        return "\n".join(lines[:line] + lines[line + 1 :])
    if kind == 5:  # another value of a field
        fields = [n for n, line in enumerate(lines) if re.match(r"[\w.]+ = ", line)]
        chosen = rng.choice(fields)
        lines[chosen] = f"{lines[chosen].split(' = ')[0]} = {rng.choice(VALUES)}"
        return "\n".join(lines)
    places = [m.span(1) for m in re.finditer(r"= (\d[\d.]*|\"\w+\")(?= [},])", text)]
    if not places:
        return text + "\n[[[["
    start, end = rng.choice(places)
    return text[:start] + rng.choice(VALUES) + text[end:]


def use(lesson: Lesson) -> None:
    """Do with a lesson what the window does at once: set its steps up and look at their goals."""
    for step in lesson.steps:
        attempt = Attempt(step, LABS[step.lab].defaults())
        run = LABS[step.lab].run_class(attempt.start)
        attempt.predicted = 0
        attempt.look(run, 1)
        for language in TEXTS:
            attempt.said(run, language)
    assert parse_lesson(lesson_text(lesson), PATH) == replace(lesson, path=PATH)


def refused(text: str) -> bool:
    """Read a text; whether it was refused in one sentence of each language."""
    try:
        lesson = parse_lesson(text, PATH)
    except UserError as error:
        for texts in TEXTS.values():
            sentence = texts.error(error)
            assert sentence != error.key
            assert "\n" not in sentence
            assert len(sentence) < 250
        return True
    use(lesson)
    return False


def test_three_hundred_damaged_lessons_are_read_or_refused_in_one_sentence() -> None:
    rng = random.Random(8)
    originals = [path.read_text(encoding="utf-8") for path in lesson_files(asset("lessons"))]
    verdicts = [refused(mutant(rng, rng.choice(originals))) for _ in range(MUTANTS)]
    assert 50 < sum(verdicts) < MUTANTS - 20


STEP = 'id = "x"\ntitle = "T"\n[[steps]]\nlab = "descent"\ntext = "W"\ntask = "D"\n'


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('lab = ["descent"]', "lab"),
        ("settings.lr = 7", "settings.lr"),
        ("settings.colour = 1", "settings.colour"),
        ('hide = ["colour"]', "hide"),
        ('lock = ["colour"]', "lock"),
        ("lock = [1]", "lock"),
        ("run = -1", "run"),
        ("goal = { observe = ['x'], is = 1 }", "goal.observe"),
        ("goal = { observe = 'x', above = 'one' }", "goal.above"),
        ("goal = { observe = 'x', below = [1] }", "goal.below"),
        ("goal = { observe = 'x', above = true }", "goal.above"),
        ("goal = { observe = 'x', is = 2024-01-01 }", "goal.is"),
        ("goal = { observe = 'x', is = 1, below = 2 }", "goal.observe"),
        ("goal = { setting = 'nothing', is = 1 }", "goal.setting nothing"),
        ("goal = { all = 1 }", "all"),
        ("predict = { question = 'Q', options = ['a'], right = 1 }", "predict.right"),
        ("predict = { question = 'Q', options = ['a', 'b'], right = 3 }", "predict.right"),
        ("met = '{nothing}'", "met {nothing}"),
        ("met = '{x!r}'", "met {x}"),
        ("solution = [{ jump = 3 }]", "solution"),
        ("colour = 'red'", "colour"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(line: str, field: str) -> None:
    text = STEP.replace('lab = "descent"\n', "") if line.startswith("lab") else STEP
    with pytest.raises(UserError) as caught:
        parse_lesson(text + line + "\n", PATH)
    assert caught.value.key == "lessons.wrong_field"
    assert str(caught.value.values["field"]).startswith(field)
    assert caught.value.values["step"] == 1
    if field not in ("all", "goal.is"):
        assert caught.value.values["line"] in (len(text.splitlines()) + 1, 3)


@pytest.mark.parametrize("depth", [60, 4000])
def test_a_nest_without_end_is_refused(depth: int) -> None:
    nested = STEP + "settings." + ".".join("a" * depth) + " = 1\n"
    headers = STEP + "".join(f"[[steps.goal{'.all' * n}]]\n" for n in range(1, min(depth, 300)))
    arrays = STEP + "settings.a = " + "[" * depth + "]" * depth + "\n"
    for text in (nested, headers, arrays):
        with pytest.raises(UserError):
            parse_lesson(text, PATH)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    for name, data in {"bytes": b"\xff\xfe\x00", "large": b"#" * 600_000}.items():
        path = tmp_path / f"{name}.toml"
        path.write_bytes(data)
        with pytest.raises(UserError) as caught:
            read_lesson(path)
        assert TEXTS["en"].error(caught.value) != caught.value.key
    with pytest.raises(UserError):
        read_lesson(tmp_path / "missing.toml")


def test_no_line_of_a_lesson_can_be_executed() -> None:
    """Lessons are data: TOML has no code, and placeholders reach neither attributes nor items."""
    for text in ("{x.__class__}", "{x[0]}", "{x:{y}}", "{0}"):
        with pytest.raises(UserError):
            parse_lesson(STEP + f"met = '{text}'\n", PATH)
