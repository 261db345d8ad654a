"""Texts that keep their pixels are measured as they are drawn."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.plots.text.cached import CachedText


@pytest.mark.parametrize("dpi", [48, 192])
def test_a_text_is_measured_for_the_present_resolution(dpi):
    """Not for that of its last draw: formulas side by side would run into each other."""
    figure = Figure(dpi=96)
    canvas = FigureCanvasAgg(figure)
    text = CachedText(0, 0, "$f(x) = 1 - x^2$")
    figure.add_artist(text)
    canvas.draw()
    width = text.get_window_extent().width
    figure.dpi = dpi
    assert text.get_window_extent().width == pytest.approx(width * dpi / 96, rel=0.1)
