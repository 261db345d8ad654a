"""Distributions of points in the plane for a generative model to imitate.

All of them lie within the square from -1 to 1, the range of a tanh output.  Each knows where its
points may lie and what its parts are (sectors, pieces, clouds), so that two faults can be told
apart: points where there should be none, and parts that get none.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array

#: A point this many standard deviations off still belongs to the shape.
REACH = 3.0


class Shape(Protocol):
    """A distribution with parts."""

    @property
    def parts(self) -> int:
        """The number of parts, each as probable as the others."""

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points, shape (n, 2)."""

    def part_of(self, X: Array) -> npt.NDArray[np.intp]:
        """The part 0, 1, ... that each point of X (n, 2) belongs to; -1 off the shape."""


@dataclass(frozen=True)
class Ring:
    """A circle around the origin, normally blurred along the radius; its parts are sectors."""

    radius: float = 0.65
    sigma: float = 0.04
    parts: int = 12

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points."""
        angle = rng.uniform(0.0, 2.0 * np.pi, n)
        radius = rng.normal(self.radius, self.sigma, n)
        return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))

    def part_of(self, X: Array) -> npt.NDArray[np.intp]:
        """The sector of each point in the band of `REACH` standard deviations."""
        turn = np.arctan2(X[:, 1], X[:, 0]) / (2.0 * np.pi)
        sector = np.floor(turn * self.parts).astype(np.intp) % self.parts
        off = np.abs(np.hypot(*X.T) - self.radius) > REACH * self.sigma
        return np.where(off, -1, sector)


@dataclass(frozen=True)
class Clouds:
    """Round normal clouds of the same weight around given centres; each cloud is a part.

    Args:
        centres: points (x, y).
        sigma: standard deviation per axis.
    """

    centres: tuple[tuple[float, float], ...]
    sigma: float = 0.05

    @property
    def parts(self) -> int:
        """The number of clouds."""
        return len(self.centres)

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points."""
        middle = np.array(self.centres)[rng.integers(0, self.parts, n)]
        return middle + rng.normal(0.0, self.sigma, (n, 2))

    def part_of(self, X: Array) -> npt.NDArray[np.intp]:
        """The nearest cloud of each point within `REACH` standard deviations of its centre."""
        nearest, distance = _nearest(X, np.array(self.centres))
        return np.where(distance > REACH * self.sigma, -1, nearest)


@dataclass(frozen=True)
class Trace:
    """Points along lines, each blurred a little; the parts are stretches of equally many points.

    Args:
        points: points (x, y) in the order in which they were drawn, at least one.
        sigma: standard deviation of the blur, per axis.
        most: the largest number of parts.
    """

    points: tuple[tuple[float, float], ...]
    sigma: float = 0.03
    most: int = 12

    @property
    def parts(self) -> int:
        """The number of stretches."""
        return min(self.most, len(self.points))

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points."""
        middle = np.array(self.points)[rng.integers(0, len(self.points), n)]
        return middle + rng.normal(0.0, self.sigma, (n, 2))

    def part_of(self, X: Array) -> npt.NDArray[np.intp]:
        """The stretch of the drawn point nearest to each point that is near the lines."""
        nearest, distance = _nearest(X, np.array(self.points))
        stretch = nearest * self.parts // len(self.points)
        # Between two drawn points the line is as much theirs as at them.
        return np.where(distance > REACH * self.sigma + 0.03, -1, stretch)


def ring() -> Ring:
    """The ring.

    Example:
        >>> ring().sample(5, np.random.default_rng(0)).shape
        (5, 2)
    """
    return Ring()


def moons() -> Trace:
    """Two half circles that reach into each other; eight parts, four for each.

    Example:
        >>> moons().sample(5, np.random.default_rng(0)).shape
        (5, 2)
    """
    angle = np.linspace(0.0, np.pi, 64)
    upper = np.column_stack((np.cos(angle) - 0.5, np.sin(angle) - 0.25))
    both = 0.58 * np.concatenate((upper, -upper))
    return Trace(tuple((float(x), float(y)) for x, y in both), sigma=0.04, most=8)


def grid() -> Clouds:
    """Nine clouds, three by three: nine modes.

    Example:
        >>> grid().sample(5, np.random.default_rng(0)).shape
        (5, 2)
    """
    side = (-0.6, 0.0, 0.6)
    return Clouds(tuple((x, y) for y in reversed(side) for x in side))


def _nearest(X: Array, places: Array) -> tuple[npt.NDArray[np.intp], Array]:
    """Return for each point of X the index of the nearest place, and how far it is."""
    distance = distances(X, places)
    nearest = distance.argmin(axis=1)
    return nearest, distance[np.arange(len(X)), nearest]


def distances(X: Array, Y: Array) -> Array:
    """The distances between all points of X (n, d) and Y (m, d), shape (n, m)."""
    squares = (X**2).sum(axis=1)[:, None] + (Y**2).sum(axis=1) - 2.0 * (X @ Y.T)
    result: Array = np.sqrt(np.maximum(squares, 0.0))
    return result
