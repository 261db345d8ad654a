"""What the picture shows and how it answers the pointer, on the Agg canvas."""

from itertools import pairwise

import numpy as np
import pytest
from covering import covering
from fit import misfits_of_figure
from scene import Scene

from acttutor.labs.gradients.steps import delta_stairs, gradient_stairs


def scene(**options):
    """Return a picture of the lab."""
    return Scene("gradients", **options)


@pytest.mark.parametrize("normalized", [False, True])
def test_the_steps_lead_from_layer_to_layer(normalized):
    """Each line begins where the one before it ends, and all together end at the next point."""
    run = scene(activation="relu", init="he", batch_norm=normalized).run
    flow = run.trial.now.flow
    for stairs, sizes in (
        (delta_stairs(flow, normalized), flow.delta),
        (gradient_stairs(flow, normalized), flow.gradient),
    ):
        ends = [np.reshape(y, (-1, 3))[:, :2] for _x, y in stairs.values()]
        np.testing.assert_allclose(ends[0][:, 0], sizes[1:])
        for earlier, later in pairwise(ends):
            np.testing.assert_allclose(earlier[:, 1], later[:, 0])
        np.testing.assert_allclose(ends[-1][:, 1], sizes[:-1])


def test_points_and_bound_are_where_they_should_be():
    shown = scene()
    chart, flow = shown.figure.chart, shown.run.trial.now.flow
    np.testing.assert_allclose(chart.delta.get_ydata(), flow.delta)
    np.testing.assert_allclose(chart.dW.get_ydata(), flow.gradient)
    expected = flow.delta[-1] * 0.25 ** np.arange(10, -1, -1.0)
    np.testing.assert_allclose(chart.bound.get_ydata(), expected)
    shown.configure(activation="tanh")
    assert not chart.bound.get_visible(), "0.25 is the bound of the sigmoid alone"


def test_a_click_on_a_layer_looks_into_it():
    shown = scene()
    axes = shown.figure.chart.axes
    shown.press(shown.over(axes, 4.2, 1e-4))
    assert shown.run.settings.layer == 4
    assert "layer 4" in shown.words()
    shown.move(shown.over(axes, 7.9, 1e-4))
    assert shown.run.settings.layer == 8, "held, it goes along"
    shown.release(shown.over(axes, 7.9, 1e-4))
    shown.move(shown.over(axes, 2.0, 1e-4))
    assert shown.run.settings.layer == 8
    assert shown.figure.cursor(shown.over(axes, 2.0, 1e-4)) == "hand"


def test_the_histograms_count_the_points_of_the_layer():
    shown = scene(activation="relu", init="he", layer=3)
    part = shown.figure.histograms
    trial = shown.run.trial
    for histogram, values in ((part.z, trial.now.inputs[2]), (part.a, trial.now.outputs[2])):
        counts = (values, values[trial.flat(2)])
        for patch, counted in zip(histogram.layers, counts, strict=True):
            heights, edges, _ = patch.get_data()
            wanted = np.histogram(counted, edges)[0]
            assert wanted.sum() == counted.size, "every value lies within the limits"
            top = np.histogram(values, edges)[0].max()
            np.testing.assert_allclose(heights * top, wanted)


def click(shown, buttons):
    """Click the first of some buttons of the figure."""
    place, scale = buttons.places[0], shown.figure.scale
    shown.press(shown.at((place.left + 4) * scale, (place.top + 4) * scale))


def test_one_click_applies_a_remedy_and_keeps_the_before():
    shown = scene()
    former = shown.run.trial.now.flow.delta.copy()
    click(shown, shown.figure.verdict.remedies)
    chart = shown.figure.chart
    assert shown.run.verdict.kind == "healthy"
    assert chart.former.get_visible()
    np.testing.assert_allclose(chart.former.get_ydata(), former)
    assert "Before" in shown.words()
    click(shown, shown.figure.verdict.forget)
    assert not chart.former.get_visible() and shown.run.settings.before == ()


def test_dots_show_shares_and_crosses_the_dead():
    shown = scene(activation="relu", init="he", lr=1, depth=6, layer=5)
    shown.step(40)
    units, trial = shown.figure.units, shown.run.trial
    dead = trial.died[4] >= 0
    assert dead.any()
    assert len(units.dots.crosses.get_xdata()) == dead.sum()
    unit = int(np.flatnonzero(dead)[0])
    shown.move(shown.over(units.dots.axes, *units.dots.places[unit]))
    shown.paint()
    assert f"Unit {unit + 1}: dead since epoch {trial.died[4, unit]}" in shown.words().replace(
        "\n", " "
    )


def test_the_strip_shows_the_share_that_is_off_in_each_layer():
    shown = scene(activation="relu", init="he")
    heights, _edges, _ = shown.figure.strip.layers[1].get_data()
    np.testing.assert_allclose(heights[::2], [(z <= 0).mean() for z in shown.run.trial.now.inputs])


#: What makes long words, large numbers, or many layers.
CHANGES = [
    {"depth": 1, "width": 2},
    {"depth": 30, "width": 64, "activation": "relu", "init": "he", "layer": 30},
    {"init": "zeros", "batch_norm": True},
    {"activation": "identity", "gain": 0.1, "depth": 30},
    {"activation": "relu", "init": "normal", "depth": 30, "width": 64, "lr": 100},
    {
        "activation": "relu",
        "init": "normal",
        "gain": 3,
        "depth": 30,
        "before": [["clip", True]],
    },
    {"depth": 3, "before": [["depth", 9]]},
]
SIZES = [(560, 540), (808, 488), (790, 690)]


@pytest.mark.parametrize(
    ("changes", "size", "language"), covering(CHANGES, SIZES, ["en", "ja"], strength=1)
)
def test_nothing_leaves_the_picture_or_overlaps(changes, size, language):
    """Words stay inside and clear of each other, also after explosions."""
    shown = scene(size=size, language=language, **changes)
    for _ in range(2):
        shown.step(3)
        shown.paint()
        assert misfits_of_figure(shown.figure.figure) == []


def test_no_full_draw_while_it_learns_or_is_looked_at():
    shown = scene(activation="tanh", lr=0.3)
    draws = shown.layer.full_draws
    for _ in range(30):
        shown.step()
    shown.configure(layer=5)
    shown.configure(depth=20)
    assert shown.layer.full_draws == draws


def test_numbers_follow_the_last_step():
    """While playing they are written ten times a second; the last ones are asked for."""
    shown = scene(activation="tanh", lr=0.3)
    for _ in range(5):
        shown.step()
    assert ("request_frame", (0.0,)) in shown.asked
    shown.paint()
    ratio = shown.run.trial.now.flow.delta[0]
    named = shown.figure.chart.names.texts[0].get_text()
    assert f"{ratio:.3g}" in named or f"{ratio:.2e}"[:4] in named
