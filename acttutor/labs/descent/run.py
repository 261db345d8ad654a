"""Gradient descent on f(x) = (x − a)² + b: the walk of the slider's ε, and walks that race it."""

from acttutor.base import run
from acttutor.core.descent import contraction, regime
from acttutor.labs.descent.state import Settings
from acttutor.labs.descent.walk import Walk

#: Steps after which one can see what happens; everything else takes three.
STEPS_TO_KNOW = {"still": 1, "one_step": 1, "bouncing": 2}
MOST_STEPS_TO_KNOW = 3


class Run(run.Run):
    """The walk so far, and what it shows.

    A new start or a new parabola begins a new walk; a new ε takes over where the walk is.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.walk = self._new_walk()
        self.racers: list[Walk] = []
        #: Counts new walks, so that tables and charts know when to begin anew.
        self.generation = 0
        self.reset()

    def _new_walk(self) -> Walk:
        settings = self.settings
        return Walk(settings.a, settings.b, settings.x0)

    @property
    def k(self) -> int:
        """The number of steps taken with the slider's ε."""
        return self.walk.k

    # -- moving --------------------------------------------------------------------------------

    def configure(self, settings: Settings) -> None:
        """Follow changed settings: a, b and x₀ begin a new walk, ε takes over the present one."""
        old, self.settings = self.settings, settings
        if (old.a, old.b, old.x0) != (settings.a, settings.b, settings.x0):
            self.reset()
        elif old.raced != settings.raced:
            self._race()

    def _race(self) -> None:
        """Let the racers catch up with the present step."""
        self.racers = [self._new_walk() for _ in self.settings.raced]
        for racer, rate in zip(self.racers, self.settings.raced, strict=True):
            for _ in range(self.k):
                if not racer.step(rate):
                    break

    def step(self) -> bool:
        """Take one step with every ε; ``False`` if playing on would show nothing new."""
        if not self.walk.step(self.settings.lr):
            return False
        for racer, rate in zip(self.racers, self.settings.raced, strict=True):
            racer.step(rate)
        return not self.finished

    def step_back(self) -> bool:
        """Take the last step back; ``False`` at the beginning."""
        if not self.walk.step_back():
            return False
        for racer in self.racers:
            # A racer that left the numbers behind waits until the others are back there.
            if racer.k > self.k:
                racer.step_back()
        return True

    def reset(self) -> None:
        """Return to the start."""
        self.walk = self._new_walk()
        self.generation += 1
        self.phase = 0.0
        self._race()

    # -- what it shows -------------------------------------------------------------------------

    @property
    def factor(self) -> float:
        """What a step multiplies the distance by: |1 − 2ε|."""
        return contraction(self.settings.lr)

    @property
    def outcome(self) -> str:
        """What happens with this ε and this start, one of ``state.OUTCOMES``."""
        # At the minimum the slope is 0: nothing moves, whatever ε is.
        return "still" if self.walk.u[0] == 0 else regime(self.settings.lr)

    @property
    def arrived(self) -> bool:
        """Whether the minimum is reached by steps, as far as numbers go."""
        return self.k > 0 and self.walk.arrived and self.walk.u[0] != 0

    @property
    def stuck(self) -> bool:
        """Whether the walk stopped because the numbers became too large."""
        return self.walk.stuck(self.settings.lr)

    @property
    def finished(self) -> bool:
        """Whether playing on would show nothing new."""
        if self.stuck:
            return True
        if not self.walk.arrived or not self.k:
            return False
        rates = self.settings.raced
        return all(
            racer.arrived or racer.stuck(rate) or rate == 0
            for racer, rate in zip(self.racers, rates, strict=True)
        )

    @property
    def known(self) -> bool:
        """Whether enough steps were taken with this ε to see what happens."""
        needed = STEPS_TO_KNOW.get(self.outcome, MOST_STEPS_TO_KNOW)
        latest = self.walk.rates[-needed:]
        return self.finished or latest == [self.settings.lr] * needed

    @property
    def hidden(self) -> bool:
        """Whether what happens is not told yet: the learner wants to find out."""
        asked = self.settings.hide or self.settings.prediction != "none"
        return asked and not self.known

    @property
    def verdict(self) -> bool | None:
        """Whether the prediction came true; ``None`` without one, or before it is known."""
        if self.settings.prediction == "none" or not self.known:
            return None
        return self.settings.prediction == self.outcome
