"""Kernels of the smooth relatives of ReLU: SiLU, mish and GELU."""

from functools import partial

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.engine.gelu_table import (
    BITS_OF_FIRST,
    F0,
    F2,
    ROUNDER,
    S0,
    S2,
    as_index,
    gelu_columns,
    gelu_rows,
)
from acttutor.core.engine.kernel import CallList, Kernel, LayerGroup


class SiluKernel(Kernel):
    """f = z / n with n = 1 + e^(-z), which `forward` leaves in d; f' = (1 + z - a) / n."""

    def forward(self, rows: slice) -> CallList:
        z, d = self.z[rows], self.d[rows]
        return [
            partial(np.negative, z, d),
            partial(np.exp, d, d),
            partial(np.add, d, self.constant(1.0), d),
            partial(np.divide, z, d, self.a[rows]),
        ]

    def slope(self) -> CallList:
        d, top = self.d, np.empty_like(self.d)
        return [
            partial(np.subtract, self.z, self.a, top),
            partial(np.add, top, self.constant(1.0), top),
            partial(np.divide, top, d, d),
        ]


class MishKernel(Kernel):
    """f = z s with s = tanh(ln(1 + e^z)) = 1 - 2 / q, q = n^2 + 2n + 2 and n = e^z.

    f' = s + z 4 n (n + 1) / q^2.  The n stops before q overflows; s is 1 there.
    """

    def __init__(self, run: LayerGroup) -> None:
        super().__init__(run)
        self._n, self._q = np.empty_like(run.a), np.empty_like(run.a)

    def forward(self, rows: slice) -> CallList:
        z, d, n, q = self.z[rows], self.d[rows], self._n[rows], self._q[rows]
        two, cap = self.constant(2.0), 354.0 if z.dtype == np.float64 else 40.0
        return [
            partial(np.fmin, z, self.constant(cap), n),  # nan comes back with the z below
            partial(np.exp, n, n),
            partial(np.add, n, two, q),
            partial(np.multiply, q, n, d),
            partial(np.add, d, two, q),
            partial(np.divide, d, q, d),
            partial(np.multiply, z, d, self.a[rows]),
        ]

    def slope(self) -> CallList:
        d, n, q, step = self.d, self._n, self._q, np.empty_like(self.d)
        return [
            partial(np.add, n, self.constant(1.0), step),
            partial(np.multiply, step, n, step),
            partial(np.divide, step, q, step),
            partial(np.divide, step, q, step),
            partial(np.multiply, step, self.z, step),
            partial(np.multiply, step, self.constant(4.0), step),
            partial(np.add, d, step, d),
        ]


# erfc(x) = e^(-x^2) (p1 s + ... + p5 s^5), s = 1 / (1 + p x), x >= 0, to within 1.5e-7:
# Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26.
_P = 0.3275911
_POLYNOMIAL = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


class GeluKernel(Kernel):
    """By table where digits count, for training; see `gelu_table`.

    For pictures, in single precision, max(z, 0) - |z| erfc(|z| / sqrt 2) / 2 with the short
    approximation above, which is within 2e-7 of the true value and fast on many points.
    """

    def __init__(self, run: LayerGroup) -> None:
        super().__init__(run)
        self._double = run.a.dtype == np.float64
        if self._double:
            self._rounded = np.zeros_like(run.a)
            self._found = np.zeros((*run.a.shape, 6) if self._few else (3, *run.a.shape))

    @property
    def _few(self) -> bool:
        """With few numbers, calls count: one look-up for all columns.  With many, it is their
        order in memory.
        """
        return bool(self.a.shape[1] < 256)

    def forward(self, rows: slice) -> CallList:
        if not self._double:
            return self._approximate(rows)
        # Flat views: NumPy runs through one dimension without setting up an iterator.
        z, rounded = self.z[rows].ravel(), self._rounded[rows].ravel()
        index = as_index(rounded)
        call_list: CallList = [
            partial(np.add, z, ROUNDER, rounded),
            partial(np.subtract, index, BITS_OF_FIRST, index),
        ]
        if self._few:
            found = self._found[rows].reshape(-1, 6)
            call_list.append(partial(gelu_rows().take, index, 0, found, "clip"))
            parabola = list(found.T[F2 : F0 + 1])
        else:
            parabola = [part[rows].ravel() for part in self._found]
            call_list += _fetch(index, F2, parabola)
        return call_list + _evaluate(parabola, z, self.a[rows].ravel())

    def slope(self) -> CallList:
        if not self._double:
            return super().slope()
        z, d = self.z.ravel(), self.d.ravel()
        if self._few:
            return _evaluate(list(self._found.reshape(-1, 6).T[S2 : S0 + 1]), z, d)
        parabola = [part.ravel() for part in self._found]
        return _fetch(as_index(self._rounded.ravel()), S2, parabola) + _evaluate(parabola, z, d)

    def _approximate(self, rows: slice) -> CallList:
        """Unit after unit, so that what lies in between stays in the cache."""
        s, bell = (np.empty_like(self.z[0]) for _ in range(2))
        call_list: CallList = []
        for z, a, d in zip(self.z[rows], self.a[rows], self.d[rows], strict=True):
            call_list += _short_gelu(z, a, d, s, bell)
        return call_list


def _short_gelu(z: Array, a: Array, d: Array, s: Array, bell: Array) -> CallList:
    """Calls that fill a; d, s and bell are for results in between."""

    def constant(value: float) -> Array:
        return np.array(value, dtype=z.dtype)

    call_list: CallList = [
        partial(np.absolute, z, d),
        partial(np.multiply, d, constant(_P / np.sqrt(2.0)), s),
        partial(np.add, s, constant(1.0), s),
        partial(np.reciprocal, s, s),
        partial(np.square, z, bell),
        partial(np.multiply, bell, constant(-0.5), bell),
        partial(np.exp, bell, bell),
        partial(np.multiply, bell, d, bell),
        partial(np.multiply, s, constant(0.5 * _POLYNOMIAL[0]), d),
    ]
    for coefficient in _POLYNOMIAL[1:]:
        call_list.append(partial(np.add, d, constant(0.5 * coefficient), d))
        call_list.append(partial(np.multiply, d, s, d))
    return [
        *call_list,
        partial(np.multiply, d, bell, d),
        partial(np.maximum, z, constant(0.0), out=a),
        partial(np.subtract, a, d, a),
    ]


def _fetch(index: npt.NDArray[np.int64], first: int, out: list[Array]) -> CallList:
    """Calls that look up three columns of the table."""
    columns = gelu_columns()[first : first + 3]
    return [partial(c.take, index, None, o, "clip") for c, o in zip(columns, out, strict=True)]


def _evaluate(parabola: list[Array], z: Array, out: Array) -> CallList:
    """Calls that fill `out` with the parabolas at z, by Horner's rule."""
    return [
        partial(np.multiply, parabola[0], z, out),
        partial(np.add, out, parabola[1], out),
        partial(np.multiply, out, z, out),
        partial(np.add, out, parabola[2], out),
    ]
