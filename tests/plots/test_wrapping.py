"""Lines are broken where a reader would break them, and are not wider than they may be."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from acttutor.plots.style import FONT_FAMILY, install_fonts
from acttutor.plots.text.wrapping import text_width, wrap

JAPANESE = "「勾配が 0 にならない」は誤り。最小値 −0.170 をとる x = −0.752 で 0 になる。"
ENGLISH = "Its gradient is never zero is wrong: it is at the minimum, −0.170 at x = −0.752."


@pytest.mark.parametrize("text", [JAPANESE, ENGLISH])
@pytest.mark.parametrize("size", [8.0, 9.5, 13.0])
def test_width_is_that_of_the_drawn_text(text: str, size: float) -> None:
    install_fonts()
    properties = FontProperties(family=FONT_FAMILY, size=size)
    drawn, _, _ = RendererAgg(1, 1, 96).get_text_width_height_descent(text, properties, False)
    assert text_width(text, size) == pytest.approx(drawn, rel=0.05)


@pytest.mark.parametrize("text", [JAPANESE, ENGLISH])
@pytest.mark.parametrize("width", [120, 200, 333])
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrap(text, width, 9.5)
    assert len(lines) > 1
    assert all(text_width(line, 9.5) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    for width in np.arange(60, 400, 7):
        lines = wrap(JAPANESE, float(width), 9.5)
        assert not any(line[0] in "、。」）" for line in lines)
        assert not any(line[-1] in "「（" for line in lines)


def test_latin_words_stay_whole() -> None:
    words = ENGLISH.split()
    for line in wrap(ENGLISH, 110, 9.5):
        assert all(word in words for word in line.split())


def test_a_short_text_is_one_line_and_a_long_word_is_left_alone() -> None:
    assert wrap("短い", 500, 9.5) == ["短い"]
    assert wrap("短い\n行", 500, 9.5) == ["短い", "行"]
    assert wrap("Klambauer", 10, 9.5) == ["Klambauer"]
    assert wrap("", 100, 9.5) == [""]


def test_a_glyph_that_another_font_has_gets_some_width() -> None:
    assert text_width("⁰", 9.5) > 0
