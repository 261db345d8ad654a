"""Words and formulas broken into lines that fit."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import IdentityTransform

from acttutor.base.language.texts import Texts
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.text_block import Item, TextBlock, broken, formula
from acttutor.plots.style import LIGHT, SMALL, install_fonts
from acttutor.plots.text.cached import CachedText

TEXT = "Multiplied as if it were not there, $0.38$ becomes $-1.95$ at the mark $(x,\\,y)$."
JAPANESE = "重み $w$ とバイアス $b$ を、それぞれ「勾配」の向きに動かします（$\\eta=0.1$）。"


@pytest.fixture
def drawing() -> Drawing:
    install_fonts()
    figure = Figure((5, 4), dpi=96)
    FigureCanvasAgg(figure)
    return Drawing(figure, Texts("en"), LIGHT)


def shown(block: TextBlock) -> list[str]:
    return [line.get_text() for line in block.lines if line.get_visible()]


def test_no_line_begins_with_the_full_stop_after_a_formula() -> None:
    install_fonts()
    for width in range(150, 700, 7):
        lines = broken(TEXT, 12.0, False, float(width), 96.0)
        assert all(line[0] not in ".,;:" for line in lines), width
        assert " ".join(lines) == TEXT


def test_japanese_is_broken_where_a_reader_expects_it() -> None:
    install_fonts()
    for width in range(120, 700, 7):
        lines = broken(JAPANESE, 12.0, False, float(width), 96.0)
        assert "".join(lines).replace(" ", "") == JAPANESE.replace(" ", "")
        assert all(line[0] not in "、。）」" and line[-1] not in "（「" for line in lines), width
        assert all(line.count("$") % 2 == 0 for line in lines), "no formula is cut"


def test_a_line_that_ends_in_the_text_ends_on_the_page() -> None:
    """Set as a letter, the end of a line is an empty box, and two lines take the room of one."""
    one, two = "Say what $x$ is, and why it is so.", "Then go on to the next."
    for width in range(60, 400, 17):
        apart = [broken(text, 12.0, False, float(width), 96.0) for text in (one, two)]
        assert broken(f"{one}\n{two}", 12.0, False, float(width), 96.0) == (*apart[0], *apart[1])


def test_what_does_not_fit_is_set_smaller_but_never_too_small(drawing: Drawing) -> None:
    block = TextBlock(drawing, 20)
    items = [Item(TEXT, 12.0), formula("$x_{k+1} = x_k - 0.1$", 15.0), Item(TEXT, 10.0)]
    sizes = []
    for height in (400.0, 130.0, 90.0, 10.0):
        block.layout(Rect(10, 10, 240, height))
        end = block.update(items)
        lines = [line for line in block.lines if line.get_visible()]
        sizes.append(max(line.get_fontsize() for line in lines))
        assert end <= 10 + height or height < 100
        assert min(line.get_fontsize() for line in lines) >= SMALL
        assert max(line.get_window_extent().x1 for line in lines) <= 252
    assert sizes[0] == 15.0 > sizes[1] > sizes[-1]


def test_of_several_choices_the_first_that_fits_is_written(drawing: Drawing) -> None:
    block = TextBlock(drawing, 20)
    long, short = [Item(TEXT)] * 3, [Item("Short.")]
    block.layout(Rect(10, 10, 300, 300))
    block.update(long, short)
    assert len(shown(block)) > 3
    block.layout(Rect(10, 10, 300, 30))
    block.update(long, short)
    assert shown(block) == ["Short."]


def test_texts_begin_behind_the_widest_label(drawing: Drawing) -> None:
    block = TextBlock(drawing, 20)
    block.layout(Rect(10, 10, 260, 300))
    block.update([Item("Head"), Item(TEXT, label="Used for"), Item("Nothing.", label="So")])
    lefts = {line.get_text(): round(line.get_window_extent().x0) for line in block.lines[:9]}
    without = ("Head", "Used for", "So")
    assert {lefts[text] for text in without} == {10}
    texts = {left for text, left in lefts.items() if text and text not in without}
    assert len(texts) == 1
    assert texts.pop() > block.lines[1].get_window_extent().x1


def test_a_fraction_takes_the_room_that_it_needs(drawing: Drawing) -> None:
    """Nothing of it is cut off, and no other line lies over it."""
    block = TextBlock(drawing, 3)
    block.layout(Rect(20, 20, 400, 300))
    block.update(
        [Item("before"), formula(r"$\dfrac{\partial L}{\partial w_{31}} = 2$", 20), Item("after")]
    )
    drawing.figure.canvas.draw()
    boxes = [line.get_window_extent() for line in block.lines]
    assert boxes[1].height > 2 * 20 * 96 / 72
    assert boxes[0].y0 >= boxes[1].y1 - 1 and boxes[1].y0 >= boxes[2].y1 - 1
    whole = CachedText(200, 200, block.lines[1].get_text(), size=20, transform=IdentityTransform())
    drawing.figure.add_artist(whole)
    assert boxes[1].height == pytest.approx(whole.get_window_extent().height, abs=3)


def test_a_blank_stands_behind_its_line_within_the_block(drawing: Drawing) -> None:
    block = TextBlock(drawing, 2)
    block.layout(Rect(20, 20, 200, 300))
    block.update([formula("$0.4 \\times 1 + 0.3 =$", 20, blank=5), Item("after")])
    assert block.blank is not None
    text, after = (line.get_window_extent() for line in block.lines)
    top = drawing.figure.bbox.height - text.y1
    assert block.blank.rect.left > text.x1 and block.blank.rect.right <= 220
    assert block.blank.rect.top < top < block.blank.rect.middle[1]
    assert drawing.figure.bbox.height - after.y1 >= block.blank.rect.bottom
    block.update([Item("after")])
    assert block.blank is None
