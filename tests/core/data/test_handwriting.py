"""A drawing becomes what the digits of the data are; each step does what it is there for."""

import numpy as np
import pytest

from acttutor.core.data.handwriting import (
    INK,
    Preparation,
    draw,
    points_of,
    prepare,
    slant_of,
)
from acttutor.core.data.scanning import otsu, scanned, thinned, without_specks
from acttutor.core.data.shaky_hand import shaky_digits

PEN = 0.07


def test_counts_are_the_dark_pixels_of_each_block() -> None:
    found = prepare([[(0.2, 0.2), (0.7, 0.8)]], PEN)
    for i in range(8):
        for j in range(8):
            assert found.pixels[i, j] == found.bitmap[4 * i : 4 * i + 4, 4 * j : 4 * j + 4].sum()


def test_ink_is_that_of_the_data_for_any_digit_and_pen() -> None:
    for _, strokes in shaky_digits(20, 5):
        for pen in (0.02, 0.12):
            ink = prepare(strokes, pen).bitmap.sum()
            assert abs(ink - INK) < 12


def test_place_and_size_do_not_matter_unless_their_steps_are_left_out() -> None:
    four = np.array([(0.6, 0.0), (0.05, 0.65), (0.95, 0.65)])
    large, small = [list(map(tuple, four * s + d)) for s, d in ((0.8, 0.1), (0.25, 0.6))]
    assert np.abs(prepare([large], PEN).pixels - prepare([small], PEN).pixels).max() <= 2
    for name in ("centre", "fit"):
        without = Preparation(**{name: False})
        ways = [prepare([strokes], PEN, without).pixels for strokes in (large, small)]
        assert np.abs(ways[0] - ways[1]).max() > 8


def test_slant_is_measured_at_both_ends() -> None:
    points = points_of([[(0.7, 0.1), (0.3, 0.9)]])
    # The ends are bands, so the measured slant is that of the line.
    assert slant_of(points) == pytest.approx(0.5, abs=0.03)
    leaning = [[(0.55, 0.1), (0.45, 0.9)], [(0.75, 0.1), (0.65, 0.9)]]
    steep = prepare(leaning, PEN).bitmap
    plain = prepare(leaning, PEN, Preparation(straighten=False)).bitmap

    def left(bitmap: np.ndarray, row: int) -> int:
        return int(bitmap[row].argmax())

    assert abs(left(steep, 4) - left(steep, 27)) < abs(left(plain, 4) - left(plain, 27))


def test_a_pen_covers_what_is_within_its_radius() -> None:
    bitmap = draw(np.array([[16.0, 16.0]]), 5.0)
    y, x = np.mgrid[:32, :32] + 0.5
    np.testing.assert_array_equal(bitmap, np.hypot(x - 16, y - 16) <= 5)


@pytest.mark.parametrize(
    "strokes",
    [[], [[(0.5, 0.5)]], [[(0.0, 0.5), (1.0, 0.5)]], [[(0.3, 0.3), (0.3, 0.3)]]],
)
def test_nothing_a_dot_and_a_dash_are_drawn_too(strokes: list[list[tuple[float, float]]]) -> None:
    for steps in (Preparation(), Preparation(*[False] * 5)):
        found = prepare(strokes, PEN, steps)
        assert found.pixels.shape == (8, 8)
        assert np.isfinite(found.pixels).all()
        assert found.bitmap.any() == bool(strokes)
        assert not found.bitmap.all()


# -- pictures ----------------------------------------------------------------------------------


def _photo(strokes: list[list[tuple[float, float]]], thick: float, dark: bool) -> np.ndarray:
    """A picture of 160 × 120 pixels with noise, uneven light and a speck."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:120, :160] + 0.5
    near = np.full((120, 160), np.inf)
    for px, py in points_of(strokes):
        near = np.minimum(near, np.hypot(x - 20 - 120 * px, y - 120 * py))
    grey = np.where(near < thick, 0.25, 0.9) - 0.1 * x / 160 + rng.normal(0, 0.04, near.shape)
    grey[5:7, 5:7] = 0.2
    return 1 - grey if dark else grey


def test_a_picture_is_prepared_as_if_it_had_been_drawn() -> None:
    apart = []
    for k, (_, strokes) in enumerate(shaky_digits(20, 11)):
        found, pen = scanned(_photo(strokes, 2.5 + k % 3, k % 2 == 1))
        assert 0.02 < pen < 0.12
        apart.append(np.abs(prepare(found, pen).pixels - prepare(strokes, PEN).pixels).mean())
    # Of 16 shades of each pixel, on average not one.
    assert np.mean(apart) < 1.2


def test_thinning_leaves_a_line_of_one_pixel() -> None:
    ink = np.zeros((20, 30), dtype=bool)
    ink[8:13, 3:27] = True
    line = thinned(ink)
    assert line.sum(axis=0).max() == 1
    assert line.sum() >= 18
    assert (line & ~ink).sum() == 0


def test_specks_go_and_strokes_stay() -> None:
    ink = np.zeros((20, 30), dtype=bool)
    ink[2:18, 4:7] = ink[10, 12:24] = ink[0, 29] = True
    kept = without_specks(ink)
    assert not kept[0, 29]
    assert kept.sum() == ink.sum() - 1


def test_threshold_parts_two_shades() -> None:
    assert 0.2 < otsu(np.array([[0.2, 0.2, 0.8, 0.8, 0.8]])) < 0.8


def test_an_empty_picture_has_no_digit() -> None:
    strokes, _ = scanned(np.ones((40, 40)))
    assert strokes == []
