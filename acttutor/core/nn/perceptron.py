"""The perceptron: a step unit with its own learning rule, beside a sigmoid unit that descends.

Both units compute z = w · x, where x begins with a 1 and w with the bias, and both are corrected
by the same expression, w ← w + η (t − y) x. For the sigmoid unit it is a step of gradient descent;
for the step unit it is not: the slope of a step is 0 wherever it exists, so nothing can descend.
"""

import math
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = tuple[float, ...]
Array = npt.NDArray[np.float64]

#: Decimals kept by the step unit. Inputs and rates have few decimals; without the errors of the
#: rest, weights that come back are exactly those that were there before.
DECIMALS = 10


class Look(NamedTuple):
    """One sample, looked at by one unit.

    Args:
        w: the weights before, the bias first.
        x: the inputs, the first of them 1.
        t: the target, 0 or 1.
        z: w · x.
        y: what the unit answers.
        after: the weights after learning from the sample.
    """

    w: Vector
    x: Vector
    t: int
    z: float
    y: float
    after: Vector


Unit = Callable[[Vector, Vector, int, float], Look]


def step_look(w: Vector, x: Vector, t: int, lr: float) -> Look:
    """Let the step unit learn from one sample: w ← w + η (t − y) x.

    y is 1 if z ≥ 0, otherwise 0, so w changes only by a mistake. Weights are rounded to ten
    decimals, see `DECIMALS`.

    Args:
        w: weights, the bias first.
        x: inputs of the same length, the first of them 1.
        t: the target, 0 or 1.
        lr: the learning rate η > 0.

    Source: F. Rosenblatt, "The perceptron", Psychological Review 65 (1958).
    """
    z = round(math.fsum(a * b for a, b in zip(w, x, strict=True)), DECIMALS)
    y = 1 if z >= 0 else 0
    if y == t:
        return Look(w, x, t, z, y, w)
    # Adding 0 turns −0.0 into 0.0.
    after = tuple(round(a + lr * (t - y) * b, DECIMALS) + 0.0 for a, b in zip(w, x, strict=True))
    return Look(w, x, t, z, y, after)


def sigmoid_look(w: Vector, x: Vector, t: int, lr: float) -> Look:
    """Let the sigmoid unit take one step of descent on one sample's cross-entropy.

    y = σ(z) and L = −t ln y − (1 − t) ln(1 − y) give ∂L/∂w = (y − t) x, so the step is
    w ← w − η ∂L/∂w = w + η (t − y) x. The arguments are those of `step_look`.
    """
    z = math.fsum(a * b for a, b in zip(w, x, strict=True))
    # tanh does not overflow where exp(−z) would.
    y = 0.5 * (1.0 + math.tanh(0.5 * z))
    after = tuple(a + lr * (t - y) * b for a, b in zip(w, x, strict=True))
    return Look(w, x, t, z, y, after)


def with_bias(X: npt.ArrayLike) -> Array:
    """Return the inputs (n, d) with a column of ones in front: (n, d + 1)."""
    inputs = np.asarray(X, dtype=np.float64)
    return np.column_stack([np.ones(len(inputs)), inputs])


def cross_entropy(w: Sequence[float], X: npt.ArrayLike, t: npt.ArrayLike) -> float:
    """Return the mean of ln(1 + e^z) − t z, the cross-entropy of a sigmoid unit.

    Args:
        w: weights (d + 1,), the bias first.
        X: inputs (n, d).
        t: targets (n,), 0 or 1.
    """
    z = with_bias(X) @ np.asarray(w, dtype=np.float64)
    return float(np.mean(np.logaddexp(0.0, z) - np.asarray(t) * z))


# -- how many mistakes there can be ------------------------------------------------------------


def radius(X: npt.ArrayLike) -> float:
    """Return R, the largest length of an input (n, d) with the 1 in front."""
    return float(np.linalg.norm(with_bias(X), axis=1).max())


def best_separator(X: npt.ArrayLike, t: npt.ArrayLike) -> tuple[float, Array]:
    """Return the largest margin γ, and the weights of length 1 that have it.

    γ is the maximum over all w of length 1 of minᵢ sᵢ w · xᵢ, where xᵢ begins with 1 and sᵢ is 1
    for t = 1 and −1 for t = 0. It is positive if a line separates the classes. It is then the
    distance of the origin from the convex hull of the points pᵢ = sᵢ xᵢ, and w points to the
    nearest point of the hull, which lies on a corner, an edge or a triangle of pᵢ. So w is
    perpendicular to one of these, and all of them are tried.

    Args:
        X: inputs (n, 2), n ≥ 1.
        t: targets (n,), 0 or 1.

    Returns:
        γ (not meaningful beyond its sign if it is not positive), and w of shape (3,).

    Example:
        >>> gamma, w = best_separator([[-1.0, 0.0], [1.0, 0.0]], [0, 1])
        >>> gamma, w.round(3)
        (1.0, array([0., 1., 0.]))
    """
    P = with_bias(X) * np.where(np.asarray(t) > 0, 1.0, -1.0)[:, None]
    candidates = [P]
    pairs = _subsets(len(P), 2)
    a, d = P[pairs[:, 0]], P[pairs[:, 1]] - P[pairs[:, 0]]
    squared = np.sum(d * d, axis=1)
    share = np.sum(a * d, axis=1) / np.where(squared > 0, squared, 1.0)
    candidates.append(a - share[:, None] * d)
    triples = _subsets(len(P), 3)
    a, b, c = (P[triples[:, corner]] for corner in range(3))
    normal = np.cross(b - a, c - a)
    candidates.append(normal * np.where(np.sum(normal * a, axis=1) < 0, -1.0, 1.0)[:, None])
    W = np.concatenate(candidates)
    length = np.linalg.norm(W, axis=1)
    W, length = W[length > 1e-12], length[length > 1e-12]
    margins = (W @ P.T).min(axis=1) / length
    best = int(margins.argmax())
    return float(margins[best]), W[best] / length[best]


def _subsets(n: int, size: int) -> npt.NDArray[np.intp]:
    """Return all subsets of ``size`` of 0 … n − 1, one a row."""
    return np.array(list(combinations(range(n), size)), dtype=np.intp).reshape(-1, size)


def mistake_bound(
    R: float, gamma: float, lr: float = 1.0, start: float = 0.0, along: float = 0.0
) -> float:
    """Return how many mistakes the step unit can make at most on separable data.

    From w = 0 it is (R/γ)², whatever η is. In general, let u be the best separator: each mistake
    adds at least ηγ to w · u and at most η²R² to ‖w‖², and w · u ≤ ‖w‖. So k mistakes fulfil
    (w₀ · u + kηγ)² ≤ ‖w₀‖² + kη²R² as long as the left bracket is not negative, and the larger
    root in k is the bound.

    Args:
        R: see `radius`.
        gamma: the largest margin, > 0, see `best_separator`.
        lr: the learning rate η > 0.
        start: ‖w₀‖, the length of the first weights.
        along: w₀ · u, between −``start`` and ``start``.

    Source: A. Novikoff, "On convergence proofs on perceptrons" (1962).

    Example:
        >>> mistake_bound(R=2.0, gamma=0.5)
        16.0
    """
    p = (R / gamma) ** 2 - 2 * along / (lr * gamma)
    q = max(start**2 - along**2, 0.0) / (lr * gamma) ** 2
    root = math.sqrt(p * p + 4 * q)
    # For p < 0 the sum would cancel; the product of the roots is −q.
    return (p + root) / 2 if p >= 0 else 2 * q / (root - p) if q else 0.0
