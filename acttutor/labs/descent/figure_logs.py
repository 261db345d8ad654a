"""Distances as logarithms, few enough to draw."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from acttutor.labs.descent.walk import Walk

#: More points than this are not told apart on a chart of this size.
MOST_POINTS = 300


def points_of(walk: Walk) -> tuple[npt.NDArray[Any], npt.NDArray[np.float64]]:
    """Return steps and logarithms of distances, thinned, the last one kept; −inf for 0."""
    count = len(walk.u)
    stride = max(1, math.ceil(count / MOST_POINTS))
    index = np.arange(count)[::-1][::stride][::-1]
    with np.errstate(divide="ignore"):
        logs = np.log10(np.array([walk.gap(int(i)) for i in index]))
    return index + walk.first, logs
