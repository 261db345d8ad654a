"""Gradient clipping: a step in the right direction, but never longer than agreed."""

import math

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.checks import check_number


def norm(values: Array) -> float:
    """Return the Euclidean norm of all entries, also where their squares leave the floats.

    Args:
        values: any shape; nan gives nan, ±inf gives inf.
    """
    flat = values.ravel()
    with np.errstate(all="ignore"):
        square = float(np.dot(flat, flat))
        if 1e-280 < square < 1e300 or not flat.size:
            return math.sqrt(square)
        # Squares underflow below 1e-162 and overflow above 1e154; the numbers do not.
        largest = float(np.abs(flat).max())
        if largest == 0.0 or not np.isfinite(largest):
            return largest
        scaled = flat / largest
        return largest * math.sqrt(float(np.dot(scaled, scaled)))


def clip_by_norm(gradient: Array, threshold: float) -> float:
    """Shorten the gradient in place to ``threshold`` if it is longer; its direction stays.

        g <- threshold * g / ||g||   if ||g|| > threshold

    Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks"
    (2013), algorithm 1.

    Args:
        gradient: all slopes together, any shape.
        threshold: the longest norm allowed, above 0.

    Returns:
        The norm before; nan or inf if the gradient was not finite, which is then left as it is.

    Raises:
        ValueError: the threshold is out of range.

    Example:
        >>> gradient = np.array([3.0, 4.0])
        >>> clip_by_norm(gradient, threshold=1.0)
        5.0
        >>> gradient.round(2)
        array([0.6, 0.8])
    """
    threshold = check_number("threshold", threshold, 0.0, open_low=True)
    length = norm(gradient)
    if threshold < length < np.inf:
        # Two steps: threshold / length alone may underflow.
        gradient /= length
        gradient *= threshold
    return length
