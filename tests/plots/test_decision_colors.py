"""The colours of decision maps: clamped, thirty shades, and three classes."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from acttutor.plots.decision_colors import SHADES, DecisionColors
from acttutor.plots.style import DARK, LIGHT, Theme

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def rgb(color: str) -> np.ndarray:
    return np.array(to_rgb(color)) * 255


def nearest(theme: Theme, pixel: np.ndarray) -> str:
    """Return the class whose colour a pixel is nearest to."""
    names = ("positive", "negative", "third")
    return min(names, key=lambda name: np.abs(rgb(getattr(theme, name)) - pixel[:3]).sum())


@BOTH
def test_thirty_shades_from_negative_to_positive(theme: Theme) -> None:
    pixels = DecisionColors(theme).numbers(np.linspace(-1.5, 1.5, 9001))
    assert pixels.shape == (9001, 4) and pixels.dtype == np.uint8
    assert (pixels[:, 3] == 255).all()
    steps = np.any(np.diff(pixels.astype(int), axis=0), axis=1)
    assert SHADES == 30
    assert steps.sum() == SHADES - 1
    # The steps lie at equal distances within ±1, as in the playground.
    places = np.linspace(-1.5, 1.5, 9001)[1:][steps]
    np.testing.assert_allclose(places, np.linspace(-1, 1, SHADES + 1)[1:-1], atol=4e-4)
    assert nearest(theme, pixels[0]) == "negative"
    assert nearest(theme, pixels[-1]) == "positive"


@BOTH
def test_values_beyond_one_look_like_one(theme: Theme) -> None:
    colors = DecisionColors(theme)
    beyond = colors.numbers(np.array([-np.inf, -1e300, -7.0, 7.0, 1e300, np.inf]))
    ends = colors.numbers(np.array([-1.0, -1.0, -1.0, 1.0, 1.0, 1.0]))
    np.testing.assert_array_equal(beyond, ends)
    single = np.array([-3e38, 3e38, -np.inf, np.inf], dtype=np.float32)
    np.testing.assert_array_equal(colors.numbers(single), ends[[0, 5, 0, 5]])


@BOTH
@pytest.mark.parametrize("discretize", [False, True])
def test_nan_is_drawn_and_nothing_warns(theme: Theme, discretize: bool) -> None:
    colors = DecisionColors(theme)
    with np.errstate(all="raise"):
        pixels = colors.numbers(np.array([np.nan, 0.01]), discretize)
    np.testing.assert_array_equal(pixels[0], pixels[1])


@BOTH
def test_the_middle_is_neither(theme: Theme) -> None:
    middle = DecisionColors(theme).numbers(np.array([-0.01, 0.01])).astype(int)
    assert np.abs(middle[:, :3] - rgb(theme.zero)).max() < 12
    assert np.abs(middle[0] - middle[1]).max() < 24


@BOTH
def test_discretized_there_are_two_colours(theme: Theme) -> None:
    values = np.linspace(-2, 2, 100)
    pixels = DecisionColors(theme).numbers(values, discretize=True)
    assert len(np.unique(pixels, axis=0)) == 2
    for value, pixel in zip(values, pixels, strict=True):
        assert nearest(theme, pixel) == ("positive" if value > 0 else "negative")


def test_any_shape_and_precision() -> None:
    colors = DecisionColors(LIGHT)
    values = np.random.default_rng(3).uniform(-1, 1, (4, 5, 6))
    pixels = colors.numbers(values)
    assert pixels.shape == (4, 5, 6, 4)
    np.testing.assert_array_equal(colors.numbers(values[2]), pixels[2])
    np.testing.assert_array_equal(colors.numbers(np.asfortranarray(values[2])), pixels[2])
    np.testing.assert_array_equal(colors.numbers(values[2][::-1]), pixels[2][::-1])


@BOTH
def test_a_certain_class_has_its_colour_and_doubt_lies_between(theme: Theme) -> None:
    colors = DecisionColors(theme)
    certain = np.eye(3)[:, :, None]
    pixels = colors.classes(certain)
    assert pixels.shape == (3, 1, 4) and (pixels[..., 3] == 255).all()
    found = [nearest(theme, pixel) for pixel in pixels[:, 0]]
    assert found == ["positive", "negative", "third"]
    mixed = colors.classes(np.full((3, 1, 1), 1 / 3))[0, 0, :3]
    np.testing.assert_allclose(mixed, pixels[:, 0, :3].mean(axis=0), atol=1.5)


@BOTH
def test_discretized_the_most_likely_class_wins(theme: Theme) -> None:
    rng = np.random.default_rng(4)
    probabilities = rng.dirichlet((1, 1, 1), (20, 30)).transpose(2, 0, 1)
    colors = DecisionColors(theme)
    pixels = colors.classes(probabilities, discretize=True)
    pure = colors.classes(np.eye(3)[:, :, None])[:, 0]
    np.testing.assert_array_equal(pixels, pure[probabilities.argmax(axis=0)])


def test_probabilities_that_are_no_numbers_do_not_warn() -> None:
    bad = np.full((3, 2, 2), np.nan)
    with np.errstate(all="raise"):
        assert DecisionColors(LIGHT).classes(bad).shape == (2, 2, 4)
