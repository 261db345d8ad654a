"""A network in training: epochs forward and back, and everything that is shown of it."""

import math
from collections import deque
from copy import deepcopy

import numpy as np

from acttutor.base.memory import memory_like
from acttutor.base.state.curves import HISTORY
from acttutor.base.state.fields import differing
from acttutor.base.state.run import Snapshot
from acttutor.core.engine import trainer
from acttutor.core.engine.early_stopping import BestEpoch
from acttutor.core.engine.trainer import EpochStats, Failure, Trainer
from acttutor.core.nn.network import Network
from acttutor.labs.network.model import serialization
from acttutor.labs.network.model.factory import make_trainer
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.linear_pieces import chosen_piece, piece_at
from acttutor.labs.network.model.losses import LossHistory
from acttutor.labs.network.model.many.ensemble import Ensemble
from acttutor.labs.network.model.many.sweep import Sweep
from acttutor.labs.network.model.probed import Probed
from acttutor.labs.network.model.timeline import Ghost, Timeline
from acttutor.labs.network.state import LIVE, OF_DATA, OF_LEARNING, Settings


class Run(Probed):
    """Trains the network that the settings describe.

    Without points (own data, nothing clicked yet) there is no network: ``trainer`` is ``None``.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.trainer: Trainer | None = None
        self.losses = LossHistory()
        #: What to go back to, where there are validation data to choose by.
        self.best = BestEpoch()
        #: How many networks the test data have been opened for: what is chosen by them more than
        #: once is not measured by them any more.
        self.times_tested = 0
        self.failure: Failure | None = None
        #: The networks of a race or a fan; ``None`` while one network is trained.
        self.ensemble: Ensemble | None = None
        #: The grid of a sweep; ``None`` in the other modes.
        self.sweep: Sweep | None = None
        #: The latest sweep, on the screen or not: a cell may be opened and left again.
        self._last_sweep: Sweep | None = None
        #: A weight or a bias that is held while the network learns, and the value that it keeps.
        self.held: tuple[Spot, float] | None = None
        #: Whether weights were set by hand, so that the seed no longer says all.
        self.touched = False
        self._past: deque[trainer.Snapshot] = deque(maxlen=HISTORY)
        self.timeline = Timeline()
        #: A run to compare with.
        self.ghost: Ghost | None = None
        self._make_problem()
        self._begin()

    # -- following the settings ----------------------------------------------------------------

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        different = differing(old, settings)
        if different & OF_DATA:
            self._make_problem()
        if "table" in different:
            self._forget_sweep()
        fresh = different - LIVE
        if self.timeline.head is not None and fresh and fresh <= OF_LEARNING:
            self._branch_with(settings)
        elif different - LIVE or (self.sweep is not None and "lr" in different):
            self._begin()
        elif "lr" in different and self.trainer is not None:
            self.trainer.lr = settings.lr
            if self.ensemble is not None and settings.race_by != "lr":
                self.ensemble.set_lr(settings.lr)
            # With another learning rate, what failed may work.
            self.failure = None
        if "way" in different:
            self.sent = self.way_end
        if "open_test" in different and not different - LIVE:
            self._count_test()

    def _make_problem(self) -> None:
        super()._make_problem()
        self.times_tested = 0

    def _count_test(self) -> None:
        self.times_tested += self.problem is not None and self.settings.open_test

    def reset(self) -> None:
        if self.sweep is not None:
            self._forget_sweep()
        self._begin()

    def _forget_sweep(self) -> None:
        """Give up the results of all sweeps."""
        self.close()
        self.sweep = self._last_sweep = None

    def close(self) -> None:
        if self.sweep is not None:
            self.sweep.close()

    def _begin(self) -> None:
        self._past.clear()
        self.timeline = Timeline()
        if self.ghost is not None and not self.ghost.pinned:
            self.ghost = None
        has_validation = self.problem is not None and self.problem.has_validation
        self.losses, self.best = LossHistory(2 + has_validation), BestEpoch()
        self.failure, self.touched = None, False
        self._count_test()
        self._make_network()
        problem, settings = self.problem, self.settings
        self.held = None
        self.sent = self.way_end
        self.trainer = None
        self.ensemble = None
        if settings.mode != "sweep" or problem is None:
            self.close()
        self.sweep = None
        if problem is None:
            return
        self.trainer = make_trainer(settings, problem, self.network)
        before = self.trainer.evaluate()
        self.losses.add(0, *self._losses_of(before))
        self.best.see(before, self.trainer)
        self.timeline.note(self.trainer.snapshot())
        if settings.mode == "sweep":
            # Other settings may ask for some of the same networks again.
            self.sweep = self._last_sweep = Sweep(settings, problem, self._last_sweep)
        elif settings.mode != "one":
            self.ensemble = Ensemble(settings, problem)

    @staticmethod
    def _losses_of(stats: EpochStats) -> tuple[float, ...]:
        """Return the losses that the history keeps of an epoch."""
        if math.isnan(stats.loss_validation):
            return stats.loss_train, stats.loss_test
        return stats.loss_train, stats.loss_test, stats.loss_validation

    # -- time ----------------------------------------------------------------------------------

    @property
    def epoch(self) -> int:
        """Number of epochs trained."""
        if self.ensemble is not None:
            return self.ensemble.epoch
        return self.trainer.epoch if self.trainer is not None else 0

    def step(self) -> bool:
        if self.sweep is not None:
            return self.sweep.step()
        if self.ensemble is not None:
            return self.ensemble.step()
        if self.trainer is None or self.failure is not None or self.stopped_early:
            return False
        self._branch()
        before = self.trainer.snapshot()
        stats = self.trainer.run_epoch()
        if self.held is not None and stats.finite:
            self._put_held()
            stats = self.trainer.evaluate()
        if not stats.finite:
            # The last finite epoch stays on the screen, so that it can be looked at.
            self.failure = self.trainer.give_up(before)
            return False
        self._past.append(before)
        self.timeline.note(before)
        self.losses.add(stats.epoch, *self._losses_of(stats))
        self.best.see(stats, self.trainer)
        return True

    @property
    def stopped_early(self) -> bool:
        """Whether the validation loss has not come down for as long as the patience lasts."""
        trainer = self.trainer
        return trainer is not None and self.best.is_over(trainer.epoch, self.settings.patience)

    def back_to_best(self) -> bool:
        """Return to the epoch with the lowest validation loss; ``False`` if it is not known."""
        snapshot = self.best.snapshot
        if snapshot is None or self.trainer is None or self.ensemble or self.sweep:
            return False
        self.trainer.restore(snapshot)
        while self._past and self._past[-1].epoch >= snapshot.epoch:
            self._past.pop()
        self.losses.cut(snapshot.epoch)
        self.failure = None
        return True

    def step_back(self) -> bool:
        if self.sweep is not None:
            return False
        if self.ensemble is not None:
            return self.ensemble.step_back()
        if self.trainer is None or not self._past:
            return False
        was_at = self.trainer.epoch
        self.trainer.restore(self._past.pop())
        self.losses.cut(self.trainer.epoch)
        if self.trainer.epoch == was_at:  # what is taken back is a weight set by hand
            self._measure_again()
        if self.trainer.epoch < self.best.epoch:
            known = (self.trainer.snapshot(), *reversed(self._past))
            self.best.go_back(self.losses.epochs, self.losses.validation, known)
        self.failure = None
        return True

    # -- visiting earlier moments --------------------------------------------------------------

    def go_to(self, epoch: int) -> bool:
        """Visit the known moment nearest to an epoch; ``False`` if there is no single training.

        The rest of the training is kept until another one branches off.
        """
        if self.trainer is None or self.ensemble is not None or self.sweep is not None:
            return False
        head = self.timeline.leave(self.trainer.snapshot(), self.losses, self._past)
        moment = self.timeline.nearest(epoch)
        self.trainer.restore(moment)
        self.losses = deepcopy(head.losses)
        self.losses.cut(moment.epoch)
        self._past = deque((p for p in head.past if p.epoch < moment.epoch), maxlen=HISTORY)
        self.failure = None
        if moment is head.snapshot:
            self._past.extend(p for p in head.past if p.epoch == moment.epoch)
            self.timeline.head = None
        return True

    @property
    def last_epoch(self) -> int:
        """The end of the training of which a moment is visited, or the present epoch."""
        head = self.timeline.head
        return self.epoch if head is None else head.snapshot.epoch

    def _branch(self) -> None:
        """Go on from the moment that is visited; what came after it stays as a ghost."""
        head = self.timeline.head
        if head is None:
            return
        if self.ghost is None or not self.ghost.pinned:
            network = self.network.copy()
            network.parameters = head.snapshot.parameters
            self.ghost = self._ghost_of(head.losses, network, pinned=False)
        self.timeline.branch(self.epoch)
        known = (self.trainer.snapshot(), *reversed(self._past)) if self.trainer else ()
        self.best.go_back(self.losses.epochs, self.losses.validation, known)

    def _branch_with(self, settings: Settings) -> None:
        """Go on from the moment that is visited, and learn in another way."""
        assert self.trainer is not None and self.problem is not None
        epoch = self.epoch
        self._branch()
        self.trainer = make_trainer(settings, self.problem, self.network)
        self.trainer.restore(self.trainer.snapshot()._replace(epoch=epoch))
        # What another optimizer remembers is no use to this one.
        self._past.clear()
        self.timeline = Timeline()
        self.timeline.note(self.trainer.snapshot())

    def _ghost_of(self, losses: LossHistory, network: Network, pinned: bool) -> Ghost | None:
        if self.problem is None:
            return None
        epochs, train = losses.epochs.copy(), losses.of("train").copy()
        return Ghost(epochs, train, network, self.settings.features, self.problem, pinned)

    def pin(self) -> None:
        """Keep this training to compare others with, or let go what is kept."""
        if self.ghost is not None and self.ghost.pinned:
            self.ghost = None
        elif self.trainer is not None and self.ensemble is None and self.sweep is None:
            self.ghost = self._ghost_of(self.losses, self.network.copy(), pinned=True)

    def take_over(self, other: "Run") -> None:
        """Go on with what another run with the same settings has learned, and may take back."""
        self.network, self.trainer = other.network, other.trainer
        self.losses, self.failure, self._past = other.losses, other.failure, other._past
        self.best, self.timeline = other.best, other.timeline

    def wait(self, timeout_s: float) -> None:
        if self.sweep is not None:
            self.sweep.wait(timeout_s)

    @property
    def steps_per_second(self) -> float:
        return 60.0 if self.sweep is not None else super().steps_per_second

    def snapshot(self) -> Snapshot:
        progress = serialization.snapshot(self)
        return {**progress, "times_tested": self.times_tested} if self.times_tested else progress

    def restore(self, snapshot: Snapshot) -> None:
        progress = dict(snapshot)
        times_tested = memory_like(0, progress.pop("times_tested", 0), "times_tested")
        if progress:
            serialization.restore(self, progress)
        self.times_tested = times_tested

    # -- touching the network ------------------------------------------------------------------

    def set_weight(
        self, layer: int, unit: int, source: int | None, value: float, piece: int | None = None
    ) -> None:
        """Set one weight, or the bias of a unit if ``source`` is ``None``.

        Of a maxout unit that of ``piece``, or if it is not given, of the piece that is shown.
        `step_back` takes it back.
        """
        self._touch()
        self._put(layer, unit, source, value, piece)
        self.failure = None
        self._measure_again()

    def _put(
        self, layer: int, unit: int, source: int | None, value: float, piece: int | None
    ) -> None:
        target = self.network.layers[layer]
        if piece is None:
            piece = self.shown_piece(layer, unit, source)
        row = (unit,) if piece is None else (unit, piece)
        if source is None:
            target.b[row] = value
        else:
            target.W[(*row, source)] = value

    def hold_weight(self, spot: Spot, value: float) -> None:
        """Hold a weight or a bias at a value, also while the network learns; see `let_weight_go`.

        However far it is moved meanwhile, `step_back` takes it back at once.
        """
        if self.held is None or self.held[0] != spot:
            self._touch()
        self.held = spot, value
        self._put_held()
        self.failure = None
        self._measure_again()

    def let_weight_go(self) -> None:
        """Let the network learn the weight again that was held."""
        self.held = None

    def _put_held(self) -> None:
        if self.held is not None:
            spot, value = self.held
            source = None if spot.kind == "bias" else spot.source
            self._put(spot.layer - 1, spot.unit, source, value, None)

    def number_at(self, spot: Spot) -> float:
        """Return a weight or a bias, of a maxout unit that of the piece that is shown."""
        layer = self.network.layers[spot.layer - 1]
        source = None if spot.kind == "bias" else spot.source
        piece = self.shown_piece(spot.layer - 1, spot.unit, source)
        row = (spot.unit,) if piece is None else (spot.unit, piece)
        return float(layer.b[row] if source is None else layer.W[(*row, source)])

    def learn_point(self) -> bool:
        """Take one step of gradient descent for the pinned point alone; `step_back` undoes it."""
        signal = self.signal()
        if signal is None or not np.isfinite(signal.gradient).all():
            return False
        self._touch()
        self.network.parameters -= self.settings.lr * signal.gradient
        self._measure_again()
        return True

    def _touch(self) -> None:
        """Remember the network before it is changed by hand."""
        self._branch()
        if self.trainer is not None:
            self._past.append(self.trainer.snapshot())
        self.touched = True

    def _measure_again(self) -> None:
        """Correct the latest losses after the weights have been changed from outside."""
        if self.trainer is not None:
            self.losses.correct(*self._losses_of(self.trainer.evaluate()))

    def shown_piece(self, layer: int, unit: int, source: int | None) -> int | None:
        """Return the piece that the graph shows of a weight or a bias; ``None`` if it has none."""
        return piece_at(self.network.layers[layer], chosen_piece(self.settings), unit, source)
