"""Softmax and maxout: the two activations that look at several numbers at once."""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_float
from acttutor.core.checks import check_number


def softmax(z: npt.ArrayLike, temperature: float = 1.0, axis: int = -1) -> Array:
    """Turn scores into probabilities, p_i = e^(z_i / T) / sum over j of e^(z_j / T).

    Bridle, "Probabilistic interpretation of feedforward classification network outputs"
    (1990); the temperature: Hinton, Vinyals and Dean, "Distilling the knowledge in a neural
    network" (2015), section 2.

    Args:
        z: scores of any shape, at least one-dimensional.
        temperature: T > 0.  T -> 0 gives all to the largest, T -> infinity the same to each.
        axis: the axis along which the probabilities add up to 1.

    Returns:
        Probabilities, shaped like z.  Scores of +inf share everything evenly; nan spreads.

    Raises:
        ValueError: T is not a finite number above 0, or z has no scores along `axis`.

    Example:
        >>> softmax([1.0, 2.0, 3.0]).round(3)
        array([0.09 , 0.245, 0.665])
    """
    scores = as_float(z)
    temperature = check_number("temperature", temperature, 0.0, open_low=True)
    if not -scores.ndim <= axis < scores.ndim or scores.shape[axis] == 0:
        raise ValueError(f"z must have at least one score along axis {axis}, got {scores.shape}")
    with np.errstate(all="ignore"):
        # Adding the same number to all scores changes nothing; taking the largest away keeps
        # every exponent at or below 0, so that nothing overflows.
        largest = scores.max(axis=axis, keepdims=True)
        shifted = np.where(scores == largest, 0.0, scores - largest)
        e = np.exp(shifted / temperature)
        return np.asarray(e / e.sum(axis=axis, keepdims=True), dtype=scores.dtype)


def softmax_jacobian(p: npt.ArrayLike, temperature: float = 1.0) -> Array:
    """The slopes dp_i / dz_j = p_i (delta_ij - p_j) / T.

    Bishop, "Pattern Recognition and Machine Learning" (2006), equation 4.106.

    Args:
        p: probabilities, shape (..., K), as `softmax` returns them.
        temperature: T > 0, the one that p was computed with.

    Returns:
        Shape (..., K, K), first i, then j; every row and column adds up to 0.

    Raises:
        ValueError: T is not a finite number above 0, or p is a single number.

    Example:
        >>> softmax_jacobian([0.5, 0.5])
        array([[ 0.25, -0.25],
               [-0.25,  0.25]])
    """
    probabilities = as_float(p, "p")
    temperature = check_number("temperature", temperature, 0.0, open_low=True)
    if probabilities.ndim == 0:
        raise ValueError(f"p must have shape (..., K), got a single number {probabilities}")
    delta = np.eye(probabilities.shape[-1], dtype=probabilities.dtype)
    with np.errstate(all="ignore"):
        rows = probabilities[..., :, np.newaxis] * (delta - probabilities[..., np.newaxis, :])
        return np.asarray(rows / temperature, dtype=probabilities.dtype)


def maxout(x: npt.ArrayLike, W: npt.ArrayLike, b: npt.ArrayLike) -> Array:
    """The largest of k linear pieces per unit: max over j of (W_j x + b_j).

    Convex and piecewise linear; two pieces can be ReLU, leaky ReLU or the absolute value.
    Goodfellow et al., "Maxout networks" (2013), section 2.

    Args:
        x: samples, shape (n, d).
        W: weights, shape (units, pieces, d).
        b: biases, shape (units, pieces).

    Returns:
        Shape (n, units).

    Raises:
        ValueError: the shapes do not fit, or there is no piece to choose from.

    Example:
        >>> maxout([[3.0]], W=[[[1.0], [-1.0]]], b=[[0.0, 0.0]])
        array([[3.]])
    """
    inputs, weights, biases = as_float(x, "x"), as_float(W, "W"), as_float(b, "b")
    if weights.ndim != 3 or weights.shape[1] < 1:
        raise ValueError(f"W must have shape (units, pieces >= 1, d), got {weights.shape}")
    if inputs.ndim != 2 or inputs.shape[1] != weights.shape[2]:
        raise ValueError(f"x must have shape (n, {weights.shape[2]}), got {inputs.shape}")
    if biases.shape != weights.shape[:2]:
        raise ValueError(f"b must have shape {weights.shape[:2]}, got {biases.shape}")
    with np.errstate(all="ignore"):
        pieces = np.einsum("nd,upd->nup", inputs, weights) + biases
        return np.asarray(pieces.max(axis=2))
