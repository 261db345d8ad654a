"""Nothing is cut in the dialogs of teachers, and everything in them is reached and explained."""

import tkinter

import pytest
from fit import descendants, misfits_of_widgets

from acttutor.base.resources import asset
from acttutor.labs.registry import LABS
from acttutor.lessons.reader import lesson_files

pytestmark = pytest.mark.window

#: The height of a school laptop in pixels.
SMALL = 768
OPERATED = {"TButton", "TEntry", "TCombobox", "TRadiobutton", "Toolbutton", "Treeview", "Text"}


def unexplained(top):
    return [
        str(widget)
        for widget in descendants(top)
        if widget.winfo_class() in OPERATED and len(getattr(widget, "tip_text", "")) < 4
    ]


@pytest.mark.parametrize(
    ("language", "zoom", "width", "height"),
    [
        ("ja", 100, 1280, 800),
        ("en", 200, 2200, 1500),
        pytest.param("en", 100, 1280, 800, marks=pytest.mark.soak),
        pytest.param("ja", 200, 2200, 1500, marks=pytest.mark.soak),
    ],
)
def test_everything_fits_and_says_what_it_does(fresh, language, zoom, width, height):
    found = []
    fresh.begin("network", size=(width, height), language=language, zoom=zoom)
    fresh.window.open_dialog("controls")
    fresh.pump()
    dialog = fresh.window.dialog
    rows = next(w for w in descendants(dialog.top) if w.winfo_class() == "Canvas")
    found += misfits_of_widgets(dialog.top, rows) + unexplained(dialog.top)
    dialog.buttons["lr", "lock"].invoke()
    dialog.close()
    fresh.pump()
    found += misfits_of_widgets(fresh.root, fresh.view.panel.scrolled)
    fresh.window.open_dialog("write_lesson")
    editor = fresh.window.dialog
    editor.open_path(lesson_files(asset("lessons"))[-1])
    fresh.settle()
    for index in range(len(editor.lesson.steps)):
        editor.choose(index)
        fresh.pump()
        found += misfits_of_widgets(editor.top, None) + unexplained(editor.top)
        assert editor.top.winfo_height() <= height
    for lab in LABS:
        editor.form.goal.show(None, lab)
        editor.form.goal._add()
        fresh.pump()
        found += [f"{lab}: {line}" for line in misfits_of_widgets(editor.form.goal, None)]
    editor.form.show(editor.lesson.steps[editor.index])
    editor.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["controls", "lessons", "glossary", "keys", "spoken"])
def test_what_stands_at_the_end_of_a_high_dialog_is_on_a_small_screen(fresh, name, monkeypatch):
    monkeypatch.setattr(tkinter.Misc, "winfo_screenheight", lambda _widget: SMALL)
    fresh.begin("network", language="ja", zoom=200)
    fresh.window.open_dialog(name)
    fresh.pump()
    dialog = fresh.window.dialog
    assert sum(part.winfo_reqheight() for part in dialog.frame.pack_slaves()) > dialog.highest
    assert all(
        part.winfo_rooty() + part.winfo_height() <= dialog.top.winfo_rooty() + SMALL
        and part.winfo_height() > 1
        for part in dialog.frame.pack_slaves()
    )
    dialog.close()
