"""The trainer: what an epoch is, what can change between epochs, and the way back."""

import math
from typing import Any

import numpy as np
import pytest

from acttutor.core.data.datasets import DATASETS, split
from acttutor.core.engine.trainer import EpochStats, Trainer
from acttutor.core.nn.network import Network

EMPTY = np.zeros((0, 2)), np.zeros((0, 1))


def circle(n: int = 500, seed: int = 0) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    return split(*DATASETS["circle"].sample(n, 0.0, rng), 0.5, rng)


def test_default_network_learns_the_circle() -> None:
    network = Network((2, 4, 2, 1), rng=np.random.default_rng(0))
    trainer = Trainer(network, *circle())
    before = trainer.evaluate()
    stats = [trainer.run_epoch() for _ in range(300)][-1]
    assert before.epoch == 0 and before.loss_train > 0.4
    assert stats.epoch == trainer.epoch == 300
    assert stats.loss_train < 0.02 and stats.loss_test < 0.03 and stats.finite


def test_losses_are_those_of_the_network_after_the_epoch() -> None:
    data = circle()
    network = Network((2, 3, 1), rng=np.random.default_rng(0))
    stats = Trainer(network, *data).run_epoch()
    assert stats == EpochStats(
        1,
        pytest.approx(network.loss(data[0], data[1]), rel=1e-12),
        pytest.approx(network.loss(data[2], data[3]), rel=1e-12),
        True,
    )


def test_validation_data_are_measured_and_never_learned() -> None:
    X, T, X_other, T_other = circle()
    networks = [Network((2, 3, 1), rng=np.random.default_rng(0)) for _ in range(2)]
    alone = Trainer(networks[0], X, T, X_other[:50], T_other[:50])
    trainer = Trainer(
        networks[1], X, T, X_other[:50], T_other[:50], validation=(X_other[50:], T_other[50:])
    )
    for _ in range(3):
        before, stats = alone.run_epoch(), trainer.run_epoch()
    np.testing.assert_array_equal(networks[0].parameters, networks[1].parameters)
    assert (stats.loss_train, stats.loss_test) == (before.loss_train, before.loss_test)
    assert math.isnan(before.loss_validation) and stats.finite
    expected = networks[1].loss(X_other[50:], T_other[50:])
    assert stats.loss_validation == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("loss", ["absolute_error", "huber"])
def test_an_epoch_with_a_bounded_slope_is_that_of_the_plain_form(loss: str) -> None:
    rng = np.random.default_rng(3)
    X, T = rng.normal(size=(30, 2)), rng.normal(size=(30, 1))
    network = Network((2, 4, 1), output="identity", rng=rng)
    plain = network.copy()
    Trainer(network, X, T, *EMPTY, loss=loss, lr=0.1, batch_size=10).run_epoch()
    for start in (0, 10, 20):
        batch = slice(start, start + 10)
        for layer, (dW, db) in zip(
            plain.layers, plain.gradients(X[batch], T[batch], loss), strict=True
        ):
            layer.W, layer.b = layer.W - 0.1 * dW, layer.b - 0.1 * db
    np.testing.assert_allclose(network.parameters, plain.parameters, rtol=1e-12)


def test_last_batch_is_smaller_and_its_gradient_is_its_own_mean() -> None:
    network = Network((1, 1), output="identity", init="zeros")
    X, T = np.array([[1.0], [1.0], [1.0]]), np.array([[2.0], [2.0], [8.0]])
    trainer = Trainer(network, X, T, X[:0], T[:0], lr=0.5, batch_size=2)
    trainer.run_epoch()
    # Batch 1: y = 0, mean slope -2, so W = b = 1.  Batch 2, one sample: y = 2, slope -6.
    np.testing.assert_allclose(network.parameters, [4.0, 4.0])
    trainer.run_epoch()
    # No gradient is left over: y = 8, mean slope 6, W = b = 1; then y = 2, slope -6.
    np.testing.assert_allclose(network.parameters, [4.0, 4.0])


def test_a_batch_larger_than_the_data_takes_all() -> None:
    networks = [Network((2, 3, 1), rng=np.random.default_rng(1)) for _ in range(2)]
    data = circle(40)
    for network, size in zip(networks, (20, 1000), strict=True):
        Trainer(network, *data, batch_size=size).run_epoch()
    np.testing.assert_array_equal(networks[0].parameters, networks[1].parameters)


def test_fixed_order_is_repeatable_and_shuffling_follows_its_generator() -> None:
    def run(seed: int | None) -> np.ndarray:
        network = Network((2, 3, 1), rng=np.random.default_rng(1))
        rng = None if seed is None else np.random.default_rng(seed)
        trainer = Trainer(network, *circle(60), rng=rng)
        for _ in range(5):
            trainer.run_epoch()
        return network.parameters

    np.testing.assert_array_equal(run(None), run(None))
    np.testing.assert_array_equal(run(7), run(7))
    assert not np.array_equal(run(7), run(8)) and not np.array_equal(run(7), run(None))


def test_the_given_arrays_are_not_changed_and_not_kept() -> None:
    data = circle(60)
    before = [part.copy() for part in data]
    networks = [Network((2, 3, 1), rng=np.random.default_rng(1)) for _ in range(2)]
    trainers = [Trainer(n, *before, rng=np.random.default_rng(0)) for n in networks]
    trainers[0].run_epoch()
    for part, copy in zip(data, before, strict=True):
        np.testing.assert_array_equal(part, copy)
        copy[:] = np.nan
    trainers[1].run_epoch()
    np.testing.assert_array_equal(networks[0].parameters, networks[1].parameters)


def test_prelu_alpha_is_trained() -> None:
    network = Network((2, 3, 1), hidden="prelu", rng=np.random.default_rng(1))
    np.testing.assert_array_equal(network.layers[0].alpha, 0.25)
    Trainer(network, *circle(60)).run_epoch()
    assert np.all(network.layers[0].alpha != 0.25)


def test_training_goes_on_from_an_edited_weight() -> None:
    data = circle(60)
    edited = Network((2, 3, 1), rng=np.random.default_rng(1))
    trainer = Trainer(edited, *data)
    trainer.run_epoch()
    edited.layers[0].W[1, 0] = 0.75
    fresh = edited.copy()
    trainer.run_epoch()
    Trainer(fresh, *data).run_epoch()
    np.testing.assert_array_equal(edited.parameters, fresh.parameters)


@pytest.mark.parametrize("l1", [0.0, 0.1])
@pytest.mark.parametrize("seed", [None, 3])
def test_going_back_and_forward_again_is_exact(l1: float, seed: int | None) -> None:
    network = Network((2, 4, 2, 1), hidden="prelu", rng=np.random.default_rng(1))
    rng = None if seed is None else np.random.default_rng(seed)
    trainer = Trainer(network, *circle(60), rng=rng, l1=l1)
    for _ in range(5):
        trainer.run_epoch()
    snapshot = trainer.snapshot()
    ahead = [trainer.run_epoch() for _ in range(6)]
    parameters = network.parameters.copy()
    for _ in range(2):  # a snapshot can be used more than once
        trainer.restore(snapshot)
        assert trainer.epoch == 5
        assert [trainer.run_epoch() for _ in range(6)] == ahead
        np.testing.assert_array_equal(network.parameters, parameters)


def test_a_snapshot_does_not_move_along() -> None:
    network = Network((2, 2, 1), rng=np.random.default_rng(1))
    trainer = Trainer(network, *circle(60))
    snapshot = trainer.snapshot()
    start = network.parameters.copy()
    trainer.run_epoch()
    np.testing.assert_array_equal(snapshot.parameters, start)


def test_divergence_is_a_result_and_names_the_layer() -> None:
    network = Network((2, 3, 1), hidden="relu", output="identity", rng=np.random.default_rng(0))
    trainer = Trainer(network, *circle(), lr=10.0)
    assert trainer.first_bad_layer() is None
    stats = [trainer.run_epoch() for _ in range(5)]
    assert not stats[-1].finite
    assert trainer.first_bad_layer() == 0
    assert not trainer.run_epoch().finite, "and further epochs do no harm"


def test_first_bad_layer_finds_parameters_outputs_and_the_loss() -> None:
    network = Network((1, 1, 1, 1), hidden="identity", output="identity", init="zeros")
    trainer = Trainer(network, [[1.0]], [[0.0]], np.zeros((0, 1)), np.zeros((0, 1)))
    network.layers[1].b = [np.nan]
    assert trainer.first_bad_layer() == 1
    network.layers[0].W, network.layers[1].b = [[1e200]], [0.0]
    network.layers[1].W = [[1e200]]
    assert trainer.first_bad_layer() == 1
    network.layers[1].W, network.layers[2].W = [[1.0]], [[1.0]]
    stats = trainer.evaluate()
    assert stats.loss_train == math.inf and not stats.finite
    assert trainer.first_bad_layer() == 2


def test_without_test_data_their_loss_is_nan_and_nothing_else_is() -> None:
    network = Network((2, 2, 1), rng=np.random.default_rng(1))
    stats = Trainer(network, *circle(60)[:2], *EMPTY).run_epoch()
    assert math.isnan(stats.loss_test) and math.isfinite(stats.loss_train) and stats.finite


def test_cross_entropy_stays_finite_when_outputs_round_to_certainty() -> None:
    network = Network((1, 1), output="sigmoid", init="zeros")
    network.layers[0].b = [800.0]
    empty = np.zeros((0, 1)), np.zeros((0, 1))
    trainer = Trainer(network, [[0.0]], [[0.0]], *empty, loss="binary_cross_entropy", lr=1.0)
    assert trainer.evaluate().loss_train == 800.0
    assert trainer.run_epoch().loss_train == 799.0, "and it is corrected at full strength"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lr": -0.1}, r"lr must be .*\[0, inf\), got -0.1"),
        ({"lr": math.nan}, "lr"),
        ({"batch_size": 0}, "batch_size must be a whole number of at least 1, got 0"),
        ({"batch_size": 2.5}, "batch_size"),
        ({"l1": -1}, "l1 must be"),
        ({"l2": math.inf}, "l2 must be"),
        ({"loss": "hinge"}, "loss must be one of squared_error"),
        ({"loss": "softmax_cross_entropy"}, "needs the output activation 'softmax'"),
        ({"optimizer": "lion"}, "optimizer must be one of sgd, .*adam; got 'lion'"),
        ({"rng": 0}, "rng must be"),
        ({"X_train": np.zeros((0, 2)), "T_train": np.zeros((0, 1))}, "at least 1; got 0 and 0"),
        ({"T_test": np.zeros((3, 1))}, "X_test and T_test must have as many rows"),
        ({"X_train": np.full((30, 2), np.inf)}, "X_train must be finite"),
        ({"T_train": np.full((30, 1), np.nan)}, "T_train must be finite"),
        ({"X_test": np.zeros((30, 3))}, "X_test must have 2 column"),
        ({"T_test": np.zeros((30, 3))}, "T_test must have 1 column"),
    ],
)
def test_bad_arguments_are_named(changes, words: str) -> None:
    names = ("X_train", "T_train", "X_test", "T_test")
    network = Network((2, 2, 1), rng=np.random.default_rng(1))
    arguments = dict(zip(names, circle(60), strict=True)) | changes
    with pytest.raises(ValueError, match=words):
        Trainer(network, **arguments)
    for name in ("lr", "batch_size", "l1", "l2"):
        if name in changes:
            trainer = Trainer(network, *circle(60))
            with pytest.raises(ValueError, match=words):
                setattr(trainer, name, changes[name])


@pytest.mark.parametrize("more", [{}, {"dropout": 0.3}, {"optimizer": "adam", "l1": 0.01}])
def test_an_epoch_in_parts_is_the_whole_epoch(more: dict[str, Any]) -> None:
    """Whatever is changed on the way holds from the next epoch on."""
    data = circle(60)
    nets = [Network((2, 4, 1), rng=np.random.default_rng(0)) for _ in range(2)]
    whole, parts = (
        Trainer(net, *data, batch_size=7, lr=0.1, rng=np.random.default_rng(1), **more)
        for net in nets
    )
    for _ in range(3):
        expected = whole.run_epoch()
        assert not parts.learn(1) and not parts.learn(2)
        parts.lr = 0.7
        assert parts.epoch == expected.epoch - 1
        assert parts.run_epoch() == expected
        assert np.array_equal(nets[0].parameters, nets[1].parameters)
        parts.lr = 0.1
    before = parts.snapshot()
    parts.learn(2)
    parts.restore(before)
    assert parts.run_epoch() == whole.run_epoch()
