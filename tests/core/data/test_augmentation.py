"""Augmentation distorts pictures as it says, and never beyond paper and ink."""

import math

import numpy as np
import pytest

from acttutor.core import Distortion, augment
from acttutor.core.data.augmentation import thickened


def blob(x: float, y: float) -> np.ndarray:
    """Return a round spot of ink whose centre of mass is at (x, y), pixels from the top left."""
    rows, columns = np.indices((8, 8))
    return np.exp(-((columns - x) ** 2) - (rows - y) ** 2).reshape(1, 64)


def centre(image: np.ndarray) -> tuple[float, float]:
    rows, columns = np.indices((8, 8)).reshape(2, 64)
    return float(image @ columns / image.sum()), float(image @ rows / image.sum())


def test_nothing_asked_for_is_nothing_done():
    images = np.random.default_rng(0).random((5, 64))
    before = images.copy()
    assert np.array_equal(augment(images, Distortion(), np.random.default_rng(1)), images)
    augment(images, Distortion(1, 20, 0.3, 0.2, 0.5, 0.1), np.random.default_rng(1))
    assert np.array_equal(images, before)


def test_a_shift_moves_the_ink_by_at_most_so_much_and_loses_none():
    moved = augment(np.repeat(blob(3.5, 3.5), 400, axis=0), Distortion(shift=1.0), rng(), block=1)
    places = np.array([centre(image) for image in moved])
    assert np.abs(places - 3.5).max() <= 1.0 + 1e-3
    assert np.abs(places - 3.5).max(axis=0) == pytest.approx([1.0, 1.0], abs=0.05)
    assert places.mean(axis=0) == pytest.approx([3.5, 3.5], abs=0.15)


def rng() -> np.random.Generator:
    return np.random.default_rng(4)


def test_a_turn_carries_a_spot_around_the_middle():
    turned = augment(np.repeat(blob(5.5, 3.5), 400, axis=0), Distortion(turn=30), rng(), block=1)
    angles = [math.degrees(math.atan2(y - 3.5, x - 3.5)) for x, y in map(centre, turned)]
    radii = [math.hypot(x - 3.5, y - 3.5) for x, y in map(centre, turned)]
    assert max(map(abs, angles)) == pytest.approx(30, abs=1.5)
    assert radii == pytest.approx([2.0] * 400, abs=0.05)


def test_a_slant_moves_what_is_above_against_what_is_below():
    image = blob(3.5, 1.5) + blob(3.5, 5.5)
    rows, columns = np.indices((8, 8)).reshape(2, 64)
    for found in augment(np.repeat(image, 50, axis=0), Distortion(slant=0.4), rng(), block=1):
        above, below = found * (rows < 4), found * (rows >= 4)
        leans = above @ columns / above.sum() - below @ columns / below.sum()
        assert abs(leans) <= 0.4 * 4 + 0.05


def test_a_stretch_moves_spots_apart_or_together():
    image = blob(1.5, 3.5) + blob(5.5, 3.5)
    columns = np.indices((8, 8))[1].ravel()
    widths = []
    for found in augment(np.repeat(image, 200, axis=0), Distortion(stretch=0.2), rng(), block=1):
        left, right = found * (columns < 4), found * (columns >= 4)
        widths.append(right @ columns / right.sum() - left @ columns / left.sum())
    assert max(widths) == pytest.approx(4 * 1.2, abs=0.25)
    assert min(widths) == pytest.approx(4 * 0.8, abs=0.25)


def test_a_block_is_distorted_alike_and_the_next_one_otherwise():
    same = augment(np.repeat(blob(3, 3), 6, axis=0), Distortion(1, 20, 0.3, 0.2, 0.5), rng(), 3)
    assert np.array_equal(same[0], same[2]) and not np.array_equal(same[2], same[3])


def test_thick_and_thin_are_the_darkest_and_lightest_neighbour():
    images = np.random.default_rng(2).random((3, 64))
    padded = np.zeros((10, 10))
    for k, (amount, pick) in enumerate([(1.0, max), (-1.0, min)]):
        padded[1:9, 1:9] = images[k].reshape(8, 8)
        expected = [
            pick(padded[r, c], padded[r - 1, c], padded[r + 1, c], padded[r, c - 1],
                 padded[r, c + 1])
            for r in range(1, 9) for c in range(1, 9)
        ]  # fmt: skip
        assert thickened(images[k : k + 1], np.array([amount]))[0] == pytest.approx(expected)
    assert np.array_equal(thickened(images, np.zeros(3)), images)


def test_noise_has_its_size_and_stays_between_paper_and_ink():
    found = augment(np.full((200, 64), 0.5), Distortion(noise=0.1), rng())
    assert found.std() == pytest.approx(0.1, rel=0.05) and found.mean() == pytest.approx(0.5, 0.01)
    found = augment(np.ones((20, 64)), Distortion(noise=0.5), rng())
    assert found.min() >= 0.0 and found.max() == 1.0
