"""The GAN lab in the real window."""

from collections.abc import Iterator

import pytest
from driver import Driver, open_window

from acttutor.labs.gan.state import Settings

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def window() -> Iterator[Driver]:
    """One window for all tests of this module."""
    with open_window("gan") as driver:
        yield driver


@pytest.fixture
def d(window: Driver) -> Driver:
    """The lab with its defaults, at the start, paused."""
    window.player.pause()
    window.store.replace("gan", Settings())
    window.player.reset()
    window.pump(0.1)
    return window


def test_an_experiment_is_set_up_by_one_click_and_keeps_the_drawing(d):
    d.store.set("gan", data="drawn", drawn=((0.1, 0.2),), k=5)
    d.view.panel.requests["dying"]()
    d.pump()
    settings = d.store.settings("gan")
    assert (settings.d_hidden, settings.d_units, settings.k) == ("relu", 5, 1)
    assert settings.drawn == ((0.1, 0.2),)


def test_it_plays_and_the_numbers_follow(d):
    d.player.play()
    d.wait(lambda: d.view.run.t >= 12)
    d.player.pause()
    d.pump(0.2)
    assert d.view.run.records[-1][0] >= 10


def test_drawing_in_the_plane_makes_points_to_imitate(d):
    d.store.set("gan", data="drawn")
    d.pump()
    d.drag_data(d.view.host.lab_figure.plane.axes, (-0.4, 0.0), (0.4, 0.3))
    assert len(d.store.settings("gan").drawn) > 10
    assert d.view.run.step()


def test_controls_that_do_not_apply_are_hidden(d):
    assert d.controls["leak"].scale.winfo_manager()
    d.store.set("gan", d_hidden="relu", d_output="identity")
    d.pump(0.1)
    assert not d.controls["leak"].scale.winfo_ismapped()
    assert not d.controls["loss"].box.winfo_ismapped()
    d.view.panel.requests["defaults"]()
    assert d.store.settings("gan") == Settings()
