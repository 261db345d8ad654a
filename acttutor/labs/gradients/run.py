"""The network of the settings in training, and beside it the one of before."""

from dataclasses import replace

from acttutor.base.memory import memory_like
from acttutor.base.state import run
from acttutor.base.task import Task, finish, stepping
from acttutor.labs.gradients.state import OF_TRIAL, Settings
from acttutor.labs.gradients.trial import POINTS, Trial
from acttutor.labs.gradients.verdict import Remedy, Verdict, judge, remedies

#: Multiplications that continuing a kept run may take, about two seconds.
MOST_WORK = 4e9


def trial_of(settings: Settings) -> tuple[object, ...]:
    """Return what makes a trial: if it is the same, the trial is the same."""
    return tuple(getattr(settings, name) for name in OF_TRIAL)


class Run(run.Run[Settings]):
    """Trains one network or two, an epoch at a time.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.trial: Trial
        #: The network of before, as far trained as the present one; ``None`` without one.
        self.before: Trial | None = None
        #: Counts what happened to the trials, so that a figure knows when there is news.
        self.version = run.new_generation()
        self.reset()

    @property
    def epoch(self) -> int:
        """Number of epochs trained: the larger one, if one of the two networks failed."""
        former = self.before.epoch if self.before is not None else 0
        return max(self.trial.epoch, former)

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        was, former = old.former, settings.former
        if trial_of(old) != trial_of(settings):
            self.reset()
        elif former is None:
            self.before = None
            self.version = run.new_generation()
        elif was is None or trial_of(was) != trial_of(former):
            self.reset()

    def reset(self) -> None:
        self.trial = Trial(self.settings)
        former = self.settings.former
        self.before = None if former is None else Trial(former)
        self.version = run.new_generation()

    def step(self) -> bool:
        self.version = run.new_generation()
        # After the present one failed, the former stays beside it at the same epoch.
        if not self.trial.step():
            return False
        if self.before is not None:
            self.before.step()
        return True

    def step_back(self) -> bool:
        self.version = run.new_generation()
        epoch = self.trial.epoch
        if not self.trial.step_back():
            return False
        if self.before is not None and self.before.epoch == epoch:
            self.before.step_back()
        return True

    # -- what is kept --------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        return {"epoch": self.epoch}

    def restore(self, snapshot: run.Snapshot) -> None:
        finish(self.restoring(snapshot))

    def restoring(self, snapshot: run.Snapshot) -> Task[None]:
        epoch = memory_like(0, snapshot.get("epoch"), "epoch")
        self.reset()
        networks = 1 if self.before is None else 2
        work = 6 * networks * POINTS * len(self.trial.network.parameters)
        yield from stepping(self, min(epoch, int(MOST_WORK / work)))

    # -- what it shows -------------------------------------------------------------------------

    @property
    def verdict(self) -> Verdict:
        """The state of the present network's gradient."""
        return judge(self.trial)

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What would help the present network, the best first."""
        # Of the settings only those of the trial, so that looking at another layer tries nothing.
        plain = replace(self.settings, layer=1, before=(), speed=30)
        return remedies(plain, self.verdict.kind)
