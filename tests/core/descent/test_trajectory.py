"""Walks over landscapes against closed forms, and against the optimizers step by step."""

import numpy as np
import pytest

from acttutor.core.descent.landscapes import BEALE, ROSENBROCK, SADDLE, elongated_bowl
from acttutor.core.descent.linear_unit import linear_unit
from acttutor.core.descent.trajectory import LIMIT, STRIDE, Trajectory
from acttutor.core.optim.optimizer import take_step
from acttutor.core.optim.optimizers import OPTIMIZERS, make_optimizer
from acttutor.core.optim.step_parts import carried, memory_after


def test_descent_in_a_bowl_multiplies_each_coordinate() -> None:
    path = Trajectory(elongated_bowl(20.0), "sgd", (-3.0, 1.0), 0.09)
    path.step(30)
    assert path.k == 30
    assert path.here == pytest.approx((-3 * 0.91**30, (-0.8) ** 30))
    assert path.next == pytest.approx((-3 * 0.91**31, (-0.8) ** 31))


def test_momentum_in_a_bowl_is_polyaks_recurrence() -> None:
    path = Trajectory(elongated_bowl(5.0), "momentum", (2.0, 1.0), 0.05, {"mu": 0.8})
    path.step(40)
    for axis, curvature in ((0, 1.0), (1, 5.0)):
        x = [point[axis] for point in path.points]
        for k in range(1, 40):
            expected = x[k] - 0.05 * curvature * x[k] + 0.8 * (x[k] - x[k - 1])
            assert x[k + 1] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_a_walk_is_made_of_single_steps(id: str) -> None:
    path = Trajectory(BEALE, id, (1.0, 1.5), 0.004)
    path.step(50)
    optimizer, x = make_optimizer(id, 2), np.array([1.0, 1.5])
    for point in path.points[1:]:
        x = take_step(optimizer, x, np.array(BEALE.df(*x)), 0.004)
        assert point == pytest.approx(tuple(x), rel=1e-12)


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_a_walk_that_went_back_goes_on_as_before(id: str) -> None:
    straight, back = (Trajectory(SADDLE, id, (-1.5, 0.01), 0.05) for _ in range(2))
    straight.step(3 * STRIDE)
    back.step(2 * STRIDE + 5)
    for k in (2 * STRIDE, STRIDE + 1, STRIDE, STRIDE - 1, 3, 0, 0):
        back.back_to(k)
        assert back.k == k
        assert back.points == straight.points[: k + 2]
    back.step(3 * STRIDE)
    assert back.points == straight.points


def test_samples_take_turns() -> None:
    land = linear_unit("sigmoid")
    path = Trajectory(land, "sgd", (0.0, 0.0), 0.5)
    path.step(7)
    for k in range(8):
        change = np.subtract(path.points[k + 1], path.points[k])
        np.testing.assert_allclose(change, -0.5 * np.array(land.gradient(*path.points[k], k)))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("id", OPTIMIZERS)
def test_a_walk_that_diverges_ends_and_can_come_back(id: str) -> None:
    path = Trajectory(ROSENBROCK, id, (-1.5, 2.3), 2.0)
    path.step(3000)
    assert np.isfinite(path.points).all()
    if not path.diverged:
        return
    k = path.k
    path.step(5)
    assert path.k == k and path.here == path.next
    assert max(map(abs, path.here)) >= LIMIT > max(map(abs, path.points[k - 1]))
    path.back_to(k - 1)
    assert path.k == k - 1 and not path.diverged
    path.step(1)
    assert path.k == k and path.diverged


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_the_part_of_momentum_and_that_of_the_gradient_make_the_step(
    id: str, rng: np.random.Generator
) -> None:
    """The gradient's own part: what the same step is without anything remembered of it."""
    optimizer, x, lr = make_optimizer(id, 2), np.zeros(2), 0.1
    for _ in range(7):
        x = take_step(optimizer, x, rng.normal(size=2), lr)
    memory, gradient = optimizer.state(), rng.normal(size=2)
    step = take_step(optimizer, x, gradient, lr) - x
    part = carried(id, memory, {}, gradient, lr)
    rows = memory_after(id, memory, {}, gradient)
    own = {
        "sgd": lambda: gradient,
        "momentum": lambda: gradient,
        "nesterov": lambda: 1.9 * gradient,
        "adagrad": lambda: gradient / rows["root"],
        "rmsprop": lambda: gradient / rows["root"],
        "adam": lambda: 0.1 * gradient / (1 - 0.9**8) / rows["root"],
    }[id]()
    np.testing.assert_allclose(part - lr * own, step, rtol=1e-6)
    if id == "adam":
        np.testing.assert_allclose(-lr * rows["mean"] / rows["root"], step, rtol=1e-6)
    if id == "momentum":
        np.testing.assert_allclose(-lr * rows["v"], step, rtol=1e-12)


def test_a_walk_needs_an_optimizer_that_exists() -> None:
    with pytest.raises(ValueError, match="optimizer"):
        Trajectory(SADDLE, "newton", (0, 0), 0.1)
    with pytest.raises(ValueError, match="parameters"):
        Trajectory(SADDLE, "sgd", (0, 0), 0.1, {"mu": 0.5})
