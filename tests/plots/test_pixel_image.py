"""Pixels land exactly where their axes are, the first row on top."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.plots.canvas.pixel_image import PixelImage, bilinear

SIZE = (300, 200)


def canvas_with(place: tuple[int, int, int, int]) -> tuple[FigureCanvasAgg, Axes]:
    """Return a white canvas of 300 × 200 pixels with an axes at (left, bottom, width, height)."""
    figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    left, bottom, width, height = place
    axes = figure.add_axes((left / SIZE[0], bottom / SIZE[1], width / SIZE[0], height / SIZE[1]))
    axes.set_axis_off()
    return canvas, axes


def buffer(canvas: FigureCanvasAgg) -> npt.NDArray[np.uint8]:
    """Draw and return the picture, first row on top, without alpha."""
    canvas.draw()
    return np.array(canvas.buffer_rgba())[..., :3]


def random_pixels(rows: int, columns: int) -> Any:
    pixels = np.random.default_rng(7).integers(0, 255, (rows, columns, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    return pixels


@pytest.mark.parametrize("place", [(40, 30, 120, 90), (0, 0, 300, 200), (299, 199, 1, 1)])
def test_pixels_fill_their_axes_exactly(place: tuple[int, int, int, int]) -> None:
    canvas, axes = canvas_with(place)
    image = PixelImage(axes)
    canvas.figure.add_artist(image)
    left, bottom, width, height = place
    assert image.pixel_size() == (width, height)
    pixels = random_pixels(height, width)
    image.set_pixels(pixels)
    expected = np.full((SIZE[1], SIZE[0], 3), 255, dtype=np.uint8)
    top = SIZE[1] - bottom - height
    expected[top : top + height, left : left + width] = pixels[..., :3]
    np.testing.assert_array_equal(buffer(canvas), expected)
    np.testing.assert_array_equal(image.get_pixels(), pixels)


def test_data_and_pixels_agree_about_up_and_right() -> None:
    """The pixel under a data point is the one of its row and column."""
    canvas, axes = canvas_with((50, 20, 100, 100))
    axes.set_xlim(-6, 6)
    axes.set_ylim(-6, 6)
    image = PixelImage(axes)
    canvas.figure.add_artist(image)
    pixels = np.full((100, 100, 4), 255, dtype=np.uint8)
    pixels[:10, 90:, :3] = (200, 0, 0)
    image.set_pixels(pixels)
    picture = buffer(canvas)
    x, y = axes.transData.transform((5.5, 5.5))
    assert tuple(picture[SIZE[1] - 1 - int(y), int(x)]) == (200, 0, 0)
    x, y = axes.transData.transform((5.5, -5.5))
    assert tuple(picture[SIZE[1] - 1 - int(y), int(x)]) == (255, 255, 255)


def test_a_place_of_its_own_counts_from_the_lower_left_corner() -> None:
    canvas, _ = canvas_with((0, 0, 10, 10))
    image = PixelImage()
    canvas.figure.add_artist(image)
    pixels = random_pixels(20, 30)
    image.set_pixels(pixels)
    image.set_place(99.6, 40.4)
    picture = buffer(canvas)
    np.testing.assert_array_equal(picture[200 - 40 - 20 : 200 - 40, 100:130], pixels[..., :3])
    assert (np.delete(picture, slice(140, 160), axis=0) == 255).all()


def test_an_invisible_image_leaves_no_trace() -> None:
    canvas, axes = canvas_with((40, 30, 120, 90))
    image = PixelImage(axes)
    canvas.figure.add_artist(image)
    image.set_pixels(random_pixels(90, 120))
    image.set_visible(False)
    assert (buffer(canvas) == 255).all()


def test_changing_the_given_pixels_later_does_not_change_the_picture() -> None:
    """A lab may use the same array again for the next frame."""
    image = PixelImage()
    pixels = random_pixels(3, 3)
    kept = pixels.copy()
    image.set_pixels(pixels)
    pixels[:] = 0
    np.testing.assert_array_equal(image.get_pixels(), kept)


def one_by_one(values: Any, rows: int, columns: int) -> Any:
    """Interpolate each point by the rule of four corners."""
    found = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y = i * (values.shape[0] - 1) / (rows - 1) if rows > 1 else 0.0
            x = j * (values.shape[1] - 1) / (columns - 1) if columns > 1 else 0.0
            r, c = min(int(y), values.shape[0] - 2), min(int(x), values.shape[1] - 2)
            a, b = y - r, x - c
            found[i, j] = (
                values[r, c] * (1 - a) * (1 - b)
                + values[r + 1, c] * a * (1 - b)
                + values[r, c + 1] * (1 - a) * b
                + values[r + 1, c + 1] * a * b
            )
    return found


@pytest.mark.parametrize(
    ("shape", "rows", "columns"),
    [((5, 7), 23, 31), ((10, 10), 10, 10), ((100, 100), 37, 64), ((2, 2), 9, 4), ((4, 4), 1, 1)],
)
def test_values_in_between_are_interpolated(
    shape: tuple[int, int], rows: int, columns: int
) -> None:
    values = np.random.default_rng(1).normal(size=shape).astype(np.float32)
    found = bilinear(values, rows, columns)
    assert found.shape == (rows, columns)
    np.testing.assert_allclose(found, one_by_one(values, rows, columns), atol=1e-5)
    # Once more, from what is kept.
    np.testing.assert_array_equal(bilinear(values, rows, columns), found)


def test_several_maps_are_interpolated_at_once() -> None:
    values = np.random.default_rng(2).normal(size=(3, 6, 6)).astype(np.float32)
    found = bilinear(values, 20, 30)
    for one, many in zip(values, found, strict=True):
        np.testing.assert_allclose(bilinear(one, 20, 30), many, atol=1e-6)


def test_a_plane_stays_a_plane_and_corners_stay_in_the_corners() -> None:
    x, y = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 9))
    fine = bilinear((2 * x - 3 * y).astype(np.float32), 50, 60)
    X, Y = np.meshgrid(np.linspace(0, 1, 60), np.linspace(0, 1, 50))
    np.testing.assert_allclose(fine, 2 * X - 3 * Y, atol=1e-5)
