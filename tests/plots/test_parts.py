"""Parts show what they are given, and tell what is under the pointer."""

import math
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.buttons import Buttons
from acttutor.plots.parts.charts.strip import Cell, Group, Strip
from acttutor.plots.parts.decision_map import DecisionMap, MapGrid
from acttutor.plots.parts.graph import Edge, GraphLayer, Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.matrix import Matrix, MatrixData
from acttutor.plots.parts.words.formula_row import FormulaRow, Piece
from acttutor.plots.parts.words.number_column import Entry
from acttutor.plots.parts.words.table import Table
from acttutor.plots.style import LIGHT, SMALL, install_fonts

PLACE = Rect(20, 30, 300, 260)


@pytest.fixture
def drawing() -> Drawing:
    install_fonts()
    figure = Figure((4, 4), dpi=96)
    FigureCanvasAgg(figure)
    return Drawing(figure, Texts("en"), LIGHT)


def over(axes: Any, x: float, y: float) -> Any:
    px, py = axes.transData.transform((x, y))
    return SimpleNamespace(inaxes=axes, xdata=x, ydata=y, x=px, y=py)


def at(drawing: Drawing, x: float, y: float) -> Any:
    px, py = drawing.device(x, y)
    return SimpleNamespace(inaxes=None, xdata=None, ydata=None, x=px, y=py)


# -- the decision map --------------------------------------------------------------------------


def made_map(drawing: Drawing, **options: Any) -> DecisionMap:
    part = DecisionMap(drawing, -2, 2, (-2, 0, 2), "Map", **options)
    part.layout(PLACE)
    return part


def test_a_map_shows_signs_as_colours_and_draws_where_they_change(drawing: Drawing) -> None:
    part = made_map(drawing)
    x, y = MapGrid(-2, 2, 41).points.T
    part.update(np.tanh(x + y).reshape(41, 41))
    pixels = part.image.get_pixels()
    above, below = pixels[2, -3, :3].astype(int), pixels[-3, 2, :3].astype(int)
    # Positive is blue, negative is orange; the row with the largest x₂ comes first.
    assert above[2] > above[0] and below[0] > below[2]
    line_x, line_y = (np.asarray(values, dtype=float) for values in part.boundary.get_data())
    seen = np.isfinite(line_x)
    np.testing.assert_allclose(line_x[seen] + line_y[seen], 0, atol=1e-9)
    assert seen.sum() > 20


def test_a_map_reads_the_value_under_the_pointer(drawing: Drawing) -> None:
    part = made_map(drawing, reading=lambda x, y, value: f"{x:.2f} {y:.2f} {float(value):.3f}")
    x, y = MapGrid(-2, 2, 21).points.T
    part.update((0.3 * x - 0.1 * y).reshape(21, 21))
    assert not part.reading.get_visible()
    for px, py in ((0.5, -1.0), (-1.93, 1.99), (2.0, -2.0)):
        assert part.point_at(over(part.axes, px, py))
        part.update(part.values)
        wanted = f"{px:.2f} {py:.2f} {0.3 * px - 0.1 * py:.3f}"
        assert part.reading.get_text() == wanted
        box, frame = part.reading.get_window_extent(), part.axes.bbox
        assert frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1
    assert part.point_at(None)
    part.update(part.values)
    assert not part.reading.get_visible()


def test_a_map_of_three_classes_has_a_boundary_between_each_two(drawing: Drawing) -> None:
    part = made_map(drawing, scale=None)
    x, y = MapGrid(-2, 2, 41).points.T
    scores = np.exp(np.stack([x, -x, 2 * y]))
    shares = (scores / scores.sum(axis=0)).reshape(3, 41, 41)
    part.update(shares)
    line_x, line_y = (np.asarray(values, dtype=float) for values in part.boundary.get_data())
    seen = np.isfinite(line_x)
    # Two classes meet where |x| = 2 y above, and at x = 0 below.
    far = np.minimum(np.abs(np.abs(line_x[seen]) - 2 * line_y[seen]), np.abs(line_x[seen]))
    assert far.max() < 0.12


def test_numbers_that_are_none_do_not_spoil_the_map(drawing: Drawing) -> None:
    part = made_map(drawing)
    values = np.full((9, 9), 0.5)
    values[4, 4] = np.inf
    values[0, 0] = np.nan
    part.update(values)
    assert (part.image.get_pixels()[..., 3] == 255).all()


# -- matrix, table, graph, buttons, formulas ---------------------------------------------------


def test_a_matrix_colours_its_cells_and_finds_them(drawing: Drawing) -> None:
    part = Matrix(drawing, (4, 4), "Matrix")
    part.layout(PLACE)
    values = np.array([[1.0, -1.0, 0.2], [0.0, 0.5, -0.5]])
    numbers = [[f"{value:g}" for value in row] for row in values]
    faces = DecisionColors(LIGHT).numbers(values)
    part.update(MatrixData(faces, numbers, ["a", "b"], ["u", "v", "w"]))
    written = [[number.get_text() for number in row[:3]] for row in part.numbers[:2]]
    assert written == numbers
    hidden = [number for row in part.numbers for number in row if not number.get_visible()]
    assert len(hidden) == 16 - 6
    assert part.cell_at(over(part.axes, 2.5, 1.5)) == (1, 2)
    assert part.cell_at(at(drawing, 5, 5)) is None
    part.frame((1, 2), None)
    assert [frame.get_visible() for frame in part.frames] == [True, False]
    assert part.frames[0].get_xy() == (2, 1)
    pixels = part.image.get_pixels()
    high, wide = pixels.shape[:2]
    np.testing.assert_array_equal(pixels[high // 4, wide // 2], faces[0, 1])


def test_a_matrix_turns_names_without_room_and_keeps_its_cells_apart(drawing: Drawing) -> None:
    part = Matrix(drawing, (1, 8), axes_names=("x", "y"), widest=math.inf, gap=3.0)
    part.layout(PLACE)
    faces = np.full((1, 8, 4), 255, dtype=np.uint8)
    for names, angle in ((["ab"] * 8, 0), (["longer"] * 8, 35)):
        part.layout(PLACE)
        part.update(MatrixData(faces, [[""] * 8], ["row"], names))
        assert {name.get_rotation() for name in part.column_names} == {angle}
        texts = (part.x_name, part.y_name, *part.column_names, *part.row_names)
        left, bottom = drawing.device(PLACE.left, PLACE.bottom)
        renderer = drawing.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        for box in (text.get_window_extent(renderer) for text in texts):
            assert left <= box.x0 and bottom <= box.y0
    is_gap = (part.image.get_pixels()[0, :, 3] == 0).astype(int)
    assert (np.diff(is_gap) == 1).sum() == 7 and is_gap.sum() == 7 * 3


def test_columns_of_a_table_do_not_touch(drawing: Drawing) -> None:
    part = Table(drawing, (3, 3), live=(1,))
    part.layout(PLACE)
    rows = [["name", "value", "a longer heading"], [Entry("one", LIGHT.f), "1.000", "x"],
            ["another name", "2.000", "y"]]  # fmt: skip
    part.divide(rows)
    part.update(rows)
    for row in part.cells:
        boxes = [cell.get_window_extent() for cell in row]
        assert all(a.x1 < b.x0 for a, b in pairwise(boxes))
    assert part.cells[1][0].get_color() == LIGHT.ink(LIGHT.f)
    part.update([[""] * 3, ["", "9.999", "no"], ["", "8.888", "no"]], live=True)
    assert [row[1].get_text() for row in part.cells] == ["", "9.999", "8.888"]
    assert part.cells[1][2].get_text() == "x"


def test_an_arrow_ends_where_its_edge_does(drawing: Drawing) -> None:
    part = GraphLayer(drawing)
    node = Node(Rect(40, 50, 60, 30), LIGHT.surface, LIGHT.line)
    part.update([node], [Edge([(10, 20), (110, 20)], LIGHT.f, head=9)])
    (head,), (box,) = part.heads.get_paths(), part.boxes.get_paths()
    np.testing.assert_allclose(head.vertices[0], drawing.device(110, 20))
    left, bottom = drawing.device(40, 80)
    np.testing.assert_allclose(box.vertices.min(axis=0), (left, bottom))
    part.update([])
    assert not part.lines.get_visible() and not part.boxes.get_visible()


def test_buttons_without_room_are_not_there(drawing: Drawing) -> None:
    part = Buttons(drawing, 4)
    part.layout(Rect(20, 30, 200, 24))
    part.update(["First", "Second", "A very long third one"], "Try:")
    assert len(part.places) == 2
    for index, place in enumerate(part.places):
        assert part.button_at(at(drawing, *place.middle)) == index
    assert part.button_at(at(drawing, 215, 40)) is None
    assert part.point_at(at(drawing, *part.places[1].middle))
    assert part.hovered == 1


def test_formulas_are_set_smaller_then_left_out(drawing: Drawing) -> None:
    part = FormulaRow(drawing, 3, size=13.0)
    pieces = [Piece("$a = b + c$"), Piece("$d = e \\times f$"), Piece("$g = h$")]
    sizes, counts = [], []
    for width in (360, 190, 90):
        part.layout(Rect(10, 10, width, 24))
        counts.append(part.update(pieces))
        shown = [text for text in part.texts if text.get_visible()]
        sizes.append(shown[0].get_fontsize())
        assert max(text.get_window_extent().x1 for text in shown) <= 10 + width + 1
    assert counts[0] == 3 > counts[-1]
    assert sizes[0] == 13.0 and min(sizes) >= SMALL


def test_a_click_on_a_strip_finds_its_cell_and_nothing_between_groups(drawing: Drawing) -> None:
    strip = Strip(drawing)
    strip.layout(Rect(20, 30, 300, 34))
    strip.update([Group([Cell("red")] * 3, "first"), Group([Cell("blue")] * 5, "second")])
    for index, place in enumerate(strip.places):
        assert strip.cell_at(at(drawing, *place.middle)) == index
    before, after = strip.places[2], strip.places[3]
    assert strip.cell_at(at(drawing, (before.right + after.left) / 2, before.middle[1])) is None
    assert strip.places[0].left == 20 and strip.places[-1].right == pytest.approx(320)
    assert strip.places[0].width == pytest.approx(strip.places[-1].width)
    strip.show(False)
    assert strip.cell_at(at(drawing, *before.middle)) is None
