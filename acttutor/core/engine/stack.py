"""Networks of one kind, trained together: the engine's many-at-once form, group by group."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.engine.batches import Batches
from acttutor.core.engine.learning import Samples
from acttutor.core.engine.passes import ForwardPass, append_ones, play
from acttutor.core.engine.regularization import Regularizer
from acttutor.core.engine.training_calls import Dropout
from acttutor.core.nn.losses import Loss
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizer import Optimizer
from acttutor.core.optim.optimizers import SGD, make_optimizer


def kind(network: Network) -> tuple[object, ...]:
    """What two networks must have in common to stand in one stack: shape and activations."""
    layers = [
        (
            layer.activation_id,
            layer.activation,
            tuple(sorted(layer.params.items())),
            layer.alpha is None,
        )
        for layer in network.layers
    ]
    return network.sizes, *layers


class Stack:
    """K networks of one kind, with their parameters in the rows of a matrix.

    The networks keep their own parameters: these are copied in before an epoch and out after
    it, which costs little and lets anyone read and edit a network as ever.

    Args:
        members: the networks and the optimizer of each; members with the same optimizer are
            neighbours, so that one call updates all of them.
        samples: inputs and targets for training, testing and validation.
        loss: the rule.
        dropout: which hidden units are left out; None for none.

    Attributes:
        parameters: shape (K, number of parameters), one row for each member.
        sizes: how many samples there are of each kind; the loss on none is nan.
    """

    def __init__(
        self,
        members: Sequence[tuple[Network, str]],
        samples: list[Samples],
        loss: Loss,
        dropout: Dropout | None,
    ) -> None:
        self.networks = [network for network, _ in members]
        self.parameters = np.array([network.parameters for network in self.networks])
        self._gradient = np.zeros_like(self.parameters)
        first = self.networks[0]
        self.batches = Batches(first, loss, *samples[0], self.parameters, self._gradient, dropout)
        self._regularizer = Regularizer(first, self.parameters)
        self._loss, self.sizes = loss, [len(inputs) for inputs, _ in samples]
        self._optimizers = self._make_optimizers([id for _, id in members])
        X, T = (np.concatenate(parts) for parts in zip(*samples, strict=True))
        self._forward = ForwardPass(first, self.parameters, len(X), keep_logits=True)
        self._forward_tape = self._forward.call_list(np.ascontiguousarray(append_ones(X).T))
        self._targets = np.tile(T, (len(members), 1))

    def _make_optimizers(self, ids: list[str]) -> list[tuple[Optimizer, slice]]:
        """One optimizer for each run of equal ids, with the rows that it is for."""
        starts = [k for k in range(len(ids)) if k == 0 or ids[k] != ids[k - 1]]
        found = []
        for start, stop in zip(starts, [*starts[1:], len(ids)], strict=True):
            shape = stop - start, self.parameters.shape[1]
            found.append((make_optimizer(ids[start], shape), slice(start, stop)))
        return found

    def run_epoch(self, lr: Array, l1: float, l2: float) -> None:
        """Train all members for one epoch; `lr` has one rate for each."""
        rates = np.repeat(lr[:, np.newaxis], self.parameters.shape[1], axis=1)
        factors, is_plain = np.ones(len(lr)), np.zeros((len(lr), 1), dtype=bool)
        steps = []
        for optimizer, rows in self._optimizers:
            factors[rows] = optimizer.gradient_scale(lr[rows])
            is_plain[rows] = isinstance(optimizer, SGD)
            steps.append(
                (optimizer.update, self.parameters[rows], self._gradient[rows], rates[rows])
            )
        self.batches.set_scale(factors)
        self._regularizer.prepare(factors[:, np.newaxis], is_plain, l1, l2)
        decays = self._regularizer.is_active
        for call_list in self.batches:
            for call in call_list:
                call()
            if decays:
                self._regularizer.join(self._gradient)
            for update, parameters, gradient, rate in steps:
                update(parameters, gradient, rate)
            if decays:
                self._regularizer.settle()

    def losses(self) -> list[Array]:
        """The losses of all members on each kind of samples, each (K,)."""
        play(self._forward_tape)
        costs, outputs = self._loss.costs, self._forward.outputs[-1].T
        if self._loss.costs_from_logits is not None:
            costs, outputs = self._loss.costs_from_logits, self._forward.logits.T
        by_sample = costs(outputs, self._targets).sum(axis=1).reshape(len(self.networks), -1)
        kinds = np.split(by_sample, np.cumsum(self.sizes)[:-1], axis=1)
        return [costs.sum(axis=1) / costs.shape[1] for costs in kinds]

    def fetch(self, alive: npt.NDArray[np.bool_]) -> None:
        """Copy the networks' parameters in; those that have stopped get zeros, which stay
        finite and cost nothing extra.
        """
        for network, row, lives in zip(self.networks, self.parameters, alive, strict=True):
            row[...] = network.parameters if lives else 0.0

    def hand_out(self, alive: npt.NDArray[np.bool_]) -> None:
        """Copy the parameters back into the networks that have not stopped."""
        for network, row, lives in zip(self.networks, self.parameters, alive, strict=True):
            if lives:
                network.parameters[...] = row

    def state(self) -> Any:
        """A copy of what the optimizers and the regularisation remember."""
        return self._regularizer.gone.copy(), [o.state() for o, _ in self._optimizers]

    def restore(self, state: Any) -> None:
        """Return to a copy of the memory."""
        self._regularizer.gone[...] = state[0]
        for (optimizer, _), memory in zip(self._optimizers, state[1], strict=True):
            optimizer.restore(memory)
