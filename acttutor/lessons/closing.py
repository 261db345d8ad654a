"""The step that ends a lesson: questions on what it was about, and one on an earlier lesson."""

from dataclasses import replace

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import Texts
from acttutor.lessons.lesson import Condition, Lesson, Step


def with_closing(lesson: Lesson) -> Lesson:
    """Return a lesson with the step that asks its questions, if it has any."""
    if not lesson.questions or _closes(lesson):
        return lesson
    count = len(lesson.questions)
    text, task, hint, met = (
        {
            language: Texts(language)(f"lessons.closing.{part}", count=count)
            for language in LANGUAGES
        }
        for part in ("text", "task", "hint", "met")
    )
    step = Step(
        text=text,
        lab="quiz",
        settings=_settings(lesson),
        task=task,
        goal=Condition("observe", "answered", "at_least", count),
        hint=hint,
        met=met,
    )
    return replace(lesson, steps=(*lesson.steps, step))


def without_closing(lesson: Lesson) -> Lesson:
    """Return a lesson as its file has it, for whoever goes on writing it."""
    return replace(lesson, steps=lesson.steps[:-1]) if _closes(lesson) else lesson


def _settings(lesson: Lesson) -> dict[str, object]:
    return {"only": list(lesson.questions), "mode": "practice"}


def _closes(lesson: Lesson) -> bool:
    """Tell whether the last step is the one that asks the questions."""
    last = lesson.steps[-1] if lesson.steps else None
    return last is not None and last.lab == "quiz" and last.settings == _settings(lesson)
