"""A walk agrees with its closed form, keeps its way back, and stops before numbers do."""

import math

import numpy as np
import pytest

from acttutor.core.descent.gradient_descent import Quadratic, descend
from acttutor.labs.descent.trajectory import KEPT, LIMIT, Trajectory

RATES = [0.0, 0.01, 0.1, 0.25, 0.49, 0.5, 0.51, 0.78, 0.99, 1.0, 1.01, 1.25]


@pytest.mark.parametrize("lr", RATES)
@pytest.mark.parametrize(("a", "x0"), [(1.0, 4.0), (-2.5, -6.0), (0.0, 0.37)])
def test_distances_follow_the_closed_form(lr, a, x0):
    """x_k − a = (1 − 2ε)^k (x₀ − a), to the last digits, however near the minimum is."""
    trajectory = Trajectory(a, 0.5, x0)
    for k in range(1, 60):
        if not trajectory.step(lr):
            assert trajectory.beyond
            break
        assert trajectory.u[-1] == pytest.approx(
            (1 - 2 * lr) ** k * (x0 - a), rel=1e-11, abs=1e-300
        )
        assert trajectory.k == k


@pytest.mark.parametrize("lr", RATES)
def test_places_are_those_of_the_core(lr):
    trajectory = Trajectory(1.0, 0.5, 4.0)
    for _ in range(20):
        trajectory.step(lr)
    path = descend(Quadratic(1.0, 0.5), 4.0, lr, 20)
    rows = np.array([trajectory.row(index)[1:] for index in range(21)])
    np.testing.assert_allclose(rows, np.column_stack(path), rtol=1e-9, atol=1e-12)


def test_half_lands_exactly():
    """x − (x − a) may miss a by a rounding error; the distance itself does not."""
    for x0 in np.round(np.linspace(-6, 6, 101), 2):
        trajectory = Trajectory(0.81, 0.5, float(x0))
        trajectory.step(0.5)
        assert trajectory.distance == 0.0
        assert trajectory.x() == 0.81


def test_one_bounces_exactly():
    trajectory = Trajectory(0.7, 0.0, 3.3)
    for _ in range(1001):
        trajectory.step(1.0)
    assert trajectory.u[-1] == -trajectory.u[0]


@pytest.mark.filterwarnings("error")
def test_divergence_stops_behind_the_limit():
    trajectory = Trajectory(1.0, 0.5, 4.0)
    while trajectory.step(1.25):
        assert trajectory.k < 1000
    assert trajectory.stuck(1.25)
    assert abs(trajectory.f()) > LIMIT >= abs(trajectory.f(-2))
    assert math.isfinite(trajectory.f())
    # A smaller learning rate leads back.
    assert not trajectory.stuck(0.3)
    assert trajectory.step(0.3)


def test_steps_are_taken_back_one_by_one():
    trajectory = Trajectory(1.0, 0.5, 4.0)
    for _ in range(5):
        trajectory.step(0.3)
    before = list(trajectory.u)
    assert trajectory.step(0.7)
    assert trajectory.step_back()
    assert trajectory.u == before
    assert trajectory.constant_since(0.3) == 0
    assert trajectory.constant_since(0.7) == 5
    for _ in range(5):
        assert trajectory.step_back()
    assert not trajectory.step_back()
    assert trajectory.u == [3.0]


def test_a_long_walk_forgets_its_beginning():
    trajectory = Trajectory(1.0, 0.5, 4.0)
    for _ in range(KEPT + 50):
        trajectory.step(1.0)
    assert trajectory.k == KEPT + 50
    assert len(trajectory.u) == KEPT + 1
    assert trajectory.row(0)[0] == 50
    assert len(trajectory.rates) == KEPT


def test_the_latest_stretch_with_one_rate_is_found():
    trajectory = Trajectory(1.0, 0.5, 4.0)
    for lr in (0.1, 0.1, 0.3, 0.3, 0.3):
        trajectory.step(lr)
    assert trajectory.constant_since(0.3) == 2
    assert trajectory.constant_since(0.1) == 5
