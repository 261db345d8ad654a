"""The race: all chosen optimizers from one start, step by step."""

from acttutor.base.memory import memory_like
from acttutor.base.state import run
from acttutor.base.state.fields import differing
from acttutor.base.task import Task, finish
from acttutor.labs.descent2d.state import Settings
from acttutor.labs.descent2d.trajectory import OptimizerTrajectory

#: Settings that change where a race is, but not the function.
OF_RACE = frozenset({"kappa", "inputs", "samples", "starts", "raced", "chosen", "tuning"})
#: A race ends here at the latest.
MOST_STEPS = 10_000
#: After a change, so many steps are made up at once: fast enough to follow a hand.
REPLAYED = 600
#: Steps of a kept race that are made up in one piece.
PIECE = 250
#: Who has been at a minimum for so many steps is not waited for.
PATIENCE = 100


class Run(run.Run[Settings]):
    """A race is made of settings and the number of steps alone.

    Whatever is changed, start, rate or function, the race looks at once as if it had been run like
    this from the beginning: who drags a slider sees the whole path bend.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.k = 0
        self.trajectories: dict[str, OptimizerTrajectory] = {}
        #: Counts changes of what is drawn of paths.
        self.generation = run.new_generation()
        self._enter()

    def _enter(self) -> None:
        """Let those start who are new or changed."""
        settings = self.settings
        land, start = settings.landscape, settings.start
        before, self.trajectories = self.trajectories, {}
        for name in settings.entrants:
            old, hyper = before.get(name), settings.hyper(name)
            same = old is not None and old.land is land and old.hyper == hyper
            if old is not None and same and old.points[0].tolist() == list(start):
                self.trajectories[name] = old
            else:
                self.trajectories[name] = OptimizerTrajectory(name, land, start, hyper)
        self._go()

    def _go(self) -> None:
        for trajectory in self.trajectories.values():
            trajectory.go_to(self.k)

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        if old.function != settings.function:
            self.reset()
            return
        if differing(old, settings) & OF_RACE:
            if self._is_new(old):
                self.k = min(self.k, REPLAYED)
            self.generation = run.new_generation()
            self._enter()

    def _is_new(self, old: Settings) -> bool:
        """Tell whether all must start again."""
        return old.landscape is not self.settings.landscape or old.start != self.settings.start

    def step(self) -> bool:
        if self.k >= MOST_STEPS:
            return False
        self.k += 1
        self._go()
        return not self.finished

    def step_back(self) -> bool:
        if not self.k:
            return False
        self.k -= 1
        self._go()
        return True

    def reset(self) -> None:
        self.k = 0
        self.phase = 0.0
        self.generation = run.new_generation()
        self.trajectories = {}
        self._enter()

    # -- what it shows -------------------------------------------------------------------------

    @property
    def chosen(self) -> OptimizerTrajectory:
        """The optimizer whose arrows and numbers are shown."""
        return self.trajectories[self.settings.chosen]

    @property
    def finished(self) -> bool:
        """Whether playing on would show nothing new."""
        if self.k >= MOST_STEPS:
            return True
        return all(self._is_done(trajectory) for trajectory in self.trajectories.values())

    def _is_done(self, trajectory: OptimizerTrajectory) -> bool:
        arrival = trajectory.arrival
        return trajectory.diverged or (arrival is not None and self.k - arrival >= PATIENCE)

    @property
    def winner(self) -> str | None:
        """Who arrived first and stayed; ``None`` as long as nobody has."""
        arrivals = {name: trajectory.arrival for name, trajectory in self.trajectories.items()}
        there = {name: step for name, step in arrivals.items() if step is not None}
        return min(there, key=lambda name: there[name]) if there else None

    # -- keeping it ----------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        return {"steps": self.k}

    def restore(self, snapshot: run.Snapshot) -> None:
        finish(self.restoring(snapshot))

    def restoring(self, snapshot: run.Snapshot) -> Task[None]:
        steps = memory_like(0, snapshot.get("steps"), "steps")
        if steps > MOST_STEPS:
            raise ValueError(f"steps: {steps} is more than {MOST_STEPS}")
        self.k = 0
        self.generation = run.new_generation()
        while self.k < steps:
            self.k = min(self.k + PIECE, steps)
            self._go()
            yield self.k / steps
        self._go()
