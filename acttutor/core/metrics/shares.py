"""Shares, of which nothing of nothing is none."""

import math

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array


def shares(parts: npt.ArrayLike, wholes: npt.ArrayLike) -> Array:
    """Return parts / wholes, nan where a whole is 0; one of them may be a single number.

    Example:
        >>> shares([1, 0], [4, 0]).tolist()
        [0.25, nan]
    """
    found = np.full(np.broadcast_shapes(np.shape(parts), np.shape(wholes)), math.nan)
    np.divide(parts, wholes, out=found, where=np.asarray(wholes) > 0)
    return found
