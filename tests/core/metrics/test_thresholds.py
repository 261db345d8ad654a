"""Curves over thresholds, against trying each threshold, and the area against all pairs."""

import math

import numpy as np
import pytest

from acttutor.core.metrics.thresholds import (
    area_under_roc,
    average_precision,
    precision_recall_curve,
    roc_curve,
)


def samples(seed: int, n: int = 40) -> tuple[np.ndarray, np.ndarray]:
    """Return labels and scores with many ties."""
    rng = np.random.default_rng(seed)
    positive = rng.random(n) < 0.3
    positive[:2] = True, False
    return positive, np.round(rng.random(n) + 0.4 * positive, 1)


@pytest.mark.parametrize("seed", range(6))
def test_each_point_is_what_its_threshold_gives(seed: int) -> None:
    positive, scores = samples(seed)
    roc, pr = roc_curve(positive, scores), precision_recall_curve(positive, scores)
    assert (roc.x[0], roc.y[0]) == (0, 0) and (roc.x[-1], roc.y[-1]) == (1, 1)
    for threshold in np.arange(-0.05, 1.5, 0.05):
        taken = scores > threshold
        k = roc.at(threshold)
        assert roc.y[k] == pytest.approx((taken & positive).sum() / positive.sum())
        assert roc.x[k] == pytest.approx((taken & ~positive).sum() / (~positive).sum())
        k = pr.at(threshold)
        assert pr.x[k] == pytest.approx((taken & positive).sum() / positive.sum())
        precision = (taken & positive).sum() / taken.sum() if taken.any() else math.nan
        assert pr.y[k] == pytest.approx(precision, nan_ok=True)


@pytest.mark.parametrize("seed", range(6))
def test_the_area_is_the_share_of_pairs_in_order(seed: int) -> None:
    positive, scores = samples(seed)
    pairs = [
        1.0 if high > low else 0.5 if high == low else 0.0
        for high in scores[positive]
        for low in scores[~positive]
    ]
    assert area_under_roc(roc_curve(positive, scores)) == pytest.approx(sum(pairs) / len(pairs))


def test_average_precision_without_ties_is_the_mean_precision_at_each_find() -> None:
    rng = np.random.default_rng(1)
    positive, scores = rng.random(50) < 0.3, rng.permutation(50) / 50
    order = positive[np.argsort(-scores)]
    found = [order[: k + 1].mean() for k in np.nonzero(order)[0]]
    curve = precision_recall_curve(positive, scores)
    assert average_precision(curve) == pytest.approx(np.mean(found))


def test_one_kind_of_samples_alone_has_no_area() -> None:
    assert math.isnan(area_under_roc(roc_curve([True, True], [0.1, 0.2])))
    assert math.isnan(average_precision(precision_recall_curve([False], [0.1])))
    empty = roc_curve([], [])
    assert len(empty.x) == 1 and math.isnan(area_under_roc(roc_curve([False], [0.3])))


def test_scores_that_are_none_are_named() -> None:
    with pytest.raises(ValueError, match="nan"):
        roc_curve([True], [math.nan])
    with pytest.raises(ValueError, match="as long"):
        roc_curve([True], [0.1, 0.2])
