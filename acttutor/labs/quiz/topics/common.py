"""What many templates use."""

from collections.abc import Iterable
from typing import SupportsFloat

import numpy as np

from acttutor.base.numbers.numerals import plain
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.softmax import softmax
from acttutor.labs.quiz.model.item import Option, Rng, Unlucky, grid
from acttutor.labs.quiz.model.text import Word, name_of


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


def vector(values: Iterable[SupportsFloat], digits: int = 1) -> str:
    """Return numbers in brackets: ``(0.5, −1.2)``."""
    return f"({', '.join(plain(float(value), digits) for value in values)})"


def worded(group: str, value: str, mistake: str = "") -> Option:
    """Return the option whose words are ``quiz.options.<group>.<value>``."""
    return Option(value, Word(f"quiz.options.{group}.{value}"), mistake)


# -- softmax -----------------------------------------------------------------------------------


def logits(rng: Rng, count: int = 3) -> list[float]:
    """Draw logits, multiples of a half."""
    return [grid(rng, -2, 2, 0.5, but=()) for _ in range(count)]


def shares(rng: Rng, count: int = 3) -> tuple[list[float], list[float]]:
    """Draw logits; returns them and their probabilities, no two of these alike."""
    z = logits(rng, count)
    p = softmax(np.array(z))
    if np.min(np.abs(np.subtract.outer(p, p))[~np.eye(count, dtype=bool)]) < 0.05:
        raise Unlucky
    return z, p.tolist()


def softmax_lab(z: list[float], true: int = 0, **more: float) -> tuple[str, dict[str, object]]:
    """Return the way to the softmax lab with these logits and this true class, from 0."""
    padded = (*z, *([0.0] * (8 - len(z))))
    settings = {"classes": len(z), "logits": padded, "true": true + 1, "shift": 0.0}
    return "softmax", {"temperature": 1.0, **settings, **more}
