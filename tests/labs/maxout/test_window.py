"""The maxout lab in the real window."""

import pytest

from acttutor.labs.maxout.state import PRESETS

pytestmark = pytest.mark.window


@pytest.mark.parametrize("name", PRESETS)
def test_a_button_makes_a_known_function(lab, name):
    lab.view.panel.named_buttons[name].invoke()
    assert lab.view.run.equals() == name


def test_a_line_follows_the_pointer(lab):
    lab.drag_data(lab.figure.plot.axes, (-2.0, 0.25), (-2.0, 1.25))
    assert lab.store.settings().lines[1] == pytest.approx((0.25, 1.75), abs=0.051)


def test_a_curve_is_drawn_and_learned(lab):
    lab.view.panel.named_buttons["draw"].invoke()
    lab.pump()
    lab.drag_data(lab.figure.plot.axes, (-2.0, 2.0), (2.0, 2.0))
    assert lab.store.settings().target == "drawn"
    lab.player.play()
    lab.wait(lambda: lab.view.run.k > 5)
    lab.player.pause()
    assert lab.view.run.losses[-1] < lab.view.run.losses[0]


def test_more_lines_show_in_the_picture(lab):
    lab.drag_slider("pieces", 1.0)
    assert lab.view.run.lines.shape == (1, 5, 2)
