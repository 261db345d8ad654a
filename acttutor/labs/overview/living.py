"""What lives on the first page: a network, a ball on a parabola, a point on an activation."""

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from acttutor.core.descent.gradient_descent import Path, Quadratic, descend

if TYPE_CHECKING:
    from acttutor.labs.overview.learner import Learner

#: Learning rates that are walked in turn, the start of each walk, and its number of steps.
RATES, START, STEPS = (0.1, 0.3, 0.9), 4.0, 14
#: Ticks from one step of the ball to the next, and how long it rests at the end, in steps.
TICKS, REST = 5, 4
#: Epochs for which the network learns a problem.
EPOCHS = 330
#: How far the point on the activation goes, and in how many ticks it comes back.
REACH, PERIOD = 3.2, 150
#: The activations that it goes along in turn.
FUNCTIONS = ("sigmoid", "tanh", "relu", "gelu")


class Ball:
    """Gradient descent on (x − a)² + b, seen as a ball that goes along the curve."""

    objective = Quadratic(a=1.0, b=0.5)

    def __init__(self) -> None:
        self._rates: Iterator[float] = cycle(RATES)
        self._begin()

    def _begin(self) -> None:
        self.lr = next(self._rates)
        self.path: Path = descend(self.objective, START, self.lr, STEPS)
        self._tick = 0

    @property
    def k(self) -> int:
        """Number of steps taken."""
        return min(self._tick // TICKS, STEPS)

    @property
    def x(self) -> float:
        """Where the ball is, also between two steps."""
        share = (self._tick % TICKS) / TICKS if self.k < STEPS else 0.0
        ahead = self.path.x[min(self.k + 1, STEPS)] - self.path.x[self.k]
        return float(self.path.x[self.k] + share * share * (3 - 2 * share) * ahead)

    def step(self) -> None:
        """Go on a little, or start with another learning rate."""
        self._tick += 1
        if self._tick >= (STEPS + REST) * TICKS:
            self._begin()


class Living:
    """All of it, moved on by `step`; nothing is made before it is looked at."""

    def __init__(self) -> None:
        self.ticks = 0
        self.ball = Ball()
        self._learner: Learner | None = None

    @property
    def learner(self) -> "Learner":
        """The network."""
        # Imported on demand: the start does without the engine.
        from acttutor.labs.overview.learner import Learner

        if self._learner is None:
            self._learner = Learner(EPOCHS)
        return self._learner

    @property
    def x(self) -> float:
        """Where the tangent touches the activation."""
        return float(REACH * np.sin(2 * np.pi * self.ticks / PERIOD))

    @property
    def function(self) -> str:
        """The activation."""
        return FUNCTIONS[self.ticks // PERIOD % len(FUNCTIONS)]

    def step(self) -> None:
        """Let a tick go by."""
        self.ticks += 1
        self.ball.step()
        self.learner.step()
