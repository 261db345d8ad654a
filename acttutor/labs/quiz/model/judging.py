"""Is an answer right, and if not, which mistake was it?"""

import unicodedata
from typing import NamedTuple, TypeAlias

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import plain
from acttutor.labs.quiz.model.item import Item, written

#: Rounding in the reader's head may not cost the last digit of the tolerance.
_SLACK = 1 + 1e-9

#: A number, a place on the x axis, the number of an option, or those of options in their order;
#: ``None`` for no answer.
Given: TypeAlias = tuple[int, ...] | float | None


class Verdict(NamedTuple):
    """Whether an answer is right, and the name of the mistake (a key) if it is not."""

    right: bool
    mistake: str = ""


def judge(item: Item, given: Given) -> Verdict:
    """Judge an answer."""
    if given is None:
        return Verdict(False, "no_answer")
    if isinstance(given, tuple):
        right = given == item.answer
        backwards = given == item.answer[::-1]
        return Verdict(right, "" if right else "backwards" if backwards else "order")
    if item.kind == "choice":
        right = given == item.answer[0]
        return Verdict(right, "" if right else item.options[int(given)].mistake)
    return _judge_number(item, float(given))


def _judge_number(item: Item, given: float) -> Verdict:
    reach = item.tolerance * _SLACK
    if any(abs(given - right) <= reach for right in item.answer):
        return Verdict(True)
    near = {name: abs(given - value) for name, value in item.traps.items()}
    name = min(near, key=lambda trap: near[trap], default="")
    if name and near[name] <= reach:
        return Verdict(False, name)
    if item.kind == "number" and abs(given + item.answer[0]) <= reach:
        return Verdict(False, "sign")
    return Verdict(False, "elsewhere" if item.kind == "click" else "unknown")


def number_of(text: str) -> float | None:
    """Return the number that was typed, also as a fraction or in full-width digits."""
    clean = unicodedata.normalize("NFKC", text).replace("−", "-").replace(",", ".").strip()
    top, _, bottom = clean.partition("/")
    try:
        value = float(top) / (float(bottom) if bottom else 1.0)
    except (ValueError, ZeroDivisionError):
        return None
    return value if abs(value) < 1e15 else None


def answer_text(item: Item, texts: Texts) -> str:
    """Return the right answer as it is written in a key."""
    return given_text(item, item.answer if item.kind == "order" else item.answer[0], texts)


def given_text(item: Item, given: Given, texts: Texts | None = None) -> str:
    """Return an answer as text; of options their letters, which need no language."""
    if given is None:
        return ""
    if isinstance(given, tuple):
        return " → ".join(map(_letter, given))
    if item.kind == "number":
        digits = item.digits
        return plain(float(given), digits if texts else digits + 2)
    if item.kind == "click":
        return f"x = {plain(float(given), 1).removesuffix('.0')}"
    return _letter(int(given))


def _letter(index: int) -> str:
    """Return the letter of an option."""
    return chr(ord("a") + index)


def question(item: Item, texts: Texts) -> str:
    """Return the question."""
    values = {name: written(value, texts) for name, value in item.given.items()}
    return texts(f"quiz.q.{item.template}.ask", **values)


def explanation(item: Item, texts: Texts) -> str:
    """Return why the right answer is right, with its numbers."""
    values = {name: written(value, texts) for name, value in item.given.items()}
    values["answer"] = spoken_answer(item, texts)
    return texts(f"quiz.q.{item.template}.why", **values)


def spoken_answer(item: Item, texts: Texts) -> str:
    """Return the right answer as it is said in a sentence."""
    if item.kind == "number":
        return plain(item.answer[0], item.digits)
    if item.kind == "click":
        return plain(item.answer[0], 1).removesuffix(".0")
    words = [written(item.options[index].words, texts) for index in item.answer]
    return " → ".join(words)
