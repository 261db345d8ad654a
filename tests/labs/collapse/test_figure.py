"""The picture shows the numbers, the product and both maps, and numbers can be dragged in it."""

import numpy as np
import pytest
from fit import misfits_of_figure
from scene import Scene

from acttutor.base.numbers.numerals import plain
from acttutor.labs.collapse import words
from acttutor.labs.collapse.words import Entry

#: Sizes of the figure in windows of 1024×680 and 1280×800, and of the smallest at scaling 2.
SIZES = [((548, 574), 96), ((804, 694), 96), ((548, 574), 192)]


def middle(made, box):
    """Return a pointer event in the middle of a box."""
    scale = made.figure.scale
    return made.at((box.left + box.width / 2) * scale, (box.top + box.height / 2) * scale)


def texts(column):
    """Return the lines of a column."""
    return [line.get_text() for line in column.lines if line.get_visible()]


def numbers(layer):
    """Return the texts of a layer of cells."""
    return [text.get_text() for text in layer.texts if text.get_visible()]


def test_all_numbers_of_all_layers_are_written():
    made = Scene("collapse", depth=3, width=2)
    shown = numbers(made.figure.chain.layer)
    for layer in made.run.settings.layers:
        for value in (*layer.W.ravel(), *layer.b):
            assert plain(value) in shown


def test_a_number_is_dragged():
    made = Scene("collapse")
    chain = made.figure.chain
    event = middle(made, chain.cells[1].cell(1, 0))
    before = made.run.settings.layers[1].W[1, 0]
    assert made.figure.cursor(event) == "move"
    made.press(event)
    event.x += 30
    made.move(event)
    made.release(event)
    assert made.run.settings.layers[1].W[1, 0] == pytest.approx(before + 0.30)
    assert made.asked == []
    assert plain(before + 0.30) in numbers(chain.layer) + numbers(chain.moving)


def test_a_bias_is_dragged_as_well():
    made = Scene("collapse")
    event = middle(made, made.figure.chain.cells[2].cell(0, 2))
    before = made.run.settings.layers[2].b[0]
    made.press(event)
    event.y += 20
    made.move(event)
    made.release(event)
    assert made.run.settings.layers[2].b[0] == pytest.approx(before + 0.20)


def test_a_click_on_a_number_asks_to_type_one():
    made = Scene("collapse")
    event = middle(made, made.figure.chain.cells[0].cell(0, 1))
    made.press(event)
    made.release(event)
    ((what, (_place, _shown, take)),) = made.asked
    assert what == "edit_number"
    take(-1.25)
    assert made.run.settings.layers[0].W[0, 1] == -1.25


def test_a_folded_number_cannot_be_dragged():
    made = Scene("collapse")
    made.step()
    event = middle(made, made.figure.chain.cells[0].cell(0, 0))
    assert made.figure.cursor(event) == ""
    made.press(event)
    assert made.figure.held is None


def test_a_click_between_layers_switches_relu():
    made = Scene("collapse")
    event = middle(made, made.figure.chain.gaps[1])
    assert made.figure.cursor(event) == "hand"
    made.press(event)
    assert made.run.settings.activations == ("identity", "relu")
    assert "$f_{2}$" in numbers(made.figure.chain.layer)
    made.press(event)
    assert made.run.settings.activations == ("identity", "identity")


def test_the_largest_difference_is_marked_only_where_there_is_one():
    made = Scene("collapse")
    assert not made.figure.deep.mark.get_visible()
    assert "10^{−" in texts(made.figure.verdict)[0]
    made.configure(f1="relu")
    for part in (made.figure.deep, made.figure.single):
        assert part.mark.get_visible()
        assert np.ravel(part.mark.get_data()).tolist() == list(made.run.comparison.at)


def test_both_maps_look_the_same_exactly_if_they_are():
    made = Scene("collapse")
    made.step(2)

    def pixels(part):
        return part.image.get_pixels().astype(int)

    assert np.abs(pixels(made.figure.deep) - pixels(made.figure.single)).max() == 0
    made.configure(f1="relu")
    assert np.abs(pixels(made.figure.deep) - pixels(made.figure.single)).max() > 50


def test_the_product_appears_number_by_number():
    made = Scene("collapse", depth=3, width=2)
    layer = made.figure.product.layer
    assert len(numbers(layer)) == 6
    for phase, known in ((0.01, 1), (0.5, 4), (0.99, 6)):
        made.run.phase = phase
        made.paint()
        assert len(numbers(layer)) == known


def test_the_number_under_the_pointer_is_worked_out():
    made = Scene("collapse", depth=2, width=2)
    product = made.figure.product
    made.move(middle(made, product.cells.cell(0, 2)))
    assert product.hovered == Entry(0, 2)
    assert "b_{1}" in texts(product.entry_text)[0]
    made.figure.on_leave(None)
    made.paint()
    assert product.hovered is None


def test_the_end_is_one_formula_or_a_refusal():
    made = Scene("collapse", depth=3)
    made.step(2)
    assert words.single_formula(made.run) in texts(made.figure.product.head)
    made.configure(f2="tanh")
    made.step(3)
    assert "f_{2}" in " ".join(texts(made.figure.product.head))


@pytest.mark.parametrize(("f1", "steps"), [("identity", 2), ("relu", 1)])
def test_the_outcome_can_wait_until_all_is_folded_that_can_be(f1, steps):
    made = Scene("collapse", ahead=False, f1=f1)
    for step in range(steps):
        assert made.figure.single.unknown.get_visible(), step
        assert len(np.unique(made.figure.single.image.get_pixels().reshape(-1, 4), axis=0)) == 1
        assert "?" in made.figure.verdict.lines[0].get_text()
        assert made.run.folds == step
        made.step(1)
    assert not made.figure.single.unknown.get_visible()
    assert np.ptp(made.figure.single.image.get_pixels()[..., 2]) > 50
    assert "?" not in made.figure.verdict.lines[0].get_text()
    made.run.reset()
    made.paint()
    made.configure(ahead=True)
    assert not made.figure.single.unknown.get_visible()


def test_only_other_layers_ask_for_a_full_draw():
    made = Scene("collapse")
    made.step(2)
    made.configure(f1="relu", seed=9)
    made.configure(f1="identity")
    assert made.layer.full_draws == 1
    made.configure(depth=6)
    assert made.layer.full_draws == 2


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("size", "dpi"), SIZES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_leaves_the_figure_or_lies_over_another_text(size, dpi, language):
    made = Scene("collapse", size=size, dpi=dpi, language=language)
    for depth, width in ((2, 1), (3, 2), (6, 3)):
        for f2 in ("identity", "leaky_relu"):
            made.configure(depth=depth, width=width, f2=f2 if depth > 2 else "identity", f1=f2)
            for steps in (0, 1, 5):
                made.step(steps)
                assert misfits_of_figure(made.figure.figure) == [], (depth, f2, steps)


@pytest.mark.filterwarnings("error")
def test_the_largest_numbers_are_drawn_without_complaint():
    edits = tuple((k, r, c, 2.0) for k in range(6) for r in range(3) for c in range(4))
    made = Scene("collapse", depth=6, width=3, edits=edits, theme="dark", language="ja")
    assert made.run.comparison.same
    for _ in range(6):
        made.step()
        assert misfits_of_figure(made.figure.figure) == []


def test_a_map_says_the_output_under_the_pointer_once_it_may_be_seen():
    made = Scene("collapse", ahead=False)
    for part, seen in ((made.figure.deep, True), (made.figure.single, False)):
        made.move(made.over(part.axes, 1.0, -0.5))
        assert part.reading.get_visible() is seen
    deep = made.figure.deep
    made.move(made.over(deep.axes, 1.0, -0.5))
    W, b = made.run.whole
    said = deep.reading.get_text().split()[-1].replace("−", "-")
    assert float(said) == pytest.approx(float((W @ (1.0, -0.5) + b)[0]), abs=0.02)
