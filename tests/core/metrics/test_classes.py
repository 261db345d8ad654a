"""Confusion matrix and what is read from it, against counting by hand."""

import math

import numpy as np
import pytest

from acttutor.core.metrics.classes import (
    accuracy,
    confusion_matrix,
    f1_scores,
    majority_share,
    precisions,
    recalls,
)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("k", [2, 3, 10])
def test_everything_agrees_with_counting_pair_by_pair(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    true, said = rng.integers(0, k, 60).tolist(), rng.integers(0, k, 60).tolist()
    pairs = list(zip(true, said, strict=True))
    counts = confusion_matrix(true, said, k)
    assert counts.sum() == 60
    assert all(counts[a, b] == pairs.count((a, b)) for a in range(k) for b in range(k))
    assert accuracy(counts) == sum(a == b for a, b in pairs) / 60
    assert majority_share(counts) == max(true.count(c) for c in range(k)) / 60
    for c in range(k):
        right = pairs.count((c, c))
        precision = right / said.count(c) if c in said else math.nan
        recall = right / true.count(c) if c in true else math.nan
        assert precisions(counts)[c] == pytest.approx(precision, nan_ok=True)
        assert recalls(counts)[c] == pytest.approx(recall, nan_ok=True)
        if right:
            harmonic = 2 / (1 / precision + 1 / recall)
            assert f1_scores(counts)[c] == pytest.approx(harmonic)


def test_nothing_of_nothing_is_no_number() -> None:
    counts = confusion_matrix([0, 0], [0, 0], 2)
    assert math.isnan(precisions(counts)[1]) and math.isnan(recalls(counts)[1])
    assert math.isnan(f1_scores(counts)[1])
    assert f1_scores(confusion_matrix([1, 0], [0, 1], 2)).tolist() == [0.0, 0.0]
    empty = confusion_matrix([], [], 2)
    assert math.isnan(accuracy(empty)) and math.isnan(majority_share(empty))


def test_what_is_no_class_is_named() -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        confusion_matrix([0, 2], [0, 1], 2)
    with pytest.raises(ValueError, match="as long"):
        confusion_matrix([0], [0, 1], 2)
