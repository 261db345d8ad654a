"""The training loop: epochs, mini-batches, and a way back."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_choice
from acttutor.core.engine.batches import Batches
from acttutor.core.engine.kernel import CallList
from acttutor.core.engine.learning import Learning, NonNegative, Samples, check_samples
from acttutor.core.engine.passes import ForwardPass, append_ones, play
from acttutor.core.engine.regularization import Regularizer
from acttutor.core.engine.training_calls import dropout_of
from acttutor.core.nn.losses import LOSSES
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizers import SGD, make_optimizer


class EpochStats(NamedTuple):
    """What an epoch led to: losses after it, nan on an empty set; `finite` turns false when
    a loss or a parameter is no longer a finite number.  The loss on the validation data is the
    one to choose by: whatever has helped to choose flatters the result.
    """

    epoch: int
    loss_train: float
    loss_test: float
    finite: bool
    loss_validation: float = math.nan


class Snapshot(NamedTuple):
    """Everything that decides how training goes on, as copies."""

    epoch: int
    parameters: Array
    gone: npt.NDArray[np.bool_]
    rng_state: Any
    optimizer_state: Any


@dataclass(frozen=True)
class Failure:
    """Why training stopped: the epoch and the layer in which a number was no longer finite."""

    epoch: int
    layer: int
    lr: float


class Trainer(Learning):
    """Trains a network by mini-batches.

    Args:
        network: changed in place.
        X_train, T_train: inputs (n, n_in) and targets (n, n_out), at least one sample.
        X_test, T_test: the same for testing; may have no rows.
        loss: id of `LOSSES`.
        optimizer: id of `OPTIMIZERS`.
        lr: learning rate, 0 or more.
        batch_size: samples per step, 1 or more; the last batch of an epoch may be smaller, and
            its gradient is its own mean.
        l1, l2: rates of regularisation, 0 or more, see `Regularizer`.
        rng: None goes through the samples in fixed order; a generator reshuffles every epoch.
        shuffle: false keeps the order although there is a generator, for dropout alone.
        optimizer_params: hyper-parameters of the optimizer, e.g. ``{"mu": 0.5}``.
        validation: inputs and targets to choose by, such as when to stop; never learned.
        dropout: share of the hidden units left out in each step, in [0, 1), one for all or one for
            each hidden layer; above 0 it needs `rng`.

    Attributes:
        epoch: number of epochs done.
        lr, batch_size, l1, l2: can be changed at any time.

    Raises:
        ValueError: an argument is out of range; the message names it and what is allowed.

    Example:
        >>> from acttutor.core import DATASETS, Network
        >>> rng = np.random.default_rng(0)
        >>> X, T = DATASETS["gauss"].sample(200, 0.0, rng)
        >>> trainer = Trainer(Network((2, 3, 1), rng=rng), X, T, X, T)
        >>> for _ in range(50):
        ...     stats = trainer.run_epoch()
        >>> stats.epoch, bool(stats.loss_train < 0.01)
        (50, True)
    """

    lr = NonNegative()

    def __init__(
        self,
        network: Network,
        X_train: npt.ArrayLike,
        T_train: npt.ArrayLike,
        X_test: npt.ArrayLike,
        T_test: npt.ArrayLike,
        loss: str = "squared_error",
        optimizer: str = "sgd",
        lr: float = 0.03,
        batch_size: int = 10,
        l1: float = 0.0,
        l2: float = 0.0,
        rng: np.random.Generator | None = None,
        optimizer_params: Mapping[str, float] = MappingProxyType({}),
        validation: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
        dropout: float | Sequence[float] = 0.0,
        shuffle: bool = True,
    ) -> None:
        self._network, self._rule = network, LOSSES[check_choice("loss", loss, LOSSES)]
        samples = check_samples(network, (X_train, T_train), (X_test, T_test), validation, loss)
        train = samples[0]
        self._gradient = np.zeros_like(network.parameters)
        drop = dropout_of(dropout, network, rng)
        self._batches = Batches(
            network, self._rule, *train, network.parameters, self._gradient, drop
        )
        self._prepare_measuring(samples)
        super().__init__([self._batches], batch_size, l1, l2, rng, shuffle)
        self.lr = lr
        self._optimizer = make_optimizer(optimizer, len(network.parameters), optimizer_params)
        self._regularizer = Regularizer(network)
        self.epoch = 0
        #: The batches of an epoch under way; None between epochs.
        self._coming: Iterator[CallList] | None = None
        self._left = 0

    def _prepare_measuring(self, samples: list[Samples]) -> None:
        """Lay out all samples side by side, to measure them in one pass."""
        X, self._all_targets = (np.concatenate(parts) for parts in zip(*samples, strict=True))
        ends = accumulate((len(inputs) for inputs, _ in samples), initial=0)
        self._kinds = [slice(start, end) for start, end in pairwise(ends)]
        self._X_train = X[self._kinds[0]]
        # A normalised network is measured as the plain one that does the same.
        used = self._network.folded()
        self._used = used.parameters
        self._measuring = ForwardPass(used, self._used, len(X), keep_logits=True)
        self._measuring_tape = self._measuring.call_list(np.ascontiguousarray(append_ones(X).T))

    @property
    def network(self) -> Network:
        """The network being trained."""
        return self._network

    def run_epoch(self) -> EpochStats:
        """Go through all training samples once, or through those that `learn` has left of an
        epoch, then measure the losses.
        """
        self.learn()
        return self.evaluate()

    @np.errstate(all="ignore")
    def learn(self, batches: int | None = None) -> bool:
        """Go on through the training samples for some batches, or to the end of the epoch.

        A learning rate that changes meanwhile holds from the next epoch on; what is shown, and the
        size of batches, are changed between epochs.

        Args:
            batches: at most so many, 1 or more; None for all.

        Returns:
            Whether all samples of the epoch have been learned; `epoch` counts it then.
        """
        if self._coming is None:
            self._begin_epoch()
        assert self._coming is not None
        parameters, gradient, lr = self.network.parameters, self._gradient, self._epoch_lr
        update, decays = self._optimizer.update, self._regularizer.is_active
        for call_list in islice(self._coming, batches):
            for call in call_list:
                call()
            self._left -= 1
            if decays:
                self._regularizer.join(gradient)
            update(parameters, gradient, lr)
            if decays:
                self._regularizer.settle()
        if self._left:
            return False
        self._coming = None
        self.epoch += 1
        return True

    def _begin_epoch(self) -> None:
        self._reorder(len(self._X_train))
        self._epoch_lr = self.lr
        scale = self._optimizer.gradient_scale(self.lr)
        self._batches.set_scale(scale)
        is_plain = isinstance(self._optimizer, SGD)
        self._regularizer.prepare(scale, is_plain, self.l1, self.l2)
        self._coming, self._left = iter(self._batches), len(self._batches)

    def show(self, X: npt.ArrayLike) -> None:
        """Learn other inputs from now on, such as augmented ones, for the targets of X_train.

        Losses are measured on X_train, as ever.

        Args:
            X: shaped like X_train; copied.
        """
        inputs = as_matrix(X, "X", columns=self.network.sizes[0])
        if len(inputs) != len(self._X_train):
            raise ValueError(f"X must have {len(self._X_train)} rows, got {len(inputs)}")
        self._batches.show(inputs)

    @property
    def outputs(self) -> list[Array]:
        """The outputs on training, test and validation data at the last `evaluate`, which follows
        every epoch: views of shape (n, n_out) that the next one overwrites.
        """
        outputs = self._measuring.outputs[-1].T
        return [outputs[kind] for kind in self._kinds]

    @np.errstate(all="ignore")
    def evaluate(self) -> EpochStats:
        """Measure the losses as the network is now, without training."""
        if self._network.is_normalized:
            self._used[...] = self._network.folded().parameters
        play(self._measuring_tape)
        outputs, value = self._measuring.outputs[-1].T, self._rule.value_from_logits
        if value is None:
            value = self._rule.value
        else:
            outputs = self._measuring.logits.T
        losses, finite = [], bool(np.isfinite(self.network.parameters).all())
        for kind in self._kinds:
            losses.append(value(outputs[kind], self._all_targets[kind]))
            finite &= math.isfinite(losses[-1]) or kind.start == kind.stop
        train, test, validation = losses
        return EpochStats(self.epoch, train, test, finite, validation)

    def first_bad_layer(self) -> int | None:
        """Index of the first layer with a parameter, or an output on the training data, that
        is not finite; None while all is well.

        If only the loss has overflowed, it is the output layer.
        """
        outputs = self.network.activations(self._X_train)
        for i, (layer, output) in enumerate(zip(self.network.layers, outputs, strict=True)):
            alpha = 0.0 if layer.alpha is None else layer.alpha
            if not all(np.isfinite(part).all() for part in (layer.block, alpha, output)):
                return i
        return None if self.evaluate().finite else len(outputs) - 1

    def give_up(self, before: Snapshot) -> Failure:
        """Return to a state before numbers overflowed, and say where they did."""
        failure = Failure(self.epoch, self.first_bad_layer() or 0, self.lr)
        self.restore(before)
        return failure

    def snapshot(self) -> Snapshot:
        """Remember everything that decides how training goes on, except the live settings.

        Between epochs, that is: nothing says how far one under way has come.
        """
        return Snapshot(
            epoch=self.epoch,
            parameters=self.network.parameters.copy(),
            gone=self._regularizer.gone.copy(),
            rng_state=self._rng_state,
            optimizer_state=self._optimizer.state(),
        )

    def restore(self, snapshot: Snapshot) -> None:
        """Return to a snapshot of this trainer: the same steps then follow, bit for bit.

        An epoch under way is given up.
        """
        self._coming = None
        self.epoch = snapshot.epoch
        self.network.parameters = snapshot.parameters
        self._regularizer.gone[:] = snapshot.gone
        self._rng_state = snapshot.rng_state
        self._optimizer.restore(snapshot.optimizer_state)
