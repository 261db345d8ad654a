"""A lab that was left is as it was left when it is shown again, and otherwise as a new one."""

import pytest
from settled import assert_like_a_new_figure, panel_words

from acttutor.base.state.fields import changed
from acttutor.base.state.limits import Limits
from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window

#: Where to go meanwhile, and the page that never rests: something lives there.
ELSEWHERE, LIVING = "unit", "overview"


def elsewhere(app, lab):
    app.store.choose(ELSEWHERE if lab != ELSEWHERE else "descent")
    app.pump()


@pytest.mark.parametrize("lab", [lab for lab in LABS if lab != LIVING])
def test_a_page_that_was_kept_shows_what_a_new_one_would(fresh, lab):
    fresh.begin(lab)
    page = fresh.view.panel, fresh.figure
    host = fresh.view.host.widget
    fresh.player.step()
    # The pointer is over something when a key leads elsewhere.
    for x, y in ((200, 150), (300, 320)):
        host.event_generate("<Motion>", x=x, y=y)
        fresh.pump()
    elsewhere(fresh, lab)
    entry = LABS[lab]
    changes, steps = entry.showcase
    fresh.store.replace(lab, changed(entry.defaults(), **changes))
    fresh.store.choose(lab)
    assert fresh.view.panel is page[0]
    for _ in range(min(steps, 20)):
        fresh.view.run.step()
    fresh.view.repaint()
    fresh.pump()
    panel = panel_words(fresh)
    assert_like_a_new_figure(fresh)
    assert fresh.view.panel is not page[0] and panel == panel_words(fresh)


def test_coming_back_builds_nothing_and_draws_once(fresh):
    fresh.begin("network")
    page = fresh.view.panel, fresh.figure
    fresh.view.panel.scrolled.yview_moveto(0.2)
    scrolled = fresh.view.panel.scrolled.yview()
    elsewhere(fresh, "network")
    draws = fresh.view.host.layer.full_draws
    fresh.store.choose("network")
    fresh.pump()
    assert (fresh.view.panel, fresh.figure) == page
    assert fresh.view.host.layer.full_draws == draws + 1
    assert fresh.view.panel.scrolled.yview() == scrolled


def test_a_page_that_was_never_seen_is_shown(fresh):
    """Its parts have no places yet, and nothing in it can be under the pointer."""
    fresh.begin(ELSEWHERE)
    fresh.root.withdraw()
    fresh.pump()
    for lab in (*LABS, ELSEWHERE, *LABS):
        fresh.store.choose(lab)
        fresh.pump()
    fresh.root.deiconify()
    draws = fresh.view.host.layer.full_draws
    fresh.wait(lambda: fresh.view.host.layer.full_draws > draws)
    assert_like_a_new_figure(fresh)


def test_a_window_of_another_size_is_filled(fresh):
    fresh.begin("descent", size=(1024, 680))
    elsewhere(fresh, "descent")
    fresh.resize(1366, 768)
    fresh.store.choose("descent")
    assert_like_a_new_figure(fresh)


def test_other_looks_build_it_anew(fresh):
    fresh.begin("softmax", language="en")
    page = fresh.view.panel, fresh.figure
    elsewhere(fresh, "softmax")
    fresh.store.set_app(language="ja")
    fresh.store.choose("softmax")
    assert fresh.view.panel is not page[0] and fresh.figure is not page[1]
    assert fresh.figure.texts.language == "ja"


def test_controls_that_were_taken_away_meanwhile_are_gone(fresh):
    fresh.begin("softmax")
    assert not fresh.controls["temperature"].hidden
    elsewhere(fresh, "softmax")
    fresh.window.limiter.put("softmax", Limits(hide=("temperature",)))
    fresh.store.choose("softmax")
    assert fresh.controls["temperature"].hidden
    elsewhere(fresh, "softmax")
    fresh.window.limiter.put("softmax", Limits())
    fresh.store.choose("softmax")
    assert not fresh.controls["temperature"].hidden


def test_what_is_being_dragged_is_not_kept(fresh):
    fresh.begin("descent")
    figure, canvas = fresh.figure, fresh.view.host.widget
    canvas.event_generate("<ButtonPress-1>", x=200, y=200)
    assert fresh.view.host.held
    elsewhere(fresh, "descent")
    canvas.event_generate("<ButtonRelease-1>", x=200, y=200)
    fresh.store.choose("descent")
    assert fresh.figure is not figure


def test_what_is_typed_in_an_entry_is_taken_when_another_lab_is_shown(fresh):
    fresh.begin("descent")
    entry = fresh.controls["lr"].entry
    entry.focus_force()
    fresh.pump()
    entry.delete(0, "end")
    entry.insert(0, "0.25")
    elsewhere(fresh, "descent")
    assert fresh.store.settings("descent").lr == 0.25
    fresh.store.choose("descent")
    assert fresh.controls["lr"].entry.get() == "0.25"


def test_a_prediction_that_is_set_up_with_its_curve_stays(fresh):
    fresh.begin("descent", prediction="diverging", lr=1.2)
    elsewhere(fresh, "descent")
    fresh.store.replace("descent", changed(fresh.store.settings("descent"), lr=1.5))
    fresh.store.choose("descent")
    assert fresh.store.settings("descent").prediction == "diverging"
    # By hand it is taken back: it was made for another rate.
    fresh.store.set("descent", lr=0.3)
    assert fresh.store.settings("descent").prediction == "none"


def test_the_first_page_offers_what_was_begun_meanwhile(fresh):
    fresh.begin(LIVING)
    offered = fresh.view.panel.named_buttons["begin"].cget("text")
    guide = fresh.window.guide
    guide.begin()
    fresh.wait(lambda: guide.lesson is not None)
    guide.turn(+1)
    fresh.wait(lambda: guide.index == 1)
    guide.close()
    fresh.store.choose(LIVING)
    now = fresh.view.panel.named_buttons["begin"].cget("text")
    assert now != offered and fresh.figure.offer == now


def test_the_focus_stays_in_another_language_whatever_pages_are_kept(fresh):
    for lab in ("softmax", "network", "descent"):
        fresh.begin(lab)
    fresh.controls["lr"].entry.focus_force()
    fresh.pump()
    fresh.store.set_app(language="ja")
    fresh.pump()
    assert fresh.root.focus_get() is fresh.controls["lr"].entry
    fresh.store.set_app(language="en")
    fresh.pump()
    assert fresh.root.focus_get() is fresh.controls["lr"].entry
