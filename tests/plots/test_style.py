"""Colours: text can be read, and what means different things can be told apart."""

import itertools
import math

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont

from acttutor.plots.style import DARK, FONT_FAMILY, LIGHT, THEMES, Theme, dress, install_fonts

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def linear(color: str) -> np.ndarray:
    """Return linear light of red, green and blue (IEC 61966-2-1)."""
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def luminance(color: str) -> float:
    """Return the relative luminance (WCAG 2.1)."""
    return float(linear(color) @ (0.2126, 0.7152, 0.0722))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio (WCAG 2.1), 1 … 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def oklab(light: np.ndarray) -> np.ndarray:
    """Return lightness and two chromatic axes in which distance is what the eye sees.

    Ottosson, "A perceptual color space for image processing" (2020).
    """
    lms = np.array(
        [
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        ]
    )
    lab = np.array(
        [
            (0.2104542553, 0.7936177850, -0.0040720468),
            (1.9779984951, -2.4285922050, 0.4505937099),
            (0.0259040371, 0.7827717662, -0.8086757660),
        ]
    )
    return lab @ np.cbrt(np.clip(lms @ light, 0, None))


#: Dichromatic vision: Viénot, Brettel and Mollon (1999) for the red-green kinds, in linear light.
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array([(0.1124, 0.8876, 0), (0.1124, 0.8876, 0), (0.0040, -0.0040, 1)]),
    "deutan": np.array([(0.2920, 0.7080, 0), (0.2920, 0.7080, 0), (-0.0223, 0.0223, 1)]),
}


def distance(first: str, second: str, vision: str = "normal") -> float:
    """Return how different two colours look; 0.02 can just be seen side by side."""
    seen = [oklab(VISIONS[vision] @ linear(color)) for color in (first, second)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_the_measures_agree_with_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    np.testing.assert_allclose(oklab(linear("#ffffff")), (1, 0, 0), atol=1e-3)
    np.testing.assert_allclose(oklab(linear("#ff0000")), (0.628, 0.225, 0.126), atol=1e-3)


@BOTH
@pytest.mark.parametrize("ground", ["background", "surface", "selected", "wash_dead"])
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_text_can_be_read_on_every_quiet_ground(theme: Theme, ink: str, ground: str) -> None:
    least = 7.0 if ink == "text" else 4.5
    if (ink, ground) == ("muted", "selected"):
        least = 4.0  # Nothing is written so.
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= least


@BOTH
@pytest.mark.parametrize("verdict", ["good", "warning", "bad"])
def test_verdicts_can_be_read_on_their_wash_and_on_the_background(
    theme: Theme, verdict: str
) -> None:
    ink = getattr(theme, verdict)
    assert contrast(ink, getattr(theme, f"wash_{verdict}")) >= 4.5
    assert contrast(ink, theme.background) >= 4.5
    assert contrast(theme.text, getattr(theme, f"wash_{verdict}")) >= 4.5


@BOTH
def test_what_can_be_operated_can_be_read(theme: Theme) -> None:
    assert contrast(theme.accent, theme.background) >= 4.5
    assert contrast(theme.accent, theme.selected) >= 4.5
    assert contrast(theme.background, theme.accent) >= 4.5


@BOTH
def test_lines_stand_out_and_the_grid_does_not(theme: Theme) -> None:
    for name in ("f", "df", "positive", "third", "point"):
        assert contrast(getattr(theme, name), theme.background) >= 3.0, name
    assert 1.05 <= contrast(theme.grid, theme.background) <= 1.5
    assert contrast(theme.line, theme.background) > contrast(theme.grid, theme.background)


@BOTH
@pytest.mark.parametrize("vision", VISIONS)
def test_colours_of_different_meaning_can_be_told_apart(theme: Theme, vision: str) -> None:
    groups = [
        theme.series,
        theme.classes,
        (theme.positive, theme.zero, theme.negative),
        (theme.f, theme.df, theme.point),
    ]
    least = 0.12 if vision == "normal" else 0.05
    for group in groups:
        for first, second in itertools.combinations(group, 2):
            assert distance(first, second, vision) > least, (first, second)


def test_the_meanings_have_the_colours_of_okabe_and_ito() -> None:
    assert (LIGHT.f, LIGHT.df, LIGHT.positive, LIGHT.negative) == (
        "#0072b2",
        "#d55e00",
        "#0072b2",
        "#e69f00",
    )
    assert THEMES == {"light": LIGHT, "dark": DARK}
    assert DARK.is_dark and not LIGHT.is_dark


@BOTH
def test_the_dark_theme_keeps_the_hues_of_the_light_one(theme: Theme) -> None:
    for name in ("f", "df", "positive", "negative", "third"):
        angles = [math.atan2(*oklab(linear(getattr(each, name)))[:0:-1]) for each in (LIGHT, theme)]
        turn = abs(math.remainder(angles[0] - angles[1], 2 * math.pi))
        assert math.degrees(turn) < 20, name


def test_the_fonts_of_figures_are_the_bundled_ones() -> None:
    install_fonts()
    assert matplotlib.rcParams["font.family"][0] == FONT_FAMILY
    for weight in ("normal", "bold"):
        path = findfont(f"{FONT_FAMILY}:weight={weight}", fallback_to_default=False)
        assert "NotoSansJP" in path


def test_axes_are_dressed_without_a_box() -> None:
    axes = Figure().add_subplot()
    dress(axes, LIGHT)
    visible = {side for side, spine in axes.spines.items() if spine.get_visible()}
    assert visible == {"left", "bottom"}
