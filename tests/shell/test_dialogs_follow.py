"""Every dialog stays usable, and keeps what was typed, when language, theme or zoom change."""

import tkinter

import pytest
from all_dialogs import kinds, opened

from acttutor.shell.lessons.editor import LessonEditor

pytestmark = pytest.mark.window


def widgets(widget):
    yield widget
    for child in widget.winfo_children():
        yield from widgets(child)


def words(dialog):
    """Return what a dialog says on its buttons and labels."""
    found = []
    for widget in widgets(dialog.top):
        if widget.winfo_class() in ("TButton", "TLabel", "TCheckbutton", "TRadiobutton"):
            found.append(str(widget.cget("text")))
    return [text for text in found if text]


def typed(dialog, text):
    """Type into the first entry that takes letters; whether there is one."""
    for widget in widgets(dialog.frame):
        if widget.winfo_class() == "TEntry" and widget.instate(["!readonly", "!disabled"]):
            widget.delete(0, "end")
            widget.insert(0, text)
            return True
    return False


def contents(dialog):
    return [w.get() for w in widgets(dialog.frame) if w.winfo_class() == "TEntry"]


def test_all_dialogs_follow_and_keep_what_was_typed(app):
    """They are open at the same time: what takes long is that the window follows."""
    app.begin("unit")
    window = app.window
    window.commands.draft = None
    begun = {kind: opened(window, kind) for kind in kinds()}
    app.pump()
    has_entry = {kind: typed(dialog, "recurrent") for kind, dialog in begun.items()}
    before = {kind: dialog.kept() for kind, dialog in begun.items()}
    english = {kind: words(dialog) for kind, dialog in begun.items()}
    for change in ({"language": "ja"}, {"theme": "dark", "zoom": 125}, {"language": "en"}):
        app.store.set_app(**change)
        app.pump()
        assert window.errors == []
        assert [type(dialog) for dialog in window.dialogs] == list(begun), change
        assert window.dialog is window.dialogs[-1]
        for dialog in window.dialogs:
            kind = type(dialog)
            assert dialog.top.winfo_exists() and dialog.top.winfo_viewable(), (kind, change)
            if change == {"language": "ja"}:
                assert words(dialog) != english[kind], kind
            if has_entry[kind]:
                assert "recurrent" in contents(dialog), (kind, change)
            assert dialog.kept() == before[kind], (kind, change)
    for dialog in list(window.dialogs):
        kind = type(dialog)
        assert words(dialog) == english[kind], kind
        dialog.leave()
        if dialog in window.dialogs:  # it asked
            dialog.leave()
        assert dialog not in window.dialogs, kind
    app.pump()
    assert not [w for w in app.root.winfo_children() if isinstance(w, tkinter.Toplevel)]
    window.commands.draft = None
    assert window.errors == []


def test_a_lesson_that_is_not_saved_is_asked_about_and_can_stay_or_go(app):
    window = app.window
    for name, stays in (("keep_draft", True), ("drop_draft", False)):
        window.commands.draft = None
        editor = opened(window, LessonEditor)
        editor.capture()
        editor.form.boxes["text"].insert("1.0", "half a sentence")
        editor.leave()
        app.pump()
        assert window.dialogs == [editor], "it asks first"
        label = window.texts(f"menu.{name}.label")
        (button,) = (
            w
            for w in widgets(editor.top)
            if w.winfo_class() == "TButton" and w.cget("text") == label
        )
        app.click(button)
        assert window.dialogs == []
        draft = window.commands.draft
        assert (draft.lesson != draft.saved) == stays
        if stays:
            assert draft.lesson.steps[0].text == {"en": "half a sentence"}
    window.commands.draft = None
