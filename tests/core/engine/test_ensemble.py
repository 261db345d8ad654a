"""Many networks at once do what each would do alone."""

import math

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.data.datasets import DATASETS, split
from acttutor.core.engine.ensemble import EnsembleEvaluator, EnsembleTrainer
from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizers import OPTIMIZERS

GRID = np.stack(np.meshgrid(np.linspace(-6, 6, 9), np.linspace(-6, 6, 9)), -1).reshape(-1, 2)


def circle(n: int = 60) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(0)
    return split(*DATASETS["circle"].sample(n, 0.1, rng), 0.5, rng)


def compare(networks, data, epochs: int = 4, seed: int | None = None, **settings) -> None:
    """Train together and apart, and compare losses and every parameter."""
    per_member = {name: settings.pop(name) for name in ("optimizer", "lr")}
    twins = [network.copy() for network in networks]
    rngs = [None if seed is None else np.random.default_rng(seed) for _ in range(len(twins) + 1)]
    together = EnsembleTrainer(networks, *data, rng=rngs[-1], **per_member, **settings)
    apart = [
        Trainer(twin, *data, optimizer=optimizer, lr=lr, rng=rng, **settings)
        for twin, rng, optimizer, lr in zip(
            twins, rngs[:-1], per_member["optimizer"], per_member["lr"], strict=True
        )
    ]
    for _ in range(epochs):
        stats, singles = together.run_epoch(), [trainer.run_epoch() for trainer in apart]
    assert stats.epoch == epochs and stats.finite.all()
    for network, twin in zip(networks, twins, strict=True):
        np.testing.assert_allclose(network.parameters, twin.parameters, rtol=1e-10, atol=1e-10)
    for k, single in enumerate(singles):
        assert stats.loss_train[k] == pytest.approx(single.loss_train, rel=1e-9, abs=1e-12)
        assert stats.loss_test[k] == pytest.approx(single.loss_test, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("hidden", [*ACTIVATIONS, "maxout"])
def test_a_fan_of_seeds(hidden: str) -> None:
    networks = [
        Network((2, 4, 3, 1), hidden, init="xavier", rng=np.random.default_rng(k)) for k in range(5)
    ]
    compare(networks, circle(), optimizer=["sgd"] * 5, lr=[0.03] * 5)


def test_a_race_of_pieces_and_others() -> None:
    """Maxout units with as many pieces stand in one stack, the others in theirs."""
    rng = np.random.default_rng(2)
    networks = [
        Network((2, 4, 3, 1), hidden, init="xavier", rng=rng, pieces=pieces)
        for hidden, pieces in [("maxout", 2), ("tanh", 2), ("maxout", 4), ("maxout", 2)]
    ]
    rates, ids = [0.03, 0.1, 0.01, 0.02], ["adam", "sgd", "momentum", "sgd"]
    compare(networks, circle(), optimizer=ids, lr=rates, seed=5, l1=0.01, l2=0.01)
    assert EnsembleEvaluator(networks, GRID, np.float64).maps() == pytest.approx(
        np.array([network.forward(GRID).T for network in networks])
    )


def test_a_race_of_optimizers_and_rates() -> None:
    """Alike but for optimizer and rate; in an order that has to be sorted."""
    ids = [*OPTIMIZERS, *reversed(OPTIMIZERS)]
    networks = [Network((2, 4, 2, 1), rng=np.random.default_rng(3)) for _ in ids]
    rates = list(np.linspace(0.001, 0.02, len(ids)))
    compare(networks, circle(), optimizer=ids, lr=rates, seed=5)


@pytest.mark.parametrize("seed", range(25))
def test_random_races(seed: int) -> None:
    """Mixed shapes, activations, parameters, optimizers, losses, batches, regularisation."""
    rng = np.random.default_rng(seed)
    loss, output = [
        ("squared_error", "tanh"),
        ("softmax_cross_entropy", "softmax"),
        ("binary_cross_entropy", "sigmoid"),
        ("squared_error", "prelu"),
    ][rng.integers(4)]
    shapes = [(2, *map(int, rng.integers(1, 6, size=rng.integers(0, 4))), 2) for _ in range(2)]
    count = int(rng.integers(1, 9))
    networks = []
    for _ in range(count):
        sizes = shapes[rng.integers(2)]
        hidden = [str(rng.choice(["tanh", "prelu", "gelu", "relu"])) for _ in sizes[1:-1]]
        networks.append(Network(sizes, hidden, output, "xavier", rng))
    n, n_test = int(rng.integers(1, 40)), int(rng.integers(0, 9))
    X, T = rng.normal(size=(n + n_test, 2)), np.eye(2)[rng.integers(2, size=n + n_test)]
    if n_test == 0:
        pytest.skip("nan losses are compared elsewhere")
    compare(
        networks,
        (X[:n], T[:n], X[n:], T[n:]),
        seed=[None, seed][int(rng.integers(2))],
        optimizer=[str(rng.choice(list(OPTIMIZERS))) for _ in range(count)],
        lr=[float(rng.choice([0.01, 0.05])) for _ in range(count)],
        loss=loss,
        batch_size=int(rng.integers(1, 45)),
        l1=float(rng.choice([0.0, 0.01])),
        l2=float(rng.choice([0.0, 0.1])),
    )


def diverging() -> EnsembleTrainer:
    networks = [
        Network((2, 3, 1), "relu", "identity", rng=np.random.default_rng(k)) for k in range(3)
    ]
    return EnsembleTrainer(networks, *circle(), lr=[0.03, 50.0, 0.01])


def test_a_member_that_diverges_stops_and_disturbs_nobody() -> None:
    together = diverging()
    calm = EnsembleTrainer(
        [together.networks[k].copy() for k in (0, 2)], *circle(), lr=[0.03, 0.01]
    )
    for _ in range(30):
        stats, expected = together.run_epoch(), calm.run_epoch()
    np.testing.assert_array_equal(stats.finite, [True, False, True])
    np.testing.assert_allclose(stats.loss_train[[0, 2]], expected.loss_train, rtol=1e-12)
    assert not np.isfinite(stats.loss_train[1])
    stopped = together.networks[1].parameters.copy()
    together.run_epoch()
    np.testing.assert_array_equal(together.networks[1].parameters, stopped)


def test_going_back_is_exact_and_brings_a_stopped_member_back() -> None:
    together = diverging()
    start = together.snapshot()
    ahead = [together.run_epoch() for _ in range(10)]
    assert not ahead[-1].finite[1]
    for _ in range(2):
        together.restore(start)
        assert together.epoch == 0 and together.stats.finite.all()
        for expected in ahead:
            for found, part in zip(together.run_epoch(), expected, strict=True):
                np.testing.assert_array_equal(found, part)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_snapshots_carry_the_memory_of_optimizers(optimizer: str) -> None:
    networks = [Network((2, 3, 1), "prelu", rng=np.random.default_rng(k)) for k in range(2)]
    trainer = EnsembleTrainer(
        networks, *circle(), optimizer=optimizer, l1=0.05, rng=np.random.default_rng(1)
    )
    trainer.run_epoch()
    snapshot = trainer.snapshot()
    ahead = [trainer.run_epoch() for _ in range(3)][-1]
    trainer.restore(snapshot)
    again = [trainer.run_epoch() for _ in range(3)][-1]
    np.testing.assert_array_equal(again.loss_train, ahead.loss_train)


def test_training_goes_on_from_an_edited_weight_and_a_changed_rate() -> None:
    networks = [Network((2, 3, 1), rng=np.random.default_rng(k)) for k in range(2)]
    together = EnsembleTrainer(networks, *circle())
    together.run_epoch()
    networks[0].layers[0].W[1, 0] = 0.75
    together.lr, together.batch_size = [0.1, 0.2], 7
    twin = networks[0].copy()
    together.run_epoch()
    Trainer(twin, *circle(), lr=0.1, batch_size=7).run_epoch()
    np.testing.assert_allclose(networks[0].parameters, twin.parameters, rtol=1e-12)


def test_losses_are_there_before_the_first_epoch_and_nan_without_test_data() -> None:
    network, (X, T, *_) = Network((2, 3, 1), rng=np.random.default_rng(1)), circle()
    stats = EnsembleTrainer([network], X, T, X[:0], T[:0]).stats
    assert stats.epoch == 0 and stats.loss_train[0] == pytest.approx(network.loss(X, T))
    assert math.isnan(stats.loss_test[0]) and stats.finite[0]


def test_maps_are_the_outputs_of_each_network(rng) -> None:
    networks = [Network((2, 3, 2), h, rng=rng) for h in ("tanh", "gelu", "tanh")]
    evaluator = EnsembleEvaluator(networks, GRID, dtype=np.float64)
    for _ in range(2):
        maps = evaluator.maps()
        for network, own in zip(networks, maps, strict=True):
            np.testing.assert_allclose(own, network.forward(GRID).T, atol=1e-12)
        networks[1].layers[0].W[0, 0] += 1.0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lr": [0.1]}, "lr must be one or 2"),
        ({"lr": [0.1, -1.0]}, "lr must be"),
        ({"optimizer": ["sgd", "lion"]}, "optimizer must be one of"),
        ({"loss": "softmax_cross_entropy"}, "needs the output activation"),
        ({"batch_size": 0}, "batch_size"),
    ],
)
def test_bad_arguments_are_named(changes, words: str, rng) -> None:
    networks = [Network((2, 3, 1), rng=rng) for _ in range(2)]
    with pytest.raises(ValueError, match=words):
        EnsembleTrainer(networks, *circle(), **changes)
    with pytest.raises(ValueError, match="all different"):
        EnsembleTrainer(networks[:1] * 2, *circle())


@pytest.mark.parametrize("loss", ["squared_error", "absolute_error", "huber"])
def test_validation_and_bounded_slopes_are_those_of_networks_alone(loss: str) -> None:
    networks = [Network((2, 3, 1), rng=np.random.default_rng(seed)) for seed in range(3)]
    X, T, *tested = circle()
    more = {"loss": loss, "validation": (X[:9] + 0.5, T[:9])}
    compare(networks, (X, T, *tested), optimizer=["sgd"] * 3, lr=[0.03] * 3, **more)
    trainer = EnsembleTrainer(networks, X, T, *tested, **more)
    expected = [network.loss(*more["validation"], loss) for network in networks]
    np.testing.assert_allclose(trainer.stats.loss_validation, expected, rtol=1e-12)
