"""Regularisation: the gradient of a penalty joins that of the loss.

Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 7.1.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizer import Rate

#: A weight or a slope that is no larger is none.
ROUND_OFF = 1e-12

Flags: TypeAlias = bool | npt.NDArray[np.bool_]


class Regularizer:
    """L1 and L2 decay on the weights of a network; biases and alphas are left alone.

    Args:
        network: tells weights from biases.
        parameters: what to pull at, laid out like `Network.parameters`, or K rows of that;
            None for the network's own.

    The gradient g of the loss becomes g + l1 * sign(w) + l2 * w before the optimizer sees it, w as
    it is before the step; for SGD that is w <- w - lr (g + l1 * sign(w) + l2 * w).  It is what
    PyTorch's optimizers call ``weight_decay``.

    Under L1, a weight that the penalty carries across zero becomes zero and stays zero for good:
    the connection is gone, also if L1 is switched off later.  A weight that someone sets by hand
    lives again.  With SGD the penalty carries it across if the gradient of the loss alone would
    not; an optimizer that remembers earlier gradients cannot be asked that, so there the penalty
    has to be the stronger of the two.  A weight that is nothing but round-off, or whose gradient
    is, is not removed: it is 0 until it has something to learn.

    Attributes:
        gone: mask over the flat parameter vector, true for the weights that L1 has removed.
        is_active: whether `join` and `settle` have anything to do, with the rates of the last
            `prepare`.
    """

    def __init__(self, network: Network, parameters: Array | None = None) -> None:
        self._parameters = network.parameters if parameters is None else parameters
        # Which entries are weights is read off a copy of the network with weights of 1.
        twin = network.copy()
        twin.parameters = np.zeros_like(network.parameters)
        for layer in twin.layers:
            layer.W = np.ones_like(layer.W)
        self._is_weight = twin.parameters
        self.gone: npt.NDArray[np.bool_] = np.zeros(self._parameters.shape, dtype=bool)

    def prepare(self, scale: Rate, is_plain: Flags, l1: float, l2: float) -> None:
        """Get ready for the steps of an epoch: call it before the first of them.

        For K rows of parameters, `scale` and `is_plain` may be columns of K entries.

        Args:
            scale: what the gradient is multiplied by, see `Optimizer.gradient_scale`.
            is_plain: whether the step is the gradient itself, as that of SGD is.
            l1, l2: the rates.
        """
        # A removed weight that is no longer zero has been set by hand.
        self.gone &= self._parameters == 0.0
        self._is_plain = is_plain
        self._l1_pull = scale * l1 * self._is_weight
        self._l2_pull = scale * l2 * self._is_weight
        self._uses_l1 = l1 > 0.0
        self._any_gone = bool(self.gone.any())
        self.is_active = l1 > 0.0 or l2 > 0.0 or self._any_gone

    def join(self, gradient: Array) -> None:
        """Add the gradient of the penalty to that of the loss, before the step."""
        w = self._parameters
        if self._uses_l1:
            self._before, self._loss_gradient = w.copy(), gradient.copy()
            gradient += self._l1_pull * np.sign(w)
        gradient += self._l2_pull * w

    def settle(self) -> None:
        """Set the weights to zero that are gone, after the step."""
        w = self._parameters
        if self._any_gone:
            w[self.gone] = 0.0  # the step has moved them
        if not self._uses_l1:
            return
        before, slope = self._before, self._loss_gradient
        by_penalty = np.where(
            self._is_plain, (before - slope) * before > 0.0, np.abs(slope) < self._l1_pull
        )
        crossed = (before * w < 0.0) & (self._is_weight > 0.0) & by_penalty
        if crossed.any():
            w[crossed] = 0.0
            is_noise = np.abs(slope) <= ROUND_OFF
            # A gradient of 0 is none; but what moves on its own may have begun as one of round-off.
            is_noise &= np.logical_not(self._is_plain) | (slope != 0.0)
            self.gone |= crossed & (np.abs(before) > ROUND_OFF) & ~is_noise
            self._any_gone = bool(self.gone.any())
