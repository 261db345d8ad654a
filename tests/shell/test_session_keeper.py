"""The session of the real window: kept while it is open, taken up when it opens again."""

from pathlib import Path

import pytest
from driver import open_window
from fit import descendants

from acttutor.files.session import Slot

pytestmark = pytest.mark.window


def test_the_window_reopens_where_it_was(tmp_path):
    slot = Slot(tmp_path)
    with open_window("network") as app:
        app.window.keep_session(slot, None)
        app.store.set("network", activation="relu", speed=1)
        app.store.set("descent", lr=0.77)
        for _ in range(7):
            app.view.run.step()
        weights = app.view.run.network.parameters.copy()
        app.view.repaint()
        # The second one begins folded here: the picture has room for what is in it.
        for section in app.view.panel.sections[1:3]:
            app.click(section.heading)
    session, aside = Slot(tmp_path).load()
    assert aside == ""
    with open_window() as app:
        for lab, settings in session.settings.items():
            app.store.replace(lab, settings)
        app.window.keep_session(Slot(tmp_path), session)
        assert app.store.settings("descent").lr == 0.77
        app.store.choose("network")
        app.pump()
        assert app.view.run.epoch == 7
        assert (app.view.run.network.parameters == weights).all()
        sections = app.view.panel.sections
        assert [section.is_folded for section in sections][:3] == [False, False, True]
        assert sections[1].body.winfo_viewable() and not sections[2].body.winfo_viewable()


@pytest.mark.parametrize("is_pasted", [False, True])
def test_the_columns_of_a_table_are_chosen_again_after_a_restart(tmp_path, is_pasted):
    path = tmp_path / "marks.csv"
    rows = "".join(f"{i},{i * i % 5},{i % 7},{'ab'[i % 2]}\n" for i in range(9))
    path.write_text("day,hours,sleep,grade\n" + rows)
    slot = Slot(tmp_path)
    with open_window("network") as app:
        app.window.keep_session(slot, None)
        if is_pasted:
            app.root.clipboard_clear()
            app.root.clipboard_append(path.read_text())
            app.window.tables.paste()
        else:
            app.window.tables.open(path)
        app.wait(lambda: app.window.dialog is not None)
        choose(app, "x", "sleep")
        choose(app, "y", "hours")
        app.click(app.window.dialog.use)
        app.settle()
    session, _ = Slot(tmp_path).load()
    with open_window("network") as app:
        app.store.replace("network", session.settings["network"])
        app.window.keep_session(Slot(tmp_path), session)
        app.pump()
        buttons = [w for w in descendants(app.view.panel) if w.winfo_class() == "TButton"]
        next(w for w in buttons if str(w.cget("text")) == "Columns…").invoke()
        app.wait(lambda: app.window.dialog is not None)
        # What was chosen is offered again, not what would be guessed.
        boxes = app.window.dialog.boxes
        assert [box.get() for box in boxes.values()] == ["sleep", "hours", "grade"]
        choose(app, "x", "day")
        app.click(app.window.dialog.use)
        assert app.store.settings().table.columns == ("day", "hours", "grade")


def choose(app, place, column):
    """Choose a column in the dialog."""
    box = app.window.dialog.boxes[place]
    box.set(column)
    box.event_generate("<<ComboboxSelected>>")
    app.pump()


def test_a_session_is_kept_while_the_window_is_open(tmp_path):
    slot = Slot(tmp_path)
    with open_window("descent") as app:
        app.window.keep_session(slot, None)
        app.store.set("descent", lr=0.61)
        app.wait(lambda: slot.path.exists())
        app.wait(lambda: '"lr": 0.61' in Path(slot.path).read_text(encoding="utf-8"))


def test_a_place_that_cannot_be_written_is_said_once(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with open_window("descent") as app:
        app.window.keep_session(Slot(blocked / "below"), None)
        app.store.set("descent", lr=0.61)
        app.wait(lambda: bool(app.window.notice.label.cget("text")))
        app.store.set("descent", lr=0.5)
        app.pump(0.2)
        assert app.window.errors == []


def test_a_lesson_being_written_is_there_after_a_kill(tmp_path):
    """Nothing of the first window is closed: what is on the disk is what a kill would leave."""
    slot = Slot(tmp_path)
    with open_window("descent") as app:
        app.window.keep_session(slot, None)
        app.window.open_dialog("capture_step")
        editor = app.window.dialog
        editor.form.boxes["text"].insert("1.0", "half a sentence")
        app.wait(lambda: "half a sentence" in _text_of(slot))
        kept = slot.path.read_bytes()
    (tmp_path / "killed").mkdir()
    (tmp_path / "killed" / "session.json").write_bytes(kept)
    slot = Slot(tmp_path / "killed")
    session, _ = slot.load()
    with open_window() as app:
        app.window.keep_session(slot, session)
        app.window.open_dialog("write_lesson")
        (step,) = app.window.dialog.lesson.steps
        assert "half a sentence" in step.text.values()
        assert app.window.errors == []


def _text_of(slot):
    return slot.path.read_text(encoding="utf-8") if slot.path.exists() else ""
