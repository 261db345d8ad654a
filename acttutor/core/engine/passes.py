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
from acttutor.core.engine.kernels import kernel_class
from acttutor.core.engine.layout import alpha_index, row_spans, slots
from acttutor.core.nn.network import Network


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


def play(call_list: CallList) -> None:
    """Make the calls of a tape, one after the other."""
    for call in call_list:
        call()


def append_ones(X: Array) -> Array:
    """Inputs with a column of ones for the bias: (n, n_in) -> (n, n_in + 1)."""
    return np.concatenate((X, np.ones((len(X), 1), dtype=X.dtype)), axis=1)
