"""Writes lesson files: TOML that is meant to be edited by hand.

Long texts are literal strings, in which a formula looks as it does in a lesson: a library would
double each backslash of ``$\\frac{1}{2}$``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from acttutor.base.language.languages import LANGUAGES
from acttutor.base.numbers.unchecked import real
from acttutor.lessons.lesson import Action, Condition, Lesson, Prediction, Step, Words

#: Where a list is broken into several lines.
WIDTH = 100
_BARE = re.compile(r"[A-Za-z0-9_-]+")
#: What no literal string can hold: control characters, but for tabs and line ends.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def lesson_text(lesson: Lesson) -> str:
    """Return the file of a lesson; `acttutor.lessons.reader.parse_lesson` reads it back."""
    lines = [
        f"id = {_value(lesson.id)}",
        *_words("title", lesson.title),
        f"minutes = {lesson.minutes}",
        f"level = {lesson.level}",
        *(f"after = {_value(lesson.after)}" for _ in lesson.after[:1]),
        *(f"covers = {_value(lesson.covers)}" for _ in lesson.covers[:1]),
        *(f"introduces = {_value(lesson.introduces)}" for _ in lesson.introduces[:1]),
        *(f"needs = {_value(lesson.needs)}" for _ in lesson.needs[:1]),
        *(f"questions = {_value(lesson.questions)}" for _ in lesson.questions[:1]),
    ]
    before = ""
    for step in lesson.steps:
        lines += ["", "[[steps]]", *_step(step, before)]
        before = step.lab
    return "\n".join(lines) + "\n"


def _step(step: Step, lab_before: str) -> Iterator[str]:
    """Yield the lines of a step, in the order in which it is read."""
    if step.lab != lab_before:
        yield f"lab = {_value(step.lab)}"
    if step.settings is not None:
        yield from _table("settings", step.settings)
    if step.run:
        yield f"run = {step.run}"
    for name in ("hide", "lock", "highlight"):
        if getattr(step, name):
            yield f"{name} = {_value(getattr(step, name))}"
    if step.point:
        yield f"point = {_value(step.point)}"
    yield from _words("text", step.text)
    if step.predict is not None:
        yield from _table("predict", _prediction(step.predict))
    yield from _words("task", step.task)
    if step.goal is not None:
        yield from _table("goal", condition_data(step.goal))
    yield from _words("hint", step.hint)
    yield from _words("met", step.met)
    if step.solution:
        yield f"solution = {_list([_action(action) for action in step.solution], 'solution = ')}"


def condition_data(condition: Condition) -> dict[str, object]:
    """Return a condition as it is written in files."""
    held = {"held": condition.held} if condition.held else {}
    if condition.kind in ("all", "any"):
        return {condition.kind: [condition_data(part) for part in condition.parts], **held}
    if condition.kind == "changed":
        return {"changed": condition.name}
    return {condition.kind: condition.name, condition.test: condition.value, **held}


def _prediction(prediction: Prediction) -> dict[str, object]:
    because = prediction.because
    return {
        "question": _plain_words(prediction.question),
        "options": [_plain_words(words) for words in prediction.options],
        "right": prediction.right + 1,
        **({"because": [_plain_words(words) for words in prediction.because]} if because else {}),
        **({"look": _plain_words(prediction.look)} if prediction.look else {}),
        **({"point": prediction.point} if prediction.point else {}),
    }


def _action(action: Action) -> dict[str, object]:
    return {action.kind: int(real(action.value)) + 1 if action.kind == "predict" else action.value}


def _words(name: str, words: Words) -> Iterator[str]:
    """Yield a text, with a line for each language unless both say the same."""
    plain = _plain_words(words)
    if isinstance(plain, str):
        yield f"{name} = {_value(plain)}"
        return
    for language, text in plain.items():
        yield f"{name}.{language} = {_value(text)}"


def _plain_words(words: Words) -> str | dict[str, str]:
    """Return one text where the languages agree, as the reader would take it."""
    texts = set(words.values())
    if len(texts) == 1 and set(words) == set(LANGUAGES):
        return texts.pop()
    return dict(words)


def _table(name: str, data: Mapping[str, object]) -> Iterator[str]:
    """Yield a mapping on one line if it fits, otherwise with a line for each of its keys."""
    line = f"{name} = {_value(data)}"
    if len(line) <= WIDTH and "\n" not in line:
        yield line
        return
    for key, value in data.items():
        start = f"{name}.{_key(key)} = "
        yield start + (_list(value, start) if isinstance(value, list | tuple) else _value(value))


def _list(values: Sequence[object], start: str) -> str:
    """Return a list on one line if it fits, otherwise with a line for each of its parts."""
    line = _value(values)
    if len(start) + len(line) <= WIDTH:
        return line
    return "[\n" + "".join(f"  {_value(value)},\n" for value in values) + "]"


def _value(value: object) -> str:
    """Return anything that TOML knows."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Mapping):
        parts = [f"{_key(key)} = {_value(item)}" for key, item in value.items()]
        return "{ " + ", ".join(parts) + " }" if parts else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, int | float):
        return repr(value)
    raise TypeError(f"{value!r} cannot be written")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _basic(key)


def _string(text: str) -> str:
    """Return a text as the kind of string in which the fewest characters are escaped."""
    if _CONTROL.search(text):
        return _basic(text)
    if "\n" in text:
        plain = "'''" not in text and not text.endswith("'")
        return f"'''\n{text}'''" if plain else _basic(text)
    if "\\" not in text and '"' not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else _basic(text)


def _basic(text: str) -> str:
    """Return a text in double quotes."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + '"'
