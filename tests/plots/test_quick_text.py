"""Lines put together from kept pieces look like Matplotlib's own."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.plots.style import install_fonts
from acttutor.plots.text.cached import CachedText
from acttutor.plots.text.pieces import pieces_of, spelled
from acttutor.plots.text.quick import QuickText, line_width

LINES = [
    r"$f'(x_{12}) = 2\,(−0.68 − (−1.00)) = −3.36$",
    r"最小までの距離は $|1−2\varepsilon| = 0.56$ 倍",
    "Each step 12 of 34",
]


def drawn(kind, text, dpi=96, **options):
    """Return the ink of a text: darkness of every pixel."""
    install_fonts()
    figure = Figure((6, 1), dpi=dpi)
    canvas = FigureCanvasAgg(figure)
    figure.add_artist(kind(0.05, 0.5, text, size=12, color="black", **options))
    canvas.draw()
    return 255 - np.array(canvas.buffer_rgba())[..., :3].min(axis=2).astype(int)


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize("dpi", [96, 192])
def test_lines_take_the_ink_and_the_room_of_ordinary_text(text, dpi):
    quick, plain = drawn(QuickText, text, dpi), drawn(CachedText, text, dpi)
    assert quick.sum() == pytest.approx(plain.sum(), rel=0.08)
    ends = [np.flatnonzero(ink.any(axis=0)) for ink in (quick, plain)]
    widths = [end[-1] - end[0] for end in ends]
    # Spaces around relations are a little wider here.
    assert widths[0] == pytest.approx(widths[1], rel=0.06)


@pytest.mark.parametrize(("ha", "va"), [("left", "top"), ("center", "center"), ("right", "bottom")])
def test_the_extent_holds_all_ink(ha, va):
    install_fonts()
    figure = Figure((6, 2))
    canvas = FigureCanvasAgg(figure)
    text = QuickText(0.5, 0.5, LINES[0], size=12, ha=ha, va=va)
    figure.add_artist(text)
    canvas.draw()
    rows, columns = np.nonzero(np.array(canvas.buffer_rgba())[::-1, :, 0] < 200)
    box = text.get_window_extent()
    # A slanted f reaches a little beyond its own width.
    assert box.x0 - 4 <= columns.min() and columns.max() <= box.x1 + 1
    assert box.y0 - 1 <= rows.min() and rows.max() <= box.y1 + 1


def test_two_lines_are_as_wide_as_the_longer_one():
    """A line break is no sign of its own."""
    install_fonts()
    figure = Figure((6, 2))
    both, longer = (
        figure.add_artist(QuickText(0.5, 0.5, text, size=12))
        for text in ("Layer 1\nfour units", "four units")
    )
    (width, height), (alone, line) = both.extent(96), longer.extent(96)
    assert width == pytest.approx(alone, rel=0.1)
    assert 1.5 * line < height < 3 * line


def test_a_changed_number_needs_no_new_pieces():
    first, second = pieces_of("$x_{1} = 2.20$"), pieces_of("$x_{2} = 1.22$")
    assert {piece.source for piece in second} <= {piece.source for piece in first} | {"1"}


def test_signs_have_room_only_between_operands():
    minus = [piece for piece in pieces_of("$−1 − (−2)$") if "−" in piece.source]
    assert [bool(piece.before) for piece in minus] == [False, True, False]


def test_the_width_is_that_of_the_drawn_line():
    install_fonts()
    assert line_width("88", 12, 96) == 2 * line_width("8", 12, 96)
    assert line_width("$x$", 24, 96) > line_width("$x$", 12, 96)


def test_a_backdrop_veils_what_is_behind():
    install_fonts()
    figure = Figure((2, 1), facecolor="black")
    canvas = FigureCanvasAgg(figure)
    figure.add_artist(QuickText(0.1, 0.5, "x", size=12, color="black", backdrop="white"))
    canvas.draw()
    assert np.array(canvas.buffer_rgba())[..., :3].max() > 200


def test_on_paper_relations_have_room_and_words_stay_as_they_are(tmp_path):
    """Matplotlib gives room to a command, not to the sign."""
    said = "σ(2) ≈ 0.9: $0.17 \\times 0.7≈0.12$"
    assert spelled(said) == "σ(2) ≈ 0.9: $0.17 \\times 0.7\\approx 0.12$"
    figure = Figure((6, 1), dpi=72)
    text = figure.add_artist(QuickText(0.05, 0.5, said, size=12))
    figure.savefig(tmp_path / "a.pdf")
    assert text.get_text() == said


def test_other_formats_get_real_text(tmp_path):
    install_fonts()
    figure = Figure((4, 1))
    figure.add_artist(QuickText(0.1, 0.5, LINES[1], size=12))
    figure.savefig(tmp_path / "line.svg")
    assert "<path" in (tmp_path / "line.svg").read_text(encoding="utf-8")
