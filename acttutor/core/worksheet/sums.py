"""Sums as they come out on paper: terms that cancel leave 0."""

from typing import TypeVar

from acttutor.core.arrays import Array

V = TypeVar("V", float, Array)
#: What is left of terms this many times as large is round-off: a float has 16 digits.
ROUND_OFF = 1e-15


def without_round_off(whole: V, *terms: V) -> V:
    """Return a sum, and 0 where its terms cancel but for round-off.

    Without it −0.2 · 0.1 + 0.1 · 1.2 − 0.1 lies at −1.4e−17, on the wrong side of a kink at 0.
    Infinity and NaN stay what they are.

    Args:
        whole: the sum; a number, or an array of sums.
        terms: what was added up, or upper bounds of its size.

    >>> without_round_off(0.1 + 0.2 - 0.3, 0.1, 0.2, 0.3)
    0.0
    """
    return whole * (abs(whole) >= ROUND_OFF * sum(abs(term) for term in terms)) + 0.0
