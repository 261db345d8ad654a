"""Digits in a shaky hand: a test set that is as far from the data as what users write."""

from functools import lru_cache

import numpy as np

from acttutor.core.data.digits import DARKEST, Digits
from acttutor.core.data.handwriting import Preparation, prepare
from acttutor.core.data.shaky_hand import Stroke, shaky_digits

#: How many there are, the seed of the hand, and the thickness of its pen.
COUNT, SEED, PEN = 200, 1, 0.07


@lru_cache(maxsize=1)
def _drawn() -> list[tuple[int, list[Stroke]]]:
    return shaky_digits(COUNT, SEED)


@lru_cache(maxsize=8)
def shaky(steps: Preparation) -> Digits:
    """Return them as they are after the steps of a preparation; kept, because they take a while."""
    labels, drawings = zip(*_drawn(), strict=True)
    pixels = [prepare(strokes, PEN, steps).pixels.ravel() for strokes in drawings]
    return Digits(np.stack(pixels) / DARKEST, np.array(labels, dtype=np.intp))
