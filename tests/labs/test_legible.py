"""One figure, one scale: nothing too small to be read, and everything grows with the figure."""

from collections.abc import Iterator

import pytest
from covering import covering
from fit import misfits_of_figure, visible_texts
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text
from scene import Scene

from acttutor.labs.registry import LABS
from acttutor.plots.scale import figure_scale
from acttutor.plots.style import DPI
from acttutor.plots.text.pieces import pieces_of
from acttutor.plots.text.quick import QuickText

#: The figure in the smallest window, and in windows of 1366 × 768 and 2560 × 1440, in pixels.
SMALLEST, USUAL, LARGE = (552, 586), (894, 674), (2088, 1346)
#: Nothing is written smaller than this, in logical pixels of the window.
LEAST = 9.0

_glyphs_of = MathTextParser("path").parse


def scene_at(lab: str, size: tuple[int, int], language: str = "ja") -> Scene:
    """Return a lab after some steps, in a window whose figure has this size in pixels."""
    scale = figure_scale(*size)
    settings, steps = LABS[lab].showcase
    wide, high = (side / scale for side in size)
    scene = Scene(lab, (wide, high), DPI * scale, language=language, drawn=False, **settings)
    for _ in range(steps):
        scene.run.step()
    scene.paint(full=True)
    return scene


def sizes_in(text: Text) -> Iterator[float]:
    """Return the sizes in points of all glyphs of a text."""
    size = text.get_fontsize()
    words = text.get_text()
    pieces = [(words, 1.0)]
    if isinstance(text, QuickText) and "\n" not in words and text.get_rotation() == 0:
        pieces = [(piece.source, piece.size) for piece in pieces_of(words)]
    for source, share in pieces:
        yield size * share
        if text.get_parse_math() and source.count("$") > 1:
            properties = text.get_fontproperties().copy()
            properties.set_size(size * share)
            yield from (glyph[1] for glyph in _glyphs_of(source, 72, properties)[3])


@pytest.mark.parametrize("lab", LABS)
def test_nothing_is_written_too_small_to_be_read(lab: str) -> None:
    """Exponents of ticks, subscripts and primes included."""
    scene = scene_at(lab, SMALLEST)
    scale = figure_scale(*SMALLEST)
    smallest = {
        text.get_text(): min(sizes_in(text)) * DPI / 72 * scale
        for text in visible_texts(scene.figure.figure)
    }
    assert smallest
    assert {words: size for words, size in smallest.items() if size < LEAST} == {}


@pytest.mark.parametrize(("lab", "language"), covering(list(LABS), ["ja", "en"], strength=1))
def test_nothing_overlaps_in_a_large_window(lab: str, language: str) -> None:
    assert misfits_of_figure(scene_at(lab, LARGE, language).figure.figure) == []


def test_type_grows_with_the_window_between_bounds() -> None:
    usual, large = figure_scale(*USUAL), figure_scale(*LARGE)
    assert usual == pytest.approx(1.0)
    assert 1.5 < large < 2.0
    assert figure_scale(20000, 20000) == 2.0
    assert figure_scale(*SMALLEST) == 1.0
    # Half as much room for everything is the end: then texts would not fit.
    assert figure_scale(100, 100) == 0.5
    # On a projector everything is at least as large as in the window.
    assert figure_scale(*USUAL, presented=True) > usual
