"""Maxout units: the largest of k linear pieces, h(x) = max over j of (w_j x + b_j).

Goodfellow et al., "Maxout networks" (2013).  A unit with one input is a polygon that bends only
upwards: convex and piecewise linear.  The value itself is `softmax.maxout`; here are the slopes
that train it, the polygon that lines lead to, and what no convex function can do.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_float


def first_largest(z: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Mark the largest entry along the last axis; of equal ones the first.

    These are the slopes of max(z_1, ..., z_k) by its arguments.  Where pieces are equal the
    maximum has a kink, and the first of them takes the whole slope: one of its subgradients.

    Args:
        z: the pieces, shape (..., k).  nan counts as largest.

    Returns:
        Booleans shaped like z, exactly one true in each group of k.
    """
    array = np.asarray(z)
    marks: npt.NDArray[np.bool_] = array.argmax(axis=-1)[..., None] == np.arange(array.shape[-1])
    return marks


def maxout_slopes(
    x: npt.ArrayLike, W: npt.ArrayLike, b: npt.ArrayLike, slope: npt.ArrayLike
) -> tuple[Array, Array]:
    """Carry the slope of a loss by the outputs of maxout units back to their weights and biases.

    Only the piece that is the maximum for a sample learns from it: dW_j = sum over the samples
    that piece j wins of slope * x, db_j the same without x.  A piece that wins none gets zeros.

    Args:
        x: samples, shape (n, d).
        W, b: weights (units, pieces, d) and biases (units, pieces), as for `softmax.maxout`.
        slope: slope of the loss by the outputs, shape (n, units).

    Returns:
        (dW, db), shaped like W and b.
    """
    inputs, weights, biases = as_float(x, "x"), as_float(W, "W"), as_float(b, "b")
    with np.errstate(all="ignore"):
        z = np.einsum("nd,upd->nup", inputs, weights) + biases
        share = first_largest(z) * as_float(slope, "slope")[..., None]
        return np.einsum("nup,nd->upd", share, inputs), share.sum(axis=0)


class Stretch(NamedTuple):
    """Where a piece is the maximum: from `left` to `right`, which may be infinite."""

    piece: int
    left: float
    right: float


def upper_envelope(w: npt.ArrayLike, b: npt.ArrayLike) -> list[Stretch]:
    """The polygon max over j of (w_j x + b_j), from left to right.

    Far left the line with the smallest slope is on top.  From there on each line gives way to
    the steeper one that it meets first, so the slopes only grow: the polygon is convex.

    Args:
        w, b: slopes and heights at x = 0 of the lines, each of shape (k,), k at least 1, finite.

    Returns:
        The stretches, each line at most once; of equal lines the first.  Lines that are missing
        are nowhere the maximum, or only at a kink.
    """
    slopes, heights = (np.asarray(values, dtype=np.float64).tolist() for values in (w, b))
    now = min(range(len(slopes)), key=lambda j: (slopes[j], -heights[j], j))
    left = -math.inf
    found: list[Stretch] = []
    while True:
        # Of lines that meet it at the same place the steepest goes on.
        meetings = [
            ((heights[now] - heights[j]) / (slopes[j] - slopes[now]), -slopes[j], j)
            for j in range(len(slopes))
            if slopes[j] > slopes[now]
        ]
        if not meetings:
            return [*found, Stretch(now, left, math.inf)]
        right, _, following = min(meetings)
        if right > left:
            found.append(Stretch(now, left, right))
        now, left = following, max(left, right)


def convex_minorant(x: npt.ArrayLike, t: npt.ArrayLike) -> Array:
    """The largest convex function that is nowhere above the points, at their own places.

    It is the lower side of their convex hull, found from left to right by taking back every
    point that would make a bend to the right (Andrew, 1979).

    Args:
        x: places, ascending, shape (n,).
        t: heights, shape (n,), n at least 1.

    Returns:
        Shape (n,), at most t.
    """
    places, heights = np.asarray(x, dtype=np.float64), np.asarray(t, dtype=np.float64)
    hull: list[int] = []
    for i in range(len(places)):
        while len(hull) > 1 and _bends_right(places, heights, hull[-2], hull[-1], i):
            hull.pop()
        hull.append(i)
    lower: Array = np.interp(places, places[hull], heights[hull])
    return np.minimum(lower, heights)


def _bends_right(x: Array, t: Array, i: int, j: int, k: int) -> bool:
    return bool((t[j] - t[i]) * (x[k] - x[i]) >= (t[k] - t[i]) * (x[j] - x[i]))


def least_convex_error(x: npt.ArrayLike, t: npt.ArrayLike) -> float:
    """How far the best convex function must miss one of the points at least.

    Half the largest gap between the points and their convex minorant m.  For if a convex g came
    within e everywhere, g - e would be convex and below the points, hence below m; and g >= t - e
    where the gap is largest: so the gap is at most 2 e.  Moving m up by half the gap gets there.

    Args:
        x, t: as for `convex_minorant`.

    Returns:
        0 for points of a convex curve.
    """
    gap = np.asarray(t, dtype=np.float64) - convex_minorant(x, t)
    return float(gap.max()) / 2
