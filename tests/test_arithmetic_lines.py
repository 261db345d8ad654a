"""Whatever is written anywhere in the program adds up on a pocket calculator.

The calculator (`calculator`) reads the texts as they are drawn, and nothing else. Labs are put
into random states (`random_lines`): at the start, under way, near convergence, in divergence.
"""

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from calculator import Audit, Symbols
from matplotlib.text import Text
from random_lines import joined, lab_of, settings_of, steps_of, symbols, written
from scene import Scene

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import Texts, load_catalogue
from acttutor.base.resources import asset
from acttutor.files.handout import PICTURE
from acttutor.files.page import Page
from acttutor.labs.quiz.model import judging
from acttutor.labs.quiz.model.text import written as spelled
from acttutor.labs.quiz.topics import TEMPLATES
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import rehearse
from acttutor.lessons.reader import read_lesson

#: Labs whose pictures calculate something, and how many lines at least in each random state.
CALCULATING = {
    "unit": 2, "softmax": 2, "perceptron": 5, "descent": 1, "descent2d": 1, "backprop": 8,
    "collapse": 5, "gradients": 1.5,
}  # fmt: skip
STATES = 5
#: Labs for what costs much, each with lines of its own kind; the soak form has all.
FEW = ("softmax", "descent", "backprop", "collapse")


def texts_of(scene: Scene, state: tuple[int, int]) -> list[str]:
    """Put a lab into a random state; return all that is written then."""
    rng = np.random.default_rng(state)
    run, lab = scene.run, lab_of(scene.run)
    run.configure(settings_of(lab, rng))
    run.reset()
    for _ in range(steps_of(lab, rng)):
        if not run.step():
            break
    run.phase = float(rng.random()) if lab == "collapse" else 0.0
    scene.figure.update()
    return [*written(scene), *joined(scene)]


def audit(lab: str, language: str, states: range, seed: int = 0) -> Audit:
    """Read everything that a lab writes in some random states."""
    scene, found = Scene(lab, language=language, drawn=False), Audit()
    for state in states:
        texts = texts_of(scene, (seed, state))
        found.symbols = symbols(scene.run)
        for text in texts:
            found.read(text)
    return found


@pytest.mark.parametrize("lab", LABS)
def test_what_a_lab_writes_adds_up(lab: str) -> None:
    language = ("en", "ja")[len(lab) % 2]
    found = audit(lab, language, range(STATES))
    assert not found.wrong
    assert found.checked >= CALCULATING.get(lab, 0) * STATES


@pytest.mark.soak
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("lab", LABS)
def test_what_a_lab_writes_adds_up_in_hundreds_of_states(lab: str, language: str) -> None:
    assert not audit(lab, language, range(400), seed=1).wrong


def questions(seeds: range, language: str) -> Iterator[str]:
    """Yield all sentences and formulas of questions and their keys; sheets are made of these."""
    texts = Texts(language)
    for template in TEMPLATES.values():
        for seed in seeds:
            item = template.item(seed)
            yield judging.question(item, texts)
            yield judging.explanation(item, texts)
            yield from (item.formula, *item.steps)
            yield from (spelled(option.words, texts) for option in item.options if option.words)


def read_all(texts: Iterator[str]) -> Audit:
    """Follow all claims of some texts."""
    found = Audit()
    for text in texts:
        found.read(text)
    return found


def test_questions_and_their_keys_add_up() -> None:
    found = read_all(questions(range(4), "en"))
    assert not found.wrong and found.checked > 200


@pytest.mark.soak
@pytest.mark.parametrize("language", ["en", "ja"])
def test_questions_and_their_keys_add_up_for_hundreds_of_seeds(language: str) -> None:
    assert not read_all(questions(range(300), language)).wrong


@pytest.mark.parametrize("language", ["en", "ja"])
def test_fixed_texts_add_up(language: str) -> None:
    """Glossary, tips, lessons and all others as they stand in the catalogues."""
    fixed = [*load_catalogue(language).values(), *lesson_texts(language)]
    # A placeholder is filled by a lab, a question or a lesson: it is read there.
    found = read_all(re.sub(r"\{[a-z_0-9]+(:[^}]*)?\}", "?", text) for text in fixed)
    assert not found.wrong


def lesson_texts(language: str) -> Iterator[str]:
    """Yield all texts of the lessons of the program."""
    for path in sorted(asset("lessons").glob("*.toml")):
        yield from texts_in(tomllib.loads(path.read_text(encoding="utf-8")), language)


def texts_in(data: object, language: str) -> Iterator[str]:
    """Yield the texts of a language in a tree of tables and lists."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and key == language:
                yield value
            else:
                yield from texts_in(value, language)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value, language)


def said_in(lesson: Path) -> Iterator[str]:
    """Play the solutions of a lesson; yield what is said then, with observed values filled in."""
    runs: dict[str, Any] = {}
    settings = {lab: entry.defaults() for lab, entry in LABS.items()}
    for step in read_lesson(lesson).steps:
        attempt, run = rehearse(step, settings[step.lab], runs.get(step.lab))
        runs[step.lab], settings[step.lab] = run, run.settings
        yield from (attempt.said(run, language) for language in LANGUAGES)


#: Lessons whose experiments train for long.
LONG = ("07", "16", "17", "18", "19", "24", "25")
LESSONS = sorted(
    (
        pytest.param(path, id=path.stem, marks=[pytest.mark.soak] if path.stem[:2] in LONG else [])
        for path in asset("lessons").glob("*.toml")
    ),
    key=lambda lesson: str(lesson.id),
)


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_lessons_say_about_experiments_adds_up(lesson: Path) -> None:
    assert not read_all(said_in(lesson)).wrong


def pages(languages: dict[str, str]) -> Audit:
    """Read the handout's page of each lab: its picture on paper, its question, and its numbers."""
    found = Audit()
    for lab, language in languages.items():
        entry, texts = LABS[lab], Texts(language)
        run = entry.run_class(entry.defaults())
        page = Page(lab, run, texts, "light", PICTURE)
        found.symbols = symbols(run)
        drawn = [artist.get_text() for artist in page.lab_figure.figure.findobj(Text)]
        for text in (*drawn, texts(f"{lab}.question"), entry.words.readout(run, texts)):
            found.read(text)
    return found


def test_pages_of_a_handout_add_up() -> None:
    found = pages({lab: LANGUAGES[k % 2] for k, lab in enumerate(FEW)})
    assert not found.wrong and found.checked > 5


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_pages_of_a_handout_add_up(language: str) -> None:
    assert not pages(dict.fromkeys(LABS, language)).wrong


# -- the calculator finds what is wrong ------------------------------------------------------------


def lines_to_spoil(seed: int, labs: Iterable[str]) -> Iterator[tuple[str, Symbols]]:
    """Yield lines from labs that calculate, if their last digits are the calculator's."""
    for lab in labs:
        scene = Scene(lab, drawn=False)
        for text in dict.fromkeys(texts_of(scene, (7, seed))):
            known = symbols(scene.run)
            found = Audit(known, strict=True)
            found.read(text)
            if found.checked and not found.wrong:
                yield text, known


def spoil(seed: int, labs: Iterable[str], share: float = 1.0) -> tuple[int, int]:
    """Change digits by one, up or down; return how many, and how many are not seen.

    So little is hardest to see.  Not seen, because it cannot be: a digit of an operand that does
    not move what comes out (a factor beside 0, say), or before "≈" by less than the last digit
    after it.
    """
    rng, tried, unseen = random.Random(seed), 0, 0
    for text, known in lines_to_spoil(seed, labs):
        for digit in Audit(known).digits(text):
            if rng.random() > share:
                continue
            old = int(text[digit.place])
            new = old - 1 if old == 9 or (old and rng.random() < 0.5) else old + 1
            spoiled = f"{text[: digit.place]}{new}{text[digit.place + 1 :]}"
            found = Audit(known, strict=True)
            found.read(spoiled)
            tried += 1
            unseen += not found.wrong
            assert found.wrong or not Audit(known).tells(digit, spoiled), spoiled
    return tried, unseen


def test_a_single_wrong_digit_is_found() -> None:
    tried, unseen = spoil(1, FEW, share=0.3)
    assert tried > 60 and unseen < 0.25 * tried


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 8))
def test_any_single_wrong_digit_is_found(seed: int) -> None:
    tried, unseen = spoil(seed, CALCULATING)
    assert tried > 100 and unseen < 0.25 * tried


@pytest.mark.parametrize(
    "text",
    [
        r"$p_1 = e^{2.00/1} \,/\, \Sigma = 7.39 \,/\, 11.6 = 0.638$",
        r"$u = 0.80 · 1.23 + 1.20 · (−0.50) + 0.50 = 0.88$",
        r"$|1 − 0.77 \times 1.67| = 0.28$",
        r"$x_{3} = 4812.71 − 0.30 \times 9144.15 ≈ 2067.46$",
        "τ = 0.5, so 1 − 0.5 = 0.4",
        "−0.00",
    ],
)
def test_lines_that_do_not_add_up_are_found(text: str) -> None:
    found = Audit()
    found.read(text)
    assert found.wrong
