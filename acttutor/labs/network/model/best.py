"""The best epoch so far, by the loss on the validation data."""

import math
from collections.abc import Iterable

import numpy as np

from acttutor.core.engine.trainer import EpochStats, Snapshot, Trainer
from acttutor.labs.network.model.losses import LossHistory


class BestEpoch:
    """Keeps the network of the epoch with the lowest validation loss.

    Attributes:
        epoch, loss: that epoch and its loss; infinite while there is none.
        snapshot: the trainer then; ``None`` if it is not known any more.
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

    def go_back(self, losses: LossHistory, known: Iterable[Snapshot]) -> None:
        """Find the best epoch anew, after later ones were taken back.

        Args:
            losses: of the epochs that are left.
            known: snapshots of earlier epochs.
        """
        validation = losses.validation
        if not np.isfinite(validation).any():
            self.epoch, self.loss, self.snapshot = 0, math.inf, None
            return
        index = int(np.nanargmin(validation))
        self.epoch, self.loss = int(losses.epochs[index]), float(validation[index])
        self.snapshot = next((past for past in known if past.epoch == self.epoch), None)
