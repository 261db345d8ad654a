"""Optimizers against first steps by hand, closed forms and loops; the seam to the trainer."""

import math
from typing import Any

import numpy as np
import pytest

from acttutor.core.data.datasets import DATASETS, split
from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network
from acttutor.core.optim.optimizer import take_step
from acttutor.core.optim.optimizers import OPTIMIZERS, SGD, make_optimizer


def torch_loop(id: str, x0: list[float], gradients: list[list[float]], lr: float) -> list[float]:
    """The rules as PyTorch documents them, one parameter after the other."""
    ends = []
    for x, *slopes in zip(x0, *gradients, strict=True):
        v = m = s = 0.0
        for t, g in enumerate(slopes, start=1):
            v = 0.9 * v + g
            if id == "sgd":
                x -= lr * g
            elif id == "momentum":
                x -= lr * v
            elif id == "nesterov":
                x -= lr * (g + 0.9 * v)
            elif id == "adagrad":
                s += g * g
                x -= lr * g / (math.sqrt(s) + 1e-10)
            elif id == "rmsprop":
                s = 0.9 * s + 0.1 * g * g
                x -= lr * g / (math.sqrt(s) + 1e-8)
            elif id == "adam":
                m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g
                root = math.sqrt(s) / math.sqrt(1 - 0.999**t)
                x -= lr / (1 - 0.9**t) * m / (root + 1e-8)
            else:
                raise AssertionError(f"no loop for {id}")
        ends.append(x)
    return ends


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_many_steps_are_those_of_the_loop(id: str, rng: np.random.Generator) -> None:
    gradients = rng.normal(size=(50, 7)) * 10.0 ** rng.uniform(-9, 3, size=7)
    gradients[:, 3] = 0.0
    gradients[:20, 4] = 0.0
    x = x0 = rng.normal(size=7)
    optimizer = make_optimizer(id, 7)
    for gradient in gradients:
        x = take_step(optimizer, x, gradient, 0.03)
    expected = torch_loop(id, list(x0), [list(g) for g in gradients], 0.03)
    np.testing.assert_allclose(x, expected, rtol=1e-11)


FIRST_STEPS = {  # from x = 1 with g = 4 and lr = 0.1, then with g = -2
    "sgd": (0.6, 0.8),
    "momentum": (0.6, 0.44),  # v = 4, then 0.9 * 4 - 2 = 1.6
    "nesterov": (0.24, 0.296),  # 4 + 0.9 * 4 = 7.6, then -2 + 0.9 * 1.6 = -0.56
    "adagrad": (0.9, 0.9 + 0.2 / math.sqrt(20)),
    "rmsprop": (1 - 0.4 / math.sqrt(1.6), 1 - 0.4 / math.sqrt(1.6) + 0.2 / math.sqrt(1.84)),
    "adam": (0.9, 0.9 - 0.1 * (0.16 / 0.19) / math.sqrt(0.019984 / 0.001999)),
}


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_first_two_steps_by_hand(id: str) -> None:
    first, second = FIRST_STEPS[id]
    optimizer = make_optimizer(id, 1)
    x = take_step(optimizer, np.array([1.0]), np.array([4.0]), 0.1)
    assert x[0] == pytest.approx(first, abs=1e-8)
    assert take_step(optimizer, x, np.array([-2.0]), 0.1)[0] == pytest.approx(second, abs=1e-8)


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e5])
def test_adam_steps_by_the_learning_rate_under_a_constant_gradient(size: float) -> None:
    """Bias correction makes m' = g and v' = g^2 at every step, however small t is."""
    optimizer, x = make_optimizer("adam", 1), np.zeros(1)
    for t in range(1, 200):
        x = take_step(optimizer, x, np.array([size]), 0.01)
        assert x[0] == pytest.approx(-0.01 * t, rel=2e-5)


def test_momentum_reaches_its_final_speed_geometrically() -> None:
    optimizer, x = make_optimizer("momentum", 1, {"mu": 0.5}), np.zeros(1)
    for t in range(1, 20):
        before, x = x, take_step(optimizer, x, np.ones(1), 0.1)
        assert before[0] - x[0] == pytest.approx(0.1 * (1 - 0.5**t) / (1 - 0.5))


def test_adagrad_slows_down_with_the_root_of_time() -> None:
    optimizer, x = make_optimizer("adagrad", 1), np.zeros(1)
    for _ in range(100):
        x = take_step(optimizer, x, np.full(1, -3.0), 0.1)
    assert x[0] == pytest.approx(0.1 * sum(t**-0.5 for t in range(1, 101)))


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_a_parameter_without_gradient_stays_where_it_is(id: str) -> None:
    optimizer, x = make_optimizer(id, 2), np.array([0.5, -2.0])
    for _ in range(3):
        x = take_step(optimizer, x, np.zeros(2), 0.1)
    np.testing.assert_array_equal(x, [0.5, -2.0])


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_walks_down_a_long_valley(id: str) -> None:
    """Any function will do, not only networks: x^2 / 2 + 5 y^2."""
    optimizer, x = make_optimizer(id, 2), np.array([3.0, 1.0])
    lr = {"adagrad": 1.0}.get(id, 0.05)
    for _ in range(300):
        x = take_step(optimizer, x, x * [1.0, 10.0], lr)
    assert np.all(np.abs(x) < 0.06)


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_rows_of_a_stack_do_not_know_of_each_other(id: str, rng: np.random.Generator) -> None:
    """K vectors with K learning rates at once; one of them full of nan."""
    rates = np.array([[0.1], [0.02], [0.5]])
    xs = rng.normal(size=(3, 4))
    together = make_optimizer(id, (3, 4))
    alone = [make_optimizer(id, 4) for _ in range(3)]
    singles = list(xs)
    for _ in range(5):
        gradients = rng.normal(size=(3, 4))
        gradients[1] = np.nan
        xs = take_step(together, xs, gradients, rates)
        for k in range(3):
            singles[k] = take_step(alone[k], singles[k], gradients[k], float(rates[k, 0]))
    np.testing.assert_allclose(xs, singles, rtol=1e-14)


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_a_step_changes_neither_of_its_arrays(id: str) -> None:
    x, gradient = np.array([1.0, 2.0]), np.array([0.5, -0.5])
    take_step(make_optimizer(id, 2), x, gradient, 0.1)
    np.testing.assert_array_equal(x, [1.0, 2.0])
    np.testing.assert_array_equal(gradient, [0.5, -0.5])


def circle(n: int = 60) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(0)
    return split(*DATASETS["circle"].sample(n, 0.0, rng), 0.5, rng)


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_the_trainer_feeds_it_the_gradient_of_the_batch(id: str, rng) -> None:
    data, network = circle(), Network((2, 3, 1), rng=rng)
    twin, optimizer = network.copy(), make_optimizer(id, len(network.parameters))
    Trainer(network, *data, optimizer=id, lr=0.02).run_epoch()
    for start in range(0, 30, 10):
        batch = slice(start, start + 10)
        slopes = twin.gradients(data[0][batch], data[1][batch])
        gradient = np.concatenate([np.column_stack(pair).ravel() for pair in slopes])
        twin.parameters = take_step(optimizer, twin.parameters, gradient, 0.02)
    np.testing.assert_allclose(network.parameters, twin.parameters, rtol=1e-11)


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_going_back_is_exact(id: str, rng: np.random.Generator) -> None:
    trainer = Trainer(Network((2, 3, 1), rng=rng), *circle(), optimizer=id)
    for _ in range(3):
        trainer.run_epoch()
    snapshot = trainer.snapshot()
    ahead = [trainer.run_epoch() for _ in range(4)]
    for _ in range(2):
        trainer.restore(snapshot)
        assert [trainer.run_epoch() for _ in range(4)] == ahead


def test_sgd_subtracts_a_gradient_that_contains_the_learning_rate() -> None:
    parameters = np.array([1.0, 2.0])
    sgd = SGD(2)
    sgd.update(parameters, np.array([1.0, -1.0]) * sgd.gradient_scale(0.1), 0.1)
    np.testing.assert_allclose(parameters, [0.9, 2.1])


class Signs:
    """x <- x - lr sign(g + g of the step before): the size of thing that is easy to add."""

    def __init__(self, size: int) -> None:
        self.last = np.zeros(size)

    def gradient_scale(self, lr: float) -> float:
        return 1.0

    def update(self, parameters: np.ndarray, gradient: np.ndarray, lr: float) -> None:
        parameters -= lr * np.sign(gradient + self.last)
        self.last = gradient.copy()

    def state(self) -> Any:
        return self.last.copy()

    def restore(self, state: Any) -> None:
        self.last = state.copy()


def test_a_new_optimizer_fits_in(monkeypatch: pytest.MonkeyPatch, rng) -> None:
    monkeypatch.setitem(OPTIMIZERS, "signs", Signs)
    network = Network((2, 3, 1), rng=rng)
    before = network.parameters.copy()
    Trainer(network, *circle(), optimizer="signs", batch_size=30, lr=0.125).run_epoch()
    np.testing.assert_allclose(np.abs(network.parameters - before), 0.125)


@pytest.mark.parametrize(
    ("id", "params", "words"),
    [
        ("momentum", {"mu": 1.0}, "mu must be"),
        ("adam", {"beta2": -0.1}, "beta2 must be"),
        ("rmsprop", {"epsilon": 0.0}, "epsilon must be"),
        ("adagrad", {"rho": 0.5}, r"'adagrad' has not all of these parameters: \['rho'\]"),
        ("lion", {}, "optimizer must be one of"),
    ],
)
def test_bad_arguments_are_named(id: str, params: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make_optimizer(id, 2, params)
