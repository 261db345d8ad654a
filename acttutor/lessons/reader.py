"""Reads lesson files: TOML, every field checked, and every refusal names file, line and field."""

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from acttutor.base.curriculum import ROWS
from acttutor.base.errors import UserError
from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import load_catalogue
from acttutor.base.numbers.plain import settings_from_plain
from acttutor.base.numbers.unchecked import exactly
from acttutor.base.state.fields import field_names
from acttutor.base.storage.strict_json import shortened
from acttutor.base.storage.strict_toml import read_toml
from acttutor.base.storage.user_file import read_user_file
from acttutor.labs.registry import LABS
from acttutor.lessons.goals import TESTS, can_compare
from acttutor.lessons.lesson import SUFFIX, Action, Condition, Lesson, Prediction, Step, Words
from acttutor.lessons.markup import names_in

#: Larger than any lesson.
MAX_BYTES = 500_000
T = TypeVar("T")
ID = re.compile(r"[a-z][a-z0-9-]{0,39}")

_LESSON_FIELDS = {
    "id", "title", "minutes", "level", "after", "covers", "introduces", "needs", "questions",
    "steps",
}  # fmt: skip
_STEP_FIELDS = {
    "text", "lab", "settings", "run", "hide", "lock", "highlight", "point", "predict", "task",
    "goal", "hint", "met", "solution",
}  # fmt: skip
_PREDICT_FIELDS = {"question", "options", "right", "because", "look", "point"}


def read_lesson(path: Path) -> Lesson:
    """Read a lesson file.

    Raises:
        UserError: naming file, line and field of the first thing that is wrong.
    """
    data = read_user_file(path, MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("files.encoding", position=error.start + 1) from None
    return parse_lesson(text, path)


def parse_lesson(text: str, path: Path) -> Lesson:
    """Return the lesson that a text describes; `path` is only named in errors."""
    return _Reader(text, path).lesson()


def lesson_files(folder: Path) -> list[Path]:
    """Return the lesson files of a folder in the order of their names."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file())


class _Reader:
    """One file being read.

    Args:
        text: its content.
        path: where it is.
    """

    def __init__(self, text: str, path: Path) -> None:
        self._lines = text.splitlines()
        self._text, self._path = text, path
        self._step = 0  # the number of the step that is being read, from 1; 0 before them

    def lesson(self) -> Lesson:
        """Return the lesson."""
        try:
            document = read_toml(self._text)
        except ValueError as error:
            found = re.search(r"line (\d+)", str(error))
            line = found.group(1) if found else len(self._lines)
            raise UserError("lessons.no_toml", file=self._path.name, line=line) from None
        self._only(document, _LESSON_FIELDS)
        id = self._kind(document, "id", str)
        if not ID.fullmatch(id):
            raise self._wrong("id")
        level, minutes = (self._kind(document, name, int, 1) for name in ("level", "minutes"))
        if not 1 <= level <= 3:
            raise self._wrong("level")
        if not 1 <= minutes <= 240:
            raise self._wrong("minutes")
        steps = self._kind(document, "steps", list)
        if not steps:
            raise self._wrong("steps")
        title = self._words(document, "title")
        after, covers = self._texts(document, "after"), self._texts(document, "covers")
        if not set(covers) <= set(ROWS):
            raise self._wrong("covers")
        told = {name: self._texts(document, name) for name in ("introduces", "needs", "questions")}
        made: list[Step] = []
        for self._step, step in enumerate(steps, start=1):
            made.append(self._read_step(step, made[-1].lab if made else ""))
        return Lesson(id, title, minutes, level, after, covers, tuple(made), self._path, **told)

    def _read_step(self, data: object, lab_before: str) -> Step:
        if not isinstance(data, dict):
            raise self._wrong("steps")
        self._only(data, _STEP_FIELDS)
        lab = data.get("lab", lab_before)
        if not isinstance(lab, str) or lab not in LABS:
            raise self._wrong("lab")
        settings = self._kind(data, "settings", dict, {}) if "settings" in data else None
        self._check_settings(lab, settings or {}, "settings")
        hide, lock, highlight = (
            self._names(data, field, lab) for field in ("hide", "lock", "highlight")
        )
        run = self._kind(data, "run", int, 0)
        if not 0 <= run <= 100_000:
            raise self._wrong("run")
        goal = self._condition(data["goal"], lab, "goal") if "goal" in data else None
        task, hint, met = (
            self._words(data, name) if name in data else {} for name in ("task", "hint", "met")
        )
        if goal is not None and not task:
            raise self._wrong("task")
        self._check_placeholders(met, lab)
        return Step(
            text=self._words(data, "text"),
            lab=lab,
            settings=settings,
            run=run,
            hide=hide,
            lock=lock,
            highlight=highlight,
            point=self._kind(data, "point", str, ""),
            predict=self._prediction(data["predict"]) if "predict" in data else None,
            task=task,
            goal=goal,
            hint=hint,
            met=met,
            solution=tuple(
                self._action(part, lab) for part in self._kind(data, "solution", list, [])
            ),
        )

    def _check_settings(self, lab: str, settings: Mapping[str, object], field: str) -> None:
        try:
            _, unknown = settings_from_plain(LABS[lab].settings_class, settings, field)
        except UserError as error:
            raise self._wrong(str(error.values.get("field", field))) from None
        if unknown:
            raise self._wrong(unknown[0])

    def _check_placeholders(self, words: Words, lab: str) -> None:
        known = observables(lab) | set(field_names(LABS[lab].settings_class))
        for text in words.values():
            try:
                unknown = names_in(text) - known
            except ValueError as error:
                raise self._wrong(f"met {shortened(error)}") from None
            if unknown:
                raise self._wrong(f"met {{{min(unknown)}}}")

    def _condition(self, data: object, lab: str, field: str) -> Condition:
        if not isinstance(data, dict):
            raise self._wrong(field)
        for kind in ("all", "any"):
            if kind in data:
                self._only(data, {kind, "held"}, field)
                parts = self._kind(data, kind, list)
                return Condition(
                    kind,
                    held=self._kind(data, "held", int, 0),
                    parts=tuple(self._condition(part, lab, field) for part in parts),
                )
        kinds = [kind for kind in ("observe", "setting", "changed") if kind in data]
        if len(kinds) != 1:
            raise self._wrong(field)
        kind, name = kinds[0], data[kinds[0]]
        known = (
            observables(lab) if kind == "observe" else set(field_names(LABS[lab].settings_class))
        )
        if not isinstance(name, str) or name not in known:
            raise self._wrong(f"{field}.{kind} {shortened(name)}")
        if kind == "changed":
            self._only(data, {kind}, field)
            return Condition(kind, name)
        tests = [test for test in TESTS if test in data]
        self._only(data, {kind, "held", *TESTS}, field)
        if len(tests) != 1:
            raise self._wrong(f"{field}.{kind}")
        if not can_compare(tests[0], data[tests[0]]):
            raise self._wrong(f"{field}.{tests[0]}")
        held = self._kind(data, "held", int, 0)
        return Condition(kind, name, tests[0], data[tests[0]], held)

    def _prediction(self, data: object) -> Prediction:
        if not isinstance(data, dict):
            raise self._wrong("predict")
        self._only(data, _PREDICT_FIELDS, "predict")
        options = self._kind(data, "options", list)
        right = self._kind(data, "right", int)
        if not 2 <= len(options) <= 6 or not 1 <= right <= len(options):
            raise self._wrong("predict.right")
        because = self._kind(data, "because", list, [])
        if len(because) not in (0, len(options)):
            raise self._wrong("predict.because")
        return Prediction(
            question=self._words(data, "question"),
            options=tuple(self._checked_words(words, "options") for words in options),
            right=right - 1,
            because=tuple(self._checked_words(words, "because") for words in because),
            look=self._words(data, "look") if "look" in data else {},
            point=self._kind(data, "point", str, ""),
        )

    def _action(self, data: object, lab: str) -> Action:
        if not isinstance(data, dict) or len(data) != 1:
            raise self._wrong("solution")
        ((kind, value),) = data.items()
        if kind == "set" and isinstance(value, dict):
            self._check_settings(lab, value, "solution")
        elif kind == "fill" and type(value) in (int, float) and math.isfinite(value):
            pass
        elif kind not in ("run", "predict") or type(value) is not int or value < 1:
            raise self._wrong("solution")
        return Action(kind, value - 1 if kind == "predict" else value)

    # -- fields --------------------------------------------------------------------------------

    def _kind(
        self, data: Mapping[str, object], name: str, kind: type[T], default: T | None = None
    ) -> T:
        try:
            return exactly(data.get(name, default), kind)
        except ValueError:
            raise self._wrong(name) from None

    def _texts(self, data: Mapping[str, object], name: str) -> tuple[str, ...]:
        values = self._kind(data, name, list, [])
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(name)
        return tuple(values)

    def _names(self, data: Mapping[str, object], name: str, lab: str) -> tuple[str, ...]:
        """Return names of settings of a lab."""
        names = self._texts(data, name)
        if not set(names) <= set(field_names(LABS[lab].settings_class)):
            raise self._wrong(name)
        return names

    def _words(self, data: Mapping[str, object], name: str) -> Words:
        return self._checked_words(data.get(name), name)

    def _checked_words(self, words: object, name: str) -> Words:
        """Return a text; a lesson may be in one language, or in all of them."""
        if isinstance(words, str):
            words = dict.fromkeys(LANGUAGES, words)
        if not isinstance(words, dict) or not words or not words.keys() <= set(LANGUAGES):
            raise self._wrong(name)
        if not all(isinstance(text, str) and text.strip() for text in words.values()):
            raise self._wrong(name)
        return words

    def _only(self, data: Mapping[str, object], allowed: set[str], field: str = "") -> None:
        for name in data:
            if name not in allowed:
                raise self._wrong(f"{field}.{shortened(name)}" if field else shortened(name))

    def _wrong(self, field: str) -> UserError:
        return UserError(
            "lessons.wrong_field",
            file=self._path.name,
            line=self._line_of(field.split(" ")[0].split(".")[-1], field.split(".")[0]),
            step=self._step,
            field=field,
        )

    def _line_of(self, *names: str) -> int:
        """Return the line of a field in the present step, as well as that can be told."""
        starts = [n for n, line in enumerate(self._lines) if line.strip() == "[[steps]]"]
        first = starts[self._step - 1] if 0 < self._step <= len(starts) else 0
        last = starts[self._step] if self._step < len(starts) else len(self._lines)
        if self._step == 0 and starts:
            last = starts[0]
        for name in names:
            pattern = re.compile(rf"(\[+[\w.]*\b)?{re.escape(name)}\b")
            for number in range(first, last):
                if pattern.search(self._lines[number]):
                    return number + 1
        return first + 1


@cache
def observables(lab: str) -> frozenset[str]:
    """Return the names of what a lab publishes, see `acttutor.labs.registry.Lab.observe`."""
    prefix = f"{lab}.observables."
    keys = load_catalogue(LANGUAGES[0])
    return frozenset(key.removeprefix(prefix) for key in keys if key.startswith(prefix))
