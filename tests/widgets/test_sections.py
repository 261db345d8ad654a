"""Sections of a panel fold at their heading, and stay as they were left."""

from dataclasses import replace

import pytest
from fit import descendants, misfits_of_widgets
from keyboard import Keyboard

from acttutor.lessons.drafts import new_lesson
from acttutor.lessons.lesson import Step
from acttutor.widgets.section import Folds

pytestmark = pytest.mark.window

STEP = Step(lab="network", text={"en": "Look at them."}, highlight=("optimizer", "discretize"))


@pytest.fixture
def folding(lab):
    """The lab with sections as they begin, before and afterwards."""
    yield lab
    if lab.window.guide.lesson is not None:
        lab.window.guide.close()
    lab.view.folds._left.clear()
    lab.begin("network")
    lab.view.panel.tidy()


def section(lab, key):
    """Return the section of the panel on the screen under a heading."""
    words = lab.window.texts(f"network.sections.{key}")
    return next(section for section in lab.view.panel.sections if section.words == words)


def seen(lab):
    """Return the names of the controls that are on the screen."""
    lab.pump()
    return {name for name, control in lab.controls.items() if control.widgets[0].winfo_viewable()}


def test_a_click_folds_what_stands_under_a_heading_and_another_unfolds_it(folding):
    data = section(folding, "data")
    before, place = seen(folding), data.heading.winfo_rooty()
    learning = section(folding, "learning").heading
    sliders = {name: folding.controls[name].ring.winfo_rootx() for name in ("lr", "batch")}
    folding.click(data.heading)
    gone = before - seen(folding)
    assert gone == {"noise", "train_share", "validation_share", "data_seed"}
    assert data.heading.winfo_rooty() == place, "the pointer stays on what it clicked"
    assert learning.winfo_viewable() and not data.body.winfo_viewable()
    for name, x in sliders.items():
        assert folding.controls[name].ring.winfo_rootx() == x
    assert misfits_of_widgets(folding.view.panel, folding.view.panel.scrolled) == []
    folding.click(data.heading)
    assert seen(folding) == before


def test_the_keyboard_folds_and_passes_over_what_is_folded(folding):
    keys, data = Keyboard(folding), section(folding, "data")
    keys.tab_to(data.heading)
    for key in ("space", "Return"):
        keys.press(key)
        assert data.is_folded and not folding.player.playing
        keys.press(key)
        assert not data.is_folded and data.body.winfo_viewable()
    keys.press("Return", "Tab")
    assert keys.focus is section(folding, "network").heading
    assert data.is_folded


def test_who_types_in_what_is_folded_goes_to_the_heading(folding):
    learning = section(folding, "learning")
    folding.controls["lr"].entry.focus_force()
    learning.fold(True)
    folding.pump()
    assert folding.root.focus_get() is learning.heading


def test_what_must_be_seen_unfolds(folding):
    learning, display = section(folding, "learning"), section(folding, "display")
    learning.fold(True)
    folding.view.panel.scroll_to(folding.controls["lr"].entry)
    assert not learning.is_folded
    learning.fold(True)
    display.fold(True)
    folding.window.guide.open(replace(new_lesson(), steps=(STEP,)), 0)
    folding.wait(lambda: folding.window.guide.lesson is not None)
    assert {"optimizer", "discretize"} <= seen(folding)


def test_settings_that_come_and_go_leave_it_folded(folding):
    learning = section(folding, "learning")
    learning.fold(True)
    folding.store.set("network", penalty="l2", validation_share=20)
    assert not learning.body.winfo_viewable()
    folding.click(learning.heading)
    assert {"penalty_rate", "patience"} <= seen(folding)
    assert any("penalty_rate" in names for names in folding.view.panel.offered().values())


def test_it_stays_folded_in_another_language_theme_and_size_and_on_other_pages(folding):
    folding.click(section(folding, "data").heading)
    folding.store.choose("unit")
    folding.store.choose("network")
    for changes in ({}, {"language": "ja"}, {"theme": "dark"}, {"zoom": 125}):
        folding.store.set_app(**changes)
        folding.pump()
        data = section(folding, "data")
        assert data.heading.winfo_viewable() and not data.body.winfo_viewable()


def test_what_the_picture_has_room_for_is_folded_until_somebody_opens_it(folding):
    """Data, inputs and layers are chosen in the picture; without room there, in the panel."""
    lab, folds = folding, folding.view.folds
    lab.begin("network", (1024, 680))
    assert {"data", "features", "layers", "activation"} <= seen(lab)
    lab.begin("network", (1440, 900))
    assert lab.figure.palette.visible
    assert not {"data", "features", "layers", "activation"} & seen(lab)
    # A point on its way takes the room of the data for itself: nothing jumps in the panel.
    lab.store.set(pinned=(1.0, 1.0))
    lab.pump()
    assert not lab.figure.palette.visible and "layers" not in seen(lab)
    lab.store.set(view="judge")
    assert {"data", "layers"} <= seen(lab), "that picture builds nothing"
    lab.store.set(view="learn", pinned=())
    lab.pump()
    assert "layers" not in seen(lab)
    lab.click(section(lab, "build").heading)
    assert "layers" in seen(lab)
    again = Folds()
    again.read(folds.plain())
    assert not again.has("network", "build", begins=True), "it stays as it was left"


def test_a_session_without_folds_and_a_damaged_one_open():
    folds = Folds()
    for data in (None, [], {"network": 3}, {"network": ["data"]}, {"network": {"data": 1}}):
        folds.read(data)
        assert folds.plain() == {}
    folds.read({"network": {"data": True, "build": False, "nothing": True}})
    assert folds.has("network", "data") and not folds.has("network", "build", begins=True)
    assert not folds.has("unit", "data") and folds.has("unit", "data", begins=True)


def test_every_heading_says_what_it_does(folding):
    headings = [part.heading for part in folding.view.panel.sections]
    shown = set(descendants(folding.view.panel))
    assert len(headings) == 6
    for heading in headings:
        assert heading in shown and heading.tip_text
