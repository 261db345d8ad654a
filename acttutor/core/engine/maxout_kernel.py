"""The kernel of maxout layers, whose k pieces per unit have rows of their own."""

from functools import partial

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.engine.kernel import CallList, Kernel, LayerGroup
from acttutor.core.nn.layers.layer import Layer


class MaxoutKernel(Kernel):
    """a = max(z_1, ..., z_k), where z_j are the rows of piece j, one per unit.

    z has k times as many rows as a, so neither it nor the slope by it fits into the common
    buffers.  On the way back, each piece in turn takes the error where it is the maximum, and
    leaves the rest to the pieces after it: so the first of equal pieces gets it all.
    """

    def __init__(self, run: LayerGroup) -> None:
        super().__init__(run)
        pieces, columns = int(self.params["pieces"]), run.a.shape[1]
        self.z = np.ones((pieces * len(run.a), columns), dtype=run.a.dtype)
        self._e = np.zeros_like(self.z)
        self._wins = np.zeros(run.a.shape, dtype=bool)
        self._z_of, self._e_of = np.split(self.z, pieces), np.split(self._e, pieces)

    @classmethod
    def keeps_z(cls, layer: Layer) -> bool:
        return False

    @classmethod
    def joins(cls) -> bool:
        return False

    def pre_activations(self, rows: slice) -> Array:
        return self.z

    def forward(self, rows: slice) -> CallList:
        a, first, others = self.a[rows], self._z_of[0], self._z_of[1:]
        if not others:
            return [partial(np.copyto, a, first)]
        call_list: CallList = [partial(np.maximum, first, others[0], out=a)]
        return call_list + [partial(np.maximum, a, z, out=a) for z in others[1:]]

    def slope(self) -> CallList:
        return []

    def delta(self, e: Array) -> Array:
        return self._e

    def pull_back(self, rows: slice, e: Array) -> CallList:
        a, wins, rest = self.a[rows], self._wins[rows], e
        call_list: CallList = []
        for z, own in zip(self._z_of[:-1], self._e_of[:-1], strict=True):
            call_list += [
                partial(np.equal, z, a, wins),
                partial(np.multiply, rest, wins, own),
                partial(np.subtract, rest, own, rest),
            ]
        return [*call_list, partial(np.copyto, self._e_of[-1], rest)]
