"""The end of the window: at any moment, and without a word."""

import tkinter

import pytest
import ttkbootstrap as ttk

from acttutor.base.state.store import AppState, Store
from acttutor.labs.registry import lab_settings
from acttutor.shell.unattended.self_test import pump
from acttutor.shell.window import Window
from acttutor.system import placing

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
