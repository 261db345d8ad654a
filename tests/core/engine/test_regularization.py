"""L1 and L2: what they take from a weight, and when a connection is gone for good."""

import numpy as np
import pytest

from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network

EMPTY = np.zeros((0, 2)), np.zeros((0, 1))


def test_l2_pulls_weights_but_not_biases_or_alphas() -> None:
    network = Network((2, 2, 1), hidden="prelu", init="zeros")
    network.parameters = np.full_like(network.parameters, 0.5)
    X = np.zeros((1, 2))
    T = network.forward(X)  # no error, so nothing but the decay moves
    Trainer(network, X, T, *EMPTY, lr=0.1, l2=2.0).run_epoch()
    for layer in network.layers:
        np.testing.assert_allclose(layer.W, 0.5 * (1 - 0.1 * 2.0))
        np.testing.assert_array_equal(layer.b, 0.5)
    np.testing.assert_array_equal(network.layers[0].alpha, 0.5)


def still_network(W: list[list[float]]) -> tuple[Network, np.ndarray, np.ndarray]:
    """A network with data on which it makes no error, so that only L1 moves it."""
    network = Network((2, 1), output="identity", init="zeros")
    network.layers[0].W = W
    X = np.zeros((1, 2))
    return network, X, network.forward(X)


def test_l1_takes_a_constant_and_stops_at_zero() -> None:
    network, X, T = still_network([[0.25, -0.05]])
    trainer = Trainer(network, X, T, *EMPTY, lr=0.1, l1=1.0)
    trainer.run_epoch()
    np.testing.assert_allclose(network.layers[0].W, [[0.15, 0.0]])
    trainer.run_epoch()
    np.testing.assert_allclose(network.layers[0].W, [[0.05, 0.0]])


def test_a_weight_that_l1_removed_stays_zero_for_good() -> None:
    network, X, T = still_network([[0.5, 0.05]])
    trainer = Trainer(network, X, T, *EMPTY, lr=0.1, l1=1.0)
    trainer.run_epoch()
    trainer.l1 = 0.0
    retrained = Trainer(network, [[1.0, 1.0]], [[9.0]], *EMPTY, lr=0.1)
    assert network.layers[0].W[0, 1] == 0.0
    retrained.restore(trainer.snapshot())
    for _ in range(5):
        retrained.run_epoch()
    assert network.layers[0].W[0, 1] == 0.0 and network.layers[0].W[0, 0] > 1


def test_a_removed_weight_lives_again_when_it_is_set_by_hand() -> None:
    network, X, T = still_network([[0.5, 0.05]])
    trainer = Trainer(network, X, T, *EMPTY, lr=0.1, l1=1.0)
    trainer.run_epoch()
    network.layers[0].W[0, 1] = 0.75
    trainer.run_epoch()
    assert network.layers[0].W[0, 1] == pytest.approx(0.65)


def test_weights_that_start_at_zero_are_not_removed() -> None:
    network = Network((2, 1), output="identity", init="zeros")
    Trainer(network, [[1.0, 1.0]], [[5.0]], *EMPTY, lr=0.1, l1=0.1).run_epoch()
    assert np.all(network.layers[0].W > 0)
