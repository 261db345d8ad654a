"""Optimizers: what to do with a gradient.

What sets them apart is what they remember of earlier gradients, and that is one array with one
row for each thing remembered.  To add one, write a class with the methods of `Optimizer` and
add it to `OPTIMIZERS`.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.checks import check_choice
from acttutor.core.optim.optimizer import (
    Optimizer,
    Rate,
    Remembering,
    Shape,
    check_decay,
    check_positive,
)


class SGD:
    """Stochastic gradient descent: x <- x - lr g.  Robbins and Monro (1951).

    The learning rate is asked for inside the gradient: backpropagation is linear in the error
    at the output, and scaling those few numbers is cheaper than scaling every slope.

    Args:
        shape: that of the parameters; there is nothing to remember about them.
    """

    def __init__(self, shape: Shape) -> None:
        pass

    def gradient_scale(self, lr: Rate) -> Rate:
        """lr itself."""
        return lr

    def update(self, parameters: Array, gradient: Array, lr: Rate) -> None:
        """Subtract the gradient, which already contains lr."""
        np.subtract(parameters, gradient, parameters)

    def state(self) -> None:
        """Nothing."""

    def restore(self, state: None) -> None:
        """Nothing."""


class Momentum(Remembering):
    """A heavy ball: v <- mu v + g, then x <- x - lr v.

    Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).

    Args:
        shape: that of the parameters.
        mu: what is left of the velocity after a step, in [0, 1).
    """

    def __init__(self, shape: Shape, mu: float = 0.9) -> None:
        super().__init__(shape)
        self._mu = np.array(check_decay("mu", mu))

    def update(self, parameters: Array, gradient: Array, lr: Rate) -> None:
        """One step; the velocity goes on."""
        v, step = self._rows[0], self._work
        np.multiply(v, self._mu, v)
        np.add(v, gradient, v)
        np.multiply(v, lr, step)
        np.subtract(parameters, step, parameters)


class Nesterov(Momentum):
    """A heavy ball that looks ahead: v <- mu v + g, then x <- x - lr (g + mu v).

    The x that is kept is the point looked ahead to, where the next gradient is taken.
    Nesterov (1983) in the form of Sutskever et al., "On the importance of initialization and
    momentum in deep learning" (2013), section 2, and Bengio, Boulanger-Lewandowski and Pascanu,
    "Advances in optimizing recurrent networks" (2012), section 3.5.

    Args:
        shape, mu: as for `Momentum`.
    """

    def update(self, parameters: Array, gradient: Array, lr: Rate) -> None:
        v, step = self._rows[0], self._work
        np.multiply(v, self._mu, v)
        np.add(v, gradient, v)
        np.multiply(v, self._mu, step)
        np.add(step, gradient, step)
        np.multiply(step, lr, step)
        np.subtract(parameters, step, parameters)


class AdaGrad(Remembering):
    """A rate for each parameter, ever smaller: s <- s + g^2, then x <- x - lr g / (sqrt(s) + eps).

    Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
    optimization" (2011), figure 1.

    Args:
        shape: that of the parameters.
        epsilon: keeps the quotient finite while s is 0, above 0.
    """

    def __init__(self, shape: Shape, epsilon: float = 1e-10) -> None:
        super().__init__(shape)
        self._epsilon = np.array(check_positive("epsilon", epsilon))

    def update(self, parameters: Array, gradient: Array, lr: Rate) -> None:
        """One step; the squares add up."""
        s, step = self._rows[0], self._work
        np.square(gradient, step)
        np.add(s, step, s)
        np.sqrt(s, step)
        np.add(step, self._epsilon, step)
        np.divide(gradient, step, step)
        np.multiply(step, lr, step)
        np.subtract(parameters, step, parameters)


class RMSProp(Remembering):
    """Divides by the recent size of the gradient: s <- rho s + (1 - rho) g^2, then
    x <- x - lr g / (sqrt(s) + eps).

    Tieleman and Hinton, "Lecture 6.5 - RMSProp", Neural Networks for Machine Learning (2012).

    Args:
        shape: that of the parameters.
        rho: what is left of the mean square after a step, in [0, 1).
        epsilon: keeps the quotient finite while s is 0, above 0.
    """

    def __init__(self, shape: Shape, rho: float = 0.9, epsilon: float = 1e-8) -> None:
        super().__init__(shape)
        self._rho = np.array(check_decay("rho", rho))
        self._rest = 1.0 - self._rho
        self._epsilon = np.array(check_positive("epsilon", epsilon))

    def update(self, parameters: Array, gradient: Array, lr: Rate) -> None:
        """One step; the mean square goes on."""
        s, step = self._rows[0], self._work
        np.square(gradient, step)
        np.multiply(step, self._rest, step)
        np.multiply(s, self._rho, s)
        np.add(s, step, s)
        np.sqrt(s, step)
        np.add(step, self._epsilon, step)
        np.divide(gradient, step, step)
        np.multiply(step, lr, step)
        np.subtract(parameters, step, parameters)


class Adam(Remembering):
    """Momentum and RMSProp together, both means corrected for their start from 0.

        m <- beta1 m + (1 - beta1) g        v <- beta2 v + (1 - beta2) g^2
        x <- x - lr m' / (sqrt(v') + eps),  m' = m / (1 - beta1^t),  v' = v / (1 - beta2^t)

    Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.

    What is kept are the sums M = m / (1 - beta1) and V = v / (1 - beta2): the factors are then
    numbers instead of vectors.  With k = sqrt((1 - beta2^t) / (1 - beta2)), the step is
    lr k (1 - beta1) / (1 - beta1^t) * M / (sqrt(V) + k eps).

    Args:
        shape: that of the parameters.
        beta1, beta2: what is left of the means of g and g^2 after a step, each in [0, 1).
        epsilon: keeps the quotient finite while v is 0, above 0.
    """

    def __init__(
        self, shape: Shape, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8
    ) -> None:
        super().__init__(shape, rows=2)
        self._betas = check_decay("beta1", beta1), check_decay("beta2", beta2)
        self._epsilon = check_positive("epsilon", epsilon)
        self._shift = np.zeros(())
        self._fade = np.empty_like(self._memory)
        self._fade[0], self._fade[1] = self._betas
        self._t = 0

    def update(self, parameters: Array, gradient: Array, lr: Rate) -> None:
        """One step; both sums and the count of steps t go on."""
        m, v, step, (beta1, beta2) = *self._rows, self._work, self._betas
        self._t += 1
        k = math.sqrt((1.0 - beta2**self._t) / (1.0 - beta2))
        np.multiply(self._memory, self._fade, self._memory)
        np.add(m, gradient, m)
        np.square(gradient, step)
        np.add(v, step, v)
        np.sqrt(v, step)
        self._shift.fill(k * self._epsilon)
        np.add(step, self._shift, step)
        np.divide(m, step, step)
        np.multiply(step, lr * (k * (1.0 - beta1) / (1.0 - beta1**self._t)), step)
        np.subtract(parameters, step, parameters)

    def state(self) -> tuple[Array, int]:
        return self._memory.copy(), self._t

    def restore(self, state: tuple[Array, int]) -> None:
        self._memory[...], self._t = state


OPTIMIZERS: dict[str, Any] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}
"""Optimizers by id, in the order in which they are taught."""


def make_optimizer(
    id: str, shape: Shape, params: Mapping[str, float] = MappingProxyType({})
) -> Optimizer:
    """Make the optimizer `id` for parameters of this shape.

    Args:
        id: id of `OPTIMIZERS`.
        shape: a number of parameters, or the shape of their array.
        params: values for its hyper-parameters, by name; the rest take the papers' values.

    Raises:
        ValueError: unknown optimizer or hyper-parameter, or a value outside its range.

    Example:
        >>> optimizer = make_optimizer("momentum", 2, {"mu": 0.5})
        >>> type(optimizer).__name__
        'Momentum'
    """
    maker = OPTIMIZERS[check_choice("optimizer", id, OPTIMIZERS)]
    try:
        optimizer: Optimizer = maker(shape, **params)
    except TypeError:
        raise ValueError(f"optimizer {id!r} has not all of these parameters: {[*params]}") from None
    return optimizer
