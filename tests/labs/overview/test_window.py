"""The overview in the real window: its ways lead to labs, set up as they say."""

import pytest

from acttutor.labs.overview.state import PATHS, Link

pytestmark = pytest.mark.window


def click(lab, place):
    """Click at a place in logical pixels; the window has a scale of its own."""
    scale = lab.figure.scale
    x, y = round(place[0] * scale), round(place[1] * scale)
    canvas = lab.view.host.widget
    for event in ("<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>"):
        canvas.event_generate(event, x=x, y=y)
    lab.pump(0.1)


def test_a_click_on_a_card_opens_its_lab(lab):
    card = lab.figure.steps._cards[6]
    click(lab, (card.left + card.width / 2, card.top + card.height / 2))
    assert lab.store.state.lab == "descent"
    assert lab.view.lab.id == "descent"


def test_a_click_on_the_curve_opens_the_function(lab):
    lab.store.set("overview", function="elu")
    lab.pump(0.1)
    lab.click_data(lab.figure.detail.axes, -1.0, 1.5)
    assert lab.store.state.lab == "activations"
    assert lab.store.settings("activations").function == "elu"


def test_a_chip_and_the_panel_say_the_same(lab):
    left, top, width, height = lab.figure.chooser._chips["two"]
    click(lab, (left + width / 2, top + height / 2))
    assert lab.store.settings("overview").purpose == "two"
    assert lab.controls["purpose"].box.get() == "output: 2 classes"


@pytest.mark.parametrize("path", PATHS)
def test_each_path_leads_somewhere(lab, path):
    lab.view.panel.named_buttons[path].invoke()
    lab.pump(0.1)
    assert lab.view.lab.id == PATHS[path].lab


def test_a_way_to_a_lab_that_is_not_there_leads_nowhere(lab):
    lab.figure.open(Link("nowhere"))
    assert lab.store.state.lab == "overview"
