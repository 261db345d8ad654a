"""The picture of the maxout lab: what is drawn, dragged and drawn by hand."""

import numpy as np
import pytest
from matplotlib.text import Text
from scene import Scene

from acttutor.labs.maxout.geometry import visible
from acttutor.labs.maxout.state import FURTHEST, X


def written(scene):
    """Return everything that is written in the figure."""
    return "\n".join(t.get_text() for t in scene.figure.figure.artists if is_shown_text(t))


def is_shown_text(artist):
    return isinstance(artist, Text) and artist.get_visible()


def lines(scene, unit=0):
    return scene.run.lines[unit]


def test_a_line_is_dragged_up_and_keeps_its_slope():
    scene = Scene("maxout")
    scene.drag(scene.figure.plot.axes, (-2.0, 0.25), (-2.0, 1.25))
    assert lines(scene)[1].tolist() == [0.25, 1.75]


def test_a_handle_turns_its_line_about_its_height_at_zero():
    scene = Scene("maxout")
    *_, (_, piece, x, y) = [h for h in scene.figure.plot.handles if h[:2] == (0, 1)]
    scene.drag(scene.figure.plot.axes, (x, y), (x, -1.0))
    w, b = lines(scene)[piece]
    assert b == 0.75
    assert w == pytest.approx((-1.0 - 0.75) / x, abs=0.03)


def test_dragging_a_trained_line_begins_anew_from_where_the_lines_are():
    scene = Scene("maxout")
    scene.step(40)
    before = lines(scene).copy()
    w, b = before[1]
    scene.drag(scene.figure.plot.axes, (-2.5, w * -2.5 + b), (-2.5, w * -2.5 + b + 0.5))
    assert scene.run.k == 0
    assert lines(scene)[0] == pytest.approx(before[0], abs=1e-4)
    assert lines(scene)[1, 1] == pytest.approx(b + 0.5, abs=0.06)


def test_the_lines_of_the_second_unit_can_be_dragged_too():
    scene = Scene("maxout", units="two", target="none")
    place = next(h for h in scene.figure.plot.handles if h[0] == 1)
    scene.drag(scene.figure.plot.axes, place[2:], (place[2], place[3] + 1))
    assert scene.run.settings.second != Scene("maxout").run.settings.second


def test_the_envelope_is_drawn_with_its_bends_where_they_are():
    scene = Scene("maxout")
    x, y = scene.figure.plot.envelope.get_data()
    assert y == pytest.approx(scene.run.output_at(np.asarray(x)))
    kinks = scene.run.kinks()
    assert len(kinks) == 2
    assert set(kinks) <= set(x)
    assert list(scene.figure.plot.kinks.get_xdata()) == kinks


def test_the_first_stroke_draws_the_curve_anywhere_also_over_lines():
    scene = Scene("maxout", target="drawn")
    axes = scene.figure.plot.axes
    assert scene.figure.cursor(scene.over(axes, -2.0, 0.25)) == "cross"
    scene.drag(axes, (-2.0, 0.25), (1.0, 3.25))
    drawn = np.array(scene.run.settings.drawn, dtype=float)
    inside = (X >= -1.95) & (X <= 0.95)
    assert drawn[inside] == pytest.approx(X[inside] + 2.25, abs=0.15)
    assert np.isnan(drawn[X > 1.2]).all()
    # Now the lines can be taken hold of again, and elsewhere one can go on drawing.
    assert scene.figure.cursor(scene.over(axes, -2.0, 0.25)) == "move"
    assert scene.figure.cursor(scene.over(axes, 0.5, -1.5)) == "cross"


def test_what_no_convex_function_can_do_is_shaded_for_one_unit_only():
    assert Scene("maxout", target="wave").figure.plot.gap.get_visible()
    assert not Scene("maxout").figure.plot.gap.get_visible()
    assert not Scene("maxout", target="wave", units="two").figure.plot.gap.get_visible()


@pytest.mark.parametrize("line", [(0.0, 99.0), (50.0, 0.0), (0.0, 0.0), (-2.0, 20.0)])
def test_lines_outside_the_picture_do_no_harm(line):
    five = (line, *[(float(k), 0.0) for k in range(4)])
    scene = Scene("maxout", lines=five)
    segment = visible(*five[0])
    assert segment is None or all(np.isfinite(segment))
    assert abs(scene.run.lines[0, 0, 1]) <= FURTHEST


def test_formulas_follow_the_lines_and_say_where_each_is_the_maximum():
    scene = Scene("maxout")
    words = written(scene)
    assert r"$u_{1} = −1.50\,x − 0.25$" in words
    assert "$−0.57 < x < 1.67$" in words
    scene.configure(lines=((0.0, 0.0), (1.0, 0.0), (0.0, -3.0), (0.0, 0.0), (0.0, 0.0)))
    assert "This is ReLU" in written(scene)
    assert "nowhere" in written(scene)


def test_a_failed_run_still_paints():
    scene = Scene("maxout", units="two", lr=1.0, target="exponential", optimizer="momentum")
    while scene.run.k < 4000 and scene.run.step():
        pass
    scene.paint()


def test_lines_differ_in_their_dashes_as_in_their_colours_and_so_does_the_strip_below():
    scene = Scene("maxout", pieces=5, lines=tuple((k - 2.0, -0.3 * (k - 2) ** 2) for k in range(5)))
    plot = scene.figure.plot
    for lines in (plot.lines, plot.strip):
        styles = [
            *zip(map(tuple, lines.get_colors()), map(str, lines.get_linestyles()), strict=True)
        ]
        assert len({color for color, _ in styles}) == 5
        assert len({dashes for _, dashes in styles}) == 5
    # The strip is under its line: both look the same.
    assert [str(style) for style in plot.strip.get_linestyles()] == [
        str(style) for style in plot.lines.get_linestyles()
    ]


def test_two_units_differ_in_their_dashes_with_all_their_lines():
    scene = Scene("maxout", units="two")
    parts = [part.get_linestyle() for part in scene.figure.plot.parts]
    assert parts[0] != parts[1]
    first, second = np.split(np.array(list(map(str, scene.figure.plot.lines.get_linestyles()))), 2)
    assert len(set(first)) == len(set(second)) == 1
    assert first[0] != second[0]
