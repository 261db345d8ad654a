"""Gradient descent in one dimension: the walk of the slider's ε, and walks that race it."""

from acttutor.base.memory import memory_like, numbers_like
from acttutor.base.state import run
from acttutor.core.descent.gradient_descent import contraction, regime
from acttutor.core.descent.objectives import DIVERGED, UNSETTLED, Curve, basin
from acttutor.labs.descent.state import HIGHEST_RATE, LOWEST_RATE, Settings
from acttutor.labs.descent.trajectory import KEPT, Trajectory

#: Steps after which one can see what happens; everything else takes three.
STEPS_TO_KNOW = {"still": 1, "one_step": 1, "bouncing": 2}
MOST_STEPS_TO_KNOW = 3
#: Steps that are tried to tell where a walk ends.
STEPS_AHEAD = 300


class Run(run.Run[Settings]):
    """The walk so far, and what it shows.

    A new start or a new function begins a new walk; a new ε takes over where the walk is.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.trajectory = self._new_trajectory()
        self.racers: list[Trajectory] = []
        #: Counts new walks, so that tables and charts know when to begin anew.
        self.generation = run.new_generation()
        self.reset()

    def _new_trajectory(self) -> Trajectory:
        settings = self.settings
        if settings.curve is not None:
            return Trajectory(0.0, 0.0, settings.x0, settings.curve)
        return Trajectory(settings.a, settings.b, settings.x0)

    @property
    def curve(self) -> Curve | None:
        """What is walked on, unless it is the parabola."""
        return self.settings.curve

    @property
    def k(self) -> int:
        """The number of steps taken with the slider's ε."""
        return self.trajectory.k

    # -- moving --------------------------------------------------------------------------------

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        if (old.function, old.a, old.b, old.x0) != (
            settings.function,
            settings.a,
            settings.b,
            settings.x0,
        ):
            self.reset()
        elif old.raced != settings.raced:
            self._race()

    def _race(self) -> None:
        """Let the racers catch up with the present step."""
        self.racers = [self._new_trajectory() for _ in self.settings.raced]
        for racer, rate in zip(self.racers, self.settings.raced, strict=True):
            for _ in range(self.k):
                if not racer.step(rate):
                    break

    def step(self) -> bool:
        if not self.trajectory.step(self.settings.lr):
            return False
        for racer, rate in zip(self.racers, self.settings.raced, strict=True):
            racer.step(rate)
        return not self.finished

    def step_back(self) -> bool:
        if not self.trajectory.step_back():
            return False
        for racer in self.racers:
            # A racer that left the numbers behind waits until the others are back there.
            if racer.k > self.k:
                racer.step_back()
        return True

    def reset(self) -> None:
        self.trajectory = self._new_trajectory()
        self.generation = run.new_generation()
        self.phase = 0.0
        self._race()

    # -- what it shows -------------------------------------------------------------------------

    @property
    def factor(self) -> float:
        """What a step multiplies the distance by: |1 − ε f″|, on the parabola |1 − 2ε|.

        On another curve it holds near the nearest minimum.
        """
        if self.curve is None:
            return contraction(self.settings.lr)
        return abs(1 - self.settings.lr * float(self.curve.second(self.valley)))

    @property
    def valley(self) -> float:
        """The minimum of the valley that the walk is in."""
        if self.curve is None:
            return self.settings.a
        return self.curve.minima[self.curve.valley(self.trajectory.x())]

    @property
    def basin(self) -> int:
        """Where the walk ends from here if ε stays; see `acttutor.core.descent.objectives.basins`.

        On the parabola 0 for its minimum.
        """
        if self.curve is None:
            if self.factor == 1 or self.still:
                return UNSETTLED
            return DIVERGED if self.factor > 1 else 0
        if self.trajectory.beyond:
            return DIVERGED
        return basin(self.curve, self.trajectory.x(), self.settings.lr, STEPS_AHEAD)

    @property
    def still(self) -> bool:
        """Whether the start is a place that no step leads away from."""
        return self.trajectory.df(0) == 0

    @property
    def outcome(self) -> str:
        """What happens on the parabola with this ε and this start, one of ``state.OUTCOMES``."""
        # At the minimum the slope is 0: nothing moves, whatever ε is.
        return "still" if self.still else regime(self.settings.lr)

    @property
    def arrived(self) -> bool:
        """Whether the minimum is reached by steps, as far as numbers go."""
        return self.k > 0 and self.trajectory.arrived and not self.still

    @property
    def stuck(self) -> bool:
        """Whether the walk stopped because the numbers became too large."""
        return self.trajectory.stuck(self.settings.lr)

    @property
    def finished(self) -> bool:
        """Whether playing on would show nothing new."""
        if self.stuck:
            return True
        if not self.trajectory.arrived or not self.k:
            return False
        rates = self.settings.raced
        return all(
            racer.arrived or racer.stuck(rate) or rate == 0
            for racer, rate in zip(self.racers, rates, strict=True)
        )

    @property
    def known(self) -> bool:
        """Whether enough steps were taken with this ε to see what happens."""
        if self.curve is not None:
            return self.finished
        needed = STEPS_TO_KNOW.get(self.outcome, MOST_STEPS_TO_KNOW)
        latest = self.trajectory.rates[-needed:]
        return self.finished or latest == [self.settings.lr] * needed

    @property
    def hidden(self) -> bool:
        """Whether what happens is not told yet: the learner wants to find out."""
        asked = self.settings.hide or self.predicted
        return asked and not self.known

    @property
    def verdict(self) -> bool | None:
        """Whether the prediction came true; ``None`` without one, or before it is known."""
        if not self.predicted or not self.known:
            return None
        return self.settings.prediction == self.outcome

    @property
    def predicted(self) -> bool:
        """Whether there is a prediction; what can be predicted happens on the parabola only."""
        return self.settings.prediction != "none" and self.curve is None

    # -- keeping it ----------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        return {
            "first": self.trajectory.first,
            "u": list(self.trajectory.u),
            "rates": list(self.trajectory.rates),
        }

    def restore(self, snapshot: run.Snapshot) -> None:
        trajectory = self._new_trajectory()
        first = memory_like(0, snapshot.get("first"), "first")
        u, rates = (numbers_like(snapshot.get(name), name) for name in ("u", "rates"))
        if len(u) != len(rates) + 1 or len(u) > KEPT + 1:
            raise ValueError(f"u: {len(u)} places do not fit {len(rates)} steps")
        if not all(LOWEST_RATE <= rate <= HIGHEST_RATE for rate in rates):
            raise ValueError(f"rates: not within {LOWEST_RATE} to {HIGHEST_RATE}")
        if first == 0 and u[0] != trajectory.u[0]:
            raise ValueError(f"u: the walk begins at {u[0]} instead of {trajectory.u[0]}")
        trajectory.first, trajectory.u, trajectory.rates = first, u, rates
        if not trajectory.follows():
            raise ValueError("u: a place does not follow from the one before")
        self.trajectory = trajectory
        self.generation = run.new_generation()
        self.phase = 0.0
        self._race()
