"""Regularisation: weights are pulled towards zero after every step.

Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 7.1.
"""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizer import Rate


class Regularizer:
    """L1 and L2 decay on the weights of a network; biases and alphas are left alone.

    Args:
        network: tells weights from biases.
        parameters: what to pull at, laid out like `Network.parameters`, or K rows of that;
            None for the network's own.

    After the gradient step, each weight w loses lr * (l1 * sign(w) + l2 * w).  Under L1, a
    weight that would cross zero becomes zero and stays zero for good: the connection is gone,
    also if L1 is switched off later.  A weight that someone sets by hand lives again.

    Attributes:
        gone: mask over the flat parameter vector, true for the weights that L1 has removed.
        is_active: whether `apply` has anything to do, with the rates of the last `prepare`.
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

    def prepare(self, lr: Rate, l1: float, l2: float) -> None:
        """Get ready for the steps of an epoch: call it before the first of them.

        For K rows of parameters, `lr` may be a column of K rates.
        """
        # A removed weight that is no longer zero has been set by hand.
        self.gone &= self._parameters == 0.0
        self._l1_pull = lr * l1 * self._is_weight
        self._l2_pull = lr * l2 * self._is_weight
        self._uses_l1 = l1 > 0.0
        self._any_gone = bool(self.gone.any())
        self.is_active = l1 > 0.0 or l2 > 0.0 or self._any_gone

    def apply(self) -> None:
        """Pull the weights towards zero, after a gradient step."""
        w = self._parameters
        if self._any_gone:
            w[self.gone] = 0.0  # the gradient step has moved them
        if not self._uses_l1:
            w -= self._l2_pull * w
            return
        after = w - self._l1_pull * np.sign(w) - self._l2_pull * w
        crossed = after * w < 0.0
        if crossed.any():
            after[crossed] = 0.0
            self.gone |= crossed
            self._any_gone = True
        w[:] = after
