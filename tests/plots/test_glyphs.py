"""Formulas may be set for hours: what Matplotlib keeps of them is given back."""

import ctypes
import gc
import sys

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.plots.canvas.blit import BlitLayer
from acttutor.plots.style import install_fonts
from acttutor.plots.text.glyphs import forget_glyphs


class Usage(ctypes.Structure):
    """What glibc's ``mallinfo2`` returns."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def allocated_kb():
    """Return how much memory of the C heap is in use by what is not garbage."""
    gc.collect()
    library = ctypes.CDLL("libc.so.6")
    library.mallinfo2.restype = Usage
    return library.mallinfo2().uordblks / 1024


def has_mallinfo2():
    return sys.platform == "linux" and hasattr(ctypes.CDLL(None), "mallinfo2")


@pytest.mark.skipif(not has_mallinfo2(), reason="only glibc tells how much is allocated")
def test_drawing_formulas_again_and_again_does_not_take_more_memory():
    """Without `forget_glyphs`, these draws leave 750 kB behind."""
    install_fonts()
    figure = Figure(dpi=96)
    layer = BlitLayer(FigureCanvasAgg(figure))
    axes = figure.add_subplot(xscale="log", xlim=(1e-6, 1))

    def draw(times):
        for index in range(times):
            # Other formulas each time: Matplotlib keeps the latest fifty.
            axes.set_title(rf"$\frac{{\partial L}}{{\partial w_{{{index}}}}}$")
            layer.paint(full=True)

    def growth():
        before = allocated_kb()
        draw(96)
        return allocated_kb() - before

    draw(32)
    # A large table of the interpreter may happen to grow meanwhile, but not twice.
    assert growth() < 250 or growth() < 250


def test_a_figure_looks_the_same_after_forgetting():
    install_fonts()
    figure = Figure(dpi=96)
    canvas = FigureCanvasAgg(figure)
    figure.text(0.1, 0.5, r"$f'(x) = 2\,(x - a)$ 傾き")
    canvas.draw()
    before = canvas.buffer_rgba().tobytes()
    forget_glyphs()
    canvas.draw()
    assert canvas.buffer_rgba().tobytes() == before
