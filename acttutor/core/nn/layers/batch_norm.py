"""Batch normalisation: every unit gets inputs of mean 0 and variance 1, then learns its own.

Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal
covariate shift" (2015), algorithm 1 and the chain rule of section 3.  This is the form for
training, with the statistics of the batch; a network that is trained on all of its data at once
has no others.
"""

from typing import NamedTuple

import numpy as np

from acttutor.core.arrays import Array

EPSILON = 1e-5
"""Added to the variance, so that a unit that is the same on all samples divides by no zero."""


class Normalized(NamedTuple):
    """What the way back needs: the normalised inputs, and what they were divided by.

    Attributes:
        x: (u - mean) / deviation, shape (n, units).
        deviation: sqrt(variance + epsilon), shape (units,).
    """

    x: Array
    deviation: Array


def normalize(u: Array, epsilon: float = EPSILON) -> Normalized:
    """Return u with mean 0 and variance 1 over the batch, unit by unit.

        x = (u - mean) / sqrt(variance + epsilon)

    Args:
        u: inputs, shape (n, units); never changed.
        epsilon: above 0.  The variance divides by n, as in the paper.

    Returns:
        x and the deviation; a unit that is the same on all samples gets x = 0.
    """
    centred = u - u.mean(axis=0)
    variance = np.einsum("ij,ij->j", centred, centred) / len(u)
    deviation = np.sqrt(variance + epsilon)
    return Normalized(centred / deviation, deviation)


def batch_norm(u: Array, gamma: Array, beta: Array) -> tuple[Array, Normalized]:
    """Return z = gamma x + beta, and what the way back needs.

    Args:
        u: inputs, shape (n, units).
        gamma, beta: the learned deviation and mean of each unit, shape (units,).

    Example:
        >>> z, _ = batch_norm(np.array([[1.0], [3.0]]), np.array([1.0]), np.array([0.0]))
        >>> z.round(3)
        array([[-1.],
               [ 1.]])
    """
    normalized = normalize(u)
    return gamma * normalized.x + beta, normalized


def batch_norm_back(
    delta: Array, gamma: Array, normalized: Normalized
) -> tuple[Array, Array, Array]:
    """Carry the slope of the loss by z back through the normalisation.

    Mean and variance depend on every sample, so each gets a share of all slopes:

        du = gamma / deviation * (delta - mean(delta) - x * mean(delta * x))

    Args:
        delta: slope by z, shape (n, units).
        gamma, normalized: as on the way forward.

    Returns:
        The slopes by u, shape (n, units), by gamma and by beta, shape (units,).

    Example:
        >>> one, zero = np.array([1.0]), np.array([0.0])
        >>> _, normalized = batch_norm(np.array([[1.0], [3.0]]), one, zero)
        >>> du, _, _ = batch_norm_back(np.array([[1.0], [1.0]]), one, normalized)
        >>> bool(np.allclose(du, 0.0))  # moving all outputs alike is undone by the mean
        True
    """
    x, deviation = normalized
    d_gamma = np.einsum("ij,ij->j", delta, x)
    d_beta = delta.sum(axis=0)
    n = len(delta)
    du = delta - d_beta / n
    du -= x * (d_gamma / n)
    du *= gamma / deviation
    return du, d_gamma, d_beta
