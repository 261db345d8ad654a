"""Batch normalisation and dropout in training: finite differences, the fast form, PyTorch."""

from typing import Any

import numpy as np
import pytest

from acttutor.core import (
    ACTIVATIONS,
    Evaluator,
    Network,
    Trainer,
    dropout_mask,
    follow_statistics,
    training_gradients,
    training_loss,
)
from acttutor.core.nn.layers.normalized_layer import NormalizedLayer

LOSS = "softmax_cross_entropy"


def problem(n: int = 23) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.normal(size=(n, 4)), np.eye(3)[rng.integers(0, 3, n)]


def network(hidden: Any = "tanh", batch_norm: bool = True, seed: int = 0) -> Network:
    rng = np.random.default_rng(seed)
    made = Network((4, 6, 5, 3), hidden, "softmax", "xavier", rng, batch_norm=batch_norm)
    for layer in made.layers:
        if isinstance(layer, NormalizedLayer):
            layer.gamma = rng.uniform(0.5, 1.5, layer.n_out)
            layer.b = rng.normal(size=layer.n_out)
            layer.mean[:] = rng.normal(size=layer.n_out)
            layer.variance[:] = rng.uniform(0.5, 2.0, layer.n_out)
    return made


def flat(net: Network, X: np.ndarray, T: np.ndarray, masks: Any) -> np.ndarray:
    """Return the slopes laid out like the parameters; the statistics have none."""
    twin = net.copy()
    twin.parameters = np.zeros_like(net.parameters)
    for layer, slopes in zip(twin.layers, training_gradients(net, X, T, LOSS, masks), strict=True):
        layer.W, layer.b = slopes.W, slopes.b
        if isinstance(layer, NormalizedLayer):
            layer.gamma = slopes.gamma
        if slopes.alpha is not None:
            layer.alpha = slopes.alpha
    return twin.parameters


@pytest.mark.parametrize("hidden", ["tanh", "prelu", "gelu"])
@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("rate", [0.0, 0.4])
def test_slopes_are_those_of_finite_differences(hidden, batch_norm, rate):
    X, T = problem()
    net, rng = network(hidden, batch_norm), np.random.default_rng(5)
    masks = [dropout_mask(units, len(X), rate, rng) for units in (6, 5)] if rate else ()
    found, h = flat(net, X, T, masks), 1e-6
    for k in range(len(net.parameters)):
        ends = []
        for way in (h, -h):
            twin = net.copy()
            twin.parameters[k] += way
            ends.append(training_loss(twin, X, T, LOSS, masks))
        assert found[k] == pytest.approx((ends[0] - ends[1]) / (2 * h), abs=2e-7)


@pytest.mark.parametrize("hidden", [*ACTIVATIONS, ["relu", "tanh"]])
def test_the_fast_form_does_the_same(hidden):
    X, T = problem()
    fast, plain = network(hidden), network(hidden)
    trainer = Trainer(
        fast, X, T, X[:0], T[:0], LOSS, "sgd", 0.1, 8, rng=np.random.default_rng(3), dropout=0.3
    )
    trainer.run_epoch(), trainer.run_epoch()
    rng = np.random.default_rng(3)
    for _ in range(2):
        order = rng.permutation(len(X))
        for start in range(0, len(X), 8):
            x, t = X[order[start : start + 8]], T[order[start : start + 8]]
            masks = [dropout_mask(units, len(x), 0.3, rng) for units in (6, 5)]
            slopes = flat(plain, x, t, masks)
            follow_statistics(plain, x, masks)
            plain.parameters -= 0.1 * slopes
    assert fast.parameters == pytest.approx(plain.parameters, abs=1e-10)
    assert trainer.evaluate().loss_train == pytest.approx(plain.loss(X, T, LOSS))
    maps = Evaluator(fast, X, np.float64).maps()
    assert pytest.approx(plain.forward(X), abs=1e-12) == maps[-1].T


@pytest.mark.parametrize("optimizer", ["momentum", "adagrad", "rmsprop", "adam"])
def test_no_optimizer_and_no_decay_touches_the_statistics(optimizer):
    X, T = problem()
    net = network()
    before = [layer.norm[1:].copy() for layer in net.layers[:2]]
    expected = net.copy()
    follow_statistics(expected, X)
    Trainer(net, X, T, X[:0], T[:0], LOSS, optimizer, 0.01, 100, l2=0.1).run_epoch()
    for layer, old, new in zip(net.layers[:2], before, expected.layers[:2], strict=True):
        assert layer.norm[1:] == pytest.approx(new.norm[1:]) and not np.array_equal(
            layer.norm[1:], old
        )


def test_a_folded_network_is_plain_and_gives_the_same_answers():
    X, _ = problem()
    for hidden in ("relu", "prelu"):
        net = network(hidden)
        folded = net.folded()
        assert not folded.is_normalized and folded.folded() is folded
        assert folded.forward(X) == pytest.approx(net.forward(X), abs=1e-12)
    # The statistics are those of the paper: an answer depends on no other sample.
    assert net.forward(X[:1]) == pytest.approx(net.forward(X)[:1])


def test_slopes_in_use_are_those_of_finite_differences_too():
    X, T = problem()
    net = network()
    slopes = net.gradients(X, T, LOSS)
    for layer, (dW, db) in zip(net.layers, slopes, strict=True):
        for values, found in ((layer.W, dW), (layer.b, db)):
            at = (0,) * values.ndim
            old = values[at]
            values[at] = old + 1e-6
            above = net.loss(X, T, LOSS)
            values[at] = old - 1e-6
            below = net.loss(X, T, LOSS)
            values[at] = old
            assert found[at] == pytest.approx((above - below) / 2e-6, abs=1e-7)


def test_dropout_keeps_the_mean_and_leaves_out_its_share():
    mask = dropout_mask(50, 4000, 0.3, np.random.default_rng(0))
    assert mask.mean() == pytest.approx(1.0, abs=0.01)
    assert (mask == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert set(np.unique(mask)) == {0.0, 1 / 0.7}


def test_dropout_goes_on_from_a_snapshot_bit_for_bit():
    X, T = problem()
    net = network()
    trainer = Trainer(
        net, X, T, X[:0], T[:0], LOSS, "adam", 0.01, 8, rng=np.random.default_rng(0), dropout=0.5
    )
    trainer.run_epoch()
    snapshot = trainer.snapshot()
    trainer.run_epoch()
    once = net.parameters.copy()
    trainer.restore(snapshot)
    trainer.run_epoch()
    assert np.array_equal(net.parameters, once)


def test_what_cannot_be_is_refused():
    X, T = problem()
    with pytest.raises(ValueError, match="batch_norm"):
        Network((2, 2, 1), "maxout", batch_norm=True, rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match="dropout"):
        Trainer(network(), X, T, X, T, LOSS, dropout=1.0, rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match="rng"):
        Trainer(network(), X, T, X, T, LOSS, dropout=0.5)


def test_it_is_what_pytorch_does():
    torch = pytest.importorskip("torch")
    X, T = problem()
    net = network("relu")
    mask = dropout_mask(5, len(X), 0.4, np.random.default_rng(2))
    with torch.no_grad():
        parts = []
        for layer in net.layers[:2]:
            linear = torch.nn.Linear(layer.n_in, layer.n_out, bias=False, dtype=torch.float64)
            norm = torch.nn.BatchNorm1d(layer.n_out, dtype=torch.float64)
            linear.weight.copy_(torch.tensor(layer.W))
            norm.weight.copy_(torch.tensor(layer.gamma))
            norm.bias.copy_(torch.tensor(layer.b))
            norm.running_mean.copy_(torch.tensor(layer.mean))
            norm.running_var.copy_(torch.tensor(layer.variance))
            parts.append((linear, norm))
        last = torch.nn.Linear(5, 3, dtype=torch.float64)
        last.weight.copy_(torch.tensor(net.layers[2].W))
        last.bias.copy_(torch.tensor(net.layers[2].b))
    x = torch.tensor(X)
    for k, (linear, norm) in enumerate(parts):
        x = torch.relu(norm(linear(x)))
        x = x * torch.tensor(mask) if k == 1 else x
    loss = torch.nn.functional.cross_entropy(last(x), torch.tensor(T))
    loss.backward()
    masks = [np.ones((len(X), 6)), mask]
    assert training_loss(net, X, T, LOSS, masks) == pytest.approx(loss.item())
    slopes = training_gradients(net, X, T, LOSS, masks)
    follow_statistics(net, X, masks)
    for (linear, norm), found, layer in zip(parts, slopes, net.layers, strict=False):
        assert pytest.approx(linear.weight.grad.numpy(), abs=1e-10) == found.W
        assert found.gamma == pytest.approx(norm.weight.grad.numpy(), abs=1e-10)
        assert found.b == pytest.approx(norm.bias.grad.numpy(), abs=1e-10)
        assert isinstance(layer, NormalizedLayer)
        assert layer.mean == pytest.approx(norm.running_mean.numpy())
        assert layer.variance == pytest.approx(norm.running_var.numpy())
