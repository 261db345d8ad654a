"""The picture shows both units, and the points can be handled in it."""

import numpy as np
import pytest
from fit import misfits_of_figure
from scene import Scene

from acttutor.labs.perceptron.samples import PRESETS

#: Sizes of the figure in windows of 1024×680 and 1280×800, and of the smallest at scaling 2.
SIZES = [((548, 574), 96), ((804, 694), 96), ((548, 574), 192)]
FEW = ((0.0, 0.0, 0), (1.0, 1.0, 1), (1.0, 0.0, 1))


@pytest.fixture
def made():
    return Scene("perceptron", data="own", points=FEW)


def said(made):
    """Return what is written between the maps and the charts."""
    return " ".join(line.get_text() for line in made.figure.verdict.lines if line.get_visible())


def samples(made):
    return made.run.problem.samples


def test_the_line_is_where_z_is_zero():
    made = Scene("perceptron", data="barely")
    made.step(30)
    for part, weights in (
        (made.figure.step_map, made.run.state.w),
        (made.figure.sigmoid_map, made.run.state.v),
    ):
        x, y = part.line.get_data()
        z = weights[0] + weights[1] * np.asarray(x) + weights[2] * np.asarray(y)
        np.testing.assert_allclose(z, 0, atol=1e-9)


def test_the_map_has_the_colour_of_the_answer():
    made = Scene("perceptron", data="or")
    made.step(30)
    part, w = made.figure.step_map, made.run.state.w
    picture = made.picture()
    for x, y in ((-0.7, -0.6), (1.5, 1.7), (1.8, -0.2), (-0.4, 0.6)):
        if abs(w[0] + w[1] * x + w[2] * y) < 0.3:
            continue
        px, py = part.axes.transData.transform((x, y))
        red, _, blue = picture[round(made.figure.figure.bbox.height - py), round(px)]
        assert (blue > red) == (w[0] + w[1] * x + w[2] * y >= 0)


def test_without_weights_there_is_no_line():
    made = Scene("perceptron")
    assert len(made.figure.step_map.line.get_xdata()) == 0
    assert "w = 0" in said(made)


def test_the_line_glides_and_lands():
    made = Scene("perceptron", data="xor")
    made.step(6)
    line = made.figure.step_map.line
    static_artists = np.array(line.get_data())
    made.run.phase = 0.5
    made.paint()
    assert not np.allclose(line.get_data(), static_artists)
    made.run.phase = 0.0
    made.paint()
    np.testing.assert_allclose(line.get_data(), static_artists)


def test_points_that_are_wrong_are_crossed():
    made = Scene("perceptron", data="xor")
    made.step(9)
    assert len(made.figure.step_map.wrong.get_xdata()) == made.run.wrong(made.run.state.w)


def test_a_point_is_dragged_in_either_map(made):
    made.drag(made.figure.step_map.axes, (0.0, 0.0), (-0.5, 0.25))
    assert samples(made)[0] == (-0.5, 0.25, 0)
    made.drag(made.figure.sigmoid_map.axes, (1.0, 1.0), (5.0, 1.5))
    assert samples(made)[1][2] == 1 and -1.0 <= samples(made)[1][0] <= 2.0


def test_a_click_adds_a_point_or_changes_the_class_of_one(made):
    axes = made.figure.step_map.axes
    made.press(made.over(axes, -0.5, 1.5))
    made.release(made.over(axes, -0.5, 1.5))
    assert samples(made)[3] == (-0.5, 1.5, 1)
    made.configure(pen="0")
    made.press(made.over(axes, -0.5, -0.5))
    made.release(made.over(axes, -0.5, -0.5))
    assert samples(made)[4] == (-0.5, -0.5, 0)
    made.press(made.over(axes, 1.0, 1.0))
    made.release(made.over(axes, 1.0, 1.0))
    assert samples(made)[1] == (1.0, 1.0, 0)


def test_right_click_and_delete_take_points_away_but_the_last(made):
    axes = made.figure.step_map.axes
    made.press(made.over(axes, 1.0, 1.0, button=3))
    assert len(samples(made)) == 2
    for _ in range(2):
        made.figure.on_key(made.over(axes, 0.0, 0.0, key="delete"))
    assert len(samples(made)) == 1
    made.figure.on_key(made.over(axes, 1.0, 0.0, key="delete"))
    assert len(samples(made)) == 1
    made.press(made.over(axes, -0.8, 1.8, button=3))
    assert len(samples(made)) == 1, "a right click beside a point adds none"


def test_too_many_points_are_refused_in_words():
    points = tuple((x / 10, y / 10, 1) for x in range(8) for y in range(5))
    made = Scene("perceptron", data="own", points=points)
    made.press(made.over(made.figure.step_map.axes, 1.8, 1.8))
    assert made.asked == [("too_many", ())]


def test_the_arrow_turns_the_line_about_its_foot(made):
    made.configure(w0=(-0.5, 1.0, 0.0))
    part = made.figure.step_map
    tip = part.tip_of(made.run.state.w)
    assert made.figure.cursor(made.over(part.axes, *tip)) == "move"
    made.drag(part.axes, tip, (0.5, 1.8))
    b, w1, w2 = made.run.settings.w0
    assert (w1, w2) == pytest.approx((0.0, 1.0), abs=0.02)
    assert b + 0.5 * w1 + 0.5 * w2 == pytest.approx(0.0, abs=0.02)
    assert made.run.state.k == 0


def test_the_proof_is_drawn_only_if_there_is_one():
    made = Scene("perceptron", data="xor")
    part = made.figure.step_map
    assert part.shared.get_visible()
    assert np.ravel(part.shared.get_data()).tolist() == [0.5, 0.5]
    made.configure(data="and")
    assert not part.shared.get_visible()


def test_a_bound_in_reach_is_drawn_and_one_far_away_is_only_written():
    made = Scene("perceptron", data="separable")
    assert made.figure.mistakes.level.get_visible()
    made.configure(data="barely")
    assert not made.figure.mistakes.level.get_visible()
    assert "354" in said(made)


def test_nothing_but_a_new_layout_asks_for_a_full_draw():
    made = Scene("perceptron", data="xor")
    made.step(60)
    made.configure(data="random")
    made.drag(made.figure.step_map.axes, made.run.problem.samples[0][:2], (0.2, 0.2))
    assert made.layer.full_draws == 1


def test_the_pointer_reads_the_charts():
    made = Scene("perceptron", data="and")
    made.step(12)
    for chart in (made.figure.mistakes, made.figure.losses):
        assert made.move(made.over(chart.axes, 5.1, 0.4))
        assert chart.reading.get_text().startswith("5:")
    made.figure.on_leave(None)
    made.paint()
    assert not made.figure.losses.reading.get_visible()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("size", "dpi"), SIZES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_leaves_the_figure_or_lies_over_another_text(size, dpi, language):
    made = Scene("perceptron", size=size, dpi=dpi, language=language, theme="dark")
    for data in (*PRESETS, "random"):
        for w0 in ((0, 0, 0), (-9.5, 8.25, -7.75)):
            made.configure(data=data, w0=w0, seed=6)
            for steps in (0, 9, 90):
                made.step(steps)
                assert misfits_of_figure(made.figure.figure) == [], (data, w0, made.run.state.k)


def test_in_a_low_figure_the_charts_make_room_for_the_maps():
    low, high = (Scene("perceptron", data="or", size=(540, height)) for height in (500, 640))
    for made, charted in ((low, False), (high, True)):
        made.step(12)
        assert made.figure.mistakes.axes.get_visible() == charted
        assert made.figure.mistakes.curves[0].get_visible() == charted
        assert made.figure.step_map.axes.bbox.height > 150
        assert misfits_of_figure(made.figure.figure) == []
    low.figure.figure.set_size_inches(540 / 96, 640 / 96)
    low.figure.relayout()
    low.paint()
    assert low.figure.losses.level.get_visible()
