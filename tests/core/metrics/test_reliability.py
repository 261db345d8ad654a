"""Answers are put together by how sure they were."""

import numpy as np
import pytest

from acttutor.core.metrics.reliability import reliability


def test_groups_by_hand() -> None:
    found = reliability([0.55, 0.6, 0.95, 0.99, 1.0], [True, False, True, True, False], 10)
    np.testing.assert_allclose(found.confidence, [0.575, 0.98])
    np.testing.assert_allclose(found.right, [1 / 2, 2 / 3])
    assert found.counts.tolist() == [2, 3]
    # (|0.5 − 0.575| · 2 + |2/3 − 0.98| · 3)/5
    assert found.error == pytest.approx((0.075 * 2 + (0.98 - 2 / 3) * 3) / 5)


def test_honest_answers_have_no_error() -> None:
    rng = np.random.default_rng(0)
    p = rng.uniform(size=200_000)
    found = reliability(p, rng.uniform(size=len(p)) < p, 10)
    assert found.error < 0.01


def test_of_nothing_nothing_is_known() -> None:
    assert np.isnan(reliability([], [], 5).error)
