"""Scripts and primes are drawn large enough to be seen."""

import gc

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from acttutor.plots.style import SMALL, install_fonts
from acttutor.plots.text.cached import CachedText
from acttutor.plots.text.formula_type import ReadableFonts
from acttutor.plots.text.quick import QuickText

#: Device pixels to the logical one, so that heights are measured finely.
FINE = 8


def ink(kind: type[Text], words: str) -> np.ndarray:
    """Return where the smallest type of a figure leaves ink, first row on top."""
    install_fonts()
    figure = Figure((3, 0.6), dpi=96 * FINE)
    canvas = FigureCanvasAgg(figure)
    figure.add_artist(kind(0.1, 0.4, words, size=SMALL))
    canvas.draw()
    return np.array(canvas.buffer_rgba())[..., 0] < 128


def height_behind(kind: type[Text], base: str, words: str) -> float:
    """Return the height in logical pixels of what ``words`` adds behind ``base``."""
    before, marked = ink(kind, base), ink(kind, words)
    end = np.flatnonzero(before.any(axis=0)).max()
    rows = np.flatnonzero(marked[:, end + 2 :].any(axis=1))
    return (rows.max() - rows.min() + 1) / FINE


@pytest.mark.parametrize("kind", [CachedText, QuickText])
def test_exponents_are_nearly_as_high_as_digits(kind: type[Text]) -> None:
    digit = height_behind(kind, "$1$", "$15$")
    assert height_behind(kind, "$10$", "$10^{5}$") >= 0.8 * digit


@pytest.mark.parametrize("kind", [CachedText, QuickText])
def test_a_derivative_does_not_look_like_its_function(kind: type[Text]) -> None:
    """The prime is as high as most of a letter without ascenders, and heavy."""
    letter = height_behind(kind, "$1$", "$1x$")
    assert height_behind(kind, "$f$", "$f'$") >= 0.75 * letter
    added = ink(kind, "$f'$").sum() - ink(kind, "$f$").sum()
    assert added >= 0.2 * ink(kind, "$f$").sum()


def test_the_fonts_of_a_formula_go_with_it() -> None:
    """A lesson has hundreds of formulas, each set with fonts and measured glyphs of its own."""

    def set_some(first: int) -> int:
        for number in range(first, first + 60):
            source = rf"$\sqrt{{x_{{{number}}}}} + \left(\frac{{{number}}}{{2}}\right)$"
            MathTextParser("path").parse(source, 72, FontProperties(family="STIXGeneral"))
        gc.collect()
        return sum(isinstance(one, ReadableFonts) for one in gc.get_objects())

    install_fonts()
    before = set_some(0)
    assert before <= 50, "those that Matplotlib keeps with the formulas themselves"
    assert set_some(60) <= before
