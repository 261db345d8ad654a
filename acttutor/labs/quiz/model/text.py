"""Pieces of text that are looked up when they are shown, and numbers as sentences have them."""

from dataclasses import dataclass
from typing import TypeAlias

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import Style


@dataclass(frozen=True)
class Word:
    """A piece of text that is looked up when it is shown, such as the name of a function."""

    key: str


@dataclass(frozen=True)
class Row:
    """Pieces of text in an order, such as the answer to put things in order.

    Args:
        words: the pieces; ``between`` stands between two of them.
    """

    words: tuple["str | Word", ...]
    between: str = " → "


#: What fills a sentence.
Value: TypeAlias = float | str | bool | Word | Row


def name_of(function: str) -> Word:
    """Return the name of an activation function."""
    return Word(f"functions.{function}.name")


def written(value: Value, texts: Texts) -> str:
    """Return a number, a text, a `Word` or a `Row` of these as it stands in a sentence."""
    if isinstance(value, Word):
        return texts(value.key)
    if isinstance(value, Row):
        return value.between.join(written(each, texts) for each in value.words)
    if isinstance(value, bool | str):
        return str(value)
    return number_text(value)


def number_text(value: float) -> str:
    """Return an exact number as it stands in sentences and formulas."""
    return _EXACT.write(value).text


_EXACT = Style(None, 10, 1e-4, 1e10, trim=True, mathtext=False)
