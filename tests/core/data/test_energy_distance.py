"""The energy distance and its yardstick, against brute force and against chance itself."""

import itertools
import math

import numpy as np
import pytest

from acttutor.core.data.energy_distance import NormalizedEnergyDistance, energy_distance
from acttutor.core.data.shapes import ring


def brute(X, Y):
    def mean(A, B):
        return np.mean([math.dist(a, b) for a, b in itertools.product(A, B)])

    return 2 * mean(X, Y) - mean(X, X) - mean(Y, Y)


def test_it_is_the_formula():
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(7, 2)), rng.normal(0.5, 1.0, size=(5, 2))
    assert energy_distance(X, Y) == pytest.approx(brute(X, Y))
    assert NormalizedEnergyDistance(Y).ratio(X) == pytest.approx(
        brute(X, Y) / NormalizedEnergyDistance(Y).usual(7)
    )


def test_it_is_zero_for_the_same_points_and_grows_with_a_shift():
    X = np.random.default_rng(1).normal(size=(50, 2))
    assert energy_distance(X, X) == pytest.approx(0.0, abs=1e-9)
    near, far = (energy_distance(X + shift, X) for shift in (0.1, 1.0))
    assert 0 < near < far


def test_two_real_samples_are_on_average_one_apart():
    """The promise behind the number in the lab: 1 means as near as a real sample."""
    rng = np.random.default_rng(2)
    ratios = [
        NormalizedEnergyDistance(ring().sample(120, rng)).ratio(ring().sample(80, rng))
        for _ in range(300)
    ]
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.1)


def test_a_missing_part_is_noticed():
    rng = np.random.default_rng(3)
    stick = NormalizedEnergyDistance(ring().sample(400, rng))
    whole = ring().sample(400, rng)
    half = whole[whole[:, 0] > 0][:150]
    assert stick.ratio(half) > 10 * stick.ratio(whole)


def test_what_is_not_finite_has_no_distance():
    stick = NormalizedEnergyDistance(np.eye(2))
    assert math.isnan(stick.ratio(np.full((3, 2), np.nan)))


@pytest.mark.parametrize("Y", [np.zeros((0, 2)), np.zeros((1, 2)), np.ones((5, 2))])
def test_a_yardstick_needs_two_different_points(Y):
    with pytest.raises(ValueError, match="two different points"):
        NormalizedEnergyDistance(Y)
