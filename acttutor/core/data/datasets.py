"""The toy problems: points in the plane with a class or a number to predict.

They follow the best-known web playground for toy networks, so that a learner finds the same
pictures here.  Everything lies around the square [-6, 6]^2.  Noise means one of two things:
for `gauss` and `spiral` it moves the points; for the others the points stay where they are and
their *target* is read at a place moved at random, so that noise flips labels near a border.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_count, check_number, check_rng

DOMAIN = (-6.0, 6.0)
"""The range shown of both x1 and x2."""

CURVE_X = np.linspace(*DOMAIN, 61)
"""Where the heights of a curve that somebody draws are taken, see `beside_curve`."""

MAX_NOISE = 0.5


@dataclass(frozen=True)
class Dataset:
    """A toy problem that can be sampled.

    Attributes:
        id: lowercase name, never translated.
        kind: "classification" with targets ±1, or "regression".
        default_n: the customary number of points.
        generate: ``(n, noise, rng) -> (X, t)``, the bare formula, with t of shape (n,).
        n_outputs: the number of target columns.

    Example:
        >>> X, T = DATASETS["xor"].sample(100, noise=0.0, rng=np.random.default_rng(0))
        >>> X.shape, T.shape
        ((100, 2), (100, 1))
    """

    id: str
    kind: str
    default_n: int
    generate: Callable[[int, float, np.random.Generator], tuple[Array, Array]]
    n_outputs: int = 1

    def sample(self, n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
        """Draw points with their targets.

        Args:
            n: number of points, 2 or more; where there are two halves, the first takes the
                odd one.
            noise: 0 to 0.5, see the functions below.
            rng: the source of all randomness.

        Returns:
            X of shape (n, 2) and T of shape (n, 1), in the order of making: one class after
            the other in some sets, so `split` before training.

        Raises:
            ValueError: an argument is out of range.
        """
        n = check_count("n", n, 2)
        noise = check_number("noise", noise, 0.0, MAX_NOISE)
        X, t = self.generate(n, noise, check_rng(rng))
        return X, t[:, np.newaxis]


def circle(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """A disc of radius 2.5 inside a ring from 3.5 to 5; +1 inside, -1 outside.

    Radius and angle are uniform, so the points crowd towards the centre.  Noise: the label is
    read at the point moved by noise * U(-5, 5) per axis, +1 within 2.5 of the origin.
    """
    inside = _first_half(n)
    radius = np.where(inside, rng.uniform(0.0, 2.5, n), rng.uniform(3.5, 5.0, n))
    angle = rng.uniform(0.0, 2.0 * np.pi, n)
    X = np.column_stack((radius * np.sin(angle), radius * np.cos(angle)))
    moved = X + noise * rng.uniform(-5.0, 5.0, (n, 2))
    return X, _label(np.hypot(moved[:, 0], moved[:, 1]) < 2.5)


def xor(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Four squares; +1 where x1 and x2 have the same sign.

    U(-5, 5) per axis, then pushed 0.3 away from both axes to leave a gap.  Noise: the label is
    read at the point moved by noise * U(-5, 5) per axis.
    """
    X = rng.uniform(-5.0, 5.0, (n, 2))
    X += np.where(X > 0, 0.3, -0.3)
    moved = X + noise * rng.uniform(-5.0, 5.0, (n, 2))
    return X, _label(moved[:, 0] * moved[:, 1] >= 0)


def gauss(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Two round clouds, +1 around (2, 2) and -1 around (-2, -2).

    Noise widens them: the variance per axis grows linearly from 0.5 at noise 0 to 4 at 0.5.
    """
    variance = 0.5 + noise / MAX_NOISE * 3.5
    t = _label(_first_half(n))
    return 2.0 * t[:, np.newaxis] + rng.normal(0.0, np.sqrt(variance), (n, 2)), t


def spiral(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Two arms of a spiral, one and three quarters of a turn; +1 and -1.

    Point i of the N in an arm sits at radius r = 5 i / N and angle t = 1.75 * 2 pi * i / N, the
    second arm half a turn further: (r sin t, r cos t).  Noise moves the points by
    noise * U(-1, 1) per axis.
    """
    first = _first_half(n)
    count = np.where(first, first.sum(), n - first.sum())
    i = np.where(first, np.arange(n), np.arange(n) - first.sum())
    radius = 5.0 * i / count
    angle = 1.75 * 2.0 * np.pi * i / count + np.where(first, 0.0, np.pi)
    X = np.column_stack((radius * np.sin(angle), radius * np.cos(angle)))
    return X + noise * rng.uniform(-1.0, 1.0, (n, 2)), _label(first)


def reg_plane(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """A tilted plane, (x1 + x2) / 10, over U(-6, 6) per axis.

    Noise: the target is read at the point moved by noise * U(-6, 6) per axis.
    """
    X, moved = _scattered(n, noise, rng)
    return X, moved.sum(axis=1) / 10.0


HILLS = np.array(
    [
        (-4.0, 2.5, 1),
        (0.0, 2.5, -1),
        (4.0, 2.5, 1),
        (-4.0, -2.5, -1),
        (0.0, -2.5, 1),
        (4.0, -2.5, -1),
    ]
)
"""Centres (x1, x2) and signs of the hills and hollows of `reg_gauss`."""


def reg_gauss(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Three hills and three hollows over U(-6, 6) per axis.

    Each of `HILLS` is a cone, sign * max(0, 1 - d/2) at distance d from its centre; where they
    meet, the larger in size wins.  Noise: as in `reg_plane`.
    """
    X, moved = _scattered(n, noise, rng)
    distance = np.linalg.norm(moved[:, np.newaxis, :] - HILLS[:, :2], axis=2)
    heights = np.maximum(0.0, 1.0 - distance / 2.0)
    nearest = heights.argmax(axis=1)
    return X, HILLS[nearest, 2] * heights[np.arange(n), nearest]


def beside_curve(heights: npt.ArrayLike) -> Dataset:
    """Return points on both sides of a curve: +1 above it and −1 on and below it.

    U(−6, 6) per axis, in which the curve is a polyline.  Noise: the label is read at the point
    moved by noise * U(−5, 5) per axis.

    Args:
        heights: of the curve above `CURVE_X`, shape (61,).

    Example:
        >>> X, T = beside_curve(np.zeros(61)).sample(50, 0.0, np.random.default_rng(0))
        >>> bool((np.sign(X[:, 1]) == T[:, 0]).all())
        True
    """
    curve = np.asarray(heights, dtype=float)

    def generate(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
        X = rng.uniform(*DOMAIN, (n, 2))
        moved = X + noise * rng.uniform(-5.0, 5.0, (n, 2))
        return X, _label(moved[:, 1] > np.interp(moved[:, 0], CURVE_X, curve))

    return Dataset("curve", "classification", 500, generate)


def split(
    X: npt.ArrayLike, T: npt.ArrayLike, train_share: float, rng: np.random.Generator
) -> tuple[Array, Array, Array, Array]:
    """Shuffle the samples once, and part them into training and test data.

    Args:
        X, T: inputs (n, d) and targets (n, k).
        train_share: share of the samples to train on, above 0, at most 1; the number of them
            is rounded, and at least 1.
        rng: the source of randomness.

    Returns:
        X_train, T_train, X_test, T_test; with train_share 1 the test data are empty.

    Raises:
        ValueError: an argument is out of range, or X and T do not fit.

    Example:
        >>> X, T = np.zeros((10, 2)), np.zeros((10, 1))
        >>> X_train, T_train, X_test, T_test = split(X, T, 0.7, np.random.default_rng(0))
        >>> len(X_train), len(X_test)
        (7, 3)
    """
    inputs, targets = as_matrix(X, "X"), as_matrix(T, "T")
    share = check_number("train_share", train_share, 0.0, 1.0, open_low=True)
    if len(inputs) != len(targets) or len(inputs) == 0:
        raise ValueError(f"X and T must have as many rows, got {len(inputs)} and {len(targets)}")
    order = check_rng(rng).permutation(len(inputs))
    train, test = np.split(order, [max(1, round(share * len(inputs)))])
    return inputs[train], targets[train], inputs[test], targets[test]


def _first_half(n: int) -> npt.NDArray[np.bool_]:
    return np.arange(n) < (n + 1) // 2


def _label(positive: npt.NDArray[np.bool_]) -> Array:
    return np.where(positive, 1.0, -1.0)


def _scattered(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Points uniform over the domain, and the same points moved by noise."""
    X = rng.uniform(*DOMAIN, (n, 2))
    return X, X + noise * rng.uniform(*DOMAIN, (n, 2))


DATASETS = MappingProxyType(
    {
        dataset.id: dataset
        for dataset in (
            Dataset("circle", "classification", 500, circle),
            Dataset("xor", "classification", 500, xor),
            Dataset("gauss", "classification", 500, gauss),
            Dataset("spiral", "classification", 500, spiral),
            Dataset("reg_plane", "regression", 1200, reg_plane),
            Dataset("reg_gauss", "regression", 1200, reg_gauss),
        )
    }
)
"""Data sets by id, in the order in which they are offered."""
