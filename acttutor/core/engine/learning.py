"""What training one network and training many share: rates, batches, randomness, samples."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_count, check_number, check_rng
from acttutor.core.engine.batches import Batches
from acttutor.core.nn.network import Network

#: Inputs (n, n_in) and targets (n, n_out).
Samples: TypeAlias = tuple[Array, Array]


class NonNegative:
    """An attribute that is a number of 0 or more; any other raises a ValueError that names it."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type) -> float:
        value: float = instance.__dict__[self._name]
        return value

    def __set__(self, instance: Any, value: float) -> None:
        instance.__dict__[self._name] = check_number(self._name, value, 0.0)


class Learning:
    """Settings of training by mini-batches that can be changed at any time.

    Args:
        batches: whose size the setting is.
        batch_size, l1, l2, rng, shuffle: as for `Trainer`.
    """

    l1, l2 = NonNegative(), NonNegative()

    def __init__(
        self,
        batches: Sequence[Batches],
        batch_size: int,
        l1: float,
        l2: float,
        rng: np.random.Generator | None,
        shuffle: bool,
    ) -> None:
        self._all_batches = batches
        self.batch_size, self.l1, self.l2 = batch_size, l1, l2
        self._rng = None if rng is None else check_rng(rng)
        self._shuffles = shuffle

    @property
    def batch_size(self) -> int:
        """Samples per step, 1 or more; more than there are means all of them."""
        return self._batch_size

    @batch_size.setter
    def batch_size(self, value: int) -> None:
        self._batch_size = check_count("batch_size", value, 1)
        for batches in self._all_batches:
            batches.resize(self._batch_size)

    def _reorder(self, count: int) -> None:
        """Put all `count` samples into a new order, if they are to be shuffled."""
        if self._rng is not None and self._shuffles:
            order = self._rng.permutation(count)
            for batches in self._all_batches:
                batches.reorder(order)

    @property
    def _rng_state(self) -> Any:
        return None if self._rng is None else self._rng.bit_generator.state

    @_rng_state.setter
    def _rng_state(self, state: Any) -> None:
        if self._rng is not None:
            self._rng.bit_generator.state = state


def check_samples(
    network: Network,
    train: tuple[npt.ArrayLike, npt.ArrayLike],
    test: tuple[npt.ArrayLike, npt.ArrayLike],
    validation: tuple[npt.ArrayLike, npt.ArrayLike] | None,
    loss: str,
) -> list[Samples]:
    """Return inputs and targets for training, testing and validation as matrices.

    Without validation data these have no rows.

    Raises:
        ValueError: they do not suit the network or the loss, or there is none to train on.
    """
    if validation is None:
        validation = np.zeros((0, network.sizes[0])), np.zeros((0, network.sizes[-1]))
    return [
        _checked_pair(network, train, loss, "train", at_least=1),
        _checked_pair(network, test, loss, "test", at_least=0),
        _checked_pair(network, validation, loss, "validation", at_least=0),
    ]


def _checked_pair(
    network: Network,
    samples: tuple[npt.ArrayLike, npt.ArrayLike],
    loss: str,
    name: str,
    at_least: int,
) -> Samples:
    X, T = samples
    inputs = as_matrix(X, f"X_{name}", columns=network.sizes[0])
    _, targets = network.check_task(T, loss, f"T_{name}")
    if not np.isfinite(inputs).all():
        raise ValueError(f"X_{name} must be finite")
    if len(inputs) != len(targets) or len(inputs) < at_least:
        raise ValueError(
            f"X_{name} and T_{name} must have as many rows, at least {at_least}; "
            f"got {len(inputs)} and {len(targets)}"
        )
    return inputs, targets
