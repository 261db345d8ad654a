"""The step unit and the sigmoid unit, looking at one sample after another."""

import math
from collections import deque
from typing import NamedTuple

import numpy as np

from acttutor.base.memory import memory_like, plain_memory
from acttutor.base.numbers.unchecked import mapping
from acttutor.base.state import run
from acttutor.core.nn.perceptron import (
    Look,
    Vector,
    cross_entropy,
    mistake_bound,
    sigmoid_look,
    step_look,
)
from acttutor.labs.perceptron.problem import Problem
from acttutor.labs.perceptron.state import Settings
from acttutor.labs.perceptron.trace import Trace

#: Steps that can be taken back.
KEPT = 10_000
#: No unit learns for so long that a weight or a count gets here.
LARGEST = 1e12


class State(NamedTuple):
    """Where both units are.

    Args:
        w, v: weights of the step unit and of the sigmoid unit, the bias first.
        k: samples looked at.
        mistakes: those that the step unit got wrong.
        quiet: samples in a row that it got right, up to now.
        mark, mark_k, reach: weights kept to see whether they come back, at the end of which
            sample they were there, and after how many samples others are kept (Brent 1980).
        cycle: after how many samples the weights came back, 0 if they have not.
    """

    w: Vector
    v: Vector
    k: int = 0
    mistakes: int = 0
    quiet: int = 0
    mark: Vector = ()
    mark_k: int = 0
    reach: int = 1
    cycle: int = 0


class Run(run.Run[Settings]):
    """Both units learning from the same samples in the same order.

    What follows is known before it is done: `pending` holds the next look of both units.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.problem = Problem(settings.samples)
        #: Counts changes of anything but the state, so that the figure knows.
        self.generation = run.new_generation()
        self.reset()

    # -- beginning -----------------------------------------------------------------------------

    def reset(self) -> None:
        self._begin(self.settings.w0, self.settings.w0)

    def _begin(self, w: Vector, v: Vector) -> None:
        """Count from here on."""
        self.start = w
        self.state = State(w, v, mark=w)
        self.history: deque[State] = deque(maxlen=KEPT)
        self.phase = 0.0
        self.trace = Trace()
        self.trace.add(0, 0, self.loss)
        self._look_ahead()

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        samples = settings.samples
        moved = samples != self.problem.samples
        if moved:
            self.problem = Problem(samples)
        if old.w0 != settings.w0 or (moved and settings.data != "own"):
            self.reset()
        elif moved or old.lr != settings.lr:
            self._begin(self.state.w, self.state.v)
        elif old.by != settings.by:
            self._look_ahead()

    # -- moving --------------------------------------------------------------------------------

    def _look_ahead(self) -> None:
        """Find the next look of both units, and what it leads to."""
        state = self._next(self.state)
        while self.settings.by == "mistake" and self._goes_on(state):
            state = self._next(state)
        self.following = state
        self.generation = run.new_generation()

    def _goes_on(self, state: State) -> bool:
        """Whether the step unit was right and has not been right about all samples yet."""
        return 0 < state.quiet < len(self.problem.samples)

    def _next(self, state: State) -> State:
        """Let both units look at one sample."""
        samples, lr = self.problem.samples, self.settings.lr
        x1, x2, t = samples[state.k % len(samples)]
        x = (1.0, x1, x2)
        seen, other = step_look(state.w, x, t, lr), sigmoid_look(state.v, x, t, lr)
        #: The look of the step unit and that of the sigmoid unit.
        self.pending: tuple[Look, Look] = (seen, other)
        self.sample = state.k % len(samples)
        k, wrong = state.k + 1, int(seen.y != t)
        return self._marked(
            state._replace(
                w=seen.after,
                v=other.after,
                k=k,
                mistakes=state.mistakes + wrong,
                quiet=0 if wrong else state.quiet + 1,
            )
        )

    def _marked(self, state: State) -> State:
        """Compare the weights at the end of a pass with those that were kept."""
        n = len(self.problem.samples)
        if state.k % n or state.quiet >= n or state.cycle:
            return state
        if state.w == state.mark:
            return state._replace(cycle=state.k - state.mark_k)
        if state.k - state.mark_k < state.reach * n:
            return state
        return state._replace(mark=state.w, mark_k=state.k, reach=2 * state.reach)

    def step(self) -> bool:
        converged = self.converged
        self.history.append(self.state)
        self.state = self.following
        self.trace.add(self.state.k, self.state.mistakes, self.loss)
        self._look_ahead()
        # After that the sigmoid unit goes on alone, if one plays again.
        return converged or not self.converged

    def step_back(self) -> bool:
        if not self.history:
            return False
        self.state = self.history.pop()
        self.trace.cut(self.state.k, self.state.mistakes, self.loss)
        self._look_ahead()
        return True

    # -- what it shows -------------------------------------------------------------------------

    @property
    def loss(self) -> float:
        """The mean cross-entropy of the sigmoid unit."""
        return cross_entropy(self.state.v, self.problem.X, self.problem.t)

    @property
    def converged(self) -> bool:
        """Whether the step unit was right about every sample in a row."""
        return self.state.quiet >= len(self.problem.samples)

    def wrong(self, weights: Vector) -> int:
        """Return how many samples lie on the wrong side of the line of ``weights``."""
        z = np.round(self.problem.X @ weights[1:] + weights[0], 10)
        return int(np.count_nonzero((z >= 0) != (self.problem.t > 0)))

    @property
    def bound(self) -> float | None:
        """The largest number of mistakes there can be; ``None`` if no line separates."""
        if self.problem.overlap is not None:
            return None
        gamma, u = self.problem.best
        if gamma <= 0:  # closer than floating-point numbers tell
            return math.inf
        start = math.hypot(*self.start)
        along = float(np.dot(self.start, u))
        return mistake_bound(self.problem.R, gamma, self.settings.lr, start, along)

    # -- what is kept --------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        trace = {"stride": self.trace.stride, "rows": self.trace.rows}
        kept = {"state": self.state._asdict(), "start": self.start, "trace": trace}
        return {name: plain_memory(part) for name, part in kept.items()}

    def restore(self, snapshot: run.Snapshot) -> None:
        nowhere = (0.0, 0.0, 0.0)
        fresh = State(nowhere, nowhere, mark=nowhere)._asdict()
        state = State(**memory_like(fresh, snapshot.get("state"), "state"))
        start = memory_like(nowhere, snapshot.get("start"), "start")
        if any(np.abs(numbers).max() > LARGEST for numbers in (*state, start)):
            raise ValueError("state: a number that cannot be reached")
        trace, rows = Trace(), mapping(snapshot.get("trace"))
        trace.load(rows.get("stride"), rows.get("rows"))
        if state.mistakes > state.k or trace.rows[-1][0] != state.k:
            raise ValueError("state.k: not the number of samples that the trace ends with")
        self.state, self.start, self.trace = state, start, trace
        self.history.clear()
        self._look_ahead()
