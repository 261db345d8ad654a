"""What training adds to a pass: batch normalisation and dropout, as calls on kept arrays.

Arrays have units in rows and samples in columns, as everywhere in the engine.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.checks import check_rng
from acttutor.core.engine.kernel import CallList
from acttutor.core.nn.layers.batch_norm import EPSILON
from acttutor.core.nn.layers.dropout import dropout_rates
from acttutor.core.nn.layers.normalized_layer import FOLLOWING, unbiased
from acttutor.core.nn.network import Network


class Dropout(NamedTuple):
    """Which share of the units of each hidden layer is left out in each step, by which chance."""

    rates: tuple[float, ...]
    rng: np.random.Generator


def dropout_of(
    dropout: float | Sequence[float], network: Network, rng: np.random.Generator | None
) -> Dropout | None:
    """Return the dropout of a network, None for none at all; see `Trainer`.

    Raises:
        ValueError: a rate is out of range, or there is one above 0 and no source of chance.
    """
    rates = dropout_rates(dropout, len(network.layers) - 1)
    return Dropout(rates, check_rng(rng)) if any(rates) else None


class Normalization:
    """Batch normalisation of one layer.

    Args:
        u: the weighted sums with beta, shape (units, n), which become z in place; what `mean`
            takes away takes beta along.
        block: (W | beta), shape (units, n_in + 1).
        norm: gamma, running mean and running variance, shape (3, units).
    """

    def __init__(self, u: Array, block: Array, norm: Array) -> None:
        self._u, self._beta = u, block[:, -1:]
        self._gamma, self._mean, self._variance = (row[:, np.newaxis] for row in norm)
        self._x, self._work = np.empty_like(u), np.empty_like(u)
        column = np.empty((len(u), 1), dtype=u.dtype)
        self._at, self._spread, self._deviation = column, column.copy(), column.copy()

    def forward(self) -> None:
        """Normalise the sums, and let the running statistics follow."""
        u, x, at, spread = self._u, self._x, self._at, self._spread
        n = u.shape[1]
        np.mean(u, axis=1, keepdims=True, out=at)
        np.subtract(u, at, x)
        np.square(x, self._work)
        np.mean(self._work, axis=1, keepdims=True, out=spread)
        self._mean += FOLLOWING * (at - self._beta - self._mean)
        self._variance += FOLLOWING * (unbiased(n) * spread - self._variance)
        np.sqrt(spread + EPSILON, self._deviation)
        np.divide(x, self._deviation, x)
        np.multiply(x, self._gamma, u)
        np.add(u, self._beta, u)

    def backward(self, delta: Array, block: Array, norm: Array) -> tuple[CallList, CallList]:
        """The calls that turn the slope by z into that by u in place, and those that write the
        slopes by beta and gamma when all products have been made.

        Args:
            delta: slope by z, shape (units, n).
            block, norm: where the gradient goes.
        """
        x, work, n = self._x, self._work, delta.shape[1]
        d_beta, d_gamma = np.empty_like(self._at), np.empty_like(self._at)

        def back() -> None:
            np.sum(delta, axis=1, keepdims=True, out=d_beta)
            np.multiply(delta, x, work)
            np.sum(work, axis=1, keepdims=True, out=d_gamma)
            np.multiply(x, d_gamma / n, work)
            np.subtract(delta, work, delta)
            np.subtract(delta, d_beta / n, delta)
            np.multiply(delta, self._gamma / self._deviation, delta)

        return [back], [
            partial(np.copyto, block[:, -1:], d_beta),
            partial(np.copyto, norm[:1].T, d_gamma),
        ]


def drop_calls(
    rate: float, rng: np.random.Generator, mask: Array, a: Array, passed: Array
) -> CallList:
    """The calls that draw a new mask and fill `passed` with the outputs `a` that stay.

    The arrays have shape (units, n).
    """
    if not rate:
        return [partial(np.copyto, passed, a)]
    keep = 1.0 - rate
    return [
        partial(rng.random, out=mask),
        partial(np.less, mask, keep, out=mask),
        partial(np.multiply, mask, 1.0 / keep, out=mask),
        partial(np.multiply, a, mask, passed),
    ]
