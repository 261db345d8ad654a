"""The seam between gradient and update: what a new optimizer has to keep to."""

from typing import Any

import numpy as np
import pytest

from acttutor.core.network import Network
from acttutor.core.optimizers import OPTIMIZERS, SGD
from acttutor.core.training import Trainer


def test_sgd_subtracts_a_gradient_that_contains_the_learning_rate() -> None:
    parameters = np.array([1.0, 2.0])
    sgd = SGD(2)
    sgd.update(parameters, np.array([1.0, -1.0]) * sgd.gradient_scale(0.1), 0.1)
    np.testing.assert_allclose(parameters, [0.9, 2.1])


class Momentum:
    """v <- 0.9 v + g, x <- x - lr v: the size of thing that should be easy to add."""

    def __init__(self, size: int) -> None:
        self.v = np.zeros(size)

    def gradient_scale(self, lr: float) -> float:
        return 1.0

    def update(self, parameters: np.ndarray, gradient: np.ndarray, lr: float) -> None:
        self.v = 0.9 * self.v + gradient
        parameters -= lr * self.v

    def state(self) -> Any:
        return self.v.copy()

    def restore(self, state: Any) -> None:
        self.v = state.copy()


def test_an_optimizer_with_memory_fits_in(
    monkeypatch: pytest.MonkeyPatch, rng: np.random.Generator
) -> None:
    """It gets true gradients, and snapshots carry its memory."""
    monkeypatch.setitem(OPTIMIZERS, "momentum", Momentum)
    network = Network((2, 3, 1), rng=rng)
    X, T = rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
    plain, v = network.parameters.copy(), 0.0
    twin = network.copy()
    trainer = Trainer(network, X, T, X[:0], T[:0], optimizer="momentum", batch_size=6, lr=0.1)
    for epoch in range(4):
        if epoch == 2:
            snapshot = trainer.snapshot()
        trainer.run_epoch()
        twin.parameters = plain
        gradient = [np.column_stack(pair).ravel() for pair in twin.gradients(X, T)]
        v = 0.9 * v + np.concatenate(gradient)
        plain = plain - 0.1 * v
    np.testing.assert_allclose(network.parameters, plain, rtol=1e-12)
    trainer.restore(snapshot)
    trainer.run_epoch()
    trainer.run_epoch()
    np.testing.assert_allclose(network.parameters, plain, rtol=1e-12)
