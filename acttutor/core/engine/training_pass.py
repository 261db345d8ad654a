"""The way back of the fast form: what `Trainer` adds to a forward pass, see `passes`."""

from functools import partial

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.engine.kernel import CallList
from acttutor.core.engine.kernels import PreluKernel
from acttutor.core.engine.layout import slots
from acttutor.core.engine.passes import ForwardPass
from acttutor.core.engine.training_calls import Dropout, Normalization, drop_calls
from acttutor.core.nn.losses import Loss
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizer import Rate


class TrainingPass(ForwardPass):
    """A forward pass and the way back, which leaves the gradient in a flat vector.

    Args:
        network, parameters, n: as in `ForwardPass`.
        loss: decides what becomes of the error at the output, and whether the derivative of the
            output activation is multiplied in.
        gradient: what to fill, laid out like the parameters.
        dropout: which hidden units are left out; None for none.

    Raises:
        ValueError: many networks at once have batch normalisation.
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
        if parameters.ndim == 2 and network.is_normalized:
            raise ValueError("batch_norm is for one network at a time")
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
        rows, (rates, rng) = self.spans[i], self._dropout
        return drop_calls(rates[i], rng, self._mask[rows], self.a[rows], self.passed[rows])

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
        if self._dropout is not None and i < len(self.kernels) - 1 and self._dropout.rates[i]:
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
