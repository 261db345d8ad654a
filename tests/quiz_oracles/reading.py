"""What all oracles use: how they are registered, and how what a reader is told is read."""

import cmath
import re
from typing import Any

H = 1e-6


def n(value: Any) -> float:
    """Return a number that may be written with brackets and the sign for minus."""
    return float(str(value).replace("−", "-").strip("()"))


def vec(text: str) -> list[float]:
    """Return the numbers of a vector, or of a matrix row by row."""
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def word(value: Any) -> str:
    """Return the last part of the key of a word, the id where it is the name of a function."""
    return value.key.removesuffix(".name").rsplit(".", 1)[-1]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def soft(z, temperature=1.0):
    e = [cmath.exp(value / temperature).real for value in z]
    return [value / sum(e) for value in e]


ORACLES: dict[str, Any] = {}


def oracle(function):
    ORACLES[function.__name__] = lambda item: function(item, dict(item.given))
    return function


def formulas(**by_name):
    """Register oracles that need nothing but the given values."""
    for name, formula in by_name.items():
        ORACLES[name] = lambda item, formula=formula: formula(dict(item.given))


def only(values):
    """Return the single one."""
    (found,) = values
    return found
