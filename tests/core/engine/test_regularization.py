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


def slopes(network: Network, X: np.ndarray, T: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gradient of the loss alone."""
    ((dW, db),) = network.gradients(X, T)
    return dW, db


@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.3), (0.02, 0.0), (0.02, 0.3)])
def test_a_weight_is_pulled_by_what_it_is_before_the_step(l1: float, l2: float) -> None:
    rng = np.random.default_rng(3)
    network = Network((2, 1), output="tanh", rng=rng)
    X, T = rng.normal(size=(5, 2)), rng.choice([-1.0, 1.0], size=(5, 1))
    w, b = network.layers[0].W.copy(), network.layers[0].b.copy()
    dW, db = slopes(network, X, T)
    Trainer(network, X, T, *EMPTY, lr=0.1, l1=l1, l2=l2).run_epoch()
    expected = w - 0.1 * (dW + l1 * np.sign(w) + l2 * w)
    np.testing.assert_allclose(network.layers[0].W, expected, rtol=1e-13)
    np.testing.assert_allclose(network.layers[0].b, b - 0.1 * db, rtol=1e-13)


TORCH_OPTIMIZERS = {
    "sgd": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {"eps": 1e-10}),
    "rmsprop": ("RMSprop", {"alpha": 0.9, "eps": 1e-8}),
    "adam": ("Adam", {}),
}


@pytest.mark.parametrize("optimizer", TORCH_OPTIMIZERS)
def test_l2_is_the_weight_decay_of_pytorch(optimizer: str) -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(8)
    network = Network((2, 3, 1), rng=rng)
    X, T = rng.normal(size=(20, 2)), rng.choice([-1.0, 1.0], size=(20, 1))
    parts = [
        torch.tensor(part.copy(), dtype=torch.float64, requires_grad=True)
        for layer in network.layers
        for part in (layer.W, layer.b)
    ]
    name, options = TORCH_OPTIMIZERS[optimizer]
    groups = [
        {"params": parts[0::2], "weight_decay": 0.05},
        {"params": parts[1::2], "weight_decay": 0.0},
    ]
    steps = getattr(torch.optim, name)(groups, lr=0.02, **options)
    trainer = Trainer(network, X, T, *EMPTY, optimizer=optimizer, lr=0.02, l2=0.05)
    for _ in range(5):
        for start in (0, 10):
            x, t = (torch.tensor(part[start : start + 10]) for part in (X, T))
            steps.zero_grad()
            hidden = torch.tanh(x @ parts[0].T + parts[1])
            output = torch.tanh(hidden @ parts[2].T + parts[3])
            (0.5 * (output - t) ** 2).sum(dim=1).mean().backward()
            steps.step()
        trainer.run_epoch()
    for part, layer in zip(parts[0::2], network.layers, strict=True):
        np.testing.assert_allclose(layer.W, part.detach().numpy(), rtol=1e-7, atol=1e-10)


def test_a_weight_that_the_gradient_carries_across_zero_is_not_removed() -> None:
    network = Network((1, 1), output="identity", init="zeros")
    network.layers[0].W = [[0.01]]
    trainer = Trainer(network, [[1.0]], [[-5.0]], np.zeros((0, 1)), EMPTY[1], lr=0.1, l1=0.05)
    trainer.run_epoch()
    assert network.layers[0].W[0, 0] == pytest.approx(0.01 - 0.1 * (5.01 + 0.05))
    assert not trainer.snapshot().gone.any()


def test_a_weight_of_round_off_alone_is_not_removed() -> None:
    """Twice the same input with opposite errors: the gradient is 0 but for round-off."""
    X = np.array([[0.1, 1.0], [0.1, 1.0], [0.1, -1.0], [0.1, -1.0]])
    T = np.array([[0.3], [-0.1 - 0.2], [0.3], [-0.1 - 0.2]])
    network = Network((2, 1), output="identity", init="zeros")
    network.layers[0].W = [[1e-17, -1e-17]]
    trainer = Trainer(network, X, T, *EMPTY, lr=0.1, batch_size=4, l1=0.001)
    for _ in range(20):
        trainer.run_epoch()
    assert not trainer.snapshot().gone.any()


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_other_optimizers_remove_what_the_penalty_outweighs(optimizer: str) -> None:
    network = Network((2, 1), output="identity", init="zeros")
    network.layers[0].W = [[0.5, 0.05]]
    X, T = np.array([[2.0, 0.1], [-2.0, 0.2]]), np.array([[4.0], [-4.0]])
    trainer = Trainer(network, X, T, *EMPTY, optimizer=optimizer, lr=0.02, l1=0.5)
    for _ in range(200):
        trainer.run_epoch()
    np.testing.assert_array_equal(trainer.snapshot().gone, [False, True, False])
    assert network.layers[0].W[0, 1] == 0.0 and network.layers[0].W[0, 0] > 1
