"""A lesson being written as plain data, for the session, and back; it need not be complete."""

import logging
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import settings_from_plain, to_plain
from acttutor.base.numbers.unchecked import exactly, items, mapping
from acttutor.labs.registry import LABS
from acttutor.lessons.drafts import Draft, Typed, TypedGoal
from acttutor.lessons.goals import TESTS
from acttutor.lessons.lesson import Action, Condition, Lesson, Prediction, Step, Words

log = logging.getLogger(__name__)


def plain_draft(draft: Draft) -> dict[str, object]:
    """Return a draft as dicts, lists, texts and numbers."""
    typed = None if draft.typed is None else to_plain(draft.typed._asdict())
    return {"lesson": _plain(draft.lesson), "saved": _plain(draft.saved), "typed": typed}


def draft_from_plain(data: object) -> Draft | None:
    """Return what `plain_draft` returned once; ``None`` if it can be no draft."""
    try:
        lessons = mapping(data)
        lesson, saved = _lesson(lessons["lesson"]), _lesson(lessons["saved"])
        typed = lessons.get("typed")
        return Draft(lesson, saved, None if typed is None else _typed_goal(typed, lesson))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, UserError) as error:
        log.warning("the draft of a lesson cannot be used: %r", error)
        return None


def _plain(lesson: Lesson) -> dict[str, object]:
    return {**mapping(to_plain(lesson)), "path": str(lesson.path or "")}


def _lesson(plain: object) -> Lesson:
    data = mapping(plain)
    numbers = [exactly(data[name], int) for name in ("minutes", "level")]
    if not 1 <= numbers[1] <= 3:
        raise ValueError("level")
    path = exactly(data["path"], str)
    return Lesson(
        exactly(data["id"], str),
        _words(data["title"]),
        numbers[0],
        numbers[1],
        _texts(data["after"]),
        _texts(data["covers"]),
        tuple(map(_step, items(data["steps"]))),
        Path(path) if path else None,
        # Drafts of an earlier version have none of these.
        *(_texts(data.get(name, ())) for name in ("introduces", "needs", "questions")),
    )


def _step(plain: object) -> Step:
    data = mapping(plain)
    lab = exactly(data["lab"], str)
    settings = None if data["settings"] is None else mapping(data["settings"])
    if settings is not None:
        settings_from_plain(LABS[lab].settings_class, settings)
    asked = data["predict"]
    return Step(
        text=_words(data["text"]),
        lab=LABS[lab].id,
        settings=settings,
        run=exactly(data["run"], int),
        hide=_texts(data["hide"]),
        lock=_texts(data["lock"]),
        highlight=_texts(data["highlight"]),
        point=exactly(data["point"], str),
        predict=None if asked is None else _prediction(asked),
        task=_words(data["task"]),
        goal=None if data["goal"] is None else _condition(data["goal"]),
        hint=_words(data["hint"]),
        met=_words(data["met"]),
        solution=tuple(map(_action, items(data["solution"]))),
    )


def _action(plain: object) -> Action:
    data = mapping(plain)
    return Action(exactly(data["kind"], str), data["value"])


def _prediction(plain: object) -> Prediction:
    data = mapping(plain)
    options = tuple(map(_words, items(data["options"])))
    return Prediction(
        question=_words(data["question"]),
        options=options,
        right=exactly(data["right"], int),
        because=tuple(map(_words, items(data.get("because", ())))),
        look=_words(data.get("look", {})),
        point=exactly(data.get("point", ""), str),
    )


def _condition(plain: object) -> Condition:
    data = mapping(plain)
    kind, name, test = (exactly(data[field], str) for field in ("kind", "name", "test"))
    parts = tuple(map(_condition, items(data["parts"])))
    return Condition(kind, name, test, data["value"], exactly(data["held"], int), parts)


def _typed_goal(plain: object, lesson: Lesson) -> TypedGoal:
    data = mapping(plain)
    step, kind = exactly(data["step"], int), exactly(data["kind"], str)
    if step not in range(len(lesson.steps)) or kind not in ("all", "any"):
        raise ValueError("goal")
    return TypedGoal(step, kind, tuple(map(_typed, items(data["rows"]))))


def _typed(plain: object) -> Typed:
    condition, words = items(plain)
    if words is None:
        return _condition(condition), None
    *texts, value = items(words)
    kind, name, test = _texts(texts)
    if kind not in ("observe", "setting") or test not in (*TESTS, "changed"):
        raise ValueError("goal")
    return _condition(condition), (kind, name, test, value)


def _words(data: object) -> Words:
    return {exactly(language, str): exactly(text, str) for language, text in mapping(data).items()}


def _texts(data: object) -> tuple[str, ...]:
    return tuple(exactly(text, str) for text in items(data))
