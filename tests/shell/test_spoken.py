"""The box that says what the figure shows: it has the focus, follows the figure, and is copied."""

from typing import Any

import pytest

pytestmark = pytest.mark.window

LAB = "descent"


def test_f2_opens_a_box_with_the_focus_that_says_what_the_figure_shows(app: Any) -> None:
    app.view.run.step()
    app.view.host.widget.event_generate("<F2>")
    app.pump()
    dialog = app.window.dialog
    written = dialog.box.get("1.0", "end-1c")
    assert written.split("\n") == app.view.spoken()
    assert dialog.top.focus_lastfor() is dialog.box
    # What is typed into it changes nothing, and Tab goes on.
    dialog.box.event_generate("<Key-x>")
    assert dialog.box.get("1.0", "end-1c") == written
    dialog.box.event_generate("<Tab>")
    app.pump()
    assert dialog.top.focus_lastfor() is dialog.again_button
    app.view.player.step()
    dialog.again_button.invoke()
    assert dialog.box.get("1.0", "end-1c") != written
    dialog.copy_button.invoke()
    assert app.root.clipboard_get() == "\n".join(app.view.spoken())
    dialog.leave()


def test_the_menu_copies_the_sentences(app: Any) -> None:
    app.window.commands.copy_words()
    assert app.root.clipboard_get() == "\n".join(app.view.spoken())
