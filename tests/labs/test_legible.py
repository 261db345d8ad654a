"""One figure, one scale: nothing too small to be read, and everything grows with the figure."""

import pytest
from covering import covering
from fit import misfits_of_figure, too_small, visible_texts
from scene import Scene

from acttutor.labs.registry import LABS
from acttutor.plots.scale import figure_scale
from acttutor.plots.style import DPI

#: The figure in the smallest window, and in windows of 1366 × 768 and 2560 × 1440, in pixels.
SMALLEST, USUAL, LARGE = (552, 586), (894, 674), (2088, 1346)


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


@pytest.mark.parametrize("lab", LABS)
def test_nothing_is_written_too_small_to_be_read(lab: str) -> None:
    """Exponents of ticks, subscripts and primes included."""
    scene = scene_at(lab, SMALLEST)
    assert visible_texts(scene.figure.figure)
    assert too_small(scene.figure.figure) == []


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
