"""Digits that users have written, as a setting: what they are, and their pixels as a short text.

    (("4", "0000c…"), …)

Each pixel is one character, ``0`` … ``9`` and ``a`` … ``g`` for 0 to 16, row by row.
"""

from collections.abc import Iterable

import numpy as np

from acttutor.base.numbers.unchecked import exactly, items
from acttutor.core.arrays import Array
from acttutor.core.data.digits import DARKEST, PIXELS, Digits

#: A digit and its pixels.
Example = tuple[str, str]
Own = tuple[Example, ...]

#: Forty learners with fifty digits each.
MOST_OWN = 2000
_SIGNS = "0123456789abcdefg"


def check_own(value: object) -> Own:
    """Return digits that somebody has written; the latest ones if there are too many.

    Raises:
        ValueError: naming what is none.
    """
    found = []
    for example in items(value):
        label, pixels = (exactly(part, str) for part in _pair(example))
        if label not in tuple("0123456789"):
            raise ValueError(f"{label!r} is no digit")
        if len(pixels) != PIXELS or not set(pixels) <= set(_SIGNS):
            raise ValueError(f"{pixels!r} is not {PIXELS} pixels")
        found.append((label, pixels))
    return tuple(found[-MOST_OWN:])


def _pair(example: object) -> tuple[object, object]:
    parts = items(example)
    if len(parts) != 2:
        raise ValueError(f"{example!r} is not a digit with its pixels")
    return parts[0], parts[1]


def example(label: int, image: Array) -> Example:
    """Return a picture, shape (64,) from 0 to 1, as an example; pixels are rounded to 1/16."""
    counts = np.clip(np.rint(np.asarray(image).ravel() * DARKEST), 0, DARKEST).astype(int)
    return str(label), "".join(_SIGNS[count] for count in counts)


def as_digits(own: Iterable[Example]) -> Digits:
    """Return examples as pictures and labels."""
    rows = list(own)
    counts = [[_SIGNS.index(sign) for sign in pixels] for _, pixels in rows]
    images = np.array(counts, dtype=float).reshape(-1, PIXELS) / DARKEST
    return Digits(images, np.array([int(label) for label, _ in rows], dtype=np.intp))
