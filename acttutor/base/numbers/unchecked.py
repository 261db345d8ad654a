"""Data from outside, taken apart: what is not of the kind that is asked for is a `ValueError`."""

from collections.abc import Iterable, Mapping
from typing import SupportsFloat, SupportsIndex, TypeVar

T = TypeVar("T")


def exactly(value: object, kind: type[T]) -> T:
    """Return a value of a kind itself: a truth value is no whole number."""
    if type(value) is not kind or not isinstance(value, kind):
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return value


def items(value: object) -> tuple[object, ...]:
    """Return the items of a list; a text is none."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError(f"{value!r} is not a list")
    return tuple(value)


def real(value: object) -> float:
    """Return a number, which may be written as a text."""
    if not isinstance(value, str | SupportsFloat | SupportsIndex):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def reals(value: object) -> tuple[float, ...]:
    """Return a list of numbers."""
    return tuple(map(real, items(value)))


def mapping(value: object) -> Mapping[str, object]:
    """Return a mapping from names."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is not a mapping")
    return value
