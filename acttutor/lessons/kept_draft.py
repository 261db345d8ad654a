"""A lesson being written as plain data, for the session, and back; it need not be complete."""

import logging
from pathlib import Path
from typing import Any

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import settings_from_plain, to_plain
from acttutor.labs.registry import LABS
from acttutor.lessons.drafts import Draft
from acttutor.lessons.lesson import Action, Condition, Lesson, Prediction, Step, Words

log = logging.getLogger(__name__)


def plain_draft(draft: Draft) -> dict[str, Any]:
    """Return a draft as dicts, lists, texts and numbers."""
    return {"lesson": _plain(draft.lesson), "saved": _plain(draft.saved)}


def draft_from_plain(data: Any) -> Draft | None:
    """Return what `plain_draft` returned once; ``None`` if it can be no draft."""
    try:
        return Draft(_lesson(data["lesson"]), _lesson(data["saved"]))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, UserError) as error:
        log.warning("the draft of a lesson cannot be used: %r", error)
        return None


def _plain(lesson: Lesson) -> dict[str, Any]:
    return {**to_plain(lesson), "path": str(lesson.path or "")}


def _lesson(data: Any) -> Lesson:
    numbers = [_kind(data[name], int) for name in ("minutes", "level")]
    if not 1 <= numbers[1] <= 3:
        raise ValueError("level")
    path = _kind(data["path"], str)
    return Lesson(
        _kind(data["id"], str),
        _words(data["title"]),
        numbers[0],
        numbers[1],
        _texts(data["after"]),
        _texts(data["covers"]),
        tuple(map(_step, data["steps"])),
        Path(path) if path else None,
    )


def _step(data: Any) -> Step:
    lab, settings = data["lab"], data["settings"]
    if settings is not None:
        settings_from_plain(LABS[lab].settings_class, settings)
    asked = data["predict"]
    return Step(
        text=_words(data["text"]),
        lab=LABS[lab].id,
        settings=settings,
        run=_kind(data["run"], int),
        hide=_texts(data["hide"]),
        lock=_texts(data["lock"]),
        highlight=_texts(data["highlight"]),
        point=_kind(data["point"], str),
        predict=None if asked is None else _prediction(asked),
        task=_words(data["task"]),
        goal=None if data["goal"] is None else _condition(data["goal"]),
        hint=_words(data["hint"]),
        met=_words(data["met"]),
        solution=tuple(Action(_kind(a["kind"], str), a["value"]) for a in data["solution"]),
    )


def _prediction(data: Any) -> Prediction:
    options = tuple(map(_words, data["options"]))
    return Prediction(_words(data["question"]), options, _kind(data["right"], int))


def _condition(data: Any) -> Condition:
    kind, name, test = (_kind(data[field], str) for field in ("kind", "name", "test"))
    parts = tuple(map(_condition, data["parts"]))
    return Condition(kind, name, test, data["value"], _kind(data["held"], int), parts)


def _words(data: Any) -> Words:
    return {_kind(language, str): _kind(text, str) for language, text in data.items()}


def _texts(data: Any) -> tuple[str, ...]:
    return tuple(_kind(text, str) for text in data)


def _kind(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
