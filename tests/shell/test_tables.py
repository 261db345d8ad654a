"""Tables in the window: opened, pasted, and their columns chosen with real widgets."""

from pathlib import Path

import pytest
from covering import covering
from fit import descendants, misfits_of_widgets

from acttutor.base.errors import UserError
from acttutor.files.experiment import experiment_of, open_experiment, save_experiment

pytestmark = pytest.mark.window

LAB = "network"

HEADER = "User ID,Gender,Age,EstimatedSalary,Purchased\n"
ADS = HEADER + "".join(
    f"{15000 + i * 7},{'Male' if i % 3 else 'Female'},{18 + i},{20000 + i * 1000},{int(i > 20)}\n"
    for i in range(40)
)


@pytest.fixture
def ads(tmp_path):
    path = tmp_path / "ads.csv"
    path.write_text(ADS + "1,Male,,1000,0\n", encoding="utf-8")
    return path


def dialog_of(driver):
    driver.settle()
    return driver.window.dialog


def chosen(driver):
    table = driver.store.settings().table
    return table.columns, table.classes


def columns_again(driver):
    """Press the button beside the name of the table."""
    buttons = [w for w in descendants(driver.view.panel) if w.winfo_class() == "TButton"]
    next(w for w in buttons if str(w.cget("text")) == "Columns…").invoke()
    return dialog_of(driver)


def labels_of(panel):
    return [str(w.cget("text")) for w in descendants(panel) if w.winfo_class() == "TLabel"]


def test_the_columns_of_a_wide_table_are_asked_for_and_chosen_again(app, ads):
    app.begin("unit")
    app.window.commands.open_path(ads)
    dialog = dialog_of(app)
    # Nothing has changed before the answer.
    assert app.store.state.lab == "unit"
    assert len(dialog.rows.get_children()) == 8
    assert [box.get() for box in dialog.boxes.values()] == [
        "Age",
        "EstimatedSalary",
        "Purchased",
    ]
    app.click(dialog.use)
    app.settle()
    assert app.store.state.lab == "network"
    assert chosen(app) == (("Age", "EstimatedSalary", "Purchased"), ("0", "1"))
    shown = " ".join(labels_of(app.view.panel)).replace("\n", " ")
    assert "ads.csv: 40 rows, Age × EstimatedSalary" in shown and "1 row left out" in shown
    dialog = columns_again(app)
    dialog.boxes["label"].set("Gender")
    dialog.boxes["label"].event_generate("<<ComboboxSelected>>")
    app.pump()
    assert "disabled" in dialog.meanings["numbers"].state()
    app.click(dialog.use)
    app.settle()
    assert chosen(app) == (("Age", "EstimatedSalary", "Gender"), ("Female", "Male"))
    app.window.commands.undo()
    assert chosen(app)[0][2] == "Purchased"


def test_a_large_file_is_not_held_and_is_read_again_for_other_columns(app, ads, monkeypatch):
    monkeypatch.setattr("acttutor.tables.reading.KEPT_BYTES", 100)
    app.window.commands.open_path(ads)
    app.click(dialog_of(app).use)
    app.settle()
    assert app.window.tables.opened.source.content is None
    dialog = columns_again(app)
    dialog.boxes["label"].set("Gender")
    dialog.boxes["label"].event_generate("<<ComboboxSelected>>")
    app.pump()
    app.click(dialog.use)
    app.settle()
    assert chosen(app) == (("Age", "EstimatedSalary", "Gender"), ("Female", "Male"))
    ads.unlink()
    app.view.panel.named_buttons["choose_columns"].invoke()
    app.wait(lambda: app.window.notice.winfo_ismapped())
    assert "ads.csv" in app.window.notice.label.cget("text")
    assert chosen(app)[0][2] == "Gender"


def test_a_label_of_whole_numbers_is_read_either_way(app, tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text(
        "hours,sleep,grade\n" + "".join(f"{i},{i * i % 5},{i % 3 + 1}\n" for i in range(9))
    )
    app.window.tables.open(path)
    app.settle()
    assert chosen(app)[1] == ("1", "2", "3")
    # The other reading is offered.
    assert "grade" in app.window.notice.label.cget("text")
    dialog = columns_again(app)
    app.click(dialog.meanings["numbers"])
    app.click(dialog.use)
    app.settle()
    assert chosen(app)[1] == ()
    assert app.view.run.problem.kind == "regression"


def test_what_can_be_read_two_ways_is_asked_first(app, tmp_path):
    path = tmp_path / "open.csv"
    path.write_text("x;y;class\n1,234;2;a\n2,345;3;b\n3,456;4;a\n")
    app.window.tables.open(path)
    dialog = dialog_of(app)
    assert app.store.settings().data == "circle"
    assert "1,234" in dialog.said.cget("text")
    app.click(dialog.decimals["comma"])
    app.click(dialog.use)
    app.settle()
    assert app.store.settings().table.rows[0][0] == 1.234


def test_the_first_line_can_be_taken_for_a_row(app, tmp_path):
    path = tmp_path / "years.csv"
    path.write_text("2019,2020,class\n1.0,2.0,A\n1.5,2.5,A\n6.0,7.0,B\n6.5,6.0,B\n")
    app.window.tables.open(path)
    app.settle()
    assert len(app.store.settings().table.rows) == 4
    dialog = columns_again(app)
    app.click(dialog.header)
    app.click(dialog.use)
    app.settle()
    assert app.store.settings().table.rows[0][:2] == (2019.0, 2020.0)


def test_a_copied_range_is_pasted_into_the_network_lab(app, tmp_path):
    app.root.clipboard_clear()
    app.root.clipboard_append("身長\t体重\tクラス\n170\t60\tA\n160\t50\tB\n150\t40\tB\n")
    app.key("<Control-v>")
    app.settle()
    assert chosen(app) == (("身長", "体重", "クラス"), ("A", "B"))
    before = app.store.settings()
    app.root.clipboard_clear()
    app.root.clipboard_append("no table at all")
    app.key("<Control-v>")
    app.settle()
    assert app.store.settings() is before
    assert app.window.notice.winfo_ismapped()
    # A saved experiment keeps its table.
    path = tmp_path / "kept.acttutor"
    save_experiment(experiment_of("network", app.view.run), path)
    assert open_experiment(path).settings.table == before.table


def test_a_cancelled_dialog_changes_nothing(app, ads):
    before = app.store.settings()
    app.window.tables.open(ads)
    dialog = dialog_of(app)
    dialog.top.event_generate("<Escape>")
    app.pump()
    assert not dialog.top.winfo_exists()
    assert app.store.settings() is before


def test_a_missing_file_is_named(app):
    app.window.commands.open_path(Path("gone.csv"))
    app.settle()
    assert "gone.csv" in app.window.notice.label.cget("text")
    assert not app.window.errors or isinstance(app.window.errors[-1], UserError)


@pytest.mark.parametrize(
    ("language", "screen"),
    covering(["ja", "en"], [(200, 2200, 1500), (100, 1024, 680)], strength=1),
)
def test_the_dialog_fits_and_says_what_it_does(app, ads, language, screen):
    zoom, width, height = screen
    operated = {"TButton", "TCombobox", "TRadiobutton", "Toolbutton", "Treeview", "TCheckbutton"}
    app.begin("network", size=(width, height), language=language, zoom=zoom)
    app.window.tables.open(ads)
    dialog = dialog_of(app)
    app.pump(0.1)
    found = misfits_of_widgets(dialog.top, None)
    found += [
        str(widget)
        for widget in descendants(dialog.top)
        if widget.winfo_class() in operated and len(getattr(widget, "tip_text", "")) < 4
    ]
    assert not found, "\n".join(found)
    assert dialog.top.winfo_height() <= height
