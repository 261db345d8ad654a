"""Early stopping: the epoch with the lowest validation loss is the one to keep.

Training that goes on past it learns the training samples by heart.  Prechelt, "Early stopping -
but when?", in "Neural Networks: Tricks of the Trade" (1998); Goodfellow, Bengio and Courville,
"Deep Learning" (2016), section 7.8.
"""

import math
from collections.abc import Iterable

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.engine.trainer import EpochStats, Snapshot, Trainer


class BestEpoch:
    """Keeps the network of the epoch with the lowest validation loss.

    Attributes:
        epoch, loss: that epoch and its loss; infinite while there is none.
        snapshot: the trainer then; None if it is not known any more.

    Example:
        >>> best = BestEpoch()
        >>> best.is_over(12, patience=10)  # nothing is known yet
        False
    """

    def __init__(self) -> None:
        self.epoch = 0
        self.loss = math.inf
        self.snapshot: Snapshot | None = None

    def see(self, stats: EpochStats, trainer: Trainer) -> None:
        """Look at the epoch that has just been trained."""
        if stats.loss_validation < self.loss:
            self.epoch, self.loss = stats.epoch, stats.loss_validation
            self.snapshot = trainer.snapshot()

    def is_over(self, epoch: int, patience: int) -> bool:
        """Whether the loss has not come down for as many epochs as the patience lasts.

        Args:
            epoch: the present one.
            patience: epochs without a lower loss; 0 never stops.
        """
        return bool(patience) and self.snapshot is not None and epoch - self.epoch >= patience

    def go_back(self, epochs: Array, losses: Array, known: Iterable[Snapshot]) -> None:
        """Find the best epoch anew, after later ones were taken back.

        Args:
            epochs: those that are left, ascending.
            losses: the validation losses of these.
            known: snapshots of earlier epochs.
        """
        if not np.isfinite(losses).any():
            self.epoch, self.loss, self.snapshot = 0, math.inf, None
            return
        index = int(np.nanargmin(losses))
        self.epoch, self.loss = int(epochs[index]), float(losses[index])
        self.snapshot = next((past for past in known if past.epoch == self.epoch), None)
