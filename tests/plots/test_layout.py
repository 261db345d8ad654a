"""Rows and columns divide a place among their parts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acttutor.plots.parts.layout import Over, Rect, columns, fixed, rows, share, square

PLACE = Rect(10, 20, 400, 300)


class Box:
    """A part that notes where it is put."""

    def __init__(self) -> None:
        self.rect = Rect(0, 0, 0, 0)
        self.visible = True

    def layout(self, rect: Rect) -> None:
        self.rect = rect

    def show(self, visible: bool) -> None:
        self.visible = visible


def test_rows_and_columns_fill_the_place() -> None:
    head, left, right = Box(), Box(), Box()
    rows(fixed(head, 40), share(columns(share(left, 2), share(right), gap=10)), gap=20).layout(
        PLACE
    )
    assert head.rect == Rect(10, 20, 400, 40)
    assert left.rect == Rect(10, 80, 260, 240)
    assert right.rect == Rect(280, 80, 130, 240)


def test_a_part_at_its_bound_leaves_the_rest_to_the_others() -> None:
    small, large, other = Box(), Box(), Box()
    rows(share(small, most=50), share(large, least=180), share(other)).layout(PLACE)
    assert [box.rect.height for box in (small, large, other)] == [50, 180, 70]


def test_a_square_is_as_long_as_it_is_thick() -> None:
    map_, words = Box(), Box()
    columns(square(map_), share(words), gap=20).layout(PLACE)
    assert map_.rect == Rect(10, 20, 300, 300)
    assert words.rect.width == 80
    columns(square(map_, most=120), share(words)).layout(PLACE)
    assert map_.rect.width == 120


def test_what_gives_way_goes_and_comes_back() -> None:
    work, chart = Box(), Box()
    for height, seen in ((400, True), (200, False), (400, True)):
        place = Rect(0, 0, 100, height)
        rows(share(work, least=150), share(chart, 0.2, least=80, gives_way=True)).layout(place)
        assert chart.visible is seen
        assert work.rect.height == (height - 80 if seen else height)


def test_parts_over_each_other_share_a_place() -> None:
    one, other = Box(), Box()
    rows(fixed(None, 30), share(Over(one, other))).layout(PLACE)
    assert one.rect == other.rect == Rect(10, 50, 400, 270)


@given(
    st.lists(
        st.tuples(st.floats(0.1, 5), st.floats(0, 80), st.floats(80, 300)), min_size=1, max_size=6
    ),
    st.floats(100, 900),
)
def test_parts_stay_in_order_inside_and_apart(
    asked: list[tuple[float, float, float]], room: float
) -> None:
    boxes = [Box() for _ in asked]
    slots = [
        share(box, weight, least, most)
        for box, (weight, least, most) in zip(boxes, asked, strict=True)
    ]
    columns(*slots, gap=5).layout(Rect(0, 0, room, 50))
    ends = [(box.rect.left, box.rect.right) for box in boxes]
    for (_, before), (after, _) in pairwise(ends):
        assert after == pytest.approx(before + 5)
    assert ends[-1][1] <= room + 1e-6
    enough = sum(least for _, least, _ in asked) + 5 * (len(asked) - 1) <= room
    for box, (_, least, most) in zip(boxes, asked, strict=True):
        assert box.rect.width <= most + 1e-6
        assert box.rect.width >= least - 1e-6 or not enough


def test_cells_of_a_grid_fill_a_place_line_by_line() -> None:
    place = Rect(10, 20, 310, 130)
    cells = place.grid(2, 3, (5, 10))
    assert {(cell.width, cell.height) for cell in cells} == {(100, 60)}
    assert [cell.left for cell in cells] == [10, 115, 220] * 2
    assert [cell.top for cell in cells] == [20] * 3 + [90] * 3
    assert (cells[-1].right, cells[-1].bottom) == (place.right, place.bottom)


@given(st.lists(st.floats(1, 150), min_size=1, max_size=12))
def test_boxes_that_flow_stay_inside_and_apart(widths: list[float]) -> None:
    """As many in each row as there is room for, in their order."""
    place = Rect(10, 20, 150, 500)
    boxes = place.flow(widths, 20, (6, 4))
    assert [box.width for box in boxes] == widths
    assert all(box.right <= place.right + 1e-9 for box in boxes)
    for first, second in pairwise(boxes):
        if second.top == first.top:
            assert second.left == pytest.approx(first.right + 6)
        else:
            assert (second.left, second.top) == (place.left, first.bottom + 4)
            assert first.right + 6 + second.width > place.right
