"""Whether a line separates two classes of points in the plane, decided without rounding.

A line separates two finite classes if and only if their convex hulls share no point. Coordinates
are turned into whole numbers first, so that every sign is exact. If the hulls do meet, a shared
point is the proof: it is a mixture of points of one class and also of points of the other, and z,
being linear, would have to be both ≥ 0 and < 0 there.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Point = tuple[int, int]
#: Pairs (index of a sample, its share); the shares are positive and add up to 1.
Mixture = tuple[tuple[int, float], ...]


class Overlap(NamedTuple):
    """A point that both hulls have in common.

    Args:
        point: where it is.
        positive, negative: the same point as a mixture of at most three samples of a class.
    """

    point: tuple[float, float]
    positive: Mixture
    negative: Mixture


def overlap(X: npt.ArrayLike, t: npt.ArrayLike) -> Overlap | None:
    """Return a point shared by the convex hulls of two classes; ``None`` if a line separates them.

    Args:
        X: points (n, 2), finite.
        t: targets (n,), 0 or 1.

    Example:
        >>> overlap([[0.0, 0.0], [1.0, 1.0]], [0, 1]) is None
        True
    """
    exact = [[Fraction(float(v)) for v in row] for row in np.asarray(X)]
    scale = lcm(*(value.denominator for row in exact for value in row))
    points = [(int(x * scale), int(y * scale)) for x, y in exact]
    labels: list[float] = np.asarray(t, dtype=float).tolist()
    positive = _hull(points, [i for i, label in enumerate(labels) if label > 0])
    negative = _hull(points, [i for i, label in enumerate(labels) if not label > 0])
    if not positive or not negative:
        return None
    found = _meeting(points, positive, negative)
    if found is None:
        return None
    one, other = (
        tuple((index, share) for index, share in mixture if share > 0) for mixture in found
    )
    x, y = (sum(share * exact[index][axis] for index, share in one) for axis in (0, 1))
    return Overlap((float(x), float(y)), _as_floats(one), _as_floats(other))


def _as_floats(mixture: Sequence[tuple[int, Fraction]]) -> Mixture:
    return tuple((index, float(share)) for index, share in mixture)


Exact = Sequence[tuple[int, Fraction]]


def _meeting(
    points: Sequence[Point], first: list[int], second: list[int]
) -> tuple[Exact, Exact] | None:
    """Return a common point of two hulls as mixtures of their corners."""
    for a, b in _edges(first):
        for c, d in _edges(second):
            shares = _crossing(points[a], points[b], points[c], points[d])
            if shares is not None:
                s, u = shares
                return ((a, 1 - s), (b, s)), ((c, 1 - u), (d, u))
    # No edges meet: the hulls are apart, or one lies inside the other.
    inside = _inside(points, first[0], second)
    if inside is not None:
        return ((first[0], Fraction(1)),), inside
    inside = _inside(points, second[0], first)
    if inside is not None:
        return inside, ((second[0], Fraction(1)),)
    return None


def _cross(o: Point, a: Point, b: Point) -> int:
    """Return twice the area of a triangle, positive if it turns counter-clockwise."""
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def _hull(points: Sequence[Point], indices: list[int]) -> list[int]:
    """Return the corners of the convex hull counter-clockwise (monotone chain, Andrew 1979)."""
    order = sorted({points[index]: index for index in indices}.values(), key=points.__getitem__)
    if len(order) < 3:
        return order
    chains: list[list[int]] = []
    for direction in (order, order[::-1]):
        chain: list[int] = []
        for index in direction:
            while len(chain) > 1:
                if _cross(points[chain[-2]], points[chain[-1]], points[index]) > 0:
                    break
                chain.pop()
            chain.append(index)
        chains.append(chain[:-1])
    return chains[0] + chains[1]


def _edges(hull: list[int]) -> Iterator[tuple[int, int]]:
    """Return the edges of a hull; a single corner is an edge without length."""
    yield from pairwise([*hull, hull[0]] if len(hull) != 2 else hull)


def _crossing(a: Point, b: Point, c: Point, d: Point) -> tuple[Fraction, Fraction] | None:
    """Return where two segments meet, as shares of the way from a to b and from c to d."""
    across = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if across:
        s = Fraction((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0]), across)
        u = Fraction((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0]), across)
        return (s, u) if 0 <= s <= 1 and 0 <= u <= 1 else None
    # Parallel segments meet, if at all, at an end of one of them.
    for end, point in enumerate((a, b)):
        share = _share(point, c, d)
        if share is not None:
            return Fraction(end), share
    for end, point in enumerate((c, d)):
        share = _share(point, a, b)
        if share is not None:
            return share, Fraction(end)
    return None


def _share(p: Point, a: Point, b: Point) -> Fraction | None:
    """Return how far along the segment from a to b the point p lies; ``None`` if beside it."""
    if a == b:
        return Fraction(0) if p == a else None
    if _cross(a, b, p):
        return None
    along = (p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])
    share = Fraction(along, (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2)
    return share if 0 <= share <= 1 else None


def _inside(points: Sequence[Point], index: int, hull: list[int]) -> Exact | None:
    """Return a sample as a mixture of three corners of a hull around it, if it is inside."""
    p, o = points[index], hull[0]
    for a, b in pairwise(hull[1:]):
        area = _cross(points[o], points[a], points[b])
        parts = (
            _cross(p, points[a], points[b]),
            _cross(p, points[b], points[o]),
            _cross(p, points[o], points[a]),
        )
        if all(part >= 0 for part in parts):
            shares = [Fraction(part, area) for part in parts]
            return tuple(zip((o, a, b), shares, strict=True))
    return None
