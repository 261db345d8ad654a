"""Many networks at once: a race between settings, or one setting from many seeds.

All members see the same samples in the same order.  Those that also share shape and
activations are computed together, as stacks of matrices: eight cost about as much as two.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_choice, check_number
from acttutor.core.engine.learning import Learning, check_samples
from acttutor.core.engine.passes import ForwardPass, append_ones, play
from acttutor.core.engine.stack import Stack, kind
from acttutor.core.engine.training_calls import dropout_of
from acttutor.core.nn.losses import LOSSES
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizers import OPTIMIZERS


class EnsembleStats(NamedTuple):
    """What an epoch led to, one entry for each member, all of shape (K,).

    A member that has diverged keeps the losses that it ended with.
    """

    epoch: int
    loss_train: Array
    loss_test: Array
    loss_validation: Array
    finite: npt.NDArray[np.bool_]


class EnsembleSnapshot(NamedTuple):
    """Everything that decides how training goes on, as copies."""

    stats: EnsembleStats
    parameters: list[Array]
    rng_state: Any
    memories: list[Any]


class EnsembleTrainer(Learning):
    """Trains K networks on the same mini-batches; member by member it does what `Trainer` does.

    A member whose loss or parameters are no longer finite stops: its network stays as it was
    then, and the others go on as if it were not there.

    Args:
        networks: changed in place; they may differ in everything but inputs and outputs.
        X_train, T_train, X_test, T_test, loss, batch_size, l1, l2, rng, validation, dropout,
            shuffle: as for `Trainer`, the same for all members. By dropout each loses other units.
        optimizer: id of `OPTIMIZERS`, one for all or one for each.
        lr: learning rate, one for all or one for each.

    Attributes:
        networks: as given.
        epoch: number of epochs done.

    Raises:
        ValueError: an argument is out of range; the message names it and what is allowed.
    """

    def __init__(
        self,
        networks: Sequence[Network],
        X_train: npt.ArrayLike,
        T_train: npt.ArrayLike,
        X_test: npt.ArrayLike,
        T_test: npt.ArrayLike,
        loss: str = "squared_error",
        optimizer: str | Sequence[str] = "sgd",
        lr: float | Sequence[float] = 0.03,
        batch_size: int = 10,
        l1: float = 0.0,
        l2: float = 0.0,
        rng: np.random.Generator | None = None,
        validation: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
        dropout: float | Sequence[float] = 0.0,
        shuffle: bool = True,
    ) -> None:
        self.networks = list(networks)
        if len({id(network) for network in self.networks}) != len(self.networks) or not networks:
            raise ValueError("networks must be one or more, and all different objects")
        rule = LOSSES[check_choice("loss", loss, LOSSES)]
        for network in self.networks:
            samples = check_samples(network, (X_train, T_train), (X_test, T_test), validation, loss)
        optimizers = _one_each("optimizer", optimizer, len(self.networks))
        for name in optimizers:
            check_choice("optimizer", name, OPTIMIZERS)
        self._stacks = [
            (
                members,
                Stack(
                    [(self.networks[k], optimizers[k]) for k in members],
                    samples,
                    rule,
                    dropout_of(dropout, self.networks[members[0]], rng),
                ),
            )
            for members in _by_kind(self.networks, optimizers)
        ]
        all_batches = [stack.batches for _, stack in self._stacks]
        super().__init__(all_batches, batch_size, l1, l2, rng, shuffle)
        self._n_train, self.lr = len(samples[0][0]), lr
        size = len(self.networks)
        zeros = np.zeros(size)
        self._stats = EnsembleStats(0, zeros, zeros, zeros, np.ones(size, dtype=bool))
        self.evaluate()

    @property
    def epoch(self) -> int:
        """Number of epochs done."""
        return self._stats.epoch

    @property
    def stats(self) -> EnsembleStats:
        """What the last epoch led to, or the last `evaluate`."""
        return self._stats

    @property
    def lr(self) -> Any:
        """Learning rates, shape (K,); one number may be assigned for all."""
        return self._lr

    @lr.setter
    def lr(self, value: Any) -> None:
        rates = _one_each("lr", value, len(self.networks))
        self._lr = np.array([check_number("lr", rate, 0.0) for rate in rates])

    @np.errstate(all="ignore")
    def run_epoch(self) -> EnsembleStats:
        """Go through all training samples once, then measure the losses."""
        self._reorder(self._n_train)
        alive = self._stats.finite
        for members, stack in self._stacks:
            stack.fetch(alive[members])
            stack.run_epoch(self._lr[members], self.l1, self.l2)
            stack.hand_out(alive[members])
        self._stats = self._measure(self.epoch + 1)
        return self._stats

    @np.errstate(all="ignore")
    def evaluate(self) -> EnsembleStats:
        """Measure the losses as the networks are now, without training."""
        for members, stack in self._stacks:
            stack.fetch(self._stats.finite[members])
        self._stats = self._measure(self.epoch)
        return self._stats

    def _measure(self, epoch: int) -> EnsembleStats:
        """The losses of the members that go on, by the parameters in the stacks."""
        before = self._stats
        after = EnsembleStats(
            epoch,
            before.loss_train.copy(),
            before.loss_test.copy(),
            before.loss_validation.copy(),
            before.finite.copy(),
        )
        for members, stack in self._stacks:
            losses = stack.losses()
            finite = np.isfinite(stack.parameters).all(axis=1)
            for loss, size in zip(losses, stack.sizes, strict=True):
                finite &= np.isfinite(loss) | (size == 0)
            alive = before.finite[members]
            for part, found in zip(after[1:], (*losses, finite), strict=True):
                part[members] = np.where(alive, found, part[members])
        return after

    def snapshot(self) -> EnsembleSnapshot:
        """Remember everything that decides how training goes on, except the live settings."""
        return EnsembleSnapshot(
            stats=self._stats,  # never changed in place
            parameters=[network.parameters.copy() for network in self.networks],
            rng_state=self._rng_state,
            memories=[stack.state() for _, stack in self._stacks],
        )

    def restore(self, snapshot: EnsembleSnapshot) -> None:
        """Return to a snapshot of this trainer: the same steps then follow, bit for bit."""
        self._stats = snapshot.stats
        for network, parameters in zip(self.networks, snapshot.parameters, strict=True):
            network.parameters = parameters
        self._rng_state = snapshot.rng_state
        for (_, stack), memory in zip(self._stacks, snapshot.memories, strict=True):
            stack.restore(memory)


class EnsembleEvaluator:
    """The outputs of many networks on the same points, again and again, as they learn.

    Args:
        networks: read at each call of `maps`, never changed; all with as many outputs.
        X: the points, shape (n, n_in), at least one.
        dtype: float32 (plenty for a picture) or float64.
    """

    def __init__(
        self, networks: Sequence[Network], X: npt.ArrayLike, dtype: npt.DTypeLike = np.float32
    ) -> None:
        points = as_matrix(X, "X", columns=networks[0].sizes[0])
        inputs = np.ascontiguousarray(append_ones(points).T, dtype=dtype)
        self._maps = np.zeros((len(networks), networks[0].sizes[-1], len(points)), dtype=dtype)
        # Networks of a kind take turns on one set of buffers: with so many points a stack
        # would save nothing, and fill the cache.
        self._turns = []
        for members in _by_kind(list(networks), [""] * len(networks)):
            vector = np.zeros(networks[members[0]].parameters.shape, dtype=dtype)
            forward = ForwardPass(networks[members[0]], vector, len(points))
            turns = [(networks[k], self._maps[k]) for k in members]
            self._turns.append((vector, forward.call_list(inputs), forward.outputs[-1], turns))

    @np.errstate(all="ignore")
    def maps(self) -> Array:
        """The outputs of all networks as they are now, shape (K, n_out, n); overwritten by
        the next call.
        """
        for vector, call_list, outputs, turns in self._turns:
            for network, own_map in turns:
                np.copyto(vector, network.parameters, casting="same_kind")
                play(call_list)
                np.copyto(own_map, outputs)
        return self._maps


def _by_kind(networks: list[Network], optimizers: list[str]) -> list[list[int]]:
    """The indices of the members of each stack, those with the same optimizer side by side."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for k, network in enumerate(networks):
        groups.setdefault(kind(network), []).append(k)
    return [sorted(members, key=lambda k: optimizers[k]) for members in groups.values()]


def _one_each(name: str, given: Any, count: int) -> list[Any]:
    """A list of `count` entries: those given, or the one given again and again."""
    if isinstance(given, str) or not isinstance(given, (Sequence, np.ndarray)):
        return [given] * count
    if len(given) != count:
        raise ValueError(f"{name} must be one or {count}, one for each network; got {len(given)}")
    return list(given)
