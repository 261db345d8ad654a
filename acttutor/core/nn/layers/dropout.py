"""Dropout: in every step of training, each hidden unit is left out with some probability.

No unit can rely on another one being there.  The outputs of those that stay are divided by the
share that stays (inverted dropout), so that the next layer gets as much as ever on average, and in
use nothing is left to do.  Srivastava et al., "Dropout: a simple way to prevent neural networks
from overfitting", Journal of Machine Learning Research 15 (2014), 1929-1958.
"""

import math
from collections.abc import Sequence

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.checks import check_count, check_number, check_rng


def check_dropout(rate: float) -> float:
    """Return `rate` if it is a number in [0, 1); ValueError otherwise."""
    return check_number("dropout", rate, 0.0, math.nextafter(1.0, 0.0))


def dropout_rates(dropout: float | Sequence[float], n_hidden: int) -> tuple[float, ...]:
    """Return one rate for each hidden layer: those given, or the one given for all.

    Raises:
        ValueError: a rate is not in [0, 1), or there are more or fewer than layers.

    Example:
        >>> dropout_rates(0.5, 2)
        (0.5, 0.5)
    """
    if not isinstance(dropout, Sequence):
        return (check_dropout(dropout),) * n_hidden
    if len(dropout) != n_hidden:
        raise ValueError(f"dropout must be one rate or {n_hidden}, one per hidden layer")
    return tuple(map(check_dropout, dropout))


def dropout_mask(units: int, n: int, rate: float, rng: np.random.Generator) -> Array:
    """What the outputs of a layer are multiplied by: 0 for what is left out, else 1 / (1 - rate).

    Args:
        units: of the layer.
        n: samples; each has units of its own left out.
        rate: probability that a unit is left out, in [0, 1).
        rng: the source of randomness.

    Returns:
        shape (n, units).

    Example:
        >>> dropout_mask(4, 1, 0.5, np.random.default_rng(0)).tolist()
        [[0.0, 2.0, 2.0, 2.0]]
    """
    check_count("units", units, 1)
    keep = 1.0 - check_dropout(rate)
    # Drawn unit by unit, as the fast form stores them.
    stays = check_rng(rng).random((units, n)) < keep
    return np.asarray(stays.T / keep)
