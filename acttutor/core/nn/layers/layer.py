"""One fully connected layer: a = f(W x + b).

Samples are rows, so that a batch goes through as A_prev @ W.T + b.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from acttutor.core.activations.activation import Activation, ParamValue
from acttutor.core.activations.rectifiers import prelu_dalpha
from acttutor.core.arrays import Array
from acttutor.core.nn.softmax import softmax

SOFTMAX = "softmax"
"""Id of the one output activation that is not elementwise, and so not in `ACTIVATIONS`."""


class Layer:
    """A layer whose parameters are views into the network's flat parameter vector.

    Args:
        block: shape (n_out, n_in + 1), the weights with the biases as the last column.
        activation: the elementwise activation of its units.
        params: values of the activation's parameters that are not learned.
        alpha: shape (n_out,), the learned slopes of PReLU units; None for all others.
    """

    def __init__(
        self,
        block: Array,
        activation: Activation | None,
        params: dict[str, ParamValue],
        alpha: Array | None = None,
    ) -> None:
        self._block = block
        self.activation = activation
        self.params = params
        self._alpha = alpha

    @property
    def activation_id(self) -> str:
        """Id of the activation, "softmax" and "maxout" included."""
        return SOFTMAX if self.activation is None else self.activation.id

    @property
    def block(self) -> Array:
        """Weights and biases together, shape (n_out, n_in + 1): a view, the bias column last."""
        return self._block

    @property
    def W(self) -> Array:
        """Weights, shape (n_out, n_in), W[i, j] from input j to unit i.

        A view: writing ``W[i, j] = v`` changes the network; assigning an array copies it in.
        """
        return self._weights

    @W.setter
    def W(self, values: Any) -> None:
        copy_into("W", self.W, values)

    @property
    def b(self) -> Array:
        """Biases, shape (n_out,); a view, like `W`."""
        return self._biases

    @b.setter
    def b(self, values: Any) -> None:
        copy_into("b", self.b, values)

    @property
    def _weights(self) -> Array:
        """`W`, for layers that lay out their block in another way to say so."""
        return self._block[:, :-1]

    @property
    def _biases(self) -> Array:
        return self._block[:, -1]

    @property
    def alpha(self) -> Array | None:
        """Learned slopes of PReLU units, shape (n_out,), a view; None for other activations."""
        return self._alpha

    @alpha.setter
    def alpha(self, values: Any) -> None:
        if self._alpha is None:
            raise ValueError(f"a layer of {self.activation_id!r} units has no alpha to set")
        copy_into("alpha", self._alpha, values)

    @property
    def n_in(self) -> int:
        """Number of inputs."""
        return int(self._block.shape[1]) - 1

    @property
    def n_out(self) -> int:
        """Number of units."""
        return int(self._block.shape[0])

    def activation_params(self) -> dict[str, ParamValue]:
        """The parameters as they are now, to be passed to the activation's functions."""
        return self.params if self._alpha is None else {**self.params, "alpha": self._alpha}

    def folded(self) -> tuple[Array, Array]:
        """Weights and biases with all that is multiplied and added in use: `W` and `b` here."""
        return self.W, self.b

    def initialize(self, weights: Callable[[int, int], Array], bias: float) -> None:
        """Start from ``weights(n_in, n_out)``, shape (n_out, n_in), and equal biases."""
        self.W = weights(self.n_in, self.n_out)
        self.b = np.full(self.n_out, bias)

    def pre_activation(self, a_prev: Array) -> Array:
        """z = W a_prev + b for each sample: (n, n_in) -> (n, n_out)."""
        z: Array = a_prev @ self.W.T + self.b
        return z

    def activate(self, z: Array) -> Array:
        """a = f(z): (n, n_out) -> (n, n_out)."""
        if self.activation is None:
            return softmax(z)
        a: Array = self.activation.function(z, **self.activation_params())
        return a

    def pull_back(self, z: Array, a: Array, slope: Array) -> Array:
        """Carry the slope of the loss by a back through f, to the slope by z.

        Elementwise activations multiply by f'(z).  Softmax mixes the units: the product with
        its Jacobian is a * (slope - sum over j of a_j slope_j).
        """
        if self.activation is None:
            mean_slope: Array = (a * slope).sum(axis=1, keepdims=True)
            return a * (slope - mean_slope)
        return slope * self.activation.derivative(z, **self.activation_params())

    def weight_slopes(self, delta: Array, a_prev: Array) -> tuple[Array, Array]:
        """dW = delta^T a_prev and db = the sum of delta, from the slope by z."""
        return delta.T @ a_prev, delta.sum(axis=0)

    def carry_back(self, delta: Array) -> Array:
        """The slope by the inputs, from that by z: (n, n_out) -> (n, n_in)."""
        slope: Array = delta @ self.W
        return slope

    def alpha_slope(self, z: Array, slope: Array) -> Array | None:
        """The slope of the loss by alpha, from the slope by a: sum over samples of
        slope * min(0, z); None if nothing but W and b is learned.
        """
        return None if self._alpha is None else np.sum(slope * prelu_dalpha(z), axis=0)


def copy_into(name: str, target: Array, values: Any) -> None:
    """Copy values of the same shape into an array; a ValueError names what does not fit."""
    array = np.asarray(values, dtype=np.float64)
    if array.shape != target.shape:
        raise ValueError(f"{name} must have shape {target.shape}, got {array.shape}")
    target[...] = array
