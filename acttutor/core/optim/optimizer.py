"""What an optimizer is: the seam between a gradient and the step that it leads to.

Optimizers see nothing but vectors: the parameters x, the gradient g of the loss there, and the
learning rate lr.  All rules are elementwise, so "vector" may mean an array of any shape: a
point in the plane, all parameters of a network, or K networks stacked in rows with a column of
K learning rates.
"""

import math
from typing import Any, Protocol, TypeAlias

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.checks import check_number

Shape: TypeAlias = int | tuple[int, ...]
Rate: TypeAlias = float | Array


class Optimizer(Protocol):
    """The seam between gradient and update."""

    def gradient_scale(self, lr: Rate) -> Rate:
        """The factor to have the gradient multiplied by before it arrives."""

    def update(self, parameters: Array, gradient: Array, lr: Rate) -> None:
        """Change `parameters` in place; `gradient` may be overwritten."""

    def state(self) -> Any:
        """A copy of the memory, for `restore`."""

    def restore(self, state: Any) -> None:
        """Return to a copy of the memory."""


class Remembering:
    """What optimizers with a memory have in common: they want the bare gradient.

    Args:
        shape: that of the parameters.
        rows: number of things remembered about each parameter, all zero at the start.
    """

    def __init__(self, shape: Shape, rows: int = 1) -> None:
        sides = (shape,) if isinstance(shape, int) else shape
        self._memory = np.zeros((rows, *sides))
        self._rows = list(self._memory)
        self._work = np.zeros(sides)  # for results in between, so that nothing is allocated

    def gradient_scale(self, lr: Rate) -> Rate:
        """1: the gradient itself is remembered, so that a change of lr acts at once."""
        return 1.0

    def state(self) -> Any:
        """A copy of the memory, for `restore`."""
        return self._memory.copy()

    def restore(self, state: Any) -> None:
        """Return to a copy of the memory."""
        self._memory[...] = state


def take_step(optimizer: Optimizer, x: Array, gradient: Array, lr: Rate) -> Array:
    """The point that `optimizer` goes to from x, given the gradient there.

    Neither array is changed; the optimizer's memory goes on.

    Args:
        optimizer: made for the shape of x.
        x: where we are.
        gradient: the slopes at x, shaped like x.
        lr: learning rate, or an array of them that fits x.

    Example:
        >>> from acttutor.core import make_optimizer
        >>> take_step(make_optimizer("sgd", 1), np.array([4.0]), np.array([6.0]), 0.3).round(2)
        array([2.2])
    """
    to = np.array(x, dtype=np.float64)
    with np.errstate(all="ignore"):
        optimizer.update(to, np.asarray(gradient) * optimizer.gradient_scale(lr), lr)
    return to


def check_decay(name: str, value: float) -> float:
    """Return `value` if it is a number in [0, 1); ValueError otherwise."""
    return check_number(name, value, 0.0, math.nextafter(1.0, 0.0))


def check_positive(name: str, value: float) -> float:
    """Return `value` if it is a number above 0; ValueError otherwise."""
    return check_number(name, value, 0.0, open_low=True)
