"""Words in the place of pictures, and less motion: what the menu offers so that all can use it."""

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
    app.wait(lambda: dialog.top.focus_lastfor() is dialog.box)
    # What is typed into it changes nothing, and Tab goes on.
    dialog.box.event_generate("<Key-x>")
    assert dialog.box.get("1.0", "end-1c") == written
    dialog.box.event_generate("<Tab>")
    app.wait(lambda: dialog.top.focus_lastfor() is dialog.again_button)
    app.view.player.step()
    dialog.again_button.invoke()
    assert dialog.box.get("1.0", "end-1c") != written
    dialog.copy_button.invoke()
    assert app.root.clipboard_get() == "\n".join(app.view.spoken())
    dialog.leave()


def test_the_menu_copies_the_sentences(app: Any) -> None:
    app.window.commands.copy_words()
    assert app.root.clipboard_get() == "\n".join(app.view.spoken())


def test_less_motion_is_chosen_in_the_menu_and_kept_with_the_window(app: Any) -> None:
    commands, menu = app.window.commands, app.window.header.menu
    app.store.set_app(motion="full")
    assert not app.figure.less_motion
    entry = menu.menu.index(app.window.texts("menu.less_motion"))
    menu.menu.invoke(entry)
    assert app.store.state.motion == "less" and commands.less_motion
    assert app.figure.less_motion
    app.store.choose("overview")
    app.pump(0.5)
    # What lives on the first page shows itself, and rests; otherwise it would have gone far.
    assert app.view.run.living.ticks <= 2
    commands.toggle_motion()
    assert not app.figure.less_motion
    app.store.set_app(motion="system")


def test_speech_is_off_and_speaks_at_a_pause_once_it_is_on(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(app.view.voice, "say", lambda *what: said.append(what))
    app.view.player.play()
    app.view.player.pause()
    assert not said and not app.store.state.speech
    app.window.commands.toggle_speech()
    app.view.player.play()
    assert not said
    app.view.player.pause()
    ((heard, language),) = said
    # What is seen is what is heard, with words for its signs.
    assert language == "en" and len(heard.splitlines()) == len(app.view.spoken())
    assert "Step 0: the point is at x equals 4.00" in heard and "ε" not in heard
    app.window.commands.toggle_speech()
