"""Activation functions for inner loops: the same mathematics in place, without allocation.

A kernel turns one layer's activation into a *tape*, a list of calls that are bound to their
arrays once and then run again and again.  Each works on three arrays of the same shape, units
in rows and samples in columns:

    z   pre-activations; the same array as a, unless the kernel keeps z
    a   outputs
    d   slopes f'(z); until `slope` runs, `forward` may leave an intermediate result there

Functions without a kernel of their own run through their textbook formula, so a new activation
needs nothing here.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from .arrays import Array
from .layer import SOFTMAX, Layer
from .normal_table import fast_normal_cdf
from .rectifiers import prelu_dalpha
from .special import normal_pdf

Tape = list[Callable[[], object]]


class Kernel:
    """An elementwise activation by its textbook formula.

    Args:
        layer: whose activation it is.
        alpha: the layer's learned slopes, in the precision of the arrays; None if it has none.
        dtype: float64, or float32 for pictures.
    """

    def __init__(self, layer: Layer, alpha: Array | None, dtype: type[np.floating]) -> None:
        self.activation = layer.activation
        self.params = layer.params
        self.alpha = None if alpha is None else alpha[:, np.newaxis]
        self.dtype = dtype

    @property
    def keeps_z(self) -> bool:
        """Whether f' needs z, because it cannot be told from the output."""
        return self.activation is None or self.activation.from_output is None

    def constant(self, value: float) -> Array:
        """A number as a 0-d array: NumPy need not convert it again in every call."""
        return np.array(value, dtype=self.dtype)

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        """Calls that fill a with f(z)."""
        assert self.activation is not None
        function, params = self.activation.function, self.params
        return [lambda: np.copyto(a, function(z, **params), casting="same_kind")]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        """Calls that fill d with f'(z), after `forward`."""
        assert self.activation is not None
        params = self.params
        derivative, at = self.activation.derivative, z
        if self.activation.from_output is not None:
            derivative, at = self.activation.from_output, a
        return [lambda: np.copyto(d, derivative(at, **params), casting="same_kind")]

    def pull_back(self, e: Array, a: Array, d: Array) -> Tape:
        """Calls that turn e from the slope of the loss by a into the slope by z."""
        return [partial(np.multiply, e, d, e)]


class TanhKernel(Kernel):
    """f' = 1 - a^2."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        return [partial(np.tanh, z, a)]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        return [partial(np.square, a, d), partial(np.subtract, self.constant(1.0), d, d)]


class SigmoidKernel(Kernel):
    """f = 1 / (1 + e^(-kz)), where an overflow of e^(-kz) rightly ends as 0; f' = k a (1 - a)."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        one, minus_k = self.constant(1.0), self.constant(-float(self.params["a"]))
        return [
            partial(np.multiply, z, minus_k, a),
            partial(np.exp, a, a),
            partial(np.add, a, one, a),
            partial(np.reciprocal, a, a),
        ]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        one, k = self.constant(1.0), self.constant(float(self.params["a"]))
        return [
            partial(np.subtract, one, a, d),
            partial(np.multiply, d, a, d),
            partial(np.multiply, d, k, d),
        ]


class ReluKernel(Kernel):
    """f' is the sign of the output, 0 or 1."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        return [partial(np.maximum, z, self.constant(0.0), out=a)]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        return [partial(np.sign, a, d)]


class LeakyReluKernel(Kernel):
    """max(z, alpha z) and max(sign(a), alpha), which hold because alpha is within [0, 1]."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        alpha = self.constant(float(self.params["alpha"]))
        return [partial(np.multiply, z, alpha, d), partial(np.maximum, z, d, out=a)]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        alpha = self.constant(float(self.params["alpha"]))
        return [partial(np.sign, a, d), partial(np.maximum, d, alpha, out=d)]


class PreluKernel(Kernel):
    """Like leaky ReLU, with a slope per unit that training may carry anywhere."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        def calls() -> None:
            # d is the slope already: 1 where z > 0, else alpha.
            np.copyto(d, self.alpha)  # type: ignore[arg-type]
            np.copyto(d, 1.0, where=z > 0)
            np.multiply(z, d, a)

        return [calls]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        return []

    def alpha_slope(self, e: Array, z: Array, out: Array) -> Tape:
        """Calls that fill `out` with the slope by alpha, while e is the slope by a."""
        return [lambda: np.sum(e * prelu_dalpha(z), axis=1, out=out)]


class IdentityKernel(Kernel):
    """The output is z, in place; the slope is 1."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        return [] if z is a else [partial(np.copyto, a, z)]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        return [partial(d.fill, 1.0)]


class GeluKernel(Kernel):
    """Phi(z) is expensive and needed twice: `forward` leaves it in d; f' = d + z phi(z)."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        return [lambda: np.copyto(d, fast_normal_cdf(z)), partial(np.multiply, z, d, a)]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        return [lambda: np.add(d, z * normal_pdf(z), d)]


class SiluKernel(Kernel):
    """sigmoid(z) is needed twice: `forward` leaves it in d; f' = d (1 + z - a)."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        one = self.constant(1.0)
        return [
            partial(np.negative, z, d),
            partial(np.exp, d, d),
            partial(np.add, d, one, d),
            partial(np.reciprocal, d, d),
            partial(np.multiply, z, d, a),
        ]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        one = self.constant(1.0)

        def calls() -> None:
            factor = z - a
            factor += one
            np.multiply(d, factor, d)

        return [calls]


class SoftmaxKernel(Kernel):
    """Softmax down each column; the units of a sample stand in one column."""

    def forward(self, z: Array, a: Array, d: Array) -> Tape:
        row = np.empty((1, z.shape[1]), dtype=self.dtype)
        return [
            partial(np.max, z, axis=0, out=row, keepdims=True),
            partial(np.subtract, z, row, a),
            partial(np.exp, a, a),
            partial(np.sum, a, axis=0, out=row, keepdims=True),
            partial(np.divide, a, row, a),
        ]

    def slope(self, z: Array, a: Array, d: Array) -> Tape:
        return []

    def pull_back(self, e: Array, a: Array, d: Array) -> Tape:
        def calls() -> None:
            np.subtract(e, np.sum(a * e, axis=0), e)
            np.multiply(e, a, e)

        return [calls]


_KERNELS: dict[str, type[Kernel]] = {
    "tanh": TanhKernel,
    "sigmoid": SigmoidKernel,
    "relu": ReluKernel,
    "leaky_relu": LeakyReluKernel,
    "prelu": PreluKernel,
    "identity": IdentityKernel,
    "gelu": GeluKernel,
    "silu": SiluKernel,
    SOFTMAX: SoftmaxKernel,
}


def kernel_for(layer: Layer, alpha: Array | None, dtype: type[np.floating]) -> Kernel:
    """The fastest kernel there is for a layer's activation."""
    return _KERNELS.get(layer.activation_id, Kernel)(layer, alpha, dtype)
