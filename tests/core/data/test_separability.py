"""Whether a line separates two classes: against brute force, and where rounding would decide."""

import math

import numpy as np
import pytest

from acttutor.core.data.separability import overlap

SQUARE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)


def brute_separable(X, t):
    """Try all lines that could: the normals of all pairs of points, turned a very little."""
    one, other = X[t > 0], X[t == 0]
    d = (X[:, None] - X[None]).reshape(-1, 2)
    d = d[np.hypot(*d.T) > 0]
    angles = np.arctan2(d[:, 1], d[:, 0])
    angles = np.concatenate([angles + q + e for q in (0, math.pi / 2) for e in (-1e-7, 0, 1e-7)])
    N = np.stack([np.cos(angles), np.sin(angles)])
    return bool(((one @ N).min(axis=0) > (other @ N).max(axis=0) + 1e-12).any())


def check_proof(X, t, found):
    """The shared point is what both mixtures say, and each is of one class."""
    for mixture, label in ((found.positive, 1), (found.negative, 0)):
        assert all(t[index] == label and share > 0 for index, share in mixture)
        assert sum(share for _, share in mixture) == pytest.approx(1.0)
        place = sum(share * X[index] for index, share in mixture)
        np.testing.assert_allclose(place, found.point, atol=1e-12)


@pytest.mark.parametrize("seed", range(60))
def test_the_answer_is_that_of_trying_all_lines(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    X, t = rng.integers(-3, 4, (n, 2)).astype(float), rng.integers(0, 2, n)
    found = overlap(X, t)
    if len(set(t)) == 2:
        assert (found is None) == brute_separable(X, t)
    if found is not None:
        check_proof(X, t, found)


def test_xor_shares_the_middle_of_both_diagonals():
    found = overlap(SQUARE, np.array([0, 1, 1, 0]))
    assert found.point == (0.5, 0.5)
    assert sorted(found.positive) == [(1, 0.5), (2, 0.5)]
    assert sorted(found.negative) == [(0, 0.5), (3, 0.5)]


def test_and_is_separable_and_one_class_alone_is_too():
    assert overlap(SQUARE, np.array([0, 0, 0, 1])) is None
    assert overlap(SQUARE, np.ones(4, dtype=int)) is None


def test_one_class_around_the_other_is_found():
    X = np.array([[-2, -2], [2, -2], [0, 3], [0.1, 0.2]])
    for t in (np.array([0, 0, 0, 1]), np.array([1, 1, 1, 0])):
        check_proof(X, t, overlap(X, t))


def test_the_last_bit_decides():
    X = np.array([[0.0, 0.0], [3.0, 0.3], [1.0, 0.1]])
    t = np.array([0, 0, 1])
    # 0.1 and 0.3 are not exact in binary, so the third point lies beside the segment.
    exactly_on = 0.3 == 3 * 0.1
    assert (overlap(X, t) is None) == (not exactly_on)
    assert overlap(X * 0.5, t) is None
    whole = np.array([[0.0, 0.0], [3.0, 3.0], [1.0, 1.0]])
    assert overlap(whole, t).point == (1.0, 1.0)
    whole[2, 1] = np.nextafter(1.0, 2.0)
    assert overlap(whole, t) is None


def test_touching_hulls_are_not_separable():
    X = np.array([[0, 0], [1, 0], [1, 0], [2, 1]], dtype=float)
    assert overlap(X, np.array([0, 0, 1, 1])).point == (1.0, 0.0)
