"""The kernels, one class for each activation that has a faster form than its formula."""

from functools import partial

import numpy as np

from acttutor.core.activations.rectifiers import SELU_ALPHA, SELU_LAMBDA
from acttutor.core.arrays import Array
from acttutor.core.engine.kernel import CallList, Kernel, LayerGroup
from acttutor.core.engine.maxout_kernel import MaxoutKernel
from acttutor.core.engine.smooth_kernels import GeluKernel, MishKernel, SiluKernel
from acttutor.core.nn.layers.layer import SOFTMAX, Layer
from acttutor.core.nn.layers.maxout_layer import MAXOUT


class TanhKernel(Kernel):
    """f' = 1 - a^2."""

    def forward(self, rows: slice) -> CallList:
        return [partial(np.tanh, self.z[rows], self.a[rows])]

    def slope(self) -> CallList:
        one, d = self.constant(1.0), self.d
        return [partial(np.square, self.a, d), partial(np.subtract, one, d, d)]


class SigmoidKernel(Kernel):
    """f = 1 / (1 + e^(-kz)), where an overflow of e^(-kz) rightly ends as 0; f' = k a (1 - a)."""

    def forward(self, rows: slice) -> CallList:
        one, minus_k = self.constant(1.0), self.constant(-float(self.params["a"]))
        a = self.a[rows]
        return [
            partial(np.multiply, self.z[rows], minus_k, a),
            partial(np.exp, a, a),
            partial(np.add, a, one, a),
            partial(np.reciprocal, a, a),
        ]

    def slope(self) -> CallList:
        d, k = self.d, float(self.params["a"])
        call_list: CallList = [
            partial(np.subtract, self.constant(1.0), self.a, d),
            partial(np.multiply, d, self.a, d),
        ]
        return call_list if k == 1.0 else [*call_list, partial(np.multiply, d, self.constant(k), d)]


class ReluKernel(Kernel):
    """f' is the sign of the output, 0 or 1."""

    def forward(self, rows: slice) -> CallList:
        return [partial(np.maximum, self.z[rows], self.constant(0.0), out=self.a[rows])]

    def slope(self) -> CallList:
        return [partial(np.sign, self.a, self.d)]


class LeakyReluKernel(Kernel):
    """max(z, alpha z) and max(sign(a), alpha), which hold because alpha is within [0, 1].

    `fmax` differs from `maximum` only where one of the two is nan: here both are, or neither.
    """

    def forward(self, rows: slice) -> CallList:
        alpha, z, d = self.constant(float(self.params["alpha"])), self.z[rows], self.d[rows]
        return [partial(np.multiply, z, alpha, d), partial(np.fmax, z, d, self.a[rows])]

    def slope(self) -> CallList:
        alpha, d = self.constant(float(self.params["alpha"])), self.d
        return [partial(np.sign, self.a, d), partial(np.fmax, d, alpha, d)]


class PreluKernel(Kernel):
    """f = z - (1 - alpha) min(z, 0), with a slope per unit that training may carry anywhere.

    f' = alpha + (1 - alpha) H(z), where H is 1 for z > 0, else 0.  The alphas are fetched once
    per pass, spread over all elements, because broadcasting a column costs more.
    """

    def __init__(self, run: LayerGroup) -> None:
        super().__init__(run)
        assert run.alpha_index is not None
        self._alpha = np.empty(run.alpha_index.shape, dtype=run.a.dtype)
        self._rest = np.empty_like(self._alpha)
        self._low = np.empty_like(run.a)  # min(z, 0), which is also the slope by alpha

    def prepare(self) -> CallList:
        fetch = self.run.parameters.take
        return [
            partial(fetch, self.run.alpha_index, None, self._alpha, "clip"),
            partial(np.subtract, self.constant(1.0), self._alpha, self._rest),
        ]

    def forward(self, rows: slice) -> CallList:
        z, a, low = self.z[rows], self.a[rows], self._low[rows]
        return [
            partial(np.fmin, z, self.constant(0.0), low),  # nan comes back with the z below
            partial(np.multiply, low, self._rest[rows], a),
            partial(np.subtract, z, a, a),
        ]

    def slope(self) -> CallList:
        d = self.d
        return [
            partial(np.heaviside, self.z, self.constant(0.0), d),
            partial(np.multiply, d, self._rest, d),
            partial(np.add, d, self._alpha, d),
        ]

    def alpha_slope(self, rows: slice, e: Array, out: Array) -> CallList:
        """Calls that fill `out`, shape (units,) or (K, units), with the slope by alpha, while
        e is the slope by a: the sum over the samples of e min(0, z).
        """
        product = np.empty_like(e)
        call_list: CallList = [partial(np.multiply, e, self._low[rows], product)]
        if out.ndim == 1:
            return [*call_list, partial(product.dot, np.ones(e.shape[1]), out)]
        by_member = product.reshape(len(e), len(out), -1)
        return [*call_list, partial(np.matmul, by_member, np.ones(by_member.shape[2]), out.T)]


class EluKernel(Kernel):
    """scale max(z, 0) + scale alpha (e^min(z, 0) - 1), whose second part is kept for the slope."""

    scale = 1.0

    @property
    def alpha(self) -> float:
        """What f tends to on the left, over the scale, with the sign turned."""
        return float(self.params["alpha"])

    def forward(self, rows: slice) -> CallList:
        zero, scale = self.constant(0.0), self.constant(self.scale)
        z, a, d = self.z[rows], self.a[rows], self.d[rows]
        call_list: CallList = [partial(np.fmin, z, zero, d), partial(np.expm1, d, d)]
        if self.scale == self.alpha == 1.0:
            return [*call_list, partial(np.maximum, z, d, out=a)]
        call_list.append(partial(np.multiply, d, self.constant(self.scale * self.alpha), d))
        call_list.append(partial(np.maximum, z, zero, out=a))
        if self.scale != 1.0:
            call_list.append(partial(np.multiply, a, scale, a))
        return [*call_list, partial(np.add, a, d, a)]

    def slope(self) -> CallList:
        a, d = self.a, self.d
        left = self.scale * self.alpha
        call_list: CallList = [partial(np.add, d, self.constant(left), d)]
        if left != self.scale:  # on the right, that was not yet the slope
            right, difference = np.empty_like(a), self.constant(self.scale - left)
            call_list += [
                partial(np.heaviside, a, self.constant(0.0), right),
                partial(np.multiply, right, difference, right),
                partial(np.add, d, right, d),
            ]
        return call_list


class SeluKernel(EluKernel):
    """ELU with the constants of Klambauer et al. (2017)."""

    scale = SELU_LAMBDA
    alpha = SELU_ALPHA


class SoftmaxKernel(Kernel):
    """Softmax down each column; the units of a sample stand in one column."""

    def forward(self, rows: slice) -> CallList:
        z, a = self.z[rows], self.a[rows]
        row = np.empty((1, z.shape[1]), dtype=a.dtype)
        return [
            partial(np.max, z, axis=0, out=row, keepdims=True),
            partial(np.subtract, z, row, a),
            partial(np.exp, a, a),
            partial(np.sum, a, axis=0, out=row, keepdims=True),
            partial(np.divide, a, row, a),
        ]

    def slope(self) -> CallList:
        return []

    def pull_back(self, rows: slice, e: Array) -> CallList:
        a = self.a[rows]

        def calls() -> None:
            np.subtract(e, np.sum(a * e, axis=0), e)
            np.multiply(e, a, e)

        return [calls]


#: Activations whose own form is worth it: the general one takes half as long again, or more.
_KERNELS: dict[str, type[Kernel]] = {
    "tanh": TanhKernel,
    "sigmoid": SigmoidKernel,
    "relu": ReluKernel,
    "leaky_relu": LeakyReluKernel,
    "prelu": PreluKernel,
    "elu": EluKernel,
    "selu": SeluKernel,
    "gelu": GeluKernel,
    "silu": SiluKernel,
    "mish": MishKernel,
    SOFTMAX: SoftmaxKernel,
    MAXOUT: MaxoutKernel,
}


def kernel_class(layer: Layer) -> type[Kernel]:
    """The fastest kernel there is for a layer's activation."""
    return _KERNELS.get(layer.activation_id, Kernel)
