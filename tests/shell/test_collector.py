"""Garbage of Tk goes in the thread of the window, whatever other threads do."""

import gc
import threading
import tkinter

import pytest

from acttutor.widgets.panel import Panel

pytestmark = pytest.mark.window


def panels(app):
    return sum(isinstance(thing, Panel) and thing.tk is app.root.tk for thing in gc.get_objects())


def test_another_thread_never_takes_variables_away(app, monkeypatch):
    """It would wait for the window, and the window may be waiting for the thread."""
    went_in = set()
    gone = tkinter.Variable.__del__

    def watched(variable):
        went_in.add(threading.current_thread())
        gone(variable)

    monkeypatch.setattr(tkinter.Variable, "__del__", watched)
    app.store.choose("network")
    app.store.set_app(theme="dark")
    kept = []
    thread = threading.Thread(target=lambda: kept.extend([] for _ in range(300_000)))
    thread.start()
    thread.join()
    assert len(kept) == 300_000
    app.pump()
    app.wait(lambda: went_in)
    assert went_in == {threading.current_thread()}


def test_what_was_taken_away_goes_while_the_window_is_used(app):
    assert not gc.isenabled()
    for language in ("ja", "en") * 3:
        for lab in ("network", "descent"):
            app.store.choose(lab)
            app.pump()
        app.store.set_app(language=language)
        app.pump()
    app.wait(lambda: panels(app) == 1)
