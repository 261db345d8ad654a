"""Mini-batches: the training samples, cut into slices once."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from .arrays import Array
from .engine import TrainingPass, append_ones
from .losses import Loss
from .network import Network
from .optimizer import Rate


class Batches:
    """The training samples in an order that can change, and a pass for each batch size.

    Args:
        network, loss: what the passes are for.
        X, T: all training samples, shapes (n, n_in) and (n, n_out).
        gradient: the flat vector that the passes fill.
    """

    def __init__(self, network: Network, loss: Loss, X: Array, T: Array, gradient: Array) -> None:
        self._network, self._loss, self._gradient = network, loss, gradient
        self._original = append_ones(X), T.copy()
        self._samples = append_ones(X), T.copy()
        self._passes: dict[int, TrainingPass] = {}
        self._slices: list[tuple[TrainingPass, Array, Array]] = []

    def resize(self, batch_size: int) -> None:
        """Cut batches of `batch_size`; the last takes what is left, and has its own mean."""
        X, T = self._samples
        self._passes.clear()
        self._slices.clear()
        for start in range(0, len(X), batch_size):
            x, t = X[start : start + batch_size], T[start : start + batch_size]
            if len(x) not in self._passes:
                self._passes[len(x)] = TrainingPass(
                    self._network, len(x), self._loss, self._gradient
                )
            self._slices.append((self._passes[len(x)], x, t.T))

    def set_scale(self, factor: Rate) -> None:
        """Have the gradient of each batch's mean loss multiplied by `factor`."""
        for n, training_pass in self._passes.items():
            training_pass.scale[...] = factor / n

    def reorder(self, order: npt.NDArray[np.intp]) -> None:
        """Put the samples in this order; the slices are views, and need not be cut again."""
        for original, samples in zip(self._original, self._samples, strict=True):
            np.take(original, order, axis=0, out=samples)

    def __iter__(self) -> Iterator[tuple[TrainingPass, Array, Array]]:
        """Pass, inputs (n, n_in + 1) and targets (n_out, n) of each batch."""
        return iter(self._slices)
