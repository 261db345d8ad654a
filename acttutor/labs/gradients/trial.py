"""One network in training: what it is now, what it was, and where it failed."""

from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.data.datasets import DATASETS
from acttutor.core.nn.deep import DeepNetwork, Pass
from acttutor.core.optim.clipping import clip_by_norm
from acttutor.core.optim.optimizers import make_optimizer
from acttutor.labs.gradients.state import Settings

#: Enough points for shares of one percent, few enough for thirty layers within a frame.
POINTS = 128
#: Memory for stepping back, in bytes; the smallest networks remember every step.
MEMORY = 48_000_000
#: A unit with a smaller part than this of the largest slope hands next to nothing back.
FLAT = 0.1
#: Steepest slope of each activation, where it is not 1.
_STEEPEST = {"sigmoid": 0.25, "selu": 1.7580993408473766, "silu": 1.0998393194}

#: What a step back needs: the parameters, the optimizer's memory, and since when units are dead.
Moment: TypeAlias = tuple[Array, object, npt.NDArray[np.int_]]


def steepest(activation: str) -> float:
    """Return the largest slope of an activation of this lab."""
    return _STEEPEST.get(activation, 1.0)


@lru_cache(1)
def data() -> tuple[Array, Array]:
    """Return the points and their classes, always the same: a disc inside a ring.

    Both coordinates have mean 0 and variance 1, for which the initialisations are made.
    """
    X, T = DATASETS["circle"].sample(POINTS, 0.0, np.random.default_rng(0))
    return (X - X.mean(axis=0)) / X.std(axis=0), (T > 0).astype(np.float64)


@dataclass(frozen=True)
class Failure:
    """Why training stopped: the step that gave no number any more, and the gradient before it."""

    epoch: int
    norm: float


class Trial:
    """A network that learns the circle, all points in every step: an epoch is one step.

    So what is shown is exactly what the next step will subtract.

    Args:
        settings: see `Settings`; ``before`` is not looked at.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.network = DeepNetwork(
            2,
            settings.depth,
            settings.width,
            settings.activation,
            settings.init,
            np.random.default_rng([settings.seed, 1]),
            settings.gain,
            settings.batch_norm,
        )
        size = len(self.network.parameters)
        self._optimizer = make_optimizer(settings.optimizer, size)
        self._past: deque[Moment] = deque(maxlen=max(MEMORY // (8 * size), 30))
        self.losses: list[float] = []
        self.failure: Failure | None = None
        #: The epoch since which each unit is dead, shape (depth, width); −1 for living ones.
        self.died = np.full((settings.depth, settings.width), -1)
        self.now: Pass = self.network.run(*data())
        self._note()

    @property
    def epoch(self) -> int:
        """Number of steps taken."""
        return len(self.losses) - 1

    def _note(self) -> None:
        """Note the loss, and which units have died or come back."""
        self.losses.append(self.now.loss)
        dead = np.array([(slopes == 0.0).all(axis=0) for slopes in self.now.slopes])
        self.died = np.where(dead, np.where(self.died < 0, self.epoch, self.died), -1)

    def step(self) -> bool:
        """Take one step; ``False`` if a number was not finite, and everything stays as it was."""
        if self.failure is not None:
            return False
        network, settings = self.network, self.settings
        before = network.parameters.copy(), self._optimizer.state(), self.died, self.now
        gradient = self.now.gradient.copy()
        length = self.now.length
        if settings.clip:
            clip_by_norm(gradient, settings.clip_norm)
        with np.errstate(all="ignore"):
            gradient *= self._optimizer.gradient_scale(settings.lr)
            self._optimizer.update(network.parameters, gradient, settings.lr)
        after = network.run(*data())
        if not after.finite:
            network.parameters[:] = before[0]
            self._optimizer.restore(before[1])
            self.failure = Failure(self.epoch + 1, length)
            return False
        # The pass is made again when it is needed: it is many times as large as the parameters.
        self._past.append(before[:3])
        self.now = after
        self._note()
        return True

    def step_back(self) -> bool:
        """Take the last step back; ``False`` at the beginning, or where memory ends."""
        self.failure = None
        if not self._past:
            return False
        self.network.parameters[:], state, self.died = self._past.pop()
        self._optimizer.restore(state)
        self.losses.pop()
        self.now = self.network.run(*data())
        return True

    # -- what it shows -------------------------------------------------------------------------

    def flat(self, layer: int) -> npt.NDArray[np.bool_]:
        """Return where a layer's slope is below a tenth of the steepest, shape (points, units)."""
        floor = FLAT * steepest(self.settings.activation)
        found: npt.NDArray[np.bool_] = np.abs(self.now.slopes[layer]) < floor
        return found

    def flat_shares(self) -> Array:
        """Return the share of flat (unit, point) pairs of each hidden layer."""
        return np.array([self.flat(layer).mean() for layer in range(self.settings.depth)])

    def dead_shares(self) -> Array:
        """Return the share of dead units of each hidden layer."""
        shares: Array = (self.died >= 0).mean(axis=1)
        return shares

    @property
    def gradient_norm(self) -> float:
        """The length of the whole gradient, before any clipping."""
        return self.now.length

    @property
    def clipped(self) -> bool:
        """Whether the next step will be shortened."""
        return self.settings.clip and self.gradient_norm > self.settings.clip_norm
