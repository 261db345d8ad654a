"""The picture: every number at its place, blanks where they belong, a hand that changes them."""

from decimal import Decimal

import pytest
from fit import misfits_of_figure
from scene import Scene

from acttutor.core.worksheet.calculation import LOSS, Quantity
from acttutor.labs.backprop.figures.places import Places
from acttutor.labs.backprop.formulas import lines
from acttutor.labs.backprop.state import NETS, Settings
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import THEMES

#: Figures in windows of 1024×680 and 1280×800, and in the smaller one at scaling 2.
VIEWS = [
    ("2-2-1", "ja", (548, 574), 96),
    ("2-3-2", "en", (548, 574), 96),
    ("2-3-2", "ja", (804, 694), 96),
    ("2-2-1", "en", (548, 562), 192),
]


def written(scene):
    """Return all texts of the graph."""
    return texts_of(scene.figure.graph.layer.texts)


def texts_of(artists):
    """Return what can be read of some texts."""
    return [text.get_text() for text in artists if text.get_visible()]


def place(scene, quantity):
    """Return the middle of a number in pixels from the top left corner."""
    return pixels(scene, scene.figure.graph.box_of(quantity))


def pixels(scene, rect):
    """Return the middle of a rectangle in pixels from the top left corner."""
    return tuple(scene.figure.scale * value for value in rect.middle)


def step_lines(scene):
    """Return the lines about the step in view, the heading first."""
    return texts_of(scene.figure.step_part.block.lines)


def drag(scene, quantity, up):
    """Press a number, move up in logical pixels, and release."""
    x, y = place(scene, quantity)
    scene.press(scene.at(x, y))
    for part in (0.5, 1.0):
        scene.move(scene.at(x, y - part * up * scene.figure.scale))
    scene.release(scene.at(x, y - up * scene.figure.scale))


def test_the_graph_fills_as_the_steps_are_done():
    scene = Scene("backprop")
    assert "$w_{31} = 0.5$" in written(scene)
    assert "$0.5866$" not in written(scene)
    scene.step(9)
    assert {"$0.5866$", r"$\delta_3 = −0.09921$", "$−0.0582$", "$L = 0.08409$"} <= set(
        written(scene)
    )
    scene.step(13)
    assert r"$\to 0.406$" in written(scene)
    for _ in range(20):
        scene.run.step_back()
    scene.paint()
    assert "$L = 0.08409$" not in written(scene)


@pytest.mark.parametrize("net", NETS)
def test_the_step_is_written_as_a_rule_and_with_its_numbers(net):
    scene = Scene("backprop", net=net)
    for _ in scene.run.steps:
        scene.run.step()
        scene.figure.update()
        expected = lines(scene.run.task, scene.run.current, scene.run.known)
        _, rule, numbers, *_ = step_lines(scene)
        assert rule == f"${expected.rule}$"
        assert numbers.endswith(f"{expected.equals} {expected.value}$")
        assert scene.figure.step_part.blank is None


def in_blank(scene):
    """Return what stands in the blank."""
    (text,) = scene.figure.step_part.box.texts
    assert text.get_visible()
    return text


def test_help_decides_what_stands_beside_a_blank():
    scene = Scene("backprop", mode="fill")
    _, rule, numbers, *_ = step_lines(scene)
    assert (numbers, in_blank(scene).get_text()) == ("$=$", "?")
    assert "w_{11}" in rule
    scene.configure(help="numbers")
    assert step_lines(scene)[2] == r"$= 0.4 \times 1 + (−0.3) \times 0.5 + 0.1 =$"
    scene.configure(help="none")
    assert step_lines(scene)[1:] == ["$u_1$", "$=$"]


def test_no_answer_is_on_the_sheet_before_it_is_given():
    scene = Scene("backprop", mode="fill", help="numbers")
    while scene.run.filling:
        step = scene.run.steps[scene.run.position]
        hidden = scene.figure.graph.labels.value(step)
        assert hidden == "?"
        scene.run.step()
        scene.figure.update()


def test_a_wrong_answer_stands_in_the_blank_in_the_colour_of_a_mistake():
    scene = Scene("backprop", mode="fill")
    scene.run.fill(0.25)
    scene.paint()
    assert in_blank(scene).get_text() == "$0.25$"
    assert in_blank(scene).get_color() == THEMES["light"].bad
    assert any("bias is missing" in line for line in step_lines(scene))
    scene.run.fill(0.35)
    scene.paint()
    assert in_blank(scene).get_text() == "?"


@pytest.mark.parametrize("net", NETS)
def test_every_given_number_can_be_dragged_where_it_stands(net):
    scene = Scene("backprop", net=net)
    scene.step(len(scene.run.steps))
    for quantity in scene.run.task.given():
        before = scene.run.task.given()[quantity]
        drag(scene, quantity, 30)
        assert scene.run.task.given()[quantity] == pytest.approx(before + 0.6), quantity
    assert not scene.asked
    assert scene.layer.full_draws == 1


def test_a_click_asks_for_an_entry_at_the_number():
    scene = Scene("backprop")
    drag(scene, Quantity("b", 2), 1)
    ((what, (number, where)),) = scene.asked
    assert (what, number) == ("edit_number", Quantity("b", 2))
    assert where == pytest.approx(place(scene, Quantity("b", 2)))


def test_while_filling_in_no_number_slips():
    scene = Scene("backprop", mode="fill")
    before = scene.run.task
    drag(scene, Quantity("x", 1), 50)
    assert scene.run.task == before
    assert scene.figure.cursor(scene.at(*place(scene, Quantity("x", 1)))) == "hand"


def test_a_click_on_the_strip_jumps_and_the_blank_asks_for_an_answer():
    scene = Scene("backprop")
    cell = pixels(scene, scene.figure.strip.places[11])
    scene.press(scene.at(*cell))
    assert scene.asked == [("go_to", (12,))]
    scene.configure(mode="fill")
    scene.press(scene.at(*cell))
    scene.press(scene.at(*pixels(scene, scene.figure.step_part.blank)))
    assert scene.asked[1:] == [("answer", ())]


def test_the_check_takes_the_place_of_the_graph_and_follows_the_numbers():
    scene = Scene("backprop")
    scene.step(31)
    scene.configure(check=True)
    columns = [texts_of(column.entries) for column in scene.figure.check.columns]
    assert "$−0.0582$" in columns[3] and "$−0.0582$" in columns[4]  # by both ways
    assert not written(scene)
    assert scene.figure.cursor(scene.at(*place(scene, Quantity("x", 1)))) == ""
    scene.configure(check=False)
    assert "$L = 0.08409$" in written(scene)
    assert not any(texts_of(column.entries) for column in scene.figure.check.columns)


@pytest.mark.parametrize("net", NETS)
def test_the_lines_of_the_check_add_up(net):
    """What is printed, typed into a calculator, gives what is printed, to the last digit."""
    scene = Scene("backprop", net=net, check=True)
    columns = [texts_of(column.entries) for column in scene.figure.check.columns]
    for above, below, slope in zip(*columns[1:4], strict=True):
        high, low, printed = (
            Decimal(text.strip("$").replace("−", "-")) for text in (above, below, slope)
        )
        unit = Decimal(1).scaleb(printed.as_tuple().exponent)
        assert abs((high - low) / Decimal("2e-5") - printed) <= unit


def test_what_a_step_uses_is_washed_and_its_result_framed():
    scene = Scene("backprop")
    scene.step(8)
    graph = scene.figure.graph
    assert {name for name in graph.places.boxes if graph.is_used(name)} == {
        Quantity("o", 3),
        Quantity("u", 3),
    }
    assert graph.is_result(Quantity("delta", 3)) and not graph.is_result(LOSS)
    scene.step(6)  # back along the edge from 3 to 2
    active = [weight for weight in graph.places.edges if graph.goes_along(weight)]
    assert active == [Quantity("w", 3, 2)]


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize(("width", "height"), [(508, 330), (764, 432), (1000, 600)])
def test_labels_cover_neither_each_other_nor_a_unit(net, width, height):
    from acttutor.base.state.fields import changed

    places = Places(changed(Settings(), net=net).task, Rect(20, 8, width, height))
    labels = [box for name, box in places.labels.items() if name.kind == "w"]
    for number, label in enumerate(labels):
        others = [*labels[:number], *places.boxes.values()]
        assert all(label.overlap(other) < 12 for other in others)
        assert label.top >= 8 and label.bottom <= 8 + height


@pytest.mark.parametrize(("net", "language", "size", "dpi"), VIEWS)
def test_everything_fits(net, language, size, dpi):
    scene = Scene("backprop", size=size, dpi=dpi, language=language, net=net)
    ends = (0, 8, scene.run.first_update - 1, len(scene.run.steps))
    for position in ends:
        scene.run.go_to(position)
        scene.paint()
        assert not misfits_of_figure(scene.figure.figure), position
    scene.configure(mode="fill", help="numbers")
    for position in (0, 8, scene.run.first_update - 1):
        scene.run.go_to(position)
        scene.run.fill(123.4)
        scene.paint()
        assert not misfits_of_figure(scene.figure.figure), position
    scene.configure(mode="watch", check=True)
    assert not misfits_of_figure(scene.figure.figure)
