"""The end of the window: at any moment, and without a word."""

import signal
import tkinter

import pytest
import ttkbootstrap as ttk

from acttutor.base.state.store import AppState, Store
from acttutor.labs.registry import lab_settings
from acttutor.shell.unattended.self_test import pump
from acttutor.shell.window import Window
from acttutor.system import ending, placing

pytestmark = pytest.mark.window


def test_closing_while_a_run_plays_and_a_notice_is_shown_is_quiet(capfd):
    root = ttk.App(title="ActTutor")
    placing.put(root)
    window = Window(root, Store(AppState("network", "en", "light", 100, lab_settings())))
    root.update()
    window.transport.play.invoke()
    window.notice.show("Good-bye.")
    window.header.theme.event_generate("<Enter>")
    pump(root)
    window.close()
    with pytest.raises(tkinter.TclError):
        root.winfo_exists()
    assert not window.errors
    assert capfd.readouterr().err == ""


def test_a_wish_to_end_that_a_library_takes_for_an_error_of_its_own_is_granted(app, monkeypatch):
    """Matplotlib, say, was just reading a font when the system told the program to end."""
    names = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(name) for name in names}
    monkeypatch.setattr(ending, "_code", 0)
    ended = []
    monkeypatch.setattr(app.root, "quit", lambda: ended.append(ending.told_to_end()))

    def read() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except SystemExit:
            raise RuntimeError("cannot read it") from None

    ending.end_cleanly()
    try:
        app.root.after(1, read)
        app.wait(lambda: bool(ended))
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    assert ended == [128 + signal.SIGTERM]
    assert not app.window.errors and not app.window.notice.winfo_ismapped()


def test_a_moving_view_is_not_left_scheduled(app):
    app.store.choose("descent")
    app.store.set(lr=1.1)
    for _ in range(30):
        app.view.run.step()
    app.view.repaint()
    app.view.close()
    scheduled = app.root.tk.splitlist(app.root.tk.call("after", "info"))
    commands = [app.root.tk.call("after", "info", name) for name in scheduled]
    assert not [command for command in commands if "settle" in str(command)]
