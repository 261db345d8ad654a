"""What is opened and closed again leaves nothing behind, however often."""

import gc
import weakref

import pytest

pytestmark = pytest.mark.window

DIALOGS = ("export", "share", "controls", "glossary", "lessons", "write_lesson")
WARM_UP, TIMES = 2, 4


def objects_left(app, act):
    """Return how many objects each time leaves, once caches are full."""
    counts = []
    for number in range(WARM_UP + TIMES):
        if number == WARM_UP:
            gc.collect()
            counts.append(len(gc.get_objects()))
        act()
        app.pump()
    gc.collect()
    return (len(gc.get_objects()) - counts[0]) / TIMES


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog(app, name):
    app.store.choose("unit")

    def open_and_close():
        app.window.open_dialog(name)
        app.pump()
        app.window.dialog.close()

    assert objects_left(app, open_and_close) < 10


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_that_is_opened_again_takes_the_place_of_the_first(app, name):
    app.store.choose("network")
    for _ in range(2):
        app.window.open_dialog(name)
        app.pump()
    assert app.window.dialogs == [app.window.dialog]
    app.window.dialog.close()
    assert app.window.dialogs == [] and app.window.dialog is None, "nothing keeps it"


def test_a_tooltip(app):
    tip = app.window.transport.play

    def show_and_hide():
        tip.event_generate("<Enter>")
        app.pump(0.6)
        tip.event_generate("<Leave>")

    assert objects_left(app, show_and_hide) < 10


def test_a_change_of_lab_and_of_looks(app):
    def turn():
        for lab in ("softmax", "descent"):
            app.store.choose(lab)
            app.pump()
        app.store.set_app(theme="dark" if app.store.state.theme == "light" else "light")
        app.pump()

    assert objects_left(app, turn) < 10


def test_a_panel_in_which_something_was_clicked_last(app):
    app.store.choose("softmax")
    app.pump()
    panel = weakref.ref(app.view.panel)
    button = panel().named_buttons["defaults"]
    button.focus_force()
    app.pump()
    app.click(button)
    # Its page is kept as long as it has the looks of the window.
    app.store.choose("descent")
    app.store.set_app(theme="dark" if app.store.state.theme == "light" else "light")
    app.pump()
    del button
    gc.collect()
    assert panel() is None, "all its widgets, and the run, would stay"


def test_a_lesson_that_is_given_up(app):
    from acttutor.lessons.own import own_lessons

    lesson = own_lessons()[0]

    def begin_and_leave():
        app.window.guide.open(lesson)
        app.pump()
        app.window.guide.close()

    assert objects_left(app, begin_and_leave) < 10
