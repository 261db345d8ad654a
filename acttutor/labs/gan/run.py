"""Generator and discriminator in training, and what has been seen of them so far."""

from collections import deque
from collections.abc import Callable

import numpy as np

from acttutor.base.state import run
from acttutor.base.state.fields import differing
from acttutor.core.data import shapes
from acttutor.core.nn.gan import GAN, GANState, Plan
from acttutor.labs.gan.measures import Eye, Measures, Sight
from acttutor.labs.gan.serialization import read_snapshot, write_snapshot
from acttutor.labs.gan.state import LIVE, Settings

#: Real and generated points in each update.
BATCH = 64
#: Dimensions of the noise.
NOISE = 2
#: Updates between two points of the charts.
EVERY = 10
#: Updates that can be taken back.
HISTORY = 200
#: Points of the charts that are kept; the oldest go first.
MOST_RECORDS = 4000

#: What is recorded: the update, both losses, the distance, and whether the shapes are alike.
Record = tuple[int, float, float, float, bool]

#: What there is to imitate, unless it is drawn.
SHAPES: dict[str, Callable[[], shapes.Shape]] = {
    "ring": shapes.ring,
    "moons": shapes.moons,
    "grid": shapes.grid,
}


def make_shape(settings: Settings) -> shapes.Shape | None:
    """Return what the generator is to imitate; ``None`` while nothing is drawn."""
    if settings.data == "drawn":
        return shapes.Trace(settings.drawn) if settings.drawn else None
    return SHAPES[settings.data]()


def make_plan(settings: Settings) -> Plan:
    """Return what the networks are to be."""
    return Plan(
        g_units=(settings.g_units, settings.g_units),
        d_units=(settings.d_units, settings.d_units),
        g_hidden=settings.g_hidden,
        d_hidden=settings.d_hidden,
        g_output=settings.g_output,
        d_output=settings.d_output,
        leak=settings.leak,
        optimizer=settings.optimizer,
        noise=NOISE,
    )


class Run(run.Run[Settings]):
    """Trains both networks in turn: k updates of D, then one of G.

    Without a drawing there is nothing to imitate: `measures` is ``None``, and no step is taken.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.eye: Eye | None = None
        self.gan: GAN
        #: The number of updates so far; those of D alone count as well.
        self.t = 0
        #: Counts new beginnings, so that charts know when to begin anew.
        self.generation = run.new_generation()
        self.records: list[Record] = []
        #: The update after which a number was no longer finite.
        self.failed_at: int | None = None
        self._past: deque[tuple[GANState, int]] = deque(maxlen=HISTORY)
        self._measured: Measures | None = None
        self._make_eye()
        self.reset()

    # -- following the settings ----------------------------------------------------------------

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        different = differing(old, settings)
        self._measured = None
        if "data" in different or (settings.data == "drawn" and "drawn" in different):
            self._make_eye()
            if self.t == 0:
                # Nothing has been learned yet: the charts begin with the new shape.
                self.records = []
        if different - LIVE:
            self.reset()
        elif different & {"lr_g", "lr_d", "loss"}:
            # With another rate, what failed may work.
            self.failed_at = None
        if not self.records:
            self._record()

    def _make_eye(self) -> None:
        shape = make_shape(self.settings)
        self.eye = None if shape is None else Eye(shape, NOISE)

    def reset(self) -> None:
        rng = np.random.default_rng((self.settings.seed, 0))
        self.gan = GAN(make_plan(self.settings), rng)
        self.t = 0
        self.generation = run.new_generation()
        self.records = []
        self.failed_at = None
        self._past.clear()
        self._measured = None
        self._record()

    # -- time ----------------------------------------------------------------------------------

    @property
    def saturating(self) -> bool:
        """Whether G descends on ln(1 − D) instead of −ln D."""
        return self.settings.loss == "saturating" and self.settings.d_output == "sigmoid"

    @property
    def ahead(self) -> int:
        """How many updates D still learns alone."""
        return max(self.settings.head_start - self.t, 0)

    def step(self) -> bool:
        if self.eye is None or self.failed_at is not None:
            return False
        before = (self.gan.state(), len(self.records))
        # Each update has its own source, so that going back needs no memory of it.
        rng = np.random.default_rng((self.settings.seed, self.t + 1))
        self._teach(rng, self.eye.shape)
        if not self.gan.finite:
            # The last finite weights stay on the screen, so that they can be looked at.
            self.gan.restore(before[0])
            self.failed_at = self.t + 1
            return False
        self._past.append(before)
        self.t += 1
        self._measured = None
        if self.t % EVERY == 0:
            self._record()
        return True

    def _teach(self, rng: np.random.Generator, shape: shapes.Shape) -> None:
        settings, gan = self.settings, self.gan
        alone = self.ahead > 0
        for _ in range(1 if alone else settings.k):
            fake = gan.generate(rng.normal(size=(BATCH, NOISE)))
            gan.teach_discriminator(shape.sample(BATCH, rng), fake, settings.lr_d)
        if not alone:
            gan.teach_generator(rng.normal(size=(BATCH, NOISE)), settings.lr_g, self.saturating)

    def step_back(self) -> bool:
        if not self._past:
            return False
        state, records = self._past.pop()
        self.gan.restore(state)
        del self.records[records:]
        self.t -= 1
        self.failed_at = None
        self._measured = None
        return True

    def _record(self) -> None:
        seen = self.measures
        if seen is None:
            return
        self.records.append((self.t, seen.loss_d, seen.loss_g, seen.distance, seen.alike))
        if len(self.records) > MOST_RECORDS:
            # Every second one: the charts keep their reach, and going back starts here.
            self.records = self.records[::2]
            self._past.clear()

    # -- what it shows -------------------------------------------------------------------------

    @property
    def measures(self) -> Measures | None:
        """What can be seen now; ``None`` while nothing is drawn."""
        if self._measured is None and self.eye is not None:
            self._measured = self.eye.measure(self.gan, self.saturating)
        return self._measured

    @property
    def sight(self) -> Sight | None:
        """The generated points and pushes now, which every frame shows; cheaper than `measures`."""
        if self._measured is not None:
            return self._measured.sight
        return None if self.eye is None else self.eye.look(self.gan, self.saturating)

    @property
    def latest(self) -> tuple[float, float, float]:
        """Losses of D and G and the distance: of now if they are known, else as last recorded.

        While it plays, measuring anew for every frame would cost as much as learning.
        """
        seen = self._measured
        if seen is not None:
            return seen.loss_d, seen.loss_g, seen.distance
        _, loss_d, loss_g, distance, _ = self.records[-1]
        return loss_d, loss_g, distance

    @property
    def alike_since(self) -> int | None:
        """The update from which on the points have looked alike without a break."""
        since = None
        for t, *_, alike in reversed(self.records):
            if not alike:
                break
            since = t
        return since

    # -- keeping it ----------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        return write_snapshot(self.t, self.gan, self.records) if self.t else {}

    def restore(self, snapshot: run.Snapshot) -> None:
        if not snapshot:
            self.reset()
            return
        t, state, records = read_snapshot(snapshot, self.gan)
        self.reset()
        self.gan.restore(state)
        self.t, self.records = t, records
        self._measured = None
