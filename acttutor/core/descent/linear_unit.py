"""The squared error of a linear unit with two weights, as a landscape over its weights.

With inputs that are all positive, one sample pulls both weights the same way: for the error
E_n = (w . a_n - t_n)^2 / 2 the gradient is (w . a_n - t_n) a_n, and its components have the sign of
the error if both inputs are positive.  A way on which one weight must grow and the other shrink
can then only be gone in zig-zags, one sample at a time.  The sum over samples may have components
of different signs.

LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998), section 4.3.
"""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.checks import check_choice
from acttutor.core.descent.landscapes import Landscape, Pair

#: What comes out of the units before, before their activation function; shape (samples, 2).
PRE_ACTIVATIONS: Array = np.array([[1.4, 0.7], [0.7, -1.4], [-1.4, -0.7], [-0.7, 1.4]])
#: The weights that make no error: one positive, one negative.
TRUE_WEIGHTS = (1.0, -1.0)
#: What the units before do: sigmoid(z), or tanh(z / 2) = 2 sigmoid(z) - 1.
INPUTS = ("sigmoid", "tanh")


@dataclass(frozen=True)
class LinearUnit(Landscape):
    """The mean error f(w1, w2) of some samples; see `linear_unit`.

    Args:
        a: the inputs, shape (samples, 2).
        t: the targets, shape (samples,).
        single: whether an optimizer gets the gradient of one sample after another instead of
            that of the mean.
    """

    a: Array = field(default_factory=lambda: np.zeros((1, 2)))
    t: Array = field(default_factory=lambda: np.zeros(1))
    single: bool = False

    def sample(self, k: int) -> int:
        """The number of the sample whose turn it is at step k."""
        return k % len(self.t)

    def error(self, x: float, y: float, n: int) -> float:
        """The error w . a_n - t_n that the weights (x, y) make on sample n."""
        return float(x * self.a[n, 0] + y * self.a[n, 1] - self.t[n])

    def gradient(self, x: float, y: float, k: int = 0) -> Pair:
        if not self.single:
            return self.df(x, y)
        n = self.sample(k)
        error = self.error(x, y, n)
        return error * float(self.a[n, 0]), error * float(self.a[n, 1])


def linear_unit(inputs: str = "sigmoid", single: bool = True) -> LinearUnit:
    """f(w1, w2) = mean over n of (w1 a_n1 + w2 a_n2 - t_n)^2 / 2, lowest at `TRUE_WEIGHTS`.

    With sigmoid inputs the Hessian, the mean of a a^T, has a large eigenvalue along (1, 1) and a
    small one along (1, -1): an elongated bowl that lies diagonally.  With tanh inputs, whose mean
    is 0, it is round.

    Args:
        inputs: id of `INPUTS`.
        single: see `LinearUnit`.

    Raises:
        ValueError: unknown inputs.

    Example:
        >>> unit = linear_unit()
        >>> unit.id
        'inputs'
    """
    z = PRE_ACTIVATIONS
    tanh = check_choice("inputs", inputs, INPUTS) == "tanh"
    a = np.tanh(z / 2) if tanh else 1.0 / (1.0 + np.exp(-z))
    t = a @ np.array(TRUE_WEIGHTS)
    (xx, xy), (_, yy) = (a.T @ a / len(a)).tolist()
    x0, y0 = TRUE_WEIGHTS

    def f(x: Any, y: Any) -> Any:
        u, v = x - x0, y - y0
        return 0.5 * (xx * u * u + 2.0 * xy * u * v + yy * v * v)

    def df(x: Any, y: Any) -> Pair:
        u, v = x - x0, y - y0
        return xx * u + xy * v, xy * u + yy * v

    return LinearUnit(
        "inputs",
        f=f,
        df=df,
        second=lambda x, y: (xx, xy, yy),
        minima=(TRUE_WEIGHTS,),
        half=math.sqrt(6.25),
        a=a,
        t=t,
        single=single,
    )
