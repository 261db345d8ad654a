"""Every changed pixel is found, and a picture that stays is not handed over at all."""

import numpy as np
import pytest

from acttutor.plots.canvas.changed_boxes import Box, changed_boxes

WIDTH, HEIGHT = 900, 700


def blank() -> np.ndarray:
    return np.zeros((HEIGHT, WIDTH), dtype=np.uint32)


def covered(boxes: list[Box]) -> np.ndarray:
    inside = np.zeros((HEIGHT, WIDTH), dtype=bool)
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= WIDTH and 0 <= top < bottom <= HEIGHT
        inside[top:bottom, left:right] = True
    return inside


def test_equal_pictures_have_no_boxes() -> None:
    assert changed_boxes(blank(), blank()) == []


def test_one_pixel_in_a_corner_is_a_box() -> None:
    after = blank()
    after[-1, -1] = 7
    assert changed_boxes(blank(), after) == [Box(WIDTH - 1, HEIGHT - 1, WIDTH, HEIGHT)]


def test_what_is_far_apart_is_handed_over_apart_and_what_is_near_together() -> None:
    after = blank()
    after[10:20, 10:20] = after[600:640, 800:850] = 1
    assert changed_boxes(blank(), after) == [Box(10, 10, 20, 20), Box(800, 600, 850, 640)]
    after[40:50, 70:80] = 1
    assert changed_boxes(blank(), after) == [Box(10, 10, 80, 50), Box(800, 600, 850, 640)]


@pytest.mark.parametrize("seed", range(40))
def test_every_change_is_inside_a_box_and_each_box_begins_with_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    before = rng.integers(0, 3, (HEIGHT, WIDTH)).astype(np.uint32)
    after = before.copy()
    for _ in range(rng.integers(1, 40)):
        x, y = rng.integers(0, WIDTH), rng.integers(0, HEIGHT)
        after[y : y + rng.integers(1, 90), x : x + rng.integers(1, 90)] += np.uint32(1)
    boxes = changed_boxes(before, after)
    differs = before != after
    assert not (differs & ~covered(boxes)).any()
    for left, top, right, bottom in boxes:
        edges = differs[top, left:right], differs[bottom - 1, left:right]
        assert all(edge.any() for edge in edges)
        assert differs[top:bottom, left].any() and differs[top:bottom, right - 1].any()
