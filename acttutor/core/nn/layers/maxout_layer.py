"""A layer of maxout units: a = max over j of (W_j x + b_j), k linear pieces for each unit.

Goodfellow et al., "Maxout networks" (2013), section 2.
"""

from typing import Any

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.nn.layers.layer import Layer
from acttutor.core.nn.maxout import first_largest

MAXOUT = "maxout"
"""Id of the one hidden activation that is not elementwise, and so not in `ACTIVATIONS`."""


class MaxoutLayer(Layer):
    """Each unit has k rows of weights and answers with the largest of its k sums.

    `W` has shape (n_out, k, n_in) and `b` (n_out, k), as `softmax.maxout` takes them; z, and the
    slopes by it, have shape (n, n_out, k).  Where pieces are equal, the first of them counts as
    the largest and takes the whole slope, the others get none.

    Args:
        block: shape (k n_out, n_in + 1), the weights with the biases as the last column: first
            the first piece of every unit, then the second of every unit, and so on.
        pieces: k, 1 or more.
    """

    def __init__(self, block: Array, pieces: int) -> None:
        super().__init__(block, None, {"pieces": float(pieces)})
        self.pieces = pieces
        # (k, n_out, n_in + 1) as the rows stand, seen unit by unit.
        by_piece = block.reshape(pieces, -1, block.shape[1])
        self._by_unit = by_piece.transpose(1, 0, 2)

    @property
    def activation_id(self) -> str:
        return MAXOUT

    @property
    def _weights(self) -> Array:
        return self._by_unit[:, :, :-1]

    @property
    def _biases(self) -> Array:
        return self._by_unit[:, :, -1]

    @property
    def n_out(self) -> int:
        return len(self._by_unit)

    def initialize(self, weights: Any, bias: float) -> None:
        for piece in range(self.pieces):
            self.W[:, piece] = weights(self.n_in, self.n_out)
        self.b[:] = bias

    def pre_activation(self, a_prev: Array) -> Array:
        z: Array = np.einsum("ni,uki->nuk", a_prev, self.W) + self.b
        return z

    def activate(self, z: Array) -> Array:
        return np.asarray(z.max(axis=2))

    def pull_back(self, z: Array, a: Array, slope: Array) -> Array:
        return np.where(first_largest(z), slope[:, :, np.newaxis], 0.0)

    def weight_slopes(self, delta: Array, a_prev: Array) -> tuple[Array, Array]:
        return np.einsum("nuk,ni->uki", delta, a_prev), delta.sum(axis=0)

    def carry_back(self, delta: Array) -> Array:
        return np.asarray(np.einsum("nuk,uki->ni", delta, self.W))
