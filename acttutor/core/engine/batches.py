"""Mini-batches: the training samples, cut into slices once."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.engine.kernel import CallList
from acttutor.core.engine.passes import append_ones
from acttutor.core.engine.training_calls import Dropout
from acttutor.core.engine.training_pass import TrainingPass
from acttutor.core.nn.losses import Loss
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizer import Rate


class Batches:
    """The training samples in an order that can change, and for each batch the calls that
    leave its gradient.

    Args:
        network, loss: what the passes are for.
        X, T: all training samples, shapes (n, n_in) and (n, n_out).
        parameters, gradient: what the passes read and fill; for K networks, K rows each.
        dropout: see `TrainingPass`.
    """

    def __init__(
        self,
        network: Network,
        loss: Loss,
        X: Array,
        T: Array,
        parameters: Array,
        gradient: Array,
        dropout: Dropout | None = None,
    ) -> None:
        self._dropout = dropout
        self._network, self._loss = network, loss
        self._parameters, self._gradient = parameters, gradient
        self._n_members = len(parameters) if parameters.ndim == 2 else 1
        self._original = append_ones(X), T.copy()
        self._samples = append_ones(X), T.copy()
        self._copies: list[tuple[Array, Array]] = []
        self._passes: dict[int, TrainingPass] = {}
        self._tapes: list[CallList] = []

    def resize(self, batch_size: int) -> None:
        """Cut batches of `batch_size`; the last takes what is left, and has its own mean."""
        X, T = self._samples
        self._passes.clear()
        self._tapes.clear()
        self._copies.clear()
        for start in range(0, len(X), batch_size):
            x, t = X[start : start + batch_size], T[start : start + batch_size]
            n = len(x)
            if n not in self._passes:
                self._passes[n] = TrainingPass(
                    self._network, self._parameters, n, self._loss, self._gradient, self._dropout
                )
            self._tapes.append(self._passes[n].batch_tape(x, self._side_by_side(t)))

    def _side_by_side(self, t: Array) -> Array:
        """A batch's targets like the outputs: a view, or for K networks K copies in a row."""
        if self._n_members == 1:
            return t.T
        copies = np.tile(t.T, self._n_members)
        self._copies.append((t, copies))
        return copies

    def set_scale(self, factor: Rate) -> None:
        """Have the gradient of each batch's mean loss multiplied by `factor`."""
        for training_pass in self._passes.values():
            training_pass.set_scale(factor)

    def reorder(self, order: npt.NDArray[np.intp]) -> None:
        """Put the samples in this order; the slices are views, and need not be cut again."""
        for original, samples in zip(self._original, self._samples, strict=True):
            np.take(original, order, axis=0, out=samples)
        for t, copies in self._copies:
            copies.reshape(t.shape[1], self._n_members, -1)[...] = t.T[:, np.newaxis]

    def show(self, X: Array) -> None:
        """Take other inputs for the same samples, shape (n, n_in), in their first order."""
        self._original[0][:, :-1] = X
        self.reorder(np.arange(len(X)))

    def __len__(self) -> int:
        return len(self._tapes)

    def __iter__(self) -> Iterator[CallList]:
        """The calls of each batch."""
        return iter(self._tapes)
