"""The fast form of forward pass and backpropagation, behind `Trainer` and `Evaluator`.

`Network` is the form to read; this is the same arithmetic, arranged so that a training step of
a small network is about twenty NumPy calls on memory that is already there:

*   Samples stand in columns.  Every layer's outputs end in a row of ones, so that one product
    with (W | b) adds the bias too.
*   One buffer holds the outputs of all layers, one their slopes f', one their errors: where
    neighbouring layers share an activation, one call gives the slopes of all of them.
*   All slopes by the parameters are views into one flat vector laid out like
    `Network.parameters`, so that the update is one call.
*   The calls of a batch are bound to their arrays once, as a *call list*, and replayed.
*   The learning rate and the 1/n of the mean are multiplied into the error at the output,
    the smallest array there is; everything after it is linear in that error.

K networks of the same shape can be trained at once: their parameters are the rows of a matrix,
and their samples stand side by side, K blocks of n columns.  What is elementwise does not
notice; the products become products of stacks, one matrix for each member.
"""

from functools import partial
from itertools import groupby

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.engine.kernel import CallList, Kernel, LayerGroup
from acttutor.core.engine.kernels import PreluKernel, kernel_class
from acttutor.core.engine.layout import alpha_index, row_spans, slots
from acttutor.core.engine.training_calls import Dropout, Normalization, drop_calls
from acttutor.core.nn.losses import Loss
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizer import Rate


class ForwardPass:
    """Buffers and calls to send `n` samples through a network, or through K of them.

    Args:
        network: gives the shapes and the activations; in use it is a folded one.
        parameters: laid out like `Network.parameters`, or K rows of that; read at each run.
        n: number of samples, 1 or more.
        keep_logits: keep the pre-activations of the output layer apart from its outputs.

    Attributes:
        outputs: per layer, shape (units, n), or (units, K n): one member after the other.
        logits: pre-activations of the output layer; with `keep_logits` they outlast the run.
    """

    def __init__(
        self, network: Network, parameters: Array, n: int, keep_logits: bool = False
    ) -> None:
        self.layers = slots(network, parameters)
        self.n, self.n_members = n, len(parameters) if parameters.ndim == 2 else None
        self.spans = row_spans([layer.n_out for layer in network.layers])
        # All rows start as ones; those between the layers stay so, and carry the biases.
        self.a = np.ones((self.spans[-1].stop, n * (self.n_members or 1)), dtype=parameters.dtype)
        self.z, self.d = np.ones_like(self.a), np.ones_like(self.a)
        #: What each layer hands to the next one.
        self.passed = self.make_passed()
        self.kernels = self._make_kernels(network, parameters, keep_logits)
        self.zs = [
            kernel.pre_activations(kernel.rows(span))
            for kernel, span in zip(self.kernels, self.spans, strict=True)
        ]
        self.outputs = [self.a[span] for span in self.spans]
        self.logits = self.zs[-1]
        self._before, self._after = self._tapes()

    def _make_kernels(self, network: Network, parameters: Array, keep_logits: bool) -> list[Kernel]:
        """A kernel for each layer, the same one for a run of layers with the same activation."""
        last = len(network.layers) - 1

        def sameness(i: int) -> tuple[object, ...]:
            layer = network.layers[i]
            alone = None if kernel_class(layer).joins() else i
            kept = keep_logits and i == last
            same = layer.activation_id, layer.activation, sorted(layer.params.items())
            return *same, alone, kept

        index_of_alpha = alpha_index(network, parameters, self.spans, self.a.shape[1])
        kernels: list[Kernel] = []
        for (*_, keep), members in groupby(range(last + 1), sameness):
            run = list(members)
            rows = slice(self.spans[run[0]].start, self.spans[run[-1]].stop)
            layer = network.layers[run[0]]
            make = kernel_class(layer)
            z = self.z if keep or make.keeps_z(layer) else self.a
            arrays = z[rows], self.a[rows], self.d[rows]
            index = None if layer.alpha is None else index_of_alpha[rows]
            kernel = make(LayerGroup(layer, rows.start, *arrays, parameters.reshape(-1), index))
            kernels += [kernel] * len(run)
        return kernels

    def _tapes(self) -> tuple[CallList, CallList]:
        """All calls of a run but the first product, whose input is not known yet."""
        before: CallList = []
        for kernel in dict.fromkeys(self.kernels):
            before += kernel.prepare()
        after: CallList = []
        for i, kernel in enumerate(self.kernels):
            if i > 0:
                z = self.members(self.zs[i])
                after += self.product(self.layers[i].block, self.with_ones(i - 1), z)
            after += self.normalize(i)
            after += kernel.forward(kernel.rows(self.spans[i]))
            after += self.drop(i)
        return before, after

    def make_passed(self) -> Array:
        """The buffer of what each layer hands to the next one: that of the outputs themselves."""
        return self.a

    def normalize(self, i: int) -> CallList:
        """Calls between the weighted sums of layer i and its activation: none in use."""
        return []

    def drop(self, i: int) -> CallList:
        """Calls between the outputs of layer i and the next layer: none in use."""
        return []

    def call_list(self, x: Array) -> CallList:
        """The calls that fill `outputs` for inputs x of shape (n_in + 1, n), the last row ones."""
        first = self.product(self.layers[0].block, x, self.members(self.zs[0]))
        return [*self._before, *first, *self._after]

    def members(self, rows: Array) -> Array:
        """Rows of a buffer; for K networks a stack of matrices, shape (K, rows, n)."""
        if self.n_members is None:
            return rows
        return rows.reshape(len(rows), self.n_members, self.n).transpose(1, 0, 2)

    def product(self, left: Array, right: Array, out: Array) -> CallList:
        """The call for a matrix product, or for one per member."""
        if self.n_members is None:
            return [partial(left.dot, right, out)]  # half the price of matmul
        return [partial(np.matmul, left, right, out)]

    def with_ones(self, i: int) -> Array:
        """What hidden layer i hands on with the row of ones below, shape (units + 1, n)."""
        span = self.spans[i]
        return self.members(self.passed[span.start : span.stop + 1])


class TrainingPass(ForwardPass):
    """A forward pass and the way back, which leaves the gradient in a flat vector.

    Args:
        network, parameters, n: as in `ForwardPass`.
        loss: decides what becomes of the error at the output, and whether the derivative of the
            output activation is multiplied in.
        gradient: what to fill, laid out like the parameters.
        dropout: which hidden units are left out; None for none.

    Raises:
        ValueError: many networks at once have batch normalisation or dropout.
    """

    def __init__(
        self,
        network: Network,
        parameters: Array,
        n: int,
        loss: Loss,
        gradient: Array,
        dropout: Dropout | None = None,
    ) -> None:
        if parameters.ndim == 2 and (network.is_normalized or dropout is not None):
            raise ValueError("batch_norm and dropout are for one network at a time")
        self._fused = loss.fused_with is not None
        self._dropout, self._norms = dropout, dict[int, Normalization]()
        super().__init__(network, parameters, n, keep_logits=self._fused)
        self._e = np.zeros_like(self.a)
        # The slopes by the outputs of each layer; and by its pre-activations, mostly in place.
        self._errors = [self._e[span] for span in self.spans]
        self._deltas = [
            kernel.delta(error) for kernel, error in zip(self.kernels, self._errors, strict=True)
        ]
        self._gradient = slots(network, gradient)
        error, bounded = self._errors[-1], loss.bounded
        self._bound: CallList = [] if bounded is None else [partial(bounded, error, error)]
        # One factor for all; or one for each element, because the members may differ.
        self._scale = np.ones(() if self.n_members is None else self._errors[-1].shape)
        self._last: CallList = []
        self._back = self._slope_tape() + self._backward_tape()

    def make_passed(self) -> Array:
        if self._dropout is None:
            return self.a
        self._mask = np.ones_like(self.a)
        return np.ones_like(self.a)

    def normalize(self, i: int) -> CallList:
        norm = self.layers[i].norm
        if norm is None:
            return []
        self._norms[i] = Normalization(self.zs[i], self.layers[i].block, norm)
        return [self._norms[i].forward]

    def drop(self, i: int) -> CallList:
        if self._dropout is None or i == len(self.kernels) - 1:
            return []
        rows = self.spans[i]
        return drop_calls(self._dropout, self._mask[rows], self.a[rows], self.passed[rows])

    def set_scale(self, factor: Rate) -> None:
        """Have the gradient of the mean loss multiplied by `factor`, or by one per member."""
        if self.n_members is None:
            self._scale[...] = factor / self.n
        else:
            self.members(self._scale)[...] = np.reshape(factor, (-1, 1, 1)) / self.n

    def batch_tape(self, x: Array, t: Array) -> CallList:
        """The calls that fill the gradient for inputs x (n, n_in + 1) and targets t, shaped
        like the outputs.
        """
        return [
            *self.call_list(x.T),
            partial(np.subtract, self.outputs[-1], t, self._errors[-1]),
            *self._bound,
            *self._back,
            *self.product(self.members(self._deltas[0]), x, self._gradient[0].block),
            *self._last,
        ]

    def _slope_tape(self) -> CallList:
        """F' of all layers, in one go for each run."""
        call_list: CallList = []
        for kernel in dict.fromkeys(self.kernels):
            if not (self._fused and kernel is self.kernels[-1]):  # that one needs no slope
                call_list += kernel.slope()
        return call_list

    def _backward_tape(self) -> CallList:
        """From the error at the output down to that of the first layer."""
        call_list: CallList = [
            partial(np.multiply, self._errors[-1], self._scale, self._errors[-1])
        ]
        for i in reversed(range(len(self.kernels))):
            if not (self._fused and i == len(self.kernels) - 1):
                call_list += self._through_activation(i)
            if i in self._norms:
                block, _, norm = self._gradient[i]
                assert norm is not None
                back, last = self._norms[i].backward(self._deltas[i], block, norm)
                call_list += back
                self._last += last
            if i > 0:
                call_list += self._through_weights(i)
        return call_list

    def _through_activation(self, i: int) -> CallList:
        """From the slope by the outputs of layer i to that by its pre-activations."""
        kernel, alpha, error = self.kernels[i], self._gradient[i].alpha, self._errors[i]
        rows = kernel.rows(self.spans[i])
        call_list: CallList = []
        if self._dropout is not None and i < len(self.kernels) - 1:
            call_list.append(partial(np.multiply, error, self._mask[self.spans[i]], error))
        if isinstance(kernel, PreluKernel) and alpha is not None:
            call_list += kernel.alpha_slope(rows, error, alpha)
        return call_list + kernel.pull_back(rows, error)

    def _through_weights(self, i: int) -> CallList:
        """The slopes by the weights of layer i > 0, and by the outputs of the layer below."""
        delta, below = self.members(self._deltas[i]), self.spans[i - 1]
        # The bias column takes part and makes a row that nobody reads: leaving it out would
        # cost BLAS more than computing it.
        error_below = self.members(self._e[below.start : below.stop + 1])
        inputs = self.with_ones(i - 1).swapaxes(-1, -2)
        return [
            *self.product(delta, inputs, self._gradient[i].block),
            *self.product(self.layers[i].block.swapaxes(-1, -2), delta, error_below),
        ]


def play(call_list: CallList) -> None:
    """Make the calls of a tape, one after the other."""
    for call in call_list:
        call()


def append_ones(X: Array) -> Array:
    """Inputs with a column of ones for the bias: (n, n_in) -> (n, n_in + 1)."""
    return np.concatenate((X, np.ones((len(X), 1), dtype=X.dtype)), axis=1)
