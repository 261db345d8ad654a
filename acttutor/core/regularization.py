"""Regularisation: weights are pulled towards zero after every step.

Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 7.1.
"""

import numpy as np
import numpy.typing as npt

from .network import Network


class Regularizer:
    """L1 and L2 decay on the weights of a network; biases and alphas are left alone.

    After the gradient step, each weight w loses lr * (l1 * sign(w) + l2 * w).  Under L1, a
    weight that would cross zero becomes zero and stays zero for good: the connection is gone.
    A weight that someone sets by hand lives again.

    Attributes:
        gone: mask over the flat parameter vector, true for the weights that L1 has removed.
    """

    def __init__(self, network: Network) -> None:
        self._parameters = network.parameters
        twin = network.copy()
        twin.parameters = np.zeros_like(network.parameters)
        for layer in twin.layers:
            layer.W[...] = 1.0
        self._is_weight = twin.parameters != 0.0
        self.gone: npt.NDArray[np.bool_] = np.zeros(len(self._is_weight), dtype=bool)

    def revive_edited(self) -> None:
        """Take weights off the list that are no longer zero, because someone set them."""
        self.gone &= self._parameters == 0.0

    def apply(self, lr: float, l1: float, l2: float) -> None:
        """Pull the weights towards zero, after a gradient step."""
        w = self._parameters
        w[self.gone] = 0.0  # undo what the gradient step did to removed weights
        pull = lr * (l1 * np.sign(w) + l2 * w)
        after = np.where(self._is_weight, w - pull, w)
        if l1 > 0.0:
            crossed = after * w < 0.0
            after[crossed] = 0.0
            self.gone |= crossed
        w[:] = after
