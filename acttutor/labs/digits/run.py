"""The digits lab without a window: a network learns to read, epoch by epoch."""

import math
import time
from collections import deque

import numpy as np

from acttutor.base.memory import memory_like
from acttutor.base.state import run
from acttutor.base.state.curves import HISTORY, Curves, read_curves
from acttutor.base.state.fields import differing
from acttutor.core.arrays import Array
from acttutor.core.data.augmentation import augment
from acttutor.core.engine.early_stopping import BestEpoch
from acttutor.core.engine.trainer import EpochStats, Failure, Snapshot
from acttutor.core.optim.schedules import scheduled
from acttutor.labs.digits.model.measures import Measured
from acttutor.labs.digits.model.pad import STEPS
from acttutor.labs.digits.model.serialization import (
    plain_best,
    plain_snapshot,
    read_best,
    read_snapshot,
)
from acttutor.labs.digits.model.training import distortion, make_trainer, share_right
from acttutor.labs.digits.state import LIVE, OF_DATA, Settings

#: The curves of a run.
CURVES = ("loss_train", "loss_validation", "accuracy_train", "accuracy_validation")
#: The parts of the data by which a network is compared with the one before.
COMPARED = ("validation", "own", "shaky")
#: Settings with which what failed may work.
OF_RATE = frozenset({"lr", "schedule", "horizon", "warmup", "weight_decay"})
#: What all epochs that can be taken back may hold together.
MOST_BYTES = 64_000_000


class Run(Measured):
    """Trains the network that the settings describe.

    Attributes:
        parts: the digits of each of `acttutor.labs.digits.model.data.PARTS`.
        network, trainer: what learns, and what teaches it.
        curves: `CURVES` after every epoch.
        best: the epoch to go back to.
        failure: why training stopped; ``None`` while all is well.
        seconds: how long the epochs took to train that lie behind, those of this object alone.
        previous: what the network before this one read rightly of each of `COMPARED`; empty if
            there was none that had learned.
        times_tested: how many networks the test data have been opened for: what is chosen by them
            more than once is not measured by them any more.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._make_parts()
        self.times_tested = 0
        self.failure: Failure | None = None
        #: The end of the last epoch, while the next one is under way; see `work`.
        self._before: Snapshot | None = None
        self.previous: dict[str, float] = {}
        self._copies: tuple[object, Array] | None = None
        self._begin()

    # -- following the settings ----------------------------------------------------------------

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        different = differing(old, settings)
        if different & {*OF_DATA, "own"}:
            self._make_parts()
        if different & OF_DATA:
            self.times_tested = 0
        relearned = settings.learn_own and "own" in different
        if different & {"off", "own", "learn_own", *STEPS}:
            self._changed()
        if different - LIVE or relearned:
            self.reset()
            return
        if different & OF_RATE:
            # With another rate, what failed may work.
            self.failure = None
        self._count_test("open_test" in different)

    def _count_test(self, opened: bool) -> None:
        self.times_tested += opened and self.settings.open_test

    def reset(self) -> None:
        if self.epoch > 0:
            # The network that is about to go can still be compared with the next one.
            seen = COMPARED if self.settings.view == "own" else COMPARED[:-1]
            self.previous = {part: self.accuracy_on(part) for part in seen}
        self._begin()

    def _begin(self) -> None:
        self._make_network()
        self.trainer = make_trainer(self.settings, self.parts, self.network)
        self.curves, self.best = Curves(len(CURVES)), BestEpoch()
        self.failure, self._before = None, None
        self.seconds = 0.0
        self._count_test(True)
        start = self.trainer.snapshot()
        size = sum(part.nbytes for part in start if isinstance(part, np.ndarray))
        # An optimizer remembers up to two numbers for each weight.
        self._past: deque[Snapshot] = deque(maxlen=min(HISTORY, MOST_BYTES // (3 * size)))
        self._note(self.trainer.evaluate())

    def _note(self, stats: EpochStats) -> None:
        """Add a point to the curves."""
        train, _, validation = self.trainer.outputs
        self.curves.add(
            stats.epoch,
            stats.loss_train,
            stats.loss_validation,
            share_right(train, self.parts["train"].taught),
            share_right(validation, self.parts["validation"].labels),
        )
        self.best.see(stats, self.trainer)

    # -- time ----------------------------------------------------------------------------------

    @property
    def epoch(self) -> int:
        """Number of epochs trained."""
        return self.trainer.epoch

    def curve(self, name: str) -> Array:
        """Return one of `CURVES`, a value for each of ``curves.epochs``; a view."""
        return self.curves.curve(CURVES.index(name))

    @property
    def stopped_early(self) -> bool:
        """Whether the validation loss has not come down for as long as the patience lasts."""
        return self.best.is_over(self.epoch, self.settings.patience)

    def step(self) -> bool:
        return bool(self.work(math.inf))

    def work(self, until_s: float) -> bool | None:
        """Learn the epoch to come until that time: with heavy settings it takes many frames."""
        if self._before is None and (self.failure is not None or self.stopped_early):
            return False
        began_s = time.perf_counter()
        if self._before is None:
            self._before = self.trainer.snapshot()
            self._prepare_epoch()
        self._changed()
        while not self.trainer.learn(1):
            now_s = time.perf_counter()
            if now_s > until_s:
                self.seconds += now_s - began_s
                return None
        went_on = self._end_epoch(self._before)
        self.seconds += time.perf_counter() - began_s
        return went_on

    def _end_epoch(self, before: Snapshot) -> bool:
        """Note what the epoch has led to; ``False`` if numbers have overflowed."""
        self._before = None
        stats = self.trainer.evaluate()
        if not stats.finite:
            # The last finite epoch stays on the screen, so that it can be looked at.
            self.failure = self.trainer.give_up(before)
            return False
        self._past.append(before)
        self._note(stats)
        return True

    def _give_up_part(self) -> bool:
        """Go back to the end of the last epoch, if there is one under way; whether there was."""
        before, self._before = self._before, None
        if before is None:
            return False
        self.trainer.restore(before)
        self._changed()
        return True

    @property
    def lr(self) -> float:
        """The learning rate of the epoch to come."""
        settings = self.settings
        share = scheduled(settings.schedule, self.epoch, settings.horizon, settings.warmup)
        return settings.lr * share

    @property
    def copies(self) -> Array:
        """The digits as the epoch to come learns them, shape (n, 64): distorted, or as they are.

        They are kept, because they are looked at before they are learned.
        """
        settings, images = self.settings, self.parts["train"].images
        if not settings.augment:
            return images
        wanted = distortion(settings)
        key, kept = (self.epoch, settings.seed, id(images), wanted), self._copies
        if kept is None or kept[0] != key:
            # Each epoch has its own source, so that going back needs no memory of it.
            rng = np.random.default_rng([settings.seed, 3, self.epoch])
            kept = self._copies = (key, augment(images, wanted, rng))
        return kept[1]

    def _prepare_epoch(self) -> None:
        """Hand the trainer what the epoch to come needs."""
        self.trainer.lr, self.trainer.l2 = self.lr, self.settings.weight_decay
        self.trainer.show(self.copies)

    def step_back(self) -> bool:
        if self._give_up_part():
            return True
        if not self._past:
            return False
        self.trainer.restore(self._past.pop())
        self.curves.cut(self.epoch)
        if self.epoch < self.best.epoch:
            known = (self.trainer.snapshot(), *reversed(self._past))
            self.best.go_back(self.curves.epochs, self.curve("loss_validation"), known)
        self.failure = None
        self._changed()
        return True

    def back_to_best(self) -> bool:
        """Return to the epoch with the lowest validation loss; ``False`` if it is not known."""
        snapshot = self.best.snapshot
        if snapshot is None:
            return False
        self._before = None
        self.trainer.restore(snapshot)
        while self._past and self._past[-1].epoch >= snapshot.epoch:
            self._past.pop()
        self.curves.cut(snapshot.epoch)
        self.failure = None
        self._changed()
        return True

    # -- keeping it ----------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        tested = {"times_tested": self.times_tested} if self.times_tested else {}
        if self.epoch == 0:
            return tested
        return {
            **tested,
            "epoch": self.epoch,
            "trainer": plain_snapshot(self._before or self.trainer.snapshot()),
            "curves": self.curves.plain(),
            "best": plain_best(self.best),
        }

    def restore(self, snapshot: run.Snapshot) -> None:
        times_tested = memory_like(0, snapshot.get("times_tested", 0), "times_tested")
        if snapshot.keys() <= {"times_tested"}:
            self.reset()
            self.times_tested = times_tested
            return
        template = self._before or self.trainer.snapshot()
        epoch = memory_like(0, snapshot.get("epoch"), "epoch")
        found = read_snapshot(template, epoch, snapshot.get("trainer"), "trainer")
        curves = read_curves(Curves(len(CURVES)), snapshot.get("curves"), epoch, "curves")
        best = read_best(template, epoch, snapshot.get("best"))
        self._before = None
        self.trainer.restore(found)
        self.curves, self.best = curves, best
        self.times_tested = times_tested
        self._past.clear()
        self.failure = None
        self._changed()
