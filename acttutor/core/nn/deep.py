"""A deep network of equal hidden layers, trained on all of its data at once.

`network` is the general form to read.  Here every step of the way back is measured, see `flow`,
and the hidden layers can be normalised, see `batch_norm`.  The output is one sigmoid unit with
the binary cross-entropy, whose slope y - t does not fade if the output saturates.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from acttutor.core.activations.activation import Activation
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.activations.saturating import sigmoid
from acttutor.core.arrays import Array
from acttutor.core.checks import check_choice, check_count, check_number, check_rng
from acttutor.core.nn.flow import Flow, factor
from acttutor.core.nn.layers.batch_norm import Normalized, batch_norm, batch_norm_back
from acttutor.core.nn.layers.initializers import INITIALIZERS
from acttutor.core.nn.losses import LOSSES
from acttutor.core.optim.clipping import norm

#: Below this, a slope is not taken from the output.
_FAR_OUT = 1e-6


class DeepLayer:
    """One layer; its parameters are views into the flat vector of the network.

    Attributes:
        W: weights, shape (n_out, n_in).
        b: biases, shape (n_out,); in a normalised layer this is beta, which takes their place.
        gamma: shape (n_out,); None if the layer is not normalised.
    """

    def __init__(self, flat: Array, n_in: int, n_out: int, normalized: bool) -> None:
        self.W = flat[: n_out * n_in].reshape(n_out, n_in)
        self.b = flat[n_out * n_in : n_out * (n_in + 1)]
        self.gamma = flat[n_out * (n_in + 1) :] if normalized else None

    @staticmethod
    def n_parameters(n_in: int, n_out: int, normalized: bool) -> int:
        """Return how many numbers such a layer learns."""
        return n_out * (n_in + 1 + normalized)

    def forward(self, a_prev: Array) -> tuple[Array, Normalized | None]:
        """Return what goes into f, shape (n, n_out), and what the way back needs."""
        u: Array = a_prev @ self.W.T
        if self.gamma is None:
            u += self.b
            return u, None
        return batch_norm(u, self.gamma, self.b)

    def backward(
        self, delta: Array, a_prev: Array, kept: Normalized | None, into: "DeepLayer"
    ) -> Array:
        """Write the slopes by the parameters ``into`` a like layer; return the slope by W a."""
        if self.gamma is None or kept is None or into.gamma is None:
            np.sum(delta, axis=0, out=into.b)
        else:
            delta, into.gamma[:], into.b[:] = batch_norm_back(delta, self.gamma, kept)
        np.matmul(delta.T, a_prev, out=into.W)
        return delta


@dataclass(frozen=True)
class Pass:
    """One way forward and back over all samples.

    Attributes:
        loss: the mean loss.
        gradient: its slopes by all parameters, in one flat vector.
        inputs: what goes into f, for each hidden layer, shape (n, units).
        outputs: f of it, likewise.
        slopes: f' of it, likewise.
        flow: the sizes on the way back.
    """

    loss: float
    gradient: Array
    inputs: list[Array]
    outputs: list[Array]
    slopes: list[Array]
    flow: Flow

    @cached_property
    def length(self) -> float:
        """The length of the gradient."""
        return norm(self.gradient)

    @property
    def finite(self) -> bool:
        """Whether loss and gradient are numbers."""
        return bool(np.isfinite(self.loss) and np.isfinite(self.length))


class DeepNetwork:
    """Equal hidden layers and one sigmoid output.

    Args:
        n_in: number of inputs.
        depth: number of hidden layers, 1 or more.
        width: units in each.
        activation: id of `ACTIVATIONS`, with its default parameters.
        init: id of `INITIALIZERS`.
        rng: source of the weights.
        gain: what the first weights are multiplied by, 0 or more.
        batch_norm: normalise the hidden layers before f; gamma starts at 1, beta at the bias.

    Attributes:
        layers: the hidden layers and the output layer.
        parameters: everything that is learned, in one flat vector; write into it to change it.

    Raises:
        ValueError: an argument is out of range.
    """

    def __init__(
        self,
        n_in: int,
        depth: int,
        width: int,
        activation: str,
        init: str,
        rng: np.random.Generator,
        gain: float = 1.0,
        batch_norm: bool = False,
    ) -> None:
        check_count("depth", depth, 1)
        check_count("width", width, 1)
        self.sizes = (check_count("n_in", n_in, 1), *[width] * depth, 1)
        self.activation: Activation = ACTIVATIONS[
            check_choice("activation", activation, ACTIVATIONS)
        ]
        self._params = self.activation.resolve({})
        self._normalized = [batch_norm] * depth + [False]
        self.parameters = np.zeros(sum(self._counts()))
        self.layers = self._layers_of(self.parameters)
        recipe = INITIALIZERS[check_choice("init", init, INITIALIZERS)]
        factor_ = check_number("gain", gain, 0.0)
        for layer in self.layers:
            n_out, n_into = layer.W.shape
            layer.W[:] = factor_ * recipe.weights(n_into, n_out, check_rng(rng))
            layer.b[:] = recipe.bias
            if layer.gamma is not None:
                layer.gamma[:] = 1.0

    def _counts(self) -> list[int]:
        shapes = zip(self.sizes, self.sizes[1:], self._normalized, strict=False)
        return [DeepLayer.n_parameters(*shape) for shape in shapes]

    def _layers_of(self, flat: Array) -> list[DeepLayer]:
        """Return layers whose parameters are views into ``flat``."""
        ends = np.cumsum(self._counts())[:-1]
        shapes = zip(self.sizes, self.sizes[1:], self._normalized, strict=False)
        return [
            DeepLayer(part, *shape)
            for part, shape in zip(np.split(flat, ends), shapes, strict=True)
        ]

    @np.errstate(all="ignore")
    def run(self, X: Array, T: Array) -> Pass:
        """Go forward and back over samples X (n, n_in) with targets T (n, 1), each 0 or 1.

        Numbers that leave the floats become inf or nan, without a warning.
        """
        inputs, outputs, kept = self._forward(X)
        z = inputs.pop()
        loss = LOSSES["binary_cross_entropy"].value_from_logits
        assert loss is not None
        slopes = self._slopes(inputs, outputs[1:])
        gradient, flow = self._backward((sigmoid(z) - T) / len(X), outputs, slopes, kept)
        return Pass(loss(z, T), gradient, inputs, outputs[1:], slopes, flow)

    def _forward(self, X: Array) -> tuple[list[Array], list[Array], list[Normalized | None]]:
        """Return what goes into f, what comes out (beginning with X), and what was normalised."""
        inputs: list[Array] = []
        outputs = [X]
        kept = []
        for layer in self.layers:
            z, normalized = layer.forward(outputs[-1])
            inputs.append(z)
            kept.append(normalized)
            if layer is not self.layers[-1]:
                outputs.append(self.activation.function(z, **self._params))
        return inputs, outputs, kept

    def _slopes(self, inputs: list[Array], outputs: list[Array]) -> list[Array]:
        """Return f' of each hidden layer, from a = f(z) where that saves its exponentials.

        Far out a has lost the digits that f' is made of: there it comes from z.
        """
        from_output, derivative = self.activation.from_output, self.activation.derivative
        if from_output is None:
            return [derivative(z, **self._params) for z in inputs]
        slopes = [np.asarray(from_output(a, **self._params)) for a in outputs]
        for slope, z in zip(slopes, inputs, strict=True):
            far = slope < _FAR_OUT
            if far.any():
                slope[far] = derivative(z[far], **self._params)
        return slopes

    def _backward(
        self,
        delta: Array,
        outputs: list[Array],
        slopes: list[Array],
        kept: list[Normalized | None],
    ) -> tuple[Array, Flow]:
        """Carry ``delta``, the slope at the output, back to the first layer, and measure it."""
        gradient = np.empty_like(self.parameters)
        into = self._layers_of(gradient)
        depth = len(slopes)
        sizes, dW, arriving = np.zeros((3, depth + 1))
        shares = np.ones((3, depth))
        for i in reversed(range(depth + 1)):
            sizes[i] = norm(delta)
            delta = self.layers[i].backward(delta, outputs[i], kept[i], into[i])
            arriving[i] = sizes[i] if kept[i] is None else norm(delta)
            dW[i] = norm(into[i].W)
            if i:
                slope = delta @ self.layers[i].W
                through_weights = norm(slope)
                delta = slope * slopes[i - 1]
                shares[:, i - 1] = (
                    factor(arriving[i], sizes[i]),
                    factor(through_weights, arriving[i]),
                    factor(norm(delta), through_weights),
                )
        normalization, weights, activation = shares
        return gradient, Flow(sizes, dW, normalization, weights, activation, arriving)
