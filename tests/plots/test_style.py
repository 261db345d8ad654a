"""Colours: text can be read, and what means different things can be told apart."""

import itertools
import math

import matplotlib
import numpy as np
import pytest
from eyes import VISIONS, contrast, distance, lab
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont

from acttutor.plots.style import (
    DARK,
    DASHES,
    FONT_FAMILY,
    LIGHT,
    MARKERS,
    THEMES,
    Theme,
    dress,
    install_fonts,
)

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def test_the_measures_agree_with_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    # sRGB red and blue under D65 have these places in L*a*b*.
    np.testing.assert_allclose(lab("#ff0000"), (53.24, 80.09, 67.20), atol=0.05)
    np.testing.assert_allclose(lab("#0000ff"), (32.30, 79.19, -107.86), atol=0.05)
    # Grey stays grey, whatever the eye.
    for vision in VISIONS:
        assert distance("#808080", "#808081", vision) < 1
        np.testing.assert_allclose(lab("#808080", vision)[1:], 0, atol=0.1)


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
def test_lines_marks_and_edges_stand_out_and_the_grid_does_not(theme: Theme) -> None:
    marks = {name: getattr(theme, name) for name in ("f", "df", "point", "line", "accent")}
    for color in (*marks.values(), *theme.classes, *theme.palette):
        assert contrast(color, theme.background) >= 3.0, color
    assert contrast(theme.line, theme.surface) >= 3.0
    assert 1.05 <= contrast(theme.grid, theme.background) <= 1.5


@BOTH
def test_every_colour_has_an_ink_that_can_be_read_and_is_still_that_colour(theme: Theme) -> None:
    for color in (theme.f, theme.df, *theme.classes, *theme.palette):
        ink = theme.ink(color)
        for ground in (theme.background, theme.surface, theme.selected, theme.wash_bad):
            assert contrast(ink, ground) >= 4.5, color
        # Lighter or darker, and not another colour.
        assert turn(ink, color) < 20, color
    assert theme.ink(theme.text) == theme.text


@BOTH
@pytest.mark.parametrize("vision", VISIONS)
def test_colours_of_different_meaning_can_be_told_apart(theme: Theme, vision: str) -> None:
    groups = [
        (theme.palette, 20),
        (theme.classes, 25),
        ((theme.f, theme.df, theme.point), 20),
        ((theme.good, theme.warning, theme.bad), 20),
        ((theme.positive, theme.zero, theme.negative_area), 20),
        ((theme.positive, theme.negative_area, theme.third), 25),
    ]
    for group, least in groups:
        for first, second in itertools.combinations(group, 2):
            assert distance(first, second, vision) >= least, (first, second)


def test_functions_and_points_have_the_hues_of_okabe_and_ito() -> None:
    published = ("#0072b2", "#d55e00", "#0072b2", "#e69f00", "#009e73")
    used = (LIGHT.f, LIGHT.df, LIGHT.positive, LIGHT.negative, LIGHT.third)
    for ours, theirs in zip(used, published, strict=True):
        assert turn(ours, theirs) < 20, ours
    assert THEMES == {"light": LIGHT, "dark": DARK}
    assert DARK.is_dark and not LIGHT.is_dark


def turn(first: str, second: str) -> float:
    """Return the angle between the hues of two colours in degrees."""
    angles = [math.atan2(*lab(color)[:0:-1]) for color in (first, second)]
    return abs(math.degrees(math.remainder(angles[0] - angles[1], 2 * math.pi)))


@BOTH
def test_dashes_and_shapes_tell_apart_what_colours_do(theme: Theme) -> None:
    assert len(set(DASHES)) >= len(theme.palette)
    assert len(set(MARKERS)) == len(theme.classes)


def test_the_dark_theme_keeps_the_hues_of_the_light_one() -> None:
    for name in ("f", "df", "positive", "negative", "third"):
        assert turn(getattr(LIGHT, name), getattr(DARK, name)) < 25, name


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
