"""Lessons being written: each function returns another draft. A draft need not be complete yet."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import unlike_defaults
from acttutor.base.numbers.typed import typed_number
from acttutor.base.state.fields import Flag, Number, Spec
from acttutor.base.state.limits import Limits
from acttutor.base.state.run import AnyRun
from acttutor.labs.registry import LABS
from acttutor.lessons.goals import can_compare
from acttutor.lessons.lesson import Condition, Lesson, Prediction, Step, Words
from acttutor.lessons.reader import parse_lesson
from acttutor.lessons.writer import lesson_text

#: What labs call the number of steps that their run has made.
_COUNTS = ("epoch", "k", "t", "step", "steps_done", "looks", "folds")
#: The id of a lesson that has no file yet.
NEW = "new-lesson"


#: A condition, and what was typed over it: kind, name, test and value; ``None`` if nothing was.
Typed = tuple[Condition, tuple[str, str, str, object] | None]


class TypedGoal(NamedTuple):
    """A goal as it was typed, which cannot be used yet.

    Args:
        step: number of the step, from 0.
        kind: ``"all"`` or ``"any"``.
        rows: its conditions.
    """

    step: int
    kind: str
    rows: tuple[Typed, ...]


@dataclass
class Draft:
    """A lesson being written.

    Args:
        lesson: as it is now.
        saved: as it was opened or saved last.
        typed: what was typed and cannot be part of the lesson yet.
    """

    lesson: Lesson
    saved: Lesson
    typed: TypedGoal | None = None

    @property
    def is_saved(self) -> bool:
        """Whether nothing is lost if the draft is."""
        return self.lesson == self.saved and self.typed is None

    def go_on_with(self, lesson: Lesson) -> None:
        """Begin again with a lesson that is saved."""
        self.lesson = self.saved = lesson
        self.typed = None


def new_lesson() -> Lesson:
    """Return a draft without title and steps."""
    return Lesson(NEW, {}, 10, 1, (), (), ())


def captured(run: AnyRun, lab: str, limits: Limits) -> Step:
    """Return a step that begins with the experiment that a run is now.

    Its settings are those unlike the defaults, and its steps those that the run has made, if the
    lab counts them.
    """
    return Step(
        text={},
        lab=lab,
        settings=unlike_defaults(run.settings),
        run=steps_made(lab, run),
        hide=limits.hide,
        lock=limits.lock,
    )


def steps_made(lab: str, run: AnyRun) -> int:
    """Return how many steps a run has made; 0 where that cannot be told."""
    observed = LABS[lab].export.metrics(run) if LABS[lab].has_time else {}
    counts = (observed.get(name) for name in _COUNTS)
    return next((count for count in counts if isinstance(count, int)), 0)


def to_go_on_with(draft: Draft | None, playing: Lesson | None) -> Draft:
    """Return what to go on with: what is not saved, the lesson that is going on, or a new one."""
    if draft is not None and (not draft.is_saved or playing is None):
        return draft
    if playing is None or (draft is not None and draft.lesson.id == playing.id):
        return draft or Draft(new_lesson(), new_lesson())
    return Draft(playing, playing)


# -- the list of steps -------------------------------------------------------------------------


def with_step(lesson: Lesson, index: int, step: Step) -> Lesson:
    """Return a draft with another step at ``index``."""
    steps = list(lesson.steps)
    steps[index] = step
    return replace(lesson, steps=tuple(steps))


def inserted(lesson: Lesson, index: int, step: Step) -> Lesson:
    """Return a draft with one step more, before the one at ``index``."""
    return replace(lesson, steps=(*lesson.steps[:index], step, *lesson.steps[index:]))


def without(lesson: Lesson, index: int) -> Lesson:
    """Return a draft with one step less."""
    return replace(lesson, steps=lesson.steps[:index] + lesson.steps[index + 1 :])


def moved(lesson: Lesson, index: int, by: int) -> Lesson:
    """Return a draft with a step moved, as far as there is room."""
    to = min(max(index + by, 0), len(lesson.steps) - 1)
    return inserted(without(lesson, index), to, lesson.steps[index])


# -- texts -------------------------------------------------------------------------------------


def reworded(words: Words, language: str, text: str) -> Words:
    """Return a text with its words in one language changed, or left out if there are none."""
    # Tk may hand over half a character, which no file can hold.
    text = text.strip().encode("utf-8", "ignore").decode("utf-8")
    if text == words.get(language, "").strip():
        return words  # with the line ends of its file
    kept = {other: own for other, own in words.items() if other != language}
    return {**kept, language: text} if text else kept


def asked(
    before: Prediction | None, language: str, question: str, options: list[str], right: int
) -> Prediction | None:
    """Return a question to predict the answer of; ``None`` if nothing is asked.

    Args:
        before: what was asked so far, in other languages perhaps.
        language: that of question and options.
        question: what will happen?
        options: answers; an empty one is left out, unless it is there in another language only.
        right: number of the one that comes true, counted with the empty ones.
    """
    old = before.options if before else ()
    reasons = before.because if before and len(before.because) == len(old) else ()
    kept: list[Words] = []
    because: list[Words] = []
    true = 0
    for number, text in enumerate(options):
        words = old[number] if number < len(old) else {}
        if not text.strip() and (language in words or not words):
            continue
        if number == right:
            true = len(kept)
        kept.append(reworded(words, language, text))
        because += reasons[number : number + 1]
    asks = reworded(before.question if before else {}, language, question)
    if not asks and not kept:
        return None
    # A reason that nobody has given yet would be missing.
    given = tuple(because) if len(because) == len(kept) else ()
    made = before or Prediction(asks, (), 0)
    return replace(made, question=asks, options=tuple(kept), right=true, because=given)


# -- goals -------------------------------------------------------------------------------------


def joined(conditions: list[Condition], kind: str) -> Condition | None:
    """Return conditions as one; ``kind`` is ``"all"`` or ``"any"``."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return Condition(kind, parts=tuple(conditions))


def rows_of(goal: Condition | None) -> tuple[list[Condition], str]:
    """Return what `joined` would make a goal of; conditions that hold for long stay together."""
    if goal is None:
        return [], "all"
    if goal.kind in ("all", "any") and not goal.held:
        return list(goal.parts), goal.kind
    return [goal], "all"


def default_test(value: object) -> str:
    """Return the likeliest way to compare a value."""
    return "is" if isinstance(value, bool | str | list) or value is None else "at_least"


def value_of(text: str, names: Mapping[str, object], spec: Spec | None, test: str) -> object:
    """Return the value that a text in a goal stands for.

    Args:
        text: what was typed or chosen.
        names: values that have names, by these names.
        spec: of the setting that it is compared with, if it is one.
        test: one of `TESTS`.

    Raises:
        UserError: if a number is needed and there is none.
    """
    text = text.strip()
    if text in names:
        return names[text]
    try:
        number = typed_number(text)
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if not text or isinstance(spec, Number | Flag) or not can_compare(test, text):
        raise UserError("editor.no_value", text=text)
    return text


# -- files -------------------------------------------------------------------------------------


def id_for(path: Path) -> str:
    """Return the id of a lesson in a file of this name."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and not words[0][0].isalpha():  # the number that orders the files
        words.pop(0)
    return "-".join(words)[:40].strip("-") or NEW


def complete(lesson: Lesson) -> Lesson:
    """Return a draft as its file will be read.

    Raises:
        UserError: naming the first field that is missing or cannot be used, and its step.
    """
    try:
        return parse_lesson(lesson_text(lesson), lesson.path or Path(lesson.id))
    except UserError as error:
        if error.key != "lessons.wrong_field":
            raise
        field = str(error.values["field"])
        raise UserError("editor.wrong", step=error.values["step"], field=field) from None
