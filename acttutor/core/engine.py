"""The fast form of forward pass and backpropagation, behind `Trainer` and `Evaluator`.

`Network` is the form to read; this is the same arithmetic, arranged so that a training step of
a small network is about twenty NumPy calls on memory that is already there:

*   Samples stand in columns.  Every layer's outputs end in a row of ones, so that one product
    with (W | b) adds the bias too.
*   One buffer holds the outputs of all layers, one their slopes f', one their errors: where
    neighbouring layers share an activation, one call gives the slopes of all of them.
*   All slopes by the parameters are views into one flat vector laid out like
    `Network.parameters`, so that the update is one call.
*   The calls of a pass are bound to their arrays once, as a *tape*, and replayed.
*   The learning rate and the 1/n of the mean are multiplied into the error at the output,
    the smallest array there is; everything after it is linear in that error.
"""

from functools import partial
from itertools import groupby
from typing import NamedTuple

import numpy as np

from .arrays import Array
from .kernels import Kernel, PreluKernel, Tape, kernel_for
from .losses import Loss
from .network import Network


class Slots(NamedTuple):
    """A flat vector as a layer sees it: the block (W | b), and alpha if it has one."""

    block: Array
    alpha: Array | None


def slots(network: Network, vector: Array) -> list[Slots]:
    """Cut `vector`, laid out like `Network.parameters`, into the views of each layer."""
    found = []
    start = 0
    for layer in network.layers:
        end = start + layer.block.size
        block = vector[start:end].reshape(layer.block.shape)
        start = end
        if layer.alpha is not None:
            end += layer.n_out
        found.append(Slots(block, None if layer.alpha is None else vector[start:end]))
        start = end
    return found


class ForwardPass:
    """Buffers and tape to send `n` samples through a network.

    Args:
        network: gives the shapes and the activations.
        parameters: laid out like `Network.parameters`; read at each run.
        n: number of samples, 1 or more.
        keep_logits: keep the pre-activations of the output layer apart from its outputs.

    Attributes:
        outputs: per layer, shape (units, n).
        logits: pre-activations of the output layer; with `keep_logits` they outlast the run.
    """

    def __init__(
        self, network: Network, parameters: Array, n: int, keep_logits: bool = False
    ) -> None:
        self.layers = slots(network, parameters)
        self.kernels = [
            kernel_for(layer, own.alpha, parameters.dtype.type)
            for layer, own in zip(network.layers, self.layers, strict=True)
        ]
        self.spans = _spans([layer.n_out for layer in network.layers])
        n_rows = self.spans[-1].stop
        # All rows start as ones; those between the layers stay so, and carry the biases.
        self.a = np.ones((n_rows, n), dtype=parameters.dtype)
        self.z = np.ones_like(self.a)
        self.d = np.ones_like(self.a)
        self.outputs = [self.a[span] for span in self.spans]
        zs = [
            self.z[span] if kernel.keeps_z else output
            for kernel, span, output in zip(self.kernels, self.spans, self.outputs, strict=True)
        ]
        if keep_logits:
            zs[-1] = self.z[self.spans[-1]]
        self.zs = zs
        self.logits = zs[-1]
        self.tape = self._tape()

    def _tape(self) -> Tape:
        """All calls but the first product, whose input is not known yet."""
        tape: Tape = []
        for i, kernel in enumerate(self.kernels):
            if i > 0:
                tape.append(partial(self.layers[i].block.dot, self.with_ones(i - 1), self.zs[i]))
            tape += kernel.forward(self.zs[i], self.outputs[i], self.d[self.spans[i]])
        return tape

    def with_ones(self, i: int) -> Array:
        """The outputs of hidden layer i with the row of ones below, shape (units + 1, n)."""
        span = self.spans[i]
        return self.a[span.start : span.stop + 1]

    def run(self, x: Array) -> None:
        """Fill `outputs` for inputs x of shape (n_in + 1, n), the last row ones."""
        self.layers[0].block.dot(x, self.zs[0])
        for call in self.tape:
            call()


class TrainingPass(ForwardPass):
    """A forward pass and the way back, which leaves the gradient in a flat vector.

    Args:
        network, n: as in `ForwardPass`; the parameters are the network's own.
        loss: decides whether the output activation's derivative is multiplied in.
        gradient: the flat vector to fill, laid out like `Network.parameters`.

    Attributes:
        scale: 0-d array, the factor on the gradient of the summed loss: 1/n for the mean,
            times whatever the optimizer wants multiplied in.
    """

    def __init__(self, network: Network, n: int, loss: Loss, gradient: Array) -> None:
        super().__init__(network, network.parameters, n)
        self.scale = np.array(1.0 / n)
        self._fused = loss.fused_with is not None
        self._e = np.zeros_like(self.a)
        self._gradient = slots(network, gradient)
        self._output_error = self._e[self.spans[-1]]
        self._first_error = self._e[self.spans[0]]
        self._back_tape = self._slope_tape() + self._backward_tape()

    def _slope_tape(self) -> Tape:
        """f' of all layers, in one go for each run of layers with the same activation."""
        last = len(self.kernels) - self._fused  # a fused output needs no slope
        tape: Tape = []
        for _, run in groupby(range(last), key=lambda i: _sameness(self.kernels[i], i)):
            members = list(run)
            rows = slice(self.spans[members[0]].start, self.spans[members[-1]].stop)
            z = self.z if self.kernels[members[0]].keeps_z else self.a
            tape += self.kernels[members[0]].slope(z[rows], self.a[rows], self.d[rows])
        return tape

    def _backward_tape(self) -> Tape:
        """From the error at the output down to that of the first layer."""
        tape: Tape = [partial(np.multiply, self._output_error, self.scale, self._output_error)]
        for i in reversed(range(len(self.kernels))):
            error = self._e[self.spans[i]]
            if not (self._fused and i == len(self.kernels) - 1):
                tape += self._through_activation(i, error)
            if i > 0:
                below = self.spans[i - 1]
                tape += [
                    partial(error.dot, self.with_ones(i - 1).T, self._gradient[i].block),
                    # The bias column takes part and makes a row that nobody reads: leaving it
                    # out would cost BLAS more than computing it.
                    partial(
                        self.layers[i].block.T.dot,
                        error,
                        self._e[below.start : below.stop + 1],
                    ),
                ]
        return tape

    def _through_activation(self, i: int, error: Array) -> Tape:
        """From the slope by the outputs of layer i to that by its pre-activations."""
        kernel, alpha = self.kernels[i], self._gradient[i].alpha
        tape: Tape = []
        if isinstance(kernel, PreluKernel) and alpha is not None:
            tape += kernel.alpha_slope(error, self.zs[i], alpha)
        return tape + kernel.pull_back(error, self.outputs[i], self.d[self.spans[i]])

    def run_back(self, x: Array, t: Array) -> None:
        """Fill the gradient for inputs x (n, n_in + 1) and targets t (n_out, n)."""
        self.run(x.T)
        np.subtract(self.outputs[-1], t, self._output_error)
        for call in self._back_tape:
            call()
        self._first_error.dot(x, self._gradient[0].block)


def append_ones(X: Array) -> Array:
    """Inputs with a column of ones for the bias: (n, n_in) -> (n, n_in + 1)."""
    return np.concatenate((X, np.ones((len(X), 1), dtype=X.dtype)), axis=1)


def _spans(widths: list[int]) -> list[slice]:
    """The rows of each layer in a common buffer, with one row for ones after each but the last."""
    spans = []
    start = 0
    for width in widths:
        spans.append(slice(start, start + width))
        start += width + 1
    return spans


def _sameness(kernel: Kernel, i: int) -> tuple[object, ...]:
    """Layers with equal keys can share a call for their slopes."""
    if kernel.activation is None or kernel.alpha is not None:
        return (i,)
    return (kernel.activation.id, *sorted(kernel.params.items()))
