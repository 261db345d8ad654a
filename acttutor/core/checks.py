"""Checks at the public edge: a bad argument gets a ValueError that says what is allowed."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np


def check_number(
    name: str,
    value: Any,
    low: float = -math.inf,
    high: float = math.inf,
    *,
    open_low: bool = False,
) -> float:
    """Return `value` as a finite float within [low, high], or (low, high] if `open_low`.

    Raises:
        ValueError: not a number, not finite, or out of range; names all three.
    """
    allowed = f"{'(' if open_low or low == -math.inf else '['}{low:g}, {high:g}"
    allowed += ")" if high == math.inf else "]"
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number in {allowed}, got {value!r}") from None
    too_low = number <= low if open_low else number < low
    if not math.isfinite(number) or too_low or number > high:
        raise ValueError(f"{name} must be a finite number in {allowed}, got {value!r}")
    return number


def check_count(name: str, value: Any, low: int) -> int:
    """Return `value` as a whole number of at least `low`.

    Raises:
        ValueError: not whole (True and 2.0 are refused too), or less than `low`.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < low:
        raise ValueError(f"{name} must be a whole number of at least {low}, got {value!r}")
    return int(value)


def check_choice(name: str, value: Any, allowed: Iterable[str]) -> str:
    """Return `value` if it is one of `allowed`.

    Raises:
        ValueError: it is not; the message lists the allowed values.
    """
    choices = list(allowed)
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(choices)}; got {value!r}")
    return value


def check_rng(value: Any) -> np.random.Generator:
    """Return `value` if it is a `numpy.random.Generator`.

    Raises:
        ValueError: it is anything else, None included: hidden randomness cannot be repeated.
    """
    if not isinstance(value, np.random.Generator):
        raise ValueError(
            f"rng must be a numpy.random.Generator, e.g. default_rng(0); got {value!r}"
        )
    return value
