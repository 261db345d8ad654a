"""Dropout with a rate for each layer: for one network and for many, with or without shuffling."""

import numpy as np
import pytest

from acttutor.core import Network, Trainer, dropout_mask, training_gradients
from acttutor.core.engine.ensemble import EnsembleTrainer
from acttutor.core.nn.network import flat_gradient

RATES, UNITS = (0.4, 0.0, 0.25), (6, 5, 4)
LOSS = "squared_error"


def problem(n: int = 23) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.normal(size=(n, 2)), rng.uniform(-1, 1, (n, 1))


def network(seed: int = 0, hidden: object = ("tanh", "relu", "maxout")) -> Network:
    return Network((2, *UNITS, 1), hidden, init="xavier", rng=np.random.default_rng(seed))


def slopes(net: Network, X: np.ndarray, T: np.ndarray, masks: list[np.ndarray]) -> np.ndarray:
    return flat_gradient(training_gradients(net, X, T, LOSS, masks))


def learn_plainly(nets: list[Network], rng: np.random.Generator, epochs: int, batch: int) -> None:
    """Train all in the form to read; each batch draws the masks of all of them side by side."""
    X, T = problem()
    for start in (start for _ in range(epochs) for start in range(0, len(X), batch)):
        x, t = X[start : start + batch], T[start : start + batch]
        n = len(x)
        drawn = [
            dropout_mask(units, n * len(nets), rate, rng) if rate else np.ones((n, units))
            for units, rate in zip(UNITS, RATES, strict=True)
        ]
        for k, net in enumerate(nets):
            own = [mask[k * n : (k + 1) * n] if len(mask) > n else mask for mask in drawn]
            net.parameters -= 0.1 * slopes(net, x, t, own)


def test_each_layer_loses_its_own_share_in_an_order_that_stays() -> None:
    X, T = problem()
    fast, plain = network(), network()
    trainer = Trainer(
        fast, X, T, X[:0], T[:0], LOSS, "sgd", 0.1, 8,
        rng=np.random.default_rng(3), dropout=RATES, shuffle=False,
    )  # fmt: skip
    for _ in range(3):
        trainer.run_epoch()
    learn_plainly([plain], np.random.default_rng(3), 3, 8)
    assert fast.parameters == pytest.approx(plain.parameters, abs=1e-10)


def test_networks_that_are_trained_together_lose_units_of_their_own() -> None:
    X, T = problem()
    fast, plain = [network(seed) for seed in range(3)], [network(seed) for seed in range(3)]
    together = EnsembleTrainer(
        fast, X, T, X[:0], T[:0], LOSS, "sgd", 0.1, 8,
        rng=np.random.default_rng(3), dropout=RATES, shuffle=False,
    )  # fmt: skip
    snapshot = together.snapshot()
    for _ in range(2):
        together.run_epoch()
    learn_plainly(plain, np.random.default_rng(3), 2, 8)
    for one, other in zip(fast, plain, strict=True):
        assert one.parameters == pytest.approx(other.parameters, abs=1e-10)
    once = [net.parameters.copy() for net in fast]
    together.restore(snapshot)
    for _ in range(2):
        together.run_epoch()
    assert all(np.array_equal(net.parameters, was) for net, was in zip(fast, once, strict=True))


def test_a_rate_of_zero_everywhere_is_no_dropout() -> None:
    X, T = problem()
    with_it, without = network(), network()
    for net, more in ((with_it, {"dropout": (0.0, 0.0, 0.0)}), (without, {})):
        Trainer(net, X, T, X[:0], T[:0], LOSS, "adam", 0.01, 8, **more).run_epoch()
    assert np.array_equal(with_it.parameters, without.parameters)


@pytest.mark.parametrize("dropout", [(0.5,), (0.5, 1.0, 0.0), (0.5, -0.1, 0.0)])
def test_rates_that_do_not_suit_the_layers_are_refused(dropout: tuple[float, ...]) -> None:
    X, T = problem()
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="dropout"):
        Trainer(network(), X, T, X, T, LOSS, rng=rng, dropout=dropout)


def test_layers_of_maxout_units_have_pieces_of_their_own() -> None:
    rng = np.random.default_rng(0)
    net = Network((2, 3, 4, 1), "maxout", init="xavier", rng=rng, pieces=(2, 4))
    assert [layer.W.shape for layer in net.layers] == [(3, 2, 2), (4, 4, 3), (1, 4)]
    X, T = problem()
    a = X
    for layer in net.layers[:2]:
        a = np.max([a @ layer.W[:, j].T + layer.b[:, j] for j in range(layer.W.shape[1])], axis=0)
    last = net.layers[2]
    assert net.forward(X) == pytest.approx(np.tanh(a @ last.W.T + last.b), abs=1e-14)
    twin = net.copy()
    trainer = Trainer(net, X, T, X[:0], T[:0], LOSS, "sgd", 0.1, 8)
    trainer.run_epoch()
    for start in range(0, len(X), 8):
        x, t = X[start : start + 8], T[start : start + 8]
        twin.parameters -= 0.1 * flat_gradient(twin.backpropagate(x, t, LOSS))
    assert net.parameters == pytest.approx(twin.parameters, abs=1e-12)
    for bad in ((2,), (2, 0), (2, 2, 2)):
        with pytest.raises(ValueError, match="pieces"):
            Network((2, 3, 4, 1), "maxout", rng=rng, pieces=bad)
