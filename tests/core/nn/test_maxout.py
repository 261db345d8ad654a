"""Lines and their maximum: against brute force, finite differences and known facts."""

import math
from itertools import pairwise

import numpy as np
import pytest

from acttutor.core.nn.maxout import (
    convex_minorant,
    first_largest,
    least_convex_error,
    maxout_slopes,
    upper_envelope,
)
from acttutor.core.nn.softmax import maxout


@pytest.mark.parametrize("seed", range(12))
def test_the_envelope_is_the_maximum_at_every_place(seed):
    """Brute force on a grid: in each stretch, the line named there is the largest."""
    rng = np.random.default_rng(seed)
    w, b = rng.normal(size=5).round(1), rng.normal(size=5).round(1)  # rounded: slopes may be equal
    stretches = upper_envelope(w, b)
    assert stretches[0].left == -math.inf
    assert stretches[-1].right == math.inf
    assert all(a.right == b.left for a, b in pairwise(stretches))
    for x in np.linspace(-50, 50, 2001):
        (stretch,) = [s for s in stretches if s.left < x <= s.right]
        assert w[stretch.piece] * x + b[stretch.piece] == pytest.approx((w * x + b).max())
    slopes = w[[s.piece for s in stretches]]
    assert (np.diff(slopes) > 0).all()


def test_of_equal_lines_the_first_is_named_and_of_parallel_ones_the_higher():
    assert [s.piece for s in upper_envelope([1, 1, 1], [0, 0, 2])] == [2]
    assert [s.piece for s in upper_envelope([1, 1], [3, 3])] == [0]


def test_a_line_that_only_touches_a_kink_has_no_stretch():
    assert [s.piece for s in upper_envelope([-1, 0, 1], [0, 0, 0])] == [0, 2]


def test_of_equal_pieces_the_first_is_marked():
    marks = first_largest([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]])
    assert marks.tolist() == [[False, True, False], [True, False, False]]


def test_slopes_are_those_of_finite_differences():
    rng = np.random.default_rng(3)
    x, W, b = rng.normal(size=(7, 2)), rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 4))
    slope = rng.normal(size=(7, 3))
    dW, db = maxout_slopes(x, W, b, slope)
    h = 1e-6
    for array, found in ((W, dW), (b, db)):
        for index in np.ndindex(array.shape):
            up, down = array.copy(), array.copy()
            up[index] += h
            down[index] -= h
            values = [
                (slope * maxout(x, *((one, b) if array is W else (W, one)))).sum()
                for one in (up, down)
            ]
            assert found[index] == pytest.approx((values[0] - values[1]) / (2 * h), abs=1e-6)


def test_a_piece_that_wins_nowhere_gets_no_slope():
    dW, db = maxout_slopes([[1.0], [2.0]], [[[1.0], [0.0]]], [[0.0, -9.0]], [[1.0], [1.0]])
    assert dW.tolist() == [[[3.0], [0.0]]]
    assert db.tolist() == [[2.0, 0.0]]


@pytest.mark.parametrize("seed", range(8))
def test_the_minorant_is_the_highest_convex_function_below(seed):
    """Brute force: at each place the lowest of all chords over it."""
    rng = np.random.default_rng(seed)
    x, t = np.sort(rng.uniform(-3, 3, 15)), rng.normal(size=15)
    expected = t.copy()
    for i in range(15):
        for j in range(i + 1, 15):
            inside = slice(i, j + 1)
            chord = np.interp(x[inside], x[[i, j]], t[[i, j]])
            expected[inside] = np.minimum(expected[inside], chord)
    assert convex_minorant(x, t) == pytest.approx(expected, abs=1e-12)


def test_a_convex_curve_can_be_followed_and_a_hill_cannot():
    x = np.linspace(-3, 3, 61)
    assert least_convex_error(x, x**2) == pytest.approx(0.0, abs=1e-12)
    # Below a hill the best convex function is the chord between its feet: half its height away.
    assert least_convex_error(x, 3 - x**2 / 2) == pytest.approx(2.25)
