"""A fully connected layer with batch normalisation between the weighted sum and the activation.

In training, mean and variance are those of the batch; in use they are running means of what
training saw, so that the answer to a sample does not depend on the others.  Ioffe and Szegedy,
"Batch normalization" (2015), algorithm 2.
"""

from typing import Any

import numpy as np

from acttutor.core.activations.activation import Activation, ParamValue
from acttutor.core.arrays import Array
from acttutor.core.nn.layers.batch_norm import EPSILON, Normalized, batch_norm
from acttutor.core.nn.layers.layer import Layer, copy_into

#: How far the running statistics go towards those of each batch.
FOLLOWING = 0.1
#: Rows of what a normalised layer has beside its block: gamma, running mean, running variance.
ROWS = 3


class NormalizedLayer(Layer):
    """A layer with a = f(gamma (W x - mean) / sqrt(variance + epsilon) + b): b is beta.

    Args:
        block, activation, params, alpha: as for `Layer`.
        norm: shape (3, n_out), a view: gamma, the running mean and the running variance.  They
            stand among the parameters, but only gamma has a gradient.
    """

    def __init__(
        self,
        block: Array,
        activation: Activation | None,
        params: dict[str, ParamValue],
        alpha: Array | None,
        norm: Array,
    ) -> None:
        super().__init__(block, activation, params, alpha)
        self.norm = norm

    @property
    def gamma(self) -> Array:
        """The learned deviation of each unit, shape (n_out,); a view."""
        return self._row(0)

    @gamma.setter
    def gamma(self, values: Any) -> None:
        copy_into("gamma", self.gamma, values)

    @property
    def mean(self) -> Array:
        """The running mean of W x, shape (n_out,); a view."""
        return self._row(1)

    @property
    def variance(self) -> Array:
        """The running variance of W x, shape (n_out,), of batches as samples: over n - 1."""
        return self._row(2)

    def _row(self, number: int) -> Array:
        row: Array = self.norm[number]
        return row

    def _factor(self) -> Array:
        """What W x is multiplied by in use."""
        factor: Array = self.gamma / np.sqrt(self.variance + EPSILON)
        return factor

    def folded(self) -> tuple[Array, Array]:
        factor = self._factor()
        return factor[:, np.newaxis] * self.W, self.b - factor * self.mean

    def pre_activation(self, a_prev: Array) -> Array:
        W, b = self.folded()
        z: Array = a_prev @ W.T + b
        return z

    def weight_slopes(self, delta: Array, a_prev: Array) -> tuple[Array, Array]:
        return (delta * self._factor()).T @ a_prev, delta.sum(axis=0)

    def carry_back(self, delta: Array) -> Array:
        slope: Array = (delta * self._factor()) @ self.W
        return slope

    def normalize(self, a_prev: Array) -> tuple[Array, Normalized]:
        """What goes into f in training, by the statistics of these samples; see `batch_norm`."""
        return batch_norm(a_prev @ self.W.T, self.gamma, self.b)

    def follow(self, a_prev: Array) -> None:
        """Move the running statistics towards those of a batch."""
        u, n = a_prev @ self.W.T, len(a_prev)
        self.mean[...] += FOLLOWING * (u.mean(axis=0) - self.mean)
        self.variance[...] += FOLLOWING * (unbiased(n) * u.var(axis=0) - self.variance)


def unbiased(n: int) -> float:
    """What makes the variance over n samples that of a sample, n / (n - 1); 1 for a single one."""
    return n / (n - 1) if n > 1 else 1.0
