"""Optimizers: what to do with a gradient.

Each sees nothing but flat vectors.  To add one (momentum, Adam), write a class with the same
two methods, keep its memory in attributes, and add it to `OPTIMIZERS`.
"""

from typing import Any, Protocol

import numpy as np

from .arrays import Array


class Optimizer(Protocol):
    """The seam between gradient and update."""

    def gradient_scale(self, lr: float) -> float:
        """The factor to have the gradient multiplied by before it arrives."""

    def update(self, parameters: Array, gradient: Array, lr: float) -> None:
        """Change `parameters` in place; `gradient` may be overwritten."""

    def state(self) -> Any:
        """A copy of the memory, for `restore`."""

    def restore(self, state: Any) -> None:
        """Return to a copy of the memory."""


class SGD:
    """Stochastic gradient descent: x <- x - lr g.  Robbins and Monro (1951).

    The learning rate is asked for inside the gradient: backpropagation is linear in the error
    at the output, and scaling those few numbers is cheaper than scaling every slope.
    """

    def __init__(self, size: int) -> None:
        """It remembers nothing, whatever the number of parameters."""

    def gradient_scale(self, lr: float) -> float:
        """lr itself."""
        return lr

    def update(self, parameters: Array, gradient: Array, lr: float) -> None:
        """Subtract the gradient, which already contains lr."""
        np.subtract(parameters, gradient, out=parameters)

    def state(self) -> None:
        """Nothing."""

    def restore(self, state: None) -> None:
        """Nothing."""


OPTIMIZERS = {"sgd": SGD}
"""Optimizers by id; each is made for a number of parameters."""
