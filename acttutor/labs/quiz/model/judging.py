"""Is an answer right, and if not, which mistake was it?"""

import unicodedata
from typing import NamedTuple, TypeAlias

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import plain
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.model.text import written

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


def right_answer(item: Item) -> Given:
    """Return the right answer, the first one where there are several."""
    answer: Given = item.answer if item.kind == "order" else item.answer[0]
    return answer


def answer_text(item: Item) -> str:
    """Return the right answer as it is written in a key."""
    return _text(item, right_answer(item), item.digits)


def given_text(item: Item, given: Given) -> str:
    """Return an answer as it is recorded, of options their letters: it needs no language.

    What was chosen in place of being typed, clicked or put in order is recorded as that.
    """
    if given is None:
        return ""
    if item.origin is not None and not isinstance(given, tuple):
        return given_text(item.origin, given_value(item, int(given)))
    return _text(item, given, item.digits + 2)


def given_value(item: Item, index: int) -> Given:
    """Return the answer that a choice stands for."""
    value = item.options[index].value
    return value if isinstance(value, tuple | int | float) else None


def _text(item: Item, given: Given, digits: int) -> str:
    if isinstance(given, tuple):
        return " → ".join(map(letter, given))
    assert given is not None
    if item.kind == "number":
        return plain(float(given), digits)
    if item.kind == "click":
        name = item.graph.x_name if item.graph and isinstance(item.graph.x_name, str) else "x"
        return f"{name} = {plain(float(given), 1).removesuffix('.0')}"
    return letter(int(given))


def letter(index: int) -> str:
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
    item = item.origin or item
    if item.kind == "number":
        return plain(item.answer[0], item.digits)
    if item.kind == "click":
        return plain(item.answer[0], 1).removesuffix(".0")
    words = [written(item.options[index].words, texts) for index in item.answer]
    return " → ".join(words)
