"""Lines in training: one maxout unit, or the difference of two, fitted to a curve."""

from typing import NamedTuple

import numpy as np

from acttutor.base.state import run
from acttutor.base.state.fields import differing
from acttutor.base.task import Task, finish, stepping
from acttutor.core.arrays import Array
from acttutor.core.nn.maxout import (
    Stretch,
    convex_minorant,
    first_largest,
    least_convex_error,
    maxout_slopes,
    upper_envelope,
)
from acttutor.core.nn.softmax import maxout
from acttutor.core.optim.optimizer import take_step
from acttutor.core.optim.optimizers import make_optimizer
from acttutor.labs.maxout.progress import MOST_STEPS, check_steps
from acttutor.labs.maxout.state import LEFT, PRESETS, RIGHT, TARGETS, Settings, X

#: Gaps to the convex minorant below this are those of a convex curve, as far as eyes can tell.
CONVEX = 0.02
#: How near the lines must be to those of a known function to be called that function.
LIKE = 0.005
#: Settings that a running training follows without starting again.
LIVE = frozenset({"lr", "speed"})


class Moment(NamedTuple):
    """What is needed to return to a step: the lines, the optimizer's memory, ε and the loss."""

    lines: Array
    memory: object
    lr: float
    loss: float


class Run(run.Run[Settings]):
    """The lines as they are now.

    Attributes:
        lines: shape (units, pieces, 2): slope and height of every line.
        losses: the mean of ½ (h − t)² before the first step and after each.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.reset()

    # -- following the settings ----------------------------------------------------------------

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        if differing(old, settings) - LIVE:
            self.reset()
        elif old.lr != settings.lr:
            # With another learning rate, what failed may work.
            self.failed = False

    def reset(self) -> None:
        settings = self.settings
        rows = [settings.lines] if settings.units == "one" else [settings.lines, settings.second]
        self.lines: Array = np.array([unit[: settings.pieces] for unit in rows])
        self._optimizer = make_optimizer(settings.optimizer, self.lines.shape)
        self._past: list[Moment] = []
        self.failed = False
        self._take_target()
        self.losses = [self._loss(self.lines)] if self.has_target else []

    def _take_target(self) -> None:
        settings = self.settings
        heights: list[float | None] = []
        if settings.target == "drawn":
            heights = list(settings.drawn)
        elif settings.target != "none":
            heights = list(TARGETS[settings.target])
        picked = [i for i, height in enumerate(heights) if height is not None]
        #: Places and heights of the curve to learn; empty without one.
        self.x: Array = X[picked]
        self.t: Array = np.array([heights[i] for i in picked], dtype=np.float64)
        self.minorant: Array = convex_minorant(self.x, self.t) if picked else self.t
        #: How far one unit must miss the curve at some place.
        self.least_error = least_convex_error(self.x, self.t) if picked else 0.0

    # -- what the lines make -------------------------------------------------------------------

    @property
    def has_target(self) -> bool:
        """Whether there is a curve to learn."""
        return len(self.x) > 0

    @property
    def is_convex(self) -> bool:
        """Whether one unit with enough pieces can follow the curve."""
        return 2 * self.least_error < CONVEX

    @property
    def is_difference(self) -> bool:
        """Whether a second unit is taken away from the first."""
        return len(self.lines) == 2

    def units_at(self, x: Array, lines: Array | None = None) -> Array:
        """Return what each unit says, shape (n, units)."""
        lines = self.lines if lines is None else lines
        return maxout(x[:, None], lines[:, :, :1], lines[:, :, 1])

    def output_at(self, x: Array, lines: Array | None = None) -> Array:
        """Return h, or h₁ − h₂, shape (n,)."""
        values = self.units_at(x, lines)
        return values[:, 0] - values[:, 1] if values.shape[1] == 2 else values[:, 0]

    def envelope(self, unit: int = 0) -> list[Stretch]:
        """Return where each line of a unit is its maximum, from left to right."""
        return upper_envelope(self.lines[unit, :, 0], self.lines[unit, :, 1])

    def dead(self, unit: int = 0) -> list[int]:
        """Return the lines of a unit that are the maximum at no place the curve is sampled at."""
        x = self.x if self.has_target else X
        z = x[:, None] * self.lines[unit, :, 0] + self.lines[unit, :, 1]
        wins = first_largest(z).any(axis=0)
        return [int(piece) for piece in np.nonzero(~wins)[0]]

    def kinks(self, unit: int = 0) -> list[float]:
        """Return where a unit bends within the picture."""
        places = [stretch.right for stretch in self.envelope(unit)[:-1]]
        return [place for place in places if LEFT <= place <= RIGHT]

    def equals(self) -> str:
        """Return the function that one unit makes: a preset, ``"line"``, or empty for none."""
        if self.is_difference:
            return ""
        used = self.lines[0, [stretch.piece for stretch in self.envelope()]]
        if len(used) == 1:
            return "line"
        for name, preset in PRESETS.items():
            if name == "leaky_relu":
                w = float(used[0, 0])
                expected = np.array(((w if LIKE < abs(w) < 1 - LIKE else np.nan, 0.0), (1.0, 0.0)))
            else:
                expected = np.array(preset)
            if used.shape == expected.shape and bool((np.abs(used - expected) < LIKE).all()):
                return name
        return ""

    @property
    def largest_error(self) -> float:
        """The largest distance of h from the curve to learn, which there must be."""
        return float(np.abs(self.output_at(self.x) - self.t).max())

    # -- time ----------------------------------------------------------------------------------

    @property
    def k(self) -> int:
        """Number of steps trained."""
        return len(self._past)

    def _loss(self, lines: Array) -> float:
        with np.errstate(all="ignore"):
            return float(0.5 * np.mean((self.output_at(self.x, lines) - self.t) ** 2))

    def gradient(self) -> Array:
        """Return the slopes of the loss by slope and height of every line, shaped like `lines`."""
        with np.errstate(all="ignore"):
            error = (self.output_at(self.x) - self.t) / len(self.x)
        slope = np.column_stack([error, -error][: len(self.lines)])
        dW, db = maxout_slopes(self.x[:, None], self.lines[:, :, :1], self.lines[:, :, 1], slope)
        return np.concatenate((dW, db[:, :, None]), axis=2)

    def step(self) -> bool:
        if not self.has_target or self.failed or self.k >= MOST_STEPS:
            return False
        lr, memory = self.settings.lr, self._optimizer.state()
        lines = take_step(self._optimizer, self.lines, self.gradient(), lr)
        loss = self._loss(lines)
        if not (np.isfinite(lines).all() and np.isfinite(loss)):
            self._optimizer.restore(memory)
            self.failed = True
            return False
        self._past.append(Moment(self.lines, memory, lr, self.losses[-1]))
        self.lines = lines
        self.losses.append(loss)
        return True

    def step_back(self) -> bool:
        if not self._past:
            return False
        moment = self._past.pop()
        self.lines = moment.lines
        self._optimizer.restore(moment.memory)
        self.losses.pop()
        self.failed = False
        return True

    # -- keeping it ----------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        runs: list[list[float]] = []
        for moment in self._past:
            if runs and runs[-1][0] == moment.lr:
                runs[-1][1] += 1
            else:
                runs.append([moment.lr, 1])
        return {"steps": runs} if runs else {}

    def restore(self, snapshot: run.Snapshot) -> None:
        finish(self.restoring(snapshot))

    def restoring(self, snapshot: run.Snapshot) -> Task[None]:
        rates = check_steps(snapshot.get("steps", []))
        if rates and not self.has_target:
            raise ValueError("steps: there is no curve to learn")
        settings = self.settings
        self.reset()
        for lr, count in rates:
            self.settings = Settings(**{**vars(settings), "lr": lr})
            yield from stepping(self, count)
        self.settings = settings
        self.failed = False
