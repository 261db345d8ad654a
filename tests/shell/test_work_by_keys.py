"""From the first start to a file in the hand, with the mouse unplugged."""

import csv
import math

import pytest
from fit import descendants
from keyboard import Keyboard

from acttutor.base.resources import asset
from acttutor.core.formula.expression import OWN
from acttutor.lessons.reader import lesson_files
from acttutor.widgets.formula_entry import FormulaEntry

pytestmark = pytest.mark.window


def test_a_first_start_leads_into_the_first_lesson(app):
    app.begin("overview")
    keys, guide = Keyboard(app), app.window.guide
    # Nobody has touched anything; Tab comes to the way in, and Enter takes it.
    keys.tab_to(app.view.panel.named_buttons["begin"])
    keys.press("Return")
    app.wait(lambda: not app.window.worker.works)
    app.pump()
    assert guide.lesson is not None and guide.index == 0
    assert guide.lesson.path == lesson_files(asset("lessons"))[0]
    guide.close()
    app.pump()


def test_an_own_formula_is_typed_and_read(app):
    app.begin("activations", probe=1.0)
    keys = Keyboard(app)
    (formula,) = [w for w in descendants(app.view.panel) if isinstance(w, FormulaEntry)]
    keys.tab_to(formula.entry)
    keys.type("x^2*sigmoid(-x)")
    keys.press("Return")
    assert app.store.settings().function == OWN
    expected = 1 / (1 + math.e)
    assert f"{expected:.4f}" in " ".join(app.view.spoken())
    # What is no formula is said, and what was there stays.
    keys.press("Key-parenleft")
    assert formula.message.winfo_ismapped()
    keys.press("Escape")
    assert f"{expected:.4f}" in " ".join(app.view.spoken())


def test_own_points_are_put_taken_away_and_learned(app):
    app.begin("network")
    keys = Keyboard(app)
    assert keys.set("data", "own")
    wanted = [(2.5, 1.0, "0"), (-2.0, -1.5, "1"), (1.5, -3.0, "0"), (-3.0, 2.0, "1")]
    for x, y, pen in wanted:
        assert keys.set("pen", pen)
        keys.type_at("place", x, y)
        # Enter takes hold of the crosshair, and puts the point down.
        keys.go_to("place")
        keys.press("Return", "Return", "Escape", "Escape")
    table = app.store.settings().table
    classes = [int(pen) for _, _, pen in wanted]
    for row, (x, y, _), number in zip(table.rows, wanted, classes, strict=True):
        assert row == pytest.approx((x, y, number), abs=0.01)
    keys.go_to("place")
    keys.press("Delete", "Escape")
    assert len(app.store.settings().table.rows) == len(wanted) - 1
    app.root.focus_force()
    keys.press("Right")
    assert app.view.run.epoch == 1


def test_a_table_of_numbers_is_exported(app, tmp_path):
    if app.root.tk.call("tk", "windowingsystem") != "x11":
        pytest.skip("the dialog for files is the system's own")
    app.begin("descent", x0=4.0, a=1.0, lr=0.3)
    keys, file = Keyboard(app), tmp_path / "steps.csv"
    app.root.focus_force()
    keys.press("Right", "Right", "Control-e")
    dialog = app.window.dialog
    app.wait(lambda: str(app.root.tk.call("focus")).startswith(f"{dialog.top}."))
    box = next(w for w in descendants(dialog.top) if w.winfo_class() == "TCombobox")
    keys.tab_to(box)
    names = [app.window.texts(f"menu.export.kinds.{kind}") for kind in ("png", "csv")]
    by = list(box.cget("values")).index(names[1]) - list(box.cget("values")).index(names[0])
    keys.press("Down", *["Down"] * by, "Return")
    assert box.get() == names[1]

    def name_the_file():
        """Answer the dialog for files, which has the keyboard until it is answered."""
        call = app.root.tk.call
        entry = f"{dialog.top}.__tk_filedialog.contents.f2.ent"
        # It writes the name last, and then waits.
        if not int(call("winfo", "exists", entry)) or not call(entry, "get"):
            app.root.after(20, name_the_file)
            return
        # As a window manager does with a window that has just come.
        call("focus", "-force", entry)
        app.pump()
        keys.press("Control-slash")
        keys.type(str(file))
        keys.press("Return")
        chosen = "::tk::Priv(selectFilePath)"
        if str(call("set", chosen)) != str(file):
            call("set", chosen, "")  # It would wait for ever.

    app.root.after(20, name_the_file)
    keys.push(dialog.go)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    x = [float(row[rows[0].index("x")]) for row in rows[1:]]
    # Each step takes 0.4 of the distance from the minimum.
    assert x == pytest.approx([4.0, 2.2, 1.48])
