"""The picture shows the walk: artists hold its data, labels keep apart, the view follows."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from covering import covering
from fit import misfits_of_figure

from acttutor.plots.parts.words.text_block import broken
from acttutor.plots.text.quick import QuickText, line_width

#: Sizes of the figure in windows of 1024×680 and 1280×800, and of the larger one at scaling 2.
SIZES = [((548, 574), 96), ((804, 694), 96), ((548, 562), 192)]
RATES = [0.0, 0.02, 0.3, 0.5, 0.78, 1.0, 1.1]


def xy(line: Any) -> list[tuple[float, float]]:
    """Return the points of a line."""
    return list(zip(*(np.asarray(values, dtype=float) for values in line.get_data()), strict=True))


def test_curve_point_and_next_point_are_where_the_run_says(scene):
    made = scene(lr=0.3)
    curve = made.figure.curve
    x, y = (np.asarray(values) for values in curve.curve.get_data())
    np.testing.assert_allclose(y, (x - 1) ** 2 + 0.5)
    assert xy(curve.point) == [(4.0, 9.5)]
    assert xy(curve.following)[0] == pytest.approx((2.2, 1.94))
    assert xy(curve.minimum) == [(1.0, 0.5)]


def test_the_tangent_has_the_slope_of_the_curve(scene):
    made = scene(lr=0.78)
    made.trajectory(1)
    (x0, y0), (x1, y1) = xy(made.figure.curve.tangent)
    assert (y1 - y0) / (x1 - x0) == pytest.approx(made.run.trajectory.df())
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((-0.68, 3.3224))


def test_the_point_glides_along_its_arrow_and_nothing_else_moves(scene):
    made = scene(lr=0.3)
    tangent = xy(made.figure.curve.tangent)
    made.run.phase = 0.5
    made.paint()
    (x, y), = xy(made.figure.curve.point)  # fmt: skip
    assert (x, y) == pytest.approx(((4.0 + 2.2) / 2, (9.5 + 1.94) / 2))
    assert xy(made.figure.curve.tangent) == tangent
    made.run.phase = 0.0
    made.paint()
    assert xy(made.figure.curve.point) == [(4.0, 9.5)]


def test_the_arrow_on_the_axis_is_the_change_of_x(scene):
    made = scene(lr=0.3)
    curve = made.figure.curve
    drops = [x for x, _ in xy(curve.drops) if not np.isnan(x)]
    assert drops == pytest.approx([4.0, 4.0, 2.2, 2.2])
    assert curve.names.texts["change"].get_text().endswith("= −1.80$")


def test_nothing_but_a_new_layout_asks_for_a_full_draw(scene):
    made = scene(lr=1.1)
    draws = made.layer.full_draws
    made.trajectory(60)
    made.configure(a=-2.0)
    made.settle()
    assert made.layer.full_draws == draws


# -- the view ----------------------------------------------------------------------------------


def test_the_view_follows_a_walk_that_diverges_and_comes_back(scene):
    made = scene(lr=1.1)
    home = made.figure.curve.axes.get_xlim()
    made.trajectory(40)
    x = abs(made.run.trajectory.x())
    assert made.figure.curve.axes.get_xlim()[1] > x
    assert made.figure.curve.axes.get_ylim()[1] > made.run.trajectory.f()
    made.run.reset()
    assert made.settle() > 3, "the view comes back gently"
    assert made.figure.curve.axes.get_xlim() == home


def test_a_new_picture_begins_where_it_belongs(scene):
    made = scene(lr=0.3)
    assert made.asked == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("lr", [1.02, 1.1, 1.25])
def test_the_last_step_before_the_limit_is_drawn_without_complaint(scene, lr):
    made = scene(lr=lr, compare="edge")
    for step in range(2000):
        if not made.run.step():
            break
        if step % 20 == 0:
            made.paint()
    assert made.run.stuck
    made.settle()
    assert "10^{12}" in made.said()


# -- the chart of distances --------------------------------------------------------------------


@pytest.mark.parametrize("lr", [0.1, 0.3, 0.78, 1.0, 1.1])
def test_dots_lie_on_the_exact_line(scene, lr):
    made = scene(lr=lr)
    made.trajectory(6)
    chart = made.figure.distance
    (k0, y0), (k1, y1) = xy(chart.exact)
    for k, y in xy(chart.dots):
        assert y == pytest.approx(y0 + (y1 - y0) * (k - k0) / (k1 - k0))
    assert [k for k, _ in xy(chart.dots)] == list(range(7))


def test_the_exact_line_begins_where_the_rate_was_changed(scene):
    made = scene(lr=0.1)
    made.trajectory(3)
    made.configure(lr=0.78)
    made.trajectory(2)
    k, y = xy(made.figure.distance.exact)[0]
    assert k == 3
    assert y == pytest.approx(np.log10(3 * 0.8**3))


def test_a_distance_of_zero_is_marked_at_the_bottom(scene):
    made = scene(lr=0.5)
    made.trajectory(2)
    chart = made.figure.distance
    low, high = chart.axes.get_ylim()
    assert [k for k, _ in xy(chart.zeros)] == [1, 2]
    assert all(low < y < low + 0.15 * (high - low) for _, y in xy(chart.zeros))
    assert chart.fall.get_visible() and not chart.exact.get_visible()
    assert [text.get_text() for text in chart.end_names.texts if text.get_visible()] == ["0"]


def test_a_long_walk_is_thinned(scene):
    made = scene(lr=1.0)
    for _ in range(3000):
        made.run.step()
    made.settle()
    points = xy(made.figure.distance.dots)
    assert len(points) <= 401
    assert points[-1][0] == 3000


def test_the_dots_of_a_long_walk_do_not_rub_each_other_out(scene):
    made = scene(lr=0.02)
    dots = made.figure.distance.dots
    few = dots.get_markeredgewidth()
    for _ in range(200):
        made.run.step()
    made.settle()
    assert dots.get_markeredgewidth() == 0 < few


def test_the_pointer_reads_the_distance(scene):
    made = scene(lr=0.78)
    made.trajectory(4)
    chart = made.figure.distance
    assert made.figure.on_move(made.over(chart.axes, 2.2, 0.0))
    made.paint()
    assert "k = 2" in chart.reading.get_text() and "0.9408" in chart.reading.get_text()
    made.figure.on_leave(None)
    made.paint()
    assert not chart.reading.get_visible()


# -- races, scale, words -----------------------------------------------------------------------


def test_racers_have_points_lines_and_names(scene):
    made = scene(compare="mixed")
    made.trajectory(3)
    curve, chart = made.figure.curve, made.figure.distance
    for index, racer in enumerate(made.run.racers):
        assert xy(curve.racers[index]) == [(racer.x(), pytest.approx(racer.f()))]
        assert len(xy(chart.racers[index])) == 4
        assert curve.names.texts[f"racer {index}"].get_visible()
        assert curve.racers[index].get_color() == chart.racers[index].get_color()
    assert not curve.racers[3].get_visible()
    made.configure(compare="none")
    assert not any(line.get_visible() for line in (*curve.racers, *chart.racers))


@pytest.mark.parametrize("lr", [0.0, 0.3, 0.5, 1.0, 1.25])
def test_the_handle_stands_at_its_rate_and_covers_no_word(scene, lr):
    made = scene(lr=lr)
    part = made.figure.scale_part
    assert xy(part.handle)[0][0] == lr
    renderer = part.axes.figure.canvas.get_renderer()
    handle = part.handle.get_window_extent(renderer)
    for word in (*part.names, *part.mark_names.values(), part.value):
        assert not word.get_visible() or not word.get_window_extent(renderer).overlaps(handle)


def test_the_scale_can_be_dragged(scene):
    made = scene(lr=0.3)
    axes = made.figure.scale_part.axes
    made.figure.on_press(made.over(axes, 0.78, 45))
    assert made.run.settings.lr == 0.78
    made.figure.on_move(made.over(axes, 2.0, 45))
    assert made.run.settings.lr == 1.25
    made.figure.on_release(made.over(axes, 2.0, 45))
    made.figure.on_move(made.over(axes, 0.5, 45))
    assert made.run.settings.lr == 1.25


def test_a_prediction_hides_the_answer_until_it_shows(scene):
    made = scene(lr=0.78, prediction="bouncing")
    assert "Play and find out" in made.said()
    assert not made.figure.distance.exact.get_visible()
    assert not made.figure.scale_part.underline.get_visible()
    made.trajectory(3)
    assert "Not as predicted" in made.said()
    assert made.figure.scale_part.underline.get_visible()


def test_lines_are_broken_within_their_width_and_lose_nothing():
    text = "距離が毎回 1.20 倍になるので、$f(x) = 1.1$ は ε を小さくしないと戻らない。"
    lines = broken(text, 10.0, False, 200.0, 96.0)
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line_width(line, 10.0, 96.0) <= 200 for line in lines)
    assert not any(line.startswith(("、", "。")) for line in lines)


# -- looks -------------------------------------------------------------------------------------


def labels_of(made: Any) -> list[QuickText]:
    """Return the labels in the axes of the curve."""
    return [label for label in made.figure.curve.names.texts.values() if label.get_visible()]


@pytest.mark.parametrize(
    ("look", "language", "lr"), covering(SIZES, ("ja", "en"), RATES, strength=1)
)
def test_nothing_leaves_the_figure_or_lies_over_another_text(scene, look, language, lr):
    size, dpi = look
    made = scene(size=size, dpi=dpi, language=language, lr=lr, prediction="monotone")
    for steps in (0, 1, 3, 10, 80):
        made.trajectory(steps)
        assert misfits_of_figure(made.figure.figure) == [], f"after {made.run.k} steps"


@pytest.mark.parametrize(
    ("look", "lr", "setup"),
    covering(SIZES, [0.02, 0.5, 0.78, 1.1], [{}, {"a": -2.9, "b": 3.5}, {"x0": -5.5, "b": -1.5}]),
)
def test_labels_cover_neither_points_nor_each_other(scene, look, lr, setup):
    size, dpi = look
    made = scene(size=size, dpi=dpi, lr=lr, **setup)
    renderer = made.figure.figure.canvas.get_renderer()
    for _ in range(6):
        boxes = [label.get_window_extent(renderer) for label in labels_of(made)]
        for first, second in combinations(boxes, 2):
            assert not first.overlaps(second)
        curve = made.figure.curve
        point = curve.axes.transData.transform(xy(curve.point)[0])
        assert not any(box.contains(*point) for box in boxes)
        made.trajectory(1)


@pytest.mark.parametrize(
    ("theme", "compare"), covering(["light", "dark"], ["small", "mixed", "edge"], strength=1)
)
def test_races_can_be_drawn_in_both_themes(scene, theme, compare):
    made = scene(theme=theme, compare=compare)
    made.trajectory(12)
    assert made.layer.full_draws == 1


# -- the pointer -------------------------------------------------------------------------------


def test_the_curve_and_the_start_can_be_taken_hold_of(scene):
    made = scene()
    axes = made.figure.curve.axes
    assert made.figure.cursor(made.over(axes, -1.0, 4.5)) == "hand"
    made.figure.on_press(made.over(axes, -1.0, 4.5))
    assert made.run.settings.x0 == -1.0
    made.figure.on_move(made.over(axes, 2.5, 3.0))
    assert made.run.settings.x0 == 2.5
    assert made.figure.on_release(made.over(axes, 2.5, 3.0))


def test_a_click_far_from_the_curve_does_nothing(scene):
    made = scene()
    axes = made.figure.curve.axes
    assert made.figure.cursor(made.over(axes, 1.0, 11.0)) == ""
    made.figure.on_press(made.over(axes, 1.0, 11.0))
    made.figure.on_move(made.over(axes, 1.0, 0.5))
    assert made.run.settings.x0 == 4.0


def test_the_minimum_moves_only_when_it_is_dragged(scene):
    made = scene()
    axes = made.figure.curve.axes
    assert made.figure.cursor(made.over(axes, 1.0, 0.5)) == "move"
    made.figure.on_press(made.over(axes, 1.05, 0.6))
    assert (made.run.settings.a, made.run.settings.b) == (1.0, 0.5)
    made.figure.on_move(made.over(axes, -2.0, 2.0))
    assert (made.run.settings.a, made.run.settings.b) == pytest.approx((-2.0, 2.0))


def test_the_view_stands_still_while_something_is_dragged(scene):
    made = scene()
    axes = made.figure.curve.axes
    made.figure.on_press(made.over(axes, 4.0, 9.5))
    limits = axes.get_xlim(), axes.get_ylim()
    made.figure.on_move(made.over(axes, -4.9, 13.0))
    assert (axes.get_xlim(), axes.get_ylim()) == limits
    made.figure.on_release(made.over(axes, -4.9, 13.0))
    made.settle()
    assert axes.get_ylim() != limits[1]
