"""The training loop: epochs, mini-batches, and a way back."""

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .arrays import Array, as_matrix
from .checks import check_choice, check_count, check_number, check_rng
from .network import Network
from .optimizers import OPTIMIZERS, Optimizer
from .regularization import Regularizer


class EpochStats(NamedTuple):
    """What an epoch led to: losses after it, nan on an empty set; `finite` turns false when
    a loss or a parameter is no longer a finite number."""

    epoch: int
    loss_train: float
    loss_test: float
    finite: bool


class Snapshot(NamedTuple):
    """Everything that decides how training goes on, as copies."""

    epoch: int
    parameters: Array
    gone: npt.NDArray[np.bool_]
    rng_state: Any
    optimizer_state: Any


class Trainer:
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

    Attributes:
        epoch: number of epochs done.
        lr, batch_size, l1, l2: can be changed at any time.

    Raises:
        ValueError: an argument is out of range; the message names it and what is allowed.
    """

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
    ) -> None:
        self.network = network
        self.loss = loss
        self._train = _check_samples(network, X_train, T_train, loss, "train", at_least=1)
        self._test = _check_samples(network, X_test, T_test, loss, "test", at_least=0)
        self.lr, self.batch_size, self.l1, self.l2 = lr, batch_size, l1, l2
        self._rng = None if rng is None else check_rng(rng)
        make_optimizer = OPTIMIZERS[check_choice("optimizer", optimizer, OPTIMIZERS)]
        self._optimizer: Optimizer = make_optimizer(len(network.parameters))
        self._regularizer = Regularizer(network)
        self.epoch = 0

    @property
    def lr(self) -> float:
        """Learning rate, 0 or more."""
        return self._lr

    @lr.setter
    def lr(self, value: float) -> None:
        self._lr = check_number("lr", value, 0.0)

    @property
    def l1(self) -> float:
        """Rate of L1 regularisation, 0 or more."""
        return self._l1

    @l1.setter
    def l1(self, value: float) -> None:
        self._l1 = check_number("l1", value, 0.0)

    @property
    def l2(self) -> float:
        """Rate of L2 regularisation, 0 or more."""
        return self._l2

    @l2.setter
    def l2(self, value: float) -> None:
        self._l2 = check_number("l2", value, 0.0)

    @property
    def batch_size(self) -> int:
        """Samples per step, 1 or more; more than there are means all of them."""
        return self._batch_size

    @batch_size.setter
    def batch_size(self, value: int) -> None:
        self._batch_size = check_count("batch_size", value, 1)

    @np.errstate(all="ignore")
    def run_epoch(self) -> EpochStats:
        """Go through all training samples once, then measure the losses."""
        X, T = self._train
        if self._rng is not None:
            order = self._rng.permutation(len(X))
            X, T = X[order], T[order]
        self._regularizer.revive_edited()
        for start in range(0, len(X), self.batch_size):
            batch = slice(start, start + self.batch_size)
            self._step(X[batch], T[batch])
        self.epoch += 1
        return self.evaluate()

    def _step(self, X: Array, T: Array) -> None:
        parts = []
        for layer in self.network.backpropagate(X, T, self.loss):
            parts += [np.column_stack((layer.W, layer.b)).ravel()]
            parts += [] if layer.alpha is None else [layer.alpha]
        gradient = np.concatenate(parts) * self._optimizer.gradient_scale(self.lr)
        self._optimizer.update(self.network.parameters, gradient, self.lr)
        if self.l1 or self.l2 or self._regularizer.gone.any():
            self._regularizer.apply(self.lr, self.l1, self.l2)

    def evaluate(self) -> EpochStats:
        """Measure the losses as the network is now, without training."""
        train = self.network.loss(*self._train, self.loss)
        test = self.network.loss(*self._test, self.loss)
        known = [train] + ([test] if len(self._test[0]) else [])
        finite = all(map(math.isfinite, known)) and bool(np.isfinite(self.network.parameters).all())
        return EpochStats(self.epoch, train, test, finite)

    def first_bad_layer(self) -> int | None:
        """Index of the first layer with a parameter, or an output on the training data, that
        is not finite; None while all is well.

        If only the loss has overflowed, it is the output layer.
        """
        outputs = self.network.activations(self._train[0])
        for i, (layer, output) in enumerate(zip(self.network.layers, outputs, strict=True)):
            alpha = 0.0 if layer.alpha is None else layer.alpha
            if not all(np.isfinite(part).all() for part in (layer.block, alpha, output)):
                return i
        return None if self.evaluate().finite else len(outputs) - 1

    def snapshot(self) -> Snapshot:
        """Remember everything that decides how training goes on, except the live settings."""
        return Snapshot(
            epoch=self.epoch,
            parameters=self.network.parameters.copy(),
            gone=self._regularizer.gone.copy(),
            rng_state=None if self._rng is None else self._rng.bit_generator.state,
            optimizer_state=self._optimizer.state(),
        )

    def restore(self, snapshot: Snapshot) -> None:
        """Return to a snapshot of this trainer: the same steps then follow, bit for bit."""
        self.epoch = snapshot.epoch
        self.network.parameters = snapshot.parameters
        self._regularizer.gone[:] = snapshot.gone
        if self._rng is not None:
            self._rng.bit_generator.state = snapshot.rng_state
        self._optimizer.restore(snapshot.optimizer_state)


def _check_samples(
    network: Network,
    X: npt.ArrayLike,
    T: npt.ArrayLike,
    loss: str,
    name: str,
    at_least: int,
) -> tuple[Array, Array]:
    inputs = as_matrix(X, f"X_{name}", columns=network.sizes[0])
    _, targets = network.check_task(T, loss)
    if not np.isfinite(inputs).all():
        raise ValueError(f"X_{name} must be finite")
    if len(inputs) != len(targets) or len(inputs) < at_least:
        raise ValueError(
            f"X_{name} and T_{name} must have as many rows, at least {at_least}; "
            f"got {len(inputs)} and {len(targets)}"
        )
    return inputs.copy(), targets.copy()
