"""The GAN lab in the real window."""

import pytest

from acttutor.labs.gan.state import Settings

pytestmark = pytest.mark.window


def test_an_experiment_is_set_up_by_one_click_and_keeps_the_drawing(lab):
    lab.store.set("gan", data="drawn", drawn=((0.1, 0.2),), k=5)
    lab.view.panel.named_buttons["dying"].invoke()
    lab.pump()
    settings = lab.store.settings("gan")
    assert (settings.d_hidden, settings.d_units, settings.k) == ("relu", 5, 1)
    assert settings.drawn == ((0.1, 0.2),)


def test_it_plays_and_the_numbers_follow(lab):
    lab.player.play()
    lab.wait(lambda: lab.view.run.t >= 12)
    lab.player.pause()
    lab.pump(0.2)
    assert lab.view.run.records[-1][0] >= 10


def test_drawing_in_the_plane_makes_points_to_imitate(lab):
    lab.store.set("gan", data="drawn")
    lab.pump()
    lab.drag_data(lab.view.host.lab_figure.plane.axes, (-0.4, 0.0), (0.4, 0.3))
    assert len(lab.store.settings("gan").drawn) > 10
    assert lab.view.run.step()


def test_controls_that_do_not_apply_are_hidden(lab):
    assert lab.controls["leak"].scale.winfo_manager()
    lab.store.set("gan", d_hidden="relu", d_output="identity")
    lab.pump(0.1)
    assert not lab.controls["leak"].scale.winfo_ismapped()
    assert not lab.controls["loss"].box.winfo_ismapped()
    lab.view.panel.named_buttons["defaults"].invoke()
    assert lab.store.settings("gan") == Settings()
