"""What many templates use."""

from collections.abc import Iterable
from typing import Any

from acttutor.base.numerals import plain
from acttutor.core.activations import ACTIVATIONS
from acttutor.labs.quiz.item import Option, Word, name_of


def f(function: str, z: float, **params: float) -> float:
    """Return the value of an activation function."""
    return float(ACTIVATIONS[function].f(z, **params))


def df(function: str, z: float, **params: float) -> float:
    """Return its slope."""
    return float(ACTIVATIONS[function].df(z, **params))


def named(function: str, mistake: str = "") -> Option:
    """Return the option with the name of an activation function."""
    return Option(function, name_of(function), mistake)


def explorer(function: str, probe: float = 1.0, **more: object) -> tuple[str, dict[str, object]]:
    """Return the way to a function in its lab, with the probe at a place."""
    return "activations", {"function": function, "others": (), "probe": probe, **more}


def vector(values: Iterable[Any], digits: int = 1) -> str:
    """Return numbers in brackets: ``(0.5, −1.2)``."""
    return f"({', '.join(plain(float(value), digits) for value in values)})"


def worded(group: str, value: str, mistake: str = "") -> Option:
    """Return the option whose words are ``quiz.options.<group>.<value>``."""
    return Option(value, Word(f"quiz.options.{group}.{value}"), mistake)
