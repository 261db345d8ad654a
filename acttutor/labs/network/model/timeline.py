"""The moments of a training that can be visited again, and a run that is kept to compare with."""

from collections import deque
from copy import deepcopy
from dataclasses import dataclass

from acttutor.core.arrays import Array
from acttutor.core.engine.trainer import Snapshot
from acttutor.core.nn.network import Network
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.losses import LossHistory

#: Moments that are kept at most; when there are more, every second one of the old goes.
MOST = 256


@dataclass(frozen=True)
class Head:
    """How far a training has come, while an earlier moment of it is visited."""

    snapshot: Snapshot
    losses: LossHistory
    past: tuple[Snapshot, ...]


@dataclass(frozen=True)
class Ghost:
    """A run that is kept to compare with.

    Args:
        epochs, losses: its training loss after each epoch.
        network: what it has learned.
        features, problem: what it was shown.
        pinned: whether it stays until it is let go, also over a reset.
    """

    epochs: Array
    losses: Array
    network: Network
    features: tuple[str, ...]
    problem: Problem
    pinned: bool


class Timeline:
    """Keeps moments at distances that grow, however long a training takes."""

    def __init__(self) -> None:
        self.moments: list[Snapshot] = []
        #: The end of the training, while an earlier moment is visited.
        self.head: Head | None = None
        self._stride = 1

    def note(self, moment: Snapshot) -> None:
        """Keep a moment, which follows the last one, if it is far enough from it."""
        if moment.epoch % self._stride:
            return
        self.moments.append(moment)
        if len(self.moments) > MOST:
            self._stride *= 2
            self.moments = [m for m in self.moments if m.epoch % self._stride == 0]

    def leave(self, snapshot: Snapshot, losses: LossHistory, past: "deque[Snapshot]") -> Head:
        """Remember the end of the training, if an earlier moment is not visited already."""
        if self.head is None:
            self.head = Head(snapshot, deepcopy(losses), tuple(past))
        return self.head

    def nearest(self, epoch: int) -> Snapshot:
        """Return the known moment of the visited training that is nearest to an epoch."""
        assert self.head is not None
        known = [*self.moments, *self.head.past, self.head.snapshot]
        return min(known, key=lambda moment: abs(moment.epoch - epoch))

    def branch(self, epoch: int) -> None:
        """Let another training go on from an epoch; what came after it is no moment of it."""
        self.head = None
        self.moments = [moment for moment in self.moments if moment.epoch <= epoch]
