"""Activation functions for inner loops: the same mathematics in place, without allocation.

A kernel serves a *run*: neighbouring layers with the same activation.  It turns the formulas
into a *call list*: calls that are bound to their arrays once and then run again and again.
The arrays have units in rows and samples in columns:

    z   pre-activations; the same array as a, unless the kernel keeps z
    a   outputs
    d   slopes f'(z); until `slope` runs, `forward` may leave an intermediate result there

What a call costs for a small network is not the arithmetic, it is the call: about 0.2 µs, but
four times that if NumPy has to broadcast a column or to step over gaps, and twice for a number
that is not an array yet.  So kernels have few calls, on arrays of one shape without gaps, with
constants as 0-d arrays.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.nn.layers.layer import Layer

CallList = list[Callable[[], object]]


class LayerGroup(NamedTuple):
    """Neighbouring layers with the same activation, and their rows of the common buffers.

    Between two layers stands a row of ones, which must stay as it is in `a`.

    Attributes:
        layer: any of them, for the activation and its parameters.
        start: number of the run's first row in the common buffers.
        z, a, d: see above.
        parameters: all that is learned, flat.
        alpha_index: where in `parameters` the learned slope of each element is, shaped like
            `a` or with one column; None if there is none.
    """

    layer: Layer
    start: int
    z: Array
    a: Array
    d: Array
    parameters: Array
    alpha_index: npt.NDArray[np.intp] | None


class Kernel:
    """An elementwise activation by its textbook formula: a new one needs nothing else."""

    def __init__(self, run: LayerGroup) -> None:
        self.run = run
        self.z, self.a, self.d = run.z, run.a, run.d
        self.params = run.layer.params

    @classmethod
    def keeps_z(cls, layer: Layer) -> bool:
        """Whether f' needs z, because it cannot be told from the output."""
        return layer.activation is None or layer.activation.from_output is None

    @classmethod
    def joins(cls) -> bool:
        """Whether neighbouring layers share one kernel."""
        return True

    def rows(self, span: slice) -> slice:
        """Where rows of the common buffers are in those of the run."""
        return slice(span.start - self.run.start, span.stop - self.run.start)

    def pre_activations(self, rows: slice) -> Array:
        """Where the product of a layer with its weights goes."""
        return self.z[rows]

    def constant(self, value: float) -> Array:
        """A number as a 0-d array: NumPy need not convert it again in every call."""
        return np.array(value, dtype=self.a.dtype)

    def prepare(self) -> CallList:
        """Calls to make once per pass, before `forward`."""
        return []

    def forward(self, rows: slice) -> CallList:
        """Calls that fill these rows of a with f(z)."""
        assert self.run.layer.activation is not None
        function, params = self.run.layer.activation.function, self.params
        z, a = self.z[rows], self.a[rows]
        return [lambda: np.copyto(a, function(z, **params), casting="same_kind")]

    def slope(self) -> CallList:
        """Calls that fill d with f'(z), for all layers of the run at once, after `forward`."""
        activation = self.run.layer.activation
        assert activation is not None
        params, d = self.params, self.d
        derivative, at = activation.derivative, self.z
        if activation.from_output is not None:
            derivative, at = activation.from_output, self.a
        return [lambda: np.copyto(d, derivative(at, **params), casting="same_kind")]

    def delta(self, e: Array) -> Array:
        """Where `pull_back` leaves the slope by z, when e is the slope by a: in e itself."""
        return e

    def pull_back(self, rows: slice, e: Array) -> CallList:
        """Calls that turn e, the slope of the loss by a, into the slope by z."""
        return [partial(np.multiply, e, self.d[rows], e)]
