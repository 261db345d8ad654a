"""The losses of a run, kept for the chart."""

import numpy as np

from acttutor.core.arrays import Array

#: How many epochs can be taken back.
HISTORY = 3000
#: How many losses are kept; more are thinned, so that a run may go on for days.
MOST_LOSSES = 12_000


class LossHistory:
    """The losses of one or more curves after every epoch; epoch 0 is before training.

    The latest epochs, all that can be taken back, are complete. Of older ones every second,
    fourth, eighth … is kept when there are too many.

    Args:
        curves: how many losses each epoch has; two are those on training and test data, a third
            one is that on validation data.
    """

    def __init__(self, curves: int = 2) -> None:
        self._table = np.empty((1 + curves, MOST_LOSSES))
        self._length = 0
        self._stride = 1

    @property
    def epochs(self) -> Array:
        """The epochs whose losses are kept, ascending; a view."""
        return self._table[0, : self._length]

    @property
    def train(self) -> Array:
        """The training losses of these epochs; a view."""
        return self._table[1, : self._length]

    @property
    def test(self) -> Array:
        """The test losses of these epochs, nan without test data; a view."""
        return self._table[2, : self._length]

    @property
    def validation(self) -> Array:
        """The validation losses of these epochs, nan without validation data."""
        if len(self._table) < 4:
            return np.full(self._length, np.nan)
        return self._table[3, : self._length]

    def of(self, part: str) -> Array:
        """Return the losses on ``"train"``, ``"validation"`` or ``"test"`` data."""
        losses: Array = getattr(self, part)
        return losses

    @property
    def values(self) -> Array:
        """All losses of these epochs, shape (curves, epochs); a view."""
        return self._table[1:, : self._length]

    def add(self, epoch: int, *losses: float) -> None:
        """Append the losses after one epoch, which follows the last one."""
        if self._length == MOST_LOSSES:
            self._thin()
        self._table[:, self._length] = epoch, *losses
        self._length += 1

    def correct(self, *losses: float) -> None:
        """Replace the latest losses, after the weights have been changed from outside."""
        self._table[1:, self._length - 1] = losses

    def cut(self, epoch: int) -> None:
        """Forget everything after ``epoch``."""
        self._length = int(np.searchsorted(self.epochs, epoch, side="right"))

    def _thin(self) -> None:
        old = self.epochs[: -HISTORY - 1]
        while np.count_nonzero(old % self._stride == 0) > len(old) // 2:
            self._stride *= 2
        complete = np.arange(len(old), self._length)
        kept = np.concatenate((np.nonzero(old % self._stride == 0)[0], complete))
        self._table[:, : len(kept)] = self._table[:, kept]
        self._length = len(kept)
