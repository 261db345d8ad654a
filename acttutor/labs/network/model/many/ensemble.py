"""Several networks at once: a race of settings, or one setting from many seeds."""

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from acttutor.base.numbers.numerals import significant
from acttutor.base.state.fields import changed
from acttutor.core.arrays import Array
from acttutor.core.engine.ensemble import EnsembleSnapshot, EnsembleTrainer
from acttutor.core.nn.network import Network
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.factory import make_network, samples, way_of_training
from acttutor.labs.network.model.losses import LossHistory
from acttutor.labs.network.state import RACES, Settings

#: How many seeds make a fan.
SEEDS = 16
#: How many epochs can be taken back.
HISTORY = 600


@dataclass
class EnsembleMember:
    """One network of the crowd.

    Args:
        name: what tells it from the others, an id or a number as text.
        settings: its settings.
        network: what they describe.
        failed: the epoch in which a number was not finite; 0 while all is well.
    """

    name: str
    settings: Settings
    network: Network
    failed: int = 0


def variants(settings: Settings) -> list[tuple[str, Settings]]:
    """Return name and settings of each network that the settings ask for."""
    if settings.mode == "fan":
        seeds = range(settings.seed, settings.seed + SEEDS)
        return [(str(seed), replace(settings, seed=seed)) for seed in seeds]
    field = settings.race_by
    return [
        (
            significant(value, 6) if isinstance(value, float) else str(value),
            changed(settings, **{field: value, **_alone(field)}),
        )
        for value in RACES[field]
    ]


def _alone(field: str) -> dict[str, object]:
    """Return what changes with a setting: activations that race are those of all layers."""
    return {"own_activations": ()} if field == "activation" else {}


class Ensemble:
    """Networks that learn the same problem side by side, one epoch after the other.

    Args:
        settings: those of the lab; what differs between the networks follows from them.
        problem: what they learn.
    """

    def __init__(self, settings: Settings, problem: Problem) -> None:
        #: What the best is chosen by, the loss on the validation data or on the training data.
        self.measure = "validation" if problem.has_validation else "train"
        train, test, validation = samples(problem, settings.features)
        self.members = [
            EnsembleMember(name, own, make_network(own, problem))
            for name, own in variants(settings)
        ]
        self.trainer = EnsembleTrainer(
            [member.network for member in self.members],
            *train,
            *test,
            validation=validation,
            loss=problem.loss,
            optimizer=[member.settings.optimizer for member in self.members],
            lr=[member.settings.lr for member in self.members],
            **way_of_training(settings),
        )
        self.losses = LossHistory(len(self.members))
        self.losses.add(0, *self.trainer.stats.loss_train)
        self._past: deque[tuple[EnsembleSnapshot, list[int]]] = deque(maxlen=HISTORY)

    @property
    def epoch(self) -> int:
        """Number of epochs trained."""
        return self.trainer.epoch

    def step(self) -> bool:
        """Train every network for one epoch; ``False`` if none can go on.

        One that diverges stays at its last finite epoch and does not disturb the others.
        """
        if all(member.failed for member in self.members):
            return False
        before = self.trainer.snapshot()
        self._past.append((before, [member.failed for member in self.members]))
        stats = self.trainer.run_epoch()
        for index, member in enumerate(self.members):
            if not stats.finite[index] and not member.failed:
                member.failed = stats.epoch
                member.network.parameters = before.parameters[index]
        self.losses.add(stats.epoch, *np.where(stats.finite, stats.loss_train, np.nan))
        return True

    def step_back(self) -> bool:
        """Take the last epoch back; ``False`` at the beginning."""
        if not self._past:
            return False
        snapshot, failed = self._past.pop()
        self.trainer.restore(snapshot)
        for member, epoch in zip(self.members, failed, strict=True):
            member.failed = epoch
        self.losses.cut(self.epoch)
        return True

    def set_lr(self, lr: float) -> None:
        """Let all networks go on with another learning rate."""
        self.trainer.lr = lr

    def best(self) -> tuple[str, float]:
        """Return name and loss of the network that is best at present, see `measure`."""
        present: list[tuple[float, str]] = []
        chosen_by = self.trainer.stats.loss_validation
        for member, losses, validation in zip(
            self.members, self.losses.values, chosen_by, strict=True
        ):
            finite = losses[np.isfinite(losses)]
            if self.measure == "validation":
                finite = [] if member.failed else [validation]
            if len(finite):
                present.append((float(finite[-1]), member.name))
        if not present:
            return "", float("nan")
        loss, name = min(present)
        return name, loss

    def median(self) -> Array:
        """Return the median of the losses of those that still learn, for every epoch."""
        values = self.losses.values
        medians = np.full(values.shape[1], np.nan)
        known = np.isfinite(values).any(axis=0)
        medians[known] = np.nanmedian(values[:, known], axis=0)
        return medians
