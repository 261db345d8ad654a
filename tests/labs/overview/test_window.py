"""The overview in the real window: its ways lead to labs, set up as they say."""

import pytest

from acttutor.base.resources import asset
from acttutor.labs.overview.state import DOORS, Link
from acttutor.lessons.closing import with_closing
from acttutor.lessons.reader import read_lesson

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
    card = lab.figure.steps.spots.all[6].frame
    click(lab, (card.left + card.width / 2, card.top + card.height / 2))
    assert lab.store.state.lab == "descent"
    assert lab.view.lab.id == "descent"


def test_a_click_on_the_curve_opens_the_function(lab):
    lab.store.set("overview", view="history", function="elu")
    lab.pump(0.1)
    lab.click_data(lab.figure.detail.axes, -1.0, 1.5)
    assert lab.store.state.lab == "activations"
    assert lab.store.settings("activations").function == "elu"


def test_a_chip_and_the_panel_say_the_same(lab):
    lab.store.set("overview", view="chooser")
    lab.pump(0.1)
    left, top, width, height = lab.figure.chooser.spots.of(("purpose", "two"))
    click(lab, (left + width / 2, top + height / 2))
    assert lab.store.settings("overview").purpose == "two"
    assert lab.controls["purpose"].box.get() == "output: 2 classes"


@pytest.mark.parametrize("door", DOORS)
def test_one_click_on_the_first_page_shows_each_of_the_three_things_moving(lab, door):
    left, top, width, height = lab.figure.living.spots.of(door)
    click(lab, (left + width / 2, top + height / 2))
    assert lab.view.lab.id == door
    assert lab.player.playing == (door != "activations")
    if door != "activations":
        run = lab.view.run
        lab.wait(lambda: (run.epoch if door == "network" else run.k) > 0)


@pytest.mark.parametrize("door", DOORS)
def test_the_doors_are_buttons_as_well(lab, door):
    lab.view.panel.named_buttons[door].invoke()
    lab.pump(0.1)
    assert lab.view.lab.id == door


def test_the_page_lives_while_it_is_in_front_and_rests_otherwise(lab):
    lab.wait(lambda: lab.view.run.living.ticks >= 3)
    lab.view.host.widget.focus_force()
    lab.pump()
    lab.root.event_generate("<FocusOut>")

    def rests():
        before = lab.view.host.frames
        lab.pump(0.3)
        return lab.view.host.frames == before

    # A frame may still be under way.
    lab.wait(rests)
    frames = lab.view.host.frames
    lab.root.event_generate("<FocusIn>")
    lab.wait(lambda: lab.view.host.frames > frames + 1)
    ticks, run = lab.view.run.living.ticks, lab.view.run
    lab.store.choose("unit")
    lab.pump(0.3)
    assert run.living.ticks <= ticks + 1


def test_start_here_opens_the_first_lesson_and_later_the_one_to_go_on_with(lab):
    guide = lab.window.guide
    lab.view.panel.named_buttons["begin"].invoke()
    lab.wait(lambda: guide.lesson is not None)
    assert (guide.lesson.id, guide.index) == ("what-a-unit-computes", 0)
    guide.go(+1)
    lab.pump(0.2)
    guide.close()
    lab.store.choose("overview")
    lab.pump(0.1)
    count = len(with_closing(read_lesson(asset("lessons", "01-what-a-unit-computes.toml"))).steps)
    button = lab.view.panel.named_buttons["begin"]
    assert button.cget("text") == f"Go on with lesson 1, step 2 of {count}" == lab.figure.offer
    button.invoke()
    lab.wait(lambda: guide.lesson is not None)
    assert guide.index == 1
    guide.close()
    guide.progress.reach("what-a-unit-computes", 0, done=True)
    assert guide.reached()["lesson"] == 2


def test_a_way_to_a_lab_that_is_not_there_leads_nowhere(lab):
    lab.figure.open(Link("nowhere"))
    assert lab.store.state.lab == "overview"
