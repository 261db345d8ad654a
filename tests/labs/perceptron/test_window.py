"""The perceptron lab in the real window: real clicks, keys and buttons."""

import pytest
from driver import Driver

pytestmark = pytest.mark.window


@pytest.fixture
def lab(lab: Driver) -> Driver:
    """The lab with the four points of AND."""
    lab.begin("perceptron", data="and")
    return lab


def test_points_are_dragged_added_and_deleted(lab):
    axes = lab.figure.step_map.axes
    lab.drag_data(axes, (0.0, 0.0), (-0.5, -0.5))
    settings = lab.store.settings()
    assert settings.data == "own"
    assert settings.points[0][:2] == pytest.approx((-0.5, -0.5), abs=0.02)
    lab.click_data(axes, 1.6, -0.6)
    assert len(lab.store.settings().points) == 5
    lab.move_to_data(axes, 1.6, -0.6)
    x, y = lab.pixel(axes, 1.6, -0.6)
    lab.view.host.widget.focus_force()
    lab.pump()
    lab.view.host.widget.event_generate("<Delete>", x=x, y=y)
    lab.pump()
    assert len(lab.store.settings().points) == 4


def test_it_plays_until_it_converges(lab):
    lab.store.set(speed=300)
    lab.player.play()
    lab.wait(lambda: not lab.player.playing)
    assert lab.view.run.converged


def test_the_seed_is_there_only_for_random_points(lab):
    assert not lab.controls["seed"].entry.winfo_ismapped()
    lab.view.panel.named_buttons["new_data"].invoke()
    lab.pump()
    assert lab.store.settings().data == "random"
    assert lab.controls["seed"].entry.winfo_ismapped()


def test_first_weights_can_be_drawn_and_taken_back(lab):
    lab.view.panel.named_buttons["random_start"].invoke()
    assert any(lab.store.settings().w0)
    lab.view.panel.named_buttons["zero_start"].invoke()
    assert lab.store.settings().w0 == (0.0, 0.0, 0.0)


def test_one_point_too_many_is_said_in_a_sentence(lab):
    lab.figure.too_many()
    assert "40" in lab.window.notice.label.cget("text")
    lab.window.notice.hide()
