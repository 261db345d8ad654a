"""The overview in the real window: its ways lead to labs, set up as they say."""

from collections.abc import Iterator

import pytest
from driver import Driver, open_window

from acttutor.labs.overview.state import PATHS, Settings

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def window() -> Iterator[Driver]:
    """One window for all tests of this module."""
    with open_window("overview") as driver:
        driver.resize(1280, 800)
        yield driver


@pytest.fixture
def d(window: Driver) -> Driver:
    """The overview with its defaults."""
    window.store.choose("overview")
    window.store.replace("overview", Settings())
    window.pump(0.1)
    return window


def click(d, place):
    """Click at a place in logical pixels; the window has a scale of its own."""
    scale = d.figure.scale
    x, y = round(place[0] * scale), round(place[1] * scale)
    canvas = d.view.host.widget
    for event in ("<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>"):
        canvas.event_generate(event, x=x, y=y)
    d.pump(0.1)


def test_a_click_on_a_card_opens_its_lab(d):
    card = d.figure.steps._cards[6]
    click(d, (card.left + card.width / 2, card.top + card.height / 2))
    assert d.store.state.lab == "descent"
    assert d.view.lab.id == "descent"


def test_a_click_on_the_curve_opens_the_function(d):
    d.store.set("overview", function="elu")
    d.pump(0.1)
    d.click_data(d.figure.detail.axes, -1.0, 1.5)
    assert d.store.state.lab == "activations"
    assert d.store.settings("activations").function == "elu"


def test_a_chip_and_the_panel_say_the_same(d):
    left, top, width, height = d.figure.chooser._chips["two"]
    click(d, (left + width / 2, top + height / 2))
    assert d.store.settings("overview").purpose == "two"
    assert d.controls["purpose"].box.get() == "output: 2 classes"


@pytest.mark.parametrize("path", PATHS)
def test_each_path_leads_somewhere(d, path):
    d.view.panel.requests[path]()
    d.pump(0.1)
    assert d.view.lab.id == PATHS[path].lab


def test_a_way_to_a_lab_that_is_not_there_leads_nowhere(d):
    d.view.panel.requests["open"](lab="nowhere", settings={})
    assert d.store.state.lab == "overview"
