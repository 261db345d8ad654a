"""Training, validation and test data are alike, and nothing is in two of them."""

import numpy as np
import pytest

from acttutor.core.data.splitting import split_three, tenths


def parts_of(
    n: int, strata: np.ndarray, train: float = 0.6, validation: float = 0.2, seed: int = 0
) -> list[np.ndarray]:
    """Return the numbers of the samples in each part: training, test, validation."""
    X = np.arange(n, dtype=float)[:, None]
    parts = split_three(X, X, train, validation, strata, np.random.default_rng(seed))
    for inputs, targets in zip(parts[::2], parts[1::2], strict=True):
        assert (inputs == targets).all()
    return [part[:, 0].astype(int) for part in parts[::2]]


@pytest.mark.parametrize("n", [1, 2, 3, 10, 37, 500])
def test_every_sample_is_in_one_part(n: int) -> None:
    parts = parts_of(n, np.arange(n) % 3)
    assert sorted(np.concatenate(parts)) == list(range(n))
    assert len(parts[0]) == max(1, round(0.6 * n))
    assert len(parts[2]) == min(max(1, round(0.2 * n)), n - len(parts[0]))


@pytest.mark.parametrize("seed", range(20))
def test_a_rare_class_is_in_all_parts(seed: int) -> None:
    """Of 10 in 200, a plain shuffle leaves one part without any every few times."""
    strata = np.array([1] * 10 + [0] * 190)
    train, test, validation = parts_of(200, strata, seed=seed)
    assert abs(strata[train].sum() - 6) <= 1
    assert abs(strata[validation].sum() - 2) <= 1
    assert abs(strata[test].sum() - 2) <= 1


def test_the_seed_decides_alone() -> None:
    strata = np.arange(50) % 2
    first, again, other = (parts_of(50, strata, seed=seed) for seed in (1, 1, 2))
    assert all((a == b).all() for a, b in zip(first, again, strict=True))
    assert any((a != b).any() for a, b in zip(first, other, strict=True))


def test_classes_do_not_come_in_blocks() -> None:
    """Batches in fixed order would otherwise hold one class each."""
    strata = np.arange(100) // 50
    changes = np.diff(strata[parts_of(100, strata)[0]]) != 0
    assert changes.sum() > 15


def test_more_than_is_left_is_what_is_left() -> None:
    train, test, validation = parts_of(10, np.zeros(10), train=0.9, validation=0.4)
    assert (len(train), len(test), len(validation)) == (9, 0, 1)


def test_tenths_have_as_many_numbers_each() -> None:
    values = np.random.default_rng(0).normal(size=100) ** 3
    found = tenths(values)
    assert (np.bincount(found) == 10).all()
    assert all(values[found == k].max() <= values[found == k + 1].min() for k in range(9))


def test_what_does_not_fit_is_named() -> None:
    with pytest.raises(ValueError, match="5, 5 and 4"):
        parts_of(5, np.zeros(4))
    with pytest.raises(ValueError, match="validation_share"):
        parts_of(5, np.zeros(5), validation=1.5)
