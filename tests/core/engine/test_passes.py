"""The fast engine does what plain loops do, whatever the network and the settings."""

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.data.datasets import DATASETS, split
from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network, flat_gradient


def weight_mask(network: Network) -> np.ndarray:
    parts = []
    for layer in network.layers:
        mask = np.ones(layer.block.shape, dtype=bool)
        mask[:, -1] = False
        parts.append(mask.ravel())
        if layer.alpha is not None:
            parts.append(np.zeros(layer.n_out, dtype=bool))
    return np.concatenate(parts)


def train_plainly(
    network: Network,
    X: np.ndarray,
    T: np.ndarray,
    *,
    epochs: int,
    loss: str = "squared_error",
    lr: float = 0.03,
    batch_size: int = 10,
    l1: float = 0.0,
    l2: float = 0.0,
    rng: np.random.Generator | None = None,
) -> None:
    weights = np.flatnonzero(weight_mask(network))
    gone: set[int] = set()
    for _ in range(epochs):
        order = np.arange(len(X)) if rng is None else rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            batch = order[start : start + batch_size]
            before = network.parameters
            w = before - lr * flat_gradient(network.backpropagate(X[batch], T[batch], loss))
            for k in weights:
                if k in gone:
                    w[k] = 0.0
                    continue
                after = w[k] - lr * (l1 * np.sign(before[k]) + l2 * before[k])
                if l1 > 0 and after * w[k] < 0 and before[k] * w[k] > 0:
                    after = 0.0
                    gone.add(k)
                w[k] = after
            network.parameters = w


def compare(network: Network, X, T, epochs: int = 3, seed: int | None = None, **settings) -> None:
    """Train twice, once by the engine and once plainly, and compare every parameter."""
    twin = network.copy()
    generators = [None if seed is None else np.random.default_rng(seed) for _ in range(2)]
    empty = np.zeros((0, X.shape[1])), np.zeros((0, T.shape[1]))
    trainer = Trainer(network, X, T, *empty, rng=generators[0], **settings)
    stats = [trainer.run_epoch() for _ in range(epochs)][-1]
    train_plainly(twin, X, T, epochs=epochs, rng=generators[1], **settings)
    np.testing.assert_allclose(network.parameters, twin.parameters, rtol=1e-10, atol=1e-10)
    loss = settings.get("loss", "squared_error")
    assert stats.loss_train == pytest.approx(twin.loss(X, T, loss), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_engine_agrees_with_plain_loops_for_every_activation(hidden: str, rng) -> None:
    network = Network((3, 4, 4, 2), hidden=hidden, output=hidden, init="xavier", rng=rng)
    compare(network, rng.normal(size=(23, 3)), rng.normal(size=(23, 2)), lr=0.1)


@pytest.mark.parametrize("pieces", [1, 2, 3, 4])
@pytest.mark.parametrize("sizes", [(3, 4, 4, 2), (1, 5, 2), (2, 3, 1, 6, 2)])
def test_engine_agrees_for_maxout(pieces: int, sizes, rng) -> None:
    network = Network(sizes, "maxout", init="xavier", rng=rng, pieces=pieces)
    X, T = rng.normal(size=(23, sizes[0])), rng.normal(size=(23, 2))
    compare(network, X, T, lr=0.1, l1=0.01, l2=0.02, seed=4)


def test_engine_agrees_for_maxout_between_other_layers(rng) -> None:
    hidden = ["maxout", "tanh", "tanh", "maxout", "prelu", "maxout"]
    network = Network((2, 3, 4, 2, 5, 3, 4, 3), hidden, "softmax", "xavier", rng, pieces=3)
    X, T = rng.normal(size=(31, 2)), np.eye(3)[rng.integers(3, size=31)]
    compare(network, X, T, epochs=5, loss="softmax_cross_entropy", lr=0.1, batch_size=7)


def test_equal_pieces_all_learn_by_the_first(rng) -> None:
    """Weights of zero: every piece is the maximum, and only the first may move."""
    network = Network((2, 3, 1), "maxout", "identity", init="zeros", pieces=3)
    network.layers[1].W = [[1.0, 2.0, 3.0]]
    compare(network, rng.normal(size=(11, 2)), rng.normal(size=(11, 1)), epochs=1, batch_size=11)
    assert network.layers[0].W[:, 0].all()
    assert not network.layers[0].W[:, 1:].any()


TASKS = [
    ("squared_error", "softmax"),
    ("softmax_cross_entropy", "softmax"),
    ("binary_cross_entropy", "sigmoid"),
    ("squared_error", "sigmoid"),
    ("squared_error", "prelu"),
    ("squared_error", "identity"),
]


@pytest.mark.parametrize(("loss", "output"), TASKS)
@pytest.mark.parametrize("sizes", [(2, 3), (2, 4, 3), (2, 3, 5, 3)])
def test_engine_agrees_for_every_loss_and_depth(loss: str, output: str, sizes, rng) -> None:
    X, T = rng.normal(size=(17, 2)), np.eye(3)[rng.integers(3, size=17)]
    network = Network(sizes, output=output, init="xavier", rng=rng)
    compare(network, X, T, loss=loss, lr=0.3, batch_size=5)


@pytest.mark.parametrize("seed", range(40))
def test_engine_agrees_for_random_set_ups(seed: int) -> None:
    """Architecture, mixed activations, parameters, batches, regularisation, shuffling."""
    rng = np.random.default_rng(seed)
    widths = rng.integers(1, 7, size=rng.integers(0, 5))
    hidden = [str(rng.choice(list(ACTIVATIONS))) for _ in widths]
    params = [
        {
            p.id: float(rng.uniform(max(p.low, 0.1), min(p.high, 1.5)))
            for p in ACTIVATIONS[id].params
        }
        for id in hidden
    ]
    loss, output = TASKS[rng.integers(len(TASKS))]
    n, n_in = int(rng.integers(1, 40)), int(rng.integers(1, 5))
    network = Network(
        (n_in, *map(int, widths), 2), hidden, output, "xavier", rng, hidden_params=params
    )
    compare(
        network,
        rng.normal(size=(n, n_in)),
        np.eye(2)[rng.integers(2, size=n)],
        seed=[None, seed][int(rng.integers(2))],
        loss=loss,
        lr=float(rng.choice([0.01, 0.1, 0.3])),
        batch_size=int(rng.integers(1, 45)),
        l1=float(rng.choice([0.0, 0.01, 0.3])),
        l2=float(rng.choice([0.0, 0.1])),
    )


def circle(n: int = 500, seed: int = 0) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    return split(*DATASETS["circle"].sample(n, 0.0, rng), 0.5, rng)


def test_settings_can_be_changed_while_training() -> None:
    data = circle(60)
    network = Network((2, 3, 1), rng=np.random.default_rng(1))
    trainer = Trainer(network, *data)
    trainer.run_epoch()
    plain = network.copy()
    trainer.lr, trainer.batch_size, trainer.l1, trainer.l2 = 0.1, 7, 0.01, 0.02
    trainer.run_epoch()
    settings = {"lr": 0.1, "batch_size": 7, "l1": 0.01, "l2": 0.02}
    train_plainly(plain, *data[:2], epochs=1, **settings)
    np.testing.assert_allclose(network.parameters, plain.parameters, rtol=1e-12)
