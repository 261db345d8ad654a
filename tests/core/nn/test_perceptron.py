"""The perceptron's rule and the bound on its mistakes, against brute force and known cases."""

import math

import numpy as np
import pytest

from acttutor.core.nn.perceptron import (
    best_separator,
    cross_entropy,
    mistake_bound,
    radius,
    sigmoid_look,
    step_look,
    with_bias,
)

SQUARE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
AND = np.array([0, 0, 0, 1])
XOR = np.array([0, 1, 1, 0])


def learn(X, t, lr=1.0, w=(0.0, 0.0, 0.0), most=100_000):
    """Return the number of mistakes until a whole pass is right, or ``None``."""
    mistakes, quiet = 0, 0
    for k in range(most):
        i = k % len(X)
        seen = step_look(w, (1.0, *map(float, X[i])), int(t[i]), lr)
        w, wrong = seen.after, seen.y != seen.t
        mistakes += wrong
        quiet = 0 if wrong else quiet + 1
        if quiet == len(X):
            return mistakes
    return None


def clouds(seed, n=12, gap=1.0):
    """Return two clouds, their middles ``2 gap`` apart."""
    rng = np.random.default_rng(seed)
    t = np.arange(n) % 2
    middle = rng.normal(size=2)
    middle *= gap / np.linalg.norm(middle)
    X = np.round(rng.normal(size=(n, 2)) * 0.5 + np.where(t, 1, -1)[:, None] * middle, 2)
    return X, t


def brute_margin(X, t, steps=40):
    """Return the largest margin over directions on a fine grid of the sphere, then refined."""
    P = with_bias(X) * np.where(np.asarray(t) > 0, 1.0, -1.0)[:, None]

    def at(angles):
        theta, phi = angles.T
        W = np.stack(
            [np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta)], axis=1
        )
        return (W @ P.T).min(axis=1)

    best, reach = np.array([math.pi / 2, 0.0]), np.array([math.pi / 2, math.pi])
    for _ in range(14):
        sides = [np.linspace(m - r, m + r, steps) for m, r in zip(best, reach, strict=True)]
        grid = np.stack([side.ravel() for side in np.meshgrid(*sides)], axis=1)
        values = at(grid)
        best, reach = grid[values.argmax()], reach / 4
    return float(at(best[None])[0])


def test_a_mistake_changes_the_weights_by_the_rule_and_a_right_answer_by_nothing():
    wrong = step_look((-0.5, 1.0, 2.0), (1.0, 0.5, -1.0), 1, 0.5)
    assert (wrong.z, wrong.y) == (-2.0, 0)
    assert wrong.after == (0.0, 1.25, 1.5)
    right = step_look((0.0, 1.0, 0.0), (1.0, 0.5, 3.0), 1, 0.5)
    assert right.y == 1 and right.after == right.w


def test_the_step_is_one_at_zero():
    assert step_look((0.0, 0.0, 0.0), (1.0, 2.0, 3.0), 0, 1.0).y == 1


def test_the_sigmoid_unit_goes_down_the_gradient_of_its_cross_entropy():
    w, x, t, lr = np.array([0.3, -0.7, 0.2]), np.array([1.0, 0.6, -1.3]), 1, 0.25
    seen = sigmoid_look(tuple(w), tuple(x), t, lr)
    h = 1e-6
    slopes = [
        (cross_entropy(w + d, x[None, 1:], [t]) - cross_entropy(w - d, x[None, 1:], [t])) / (2 * h)
        for d in np.eye(3) * h
    ]
    np.testing.assert_allclose(seen.after, w - lr * np.array(slopes), atol=1e-8)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("z", [-1e5, 1e5])
def test_far_from_the_line_nothing_overflows(z):
    assert sigmoid_look((z, 0.0), (1.0, 0.0), 1, 1.0).y == (1.0 if z > 0 else 0.0)
    assert cross_entropy((z, 0.0, 0.0), SQUARE[:1], [1]) == pytest.approx(max(-z, 0.0))


def test_the_margin_of_two_points_is_known():
    # p = (1, 1, 0) and (−1, 1, 0): the nearest point of their segment is (0, 1, 0).
    gamma, w = best_separator([[1.0, 0.0], [-1.0, 0.0]], [1, 0])
    assert gamma == pytest.approx(1.0)
    np.testing.assert_allclose(w, [0, 1, 0], atol=1e-12)


def test_the_margin_of_and_is_known():
    # Its nearest point lies on a triangle of (1, 1, 1), (−1, 0, −1), (−1, −1, 0).
    gamma, w = best_separator(SQUARE, AND)
    np.testing.assert_allclose(w, np.array([-3, 2, 2]) / math.sqrt(17))
    assert gamma == pytest.approx(1 / math.sqrt(17))


@pytest.mark.parametrize("seed", range(12))
def test_no_direction_has_a_larger_margin(seed):
    X, t = clouds(seed)
    gamma, w = best_separator(X, t)
    assert gamma >= brute_margin(X, t) - 1e-6
    signs = np.where(t, 1, -1)
    assert (signs * (with_bias(X) @ w)).min() == pytest.approx(gamma)
    if gamma > 0:
        assert gamma == pytest.approx(brute_margin(X, t), rel=1e-4)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("lr", [0.1, 1.0])
def test_never_more_mistakes_than_the_bound(seed, lr):
    X, t = clouds(seed, gap=1.6)
    gamma, u = best_separator(X, t)
    if gamma <= 1e-3:
        pytest.skip("a line would have to be found too exactly")
    R = radius(X)
    assert learn(X, t, lr) <= mistake_bound(R, gamma) + 1e-9
    assert mistake_bound(R, gamma) == pytest.approx((R / gamma) ** 2)
    w0 = np.random.default_rng(seed).normal(size=3).round(2) * 3
    bound = mistake_bound(R, gamma, lr, float(np.linalg.norm(w0)), float(w0 @ u))
    assert learn(X, t, lr, tuple(w0)) <= bound + 1e-9


def test_the_bound_of_a_start_that_is_right_is_not_reached_by_cancelling():
    assert mistake_bound(2.0, 0.5, 1.0, 1e8, 1e8) == 0.0


def test_xor_comes_back_to_the_same_weights_for_ever():
    assert learn(SQUARE, XOR, most=4000) is None
    w, seen = (0.0, 0.0, 0.0), set()
    for _ in range(200):
        seen.add(w)
        for x, t in zip(SQUARE, XOR, strict=True):
            w = step_look(w, (1.0, *map(float, x)), int(t), 0.1).after
    assert len(seen) < 20


def test_a_rate_without_an_exact_binary_form_changes_no_decision_from_zero():
    assert learn(SQUARE, AND, 0.1) == learn(SQUARE, AND, 1.0)
