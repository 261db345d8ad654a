"""The toy problems have the geometry of the web playground's."""

import numpy as np
import pytest

from acttutor.core.data.datasets import CURVE_X, DATASETS, Dataset, beside_curve, split

EVERY = pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))


def seeded(id: str, n: int, noise: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    X, T = DATASETS[id].sample(n, noise, np.random.default_rng(seed))
    return X, T[:, 0]


@EVERY
def test_the_kind_says_what_there_is_to_predict(dataset: Dataset) -> None:
    """Two classes, both there, or a number that takes many values."""
    _, T = dataset.sample(dataset.default_n, 0.0, np.random.default_rng(0))
    found = len(np.unique(T))
    assert found == 2 if dataset.kind == "classification" else found > dataset.default_n / 4


@EVERY
@pytest.mark.parametrize("n", [2, 3, 7, 500])
@pytest.mark.parametrize("noise", [0.0, 0.25, 0.5])
def test_shapes_and_labels_for_any_number_of_points(dataset: Dataset, n: int, noise: float) -> None:
    X, T = dataset.sample(n, noise, np.random.default_rng(1))
    assert X.shape == (n, 2) and T.shape == (n, 1)
    assert X.dtype == T.dtype == np.float64
    assert np.isfinite(X).all() and np.isfinite(T).all()
    if dataset.kind == "classification":
        assert set(np.unique(T)) <= {-1.0, 1.0}


@EVERY
def test_the_generator_decides_everything(dataset: Dataset) -> None:
    first, second, other = (dataset.sample(50, 0.2, np.random.default_rng(s)) for s in (5, 5, 6))
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])
    assert not np.array_equal(first[0], other[0])


def test_circle_is_a_disc_in_a_ring() -> None:
    X, t = seeded("circle", 5000, 0.0)
    radius = np.hypot(*X.T)
    assert (t == 1).sum() == 2500
    assert radius[t == 1].max() < 2.5
    assert radius[t == -1].min() >= 3.5 and radius[t == -1].max() <= 5
    # Uniform in the radius, not in the area: half of the disc's points lie within half of it.
    assert np.mean(radius[t == 1] < 1.25) == pytest.approx(0.5, abs=0.03)
    assert abs(X.mean()) < 0.1, "all directions"


def test_xor_leaves_a_gap_along_both_axes() -> None:
    X, t = seeded("xor", 5000, 0.0)
    assert 0.3 <= np.abs(X).min() < 0.31 and 5.29 < np.abs(X).max() <= 5.3
    np.testing.assert_array_equal(t, np.sign(X[:, 0] * X[:, 1]))


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.25, 2.25), (0.5, 4.0)])
def test_gauss_widens_with_noise(noise: float, variance: float) -> None:
    X, t = seeded("gauss", 40_000, noise)
    for label in (1, -1):
        cloud = X[t == label]
        np.testing.assert_allclose(cloud.mean(axis=0), 2 * label, atol=0.06)
        np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.03)


def test_spiral_arms_follow_the_formula() -> None:
    X, t = seeded("spiral", 500, 0.0)
    i = np.arange(250)
    r, angle = 5 * i / 250, 1.75 * 2 * np.pi * i / 250
    np.testing.assert_allclose(X[t == 1], np.c_[r * np.sin(angle), r * np.cos(angle)], atol=1e-12)
    np.testing.assert_allclose(X[t == -1], -X[t == 1], atol=1e-12)


def test_spiral_noise_moves_the_points() -> None:
    clean, noisy = seeded("spiral", 500, 0.0)[0], seeded("spiral", 500, 0.3)[0]
    shift = np.abs(noisy - clean)
    assert 0.28 < shift.max() <= 0.3


def test_odd_numbers_give_the_first_class_one_more() -> None:
    for id in ("gauss", "spiral", "circle"):
        assert seeded(id, 7, 0.0)[1].sum() == 1


def test_plane() -> None:
    X, t = seeded("reg_plane", 2000, 0.0)
    np.testing.assert_allclose(t, X.sum(axis=1) / 10)
    assert 5.9 < np.abs(X).max() <= 6


def test_hills_and_hollows() -> None:
    X, t = seeded("reg_gauss", 4000, 0.0)
    centres = [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)]
    for point, target in zip(X[:300], t[:300], strict=True):
        cones = [s * max(0.0, 1 - np.hypot(point[0] - x, point[1] - y) / 2) for x, y, s in centres]
        assert target == pytest.approx(max(cones, key=abs), abs=1e-12)
    assert np.abs(t).max() > 0.95 and (t == 0).mean() > 0.1


@pytest.mark.parametrize("id", ["circle", "xor"])
def test_label_noise_flips_labels_and_leaves_the_points(id: str) -> None:
    points, clean = seeded(id, 3000, 0.0)
    same_points, noisy = seeded(id, 3000, 0.3)
    np.testing.assert_array_equal(points, same_points)
    assert 0.02 < np.mean(clean != noisy) < 0.4


@pytest.mark.parametrize("id", ["reg_plane", "reg_gauss"])
def test_target_noise_leaves_the_points(id: str) -> None:
    points, clean = seeded(id, 500, 0.0)
    same_points, noisy = seeded(id, 500, 0.5)
    np.testing.assert_array_equal(points, same_points)
    assert np.abs(clean - noisy).max() > 0.1


@pytest.mark.parametrize(
    ("n", "noise", "words"),
    [
        (1, 0.0, "n must be a whole number of at least 2, got 1"),
        (10.0, 0.0, "n must be"),
        (10, 0.51, r"noise must be .*\[0, 0.5\], got 0.51"),
        (10, -0.1, "noise"),
        (10, np.nan, "noise"),
    ],
)
def test_bad_arguments_are_named(n: int, noise: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        DATASETS["circle"].sample(n, noise, np.random.default_rng(0))


def test_randomness_must_be_passed_in() -> None:
    with pytest.raises(ValueError, match="rng must be"):
        DATASETS["circle"].sample(10, 0.0, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("share", "n_train"), [(0.1, 10), (0.5, 50), (0.9, 90), (1.0, 100)])
def test_split_parts_every_sample_once(share: float, n_train: int) -> None:
    X = np.arange(200.0).reshape(100, 2)
    parts = split(X, X[:, :1] + 0.5, share, np.random.default_rng(0))
    assert [len(part) for part in parts] == [n_train, n_train, 100 - n_train, 100 - n_train]
    X_all = np.concatenate((parts[0], parts[2]))
    np.testing.assert_array_equal(np.concatenate((parts[1], parts[3])), X_all[:, :1] + 0.5)
    assert sorted(X_all[:, 0]) == list(X[:, 0])
    assert list(X_all[:, 0]) != list(X[:, 0]), "shuffled"


def test_split_keeps_one_sample_to_train_on() -> None:
    assert len(split(np.zeros((3, 2)), np.zeros((3, 1)), 0.01, np.random.default_rng(0))[0]) == 1


@pytest.mark.parametrize("share", [0.0, -0.5, 1.1, np.nan])
def test_split_names_a_bad_share(share: float) -> None:
    with pytest.raises(ValueError, match=r"train_share must be .*\(0, 1\]"):
        split(np.zeros((3, 2)), np.zeros((3, 1)), share, np.random.default_rng(0))


def test_split_needs_matching_rows() -> None:
    with pytest.raises(ValueError, match="as many rows, got 3 and 2"):
        split(np.zeros((3, 2)), np.zeros((2, 1)), 0.5, np.random.default_rng(0))


def test_points_beside_a_curve_are_positive_above_it() -> None:
    """Compared with the line through the two places that a point lies between."""
    heights = np.random.default_rng(3).uniform(-6, 6, len(CURVE_X))
    X, T = beside_curve(heights).sample(400, 0.0, np.random.default_rng(5))
    assert np.abs(X).max() <= 6 and X.min() < -5.8 and X.max() > 5.8
    for (x, y), (target,) in zip(X, T, strict=True):
        left = int((x + 6) / 0.2)
        share = (x - (-6 + 0.2 * left)) / 0.2
        height = heights[left] * (1 - share) + heights[left + 1] * share
        assert target == (1 if y > height else -1)


def test_noise_beside_a_curve_flips_labels_near_it_alone() -> None:
    X, T = beside_curve(np.zeros(len(CURVE_X))).sample(2000, 0.1, np.random.default_rng(5))
    flipped = (X[:, 1] > 0) != (T[:, 0] > 0)
    assert flipped.any() and np.abs(X[flipped, 1]).max() <= 0.5
