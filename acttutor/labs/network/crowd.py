"""Several networks at once: a race of settings, or one setting from many seeds."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from acttutor.core.network import Network
from acttutor.core.training import Snapshot, Trainer
from acttutor.labs.network.losses import LossHistory
from acttutor.labs.network.problem import Array, Problem
from acttutor.labs.network.state import RACES, Settings
from acttutor.labs.network.workshop import make_network, make_trainer

#: How many seeds make a fan.
SEEDS = 16
#: How many epochs can be taken back.
HISTORY = 600


@dataclass
class Member:
    """One network of the crowd.

    Args:
        name: what tells it from the others, an id or a number as text.
        settings: its settings.
        network, trainer: what they describe.
        failed: the epoch in which a number was not finite; 0 while all is well.
    """

    name: str
    settings: Settings
    network: Network
    trainer: Trainer
    failed: int = 0


def variants(settings: Settings) -> list[tuple[str, Settings]]:
    """Return name and settings of each network that the settings ask for."""
    if settings.mode == "fan":
        seeds = range(settings.seed, settings.seed + SEEDS)
        return [(str(seed), replace(settings, seed=seed)) for seed in seeds]
    field = settings.race_by
    return [
        (f"{value:g}" if isinstance(value, float) else value, replace(settings, **{field: value}))
        for value in RACES[field]
    ]


class Crowd:
    """Networks that learn the same problem side by side, one epoch after the other.

    Args:
        settings: those of the lab; what differs between the networks follows from them.
        problem: what they learn.
        X_train, X_test: the inputs of the problem as the chosen features.
    """

    def __init__(self, settings: Settings, problem: Problem, X_train: Array, X_test: Array) -> None:
        self.members: list[Member] = []
        for name, own in variants(settings):
            network = make_network(own, problem)
            trainer = make_trainer(own, problem, network, X_train, X_test)
            self.members.append(Member(name, own, network, trainer))
        self.losses = LossHistory(len(self.members))
        self.losses.add(0, *(member.trainer.evaluate().loss_train for member in self.members))
        self._past: deque[list[tuple[Snapshot, int]]] = deque(maxlen=HISTORY)
        self.epoch = 0

    def step(self) -> bool:
        """Train every network for one epoch; ``False`` if none can go on.

        One that diverges stays at its last finite epoch and does not disturb the others.
        """
        if all(member.failed for member in self.members):
            return False
        before = [(member.trainer.snapshot(), member.failed) for member in self.members]
        self.epoch += 1
        losses = []
        for member, (snapshot, _failed) in zip(self.members, before, strict=True):
            loss = np.nan
            if not member.failed:
                stats = member.trainer.run_epoch()
                loss = stats.loss_train
                if not stats.finite:
                    member.trainer.restore(snapshot)
                    member.failed, loss = self.epoch, np.nan
            losses.append(loss)
        self._past.append(before)
        self.losses.add(self.epoch, *losses)
        return True

    def step_back(self) -> bool:
        """Take the last epoch back; ``False`` at the beginning."""
        if not self._past:
            return False
        for member, (snapshot, failed) in zip(self.members, self._past.pop(), strict=True):
            member.trainer.restore(snapshot)
            member.failed = failed
        self.epoch -= 1
        self.losses.cut(self.epoch)
        return True

    def set_lr(self, lr: float) -> None:
        """Let all networks go on with another learning rate, unless that is what they race in."""
        for member in self.members:
            member.trainer.lr = lr

    def best(self) -> tuple[str, float]:
        """Return name and training loss of the network that is best at present."""
        present: list[tuple[float, str]] = []
        for member, losses in zip(self.members, self.losses.values, strict=True):
            finite = losses[np.isfinite(losses)]
            if len(finite):
                present.append((float(finite[-1]), member.name))
        if not present:
            return "", float("nan")
        loss, name = min(present)
        return name, loss

    def median(self) -> Any:
        """Return the median of the losses of those that still learn, for every epoch."""
        values = self.losses.values
        medians = np.full(values.shape[1], np.nan)
        known = np.isfinite(values).any(axis=0)
        medians[known] = np.nanmedian(values[:, known], axis=0)
        return medians
