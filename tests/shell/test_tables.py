"""Tables in the window: opened, pasted, and their columns chosen with real widgets."""

from pathlib import Path

import pytest
from driver import open_window
from fit import descendants, misfits_of_widgets

from acttutor.base.errors import UserError
from acttutor.files.experiment import experiment_of, open_experiment, save_experiment

pytestmark = pytest.mark.window

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
    driver.pump(0.05)
    return driver.window.dialog


def chosen(driver):
    table = driver.store.settings().table
    return table.columns, table.classes


def labels_of(panel):
    return [str(w.cget("text")) for w in descendants(panel) if w.winfo_class() == "TLabel"]


def test_the_columns_of_a_wide_table_are_asked_for_and_chosen_again(ads):
    with open_window("unit") as driver:
        driver.window.commands.open_path(ads)
        dialog = dialog_of(driver)
        # Nothing has changed before the answer.
        assert driver.store.state.lab == "unit"
        assert len(dialog.rows.get_children()) == 8
        assert [box.get() for box in dialog.boxes.values()] == [
            "Age",
            "EstimatedSalary",
            "Purchased",
        ]
        driver.click(dialog.use)
        driver.pump(0.05)
        assert driver.store.state.lab == "network"
        assert chosen(driver) == (("Age", "EstimatedSalary", "Purchased"), ("0", "1"))
        shown = " ".join(labels_of(driver.view.panel)).replace("\n", " ")
        assert "ads.csv: 40 rows, Age × EstimatedSalary" in shown and "1 row left out" in shown
        button = next(
            widget
            for widget in descendants(driver.view.panel)
            if widget.winfo_class() == "TButton" and str(widget.cget("text")) == "Columns…"
        )
        button.invoke()
        dialog = dialog_of(driver)
        dialog.boxes["label"].set("Gender")
        dialog.boxes["label"].event_generate("<<ComboboxSelected>>")
        driver.pump()
        assert "disabled" in dialog.meanings["numbers"].state()
        driver.click(dialog.use)
        assert chosen(driver) == (("Age", "EstimatedSalary", "Gender"), ("Female", "Male"))
        driver.window.commands.undo()
        assert chosen(driver)[0][2] == "Purchased"


def test_a_label_of_whole_numbers_is_read_either_way(tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text(
        "hours,sleep,grade\n" + "".join(f"{i},{i * i % 5},{i % 3 + 1}\n" for i in range(9))
    )
    with open_window("network") as driver:
        driver.window.tables.open(path)
        driver.pump(0.05)
        assert chosen(driver)[1] == ("1", "2", "3")
        # The other reading is offered.
        assert "grade" in driver.window.notice.label.cget("text")
        assert driver.window.tables.choose_columns("marks.csv")
        dialog = dialog_of(driver)
        driver.click(dialog.meanings["numbers"])
        driver.click(dialog.use)
        assert chosen(driver)[1] == ()
        assert driver.view.run.problem.kind == "regression"


def test_what_can_be_read_two_ways_is_asked_first(tmp_path):
    path = tmp_path / "open.csv"
    path.write_text("x;y;class\n1,234;2;a\n2,345;3;b\n3,456;4;a\n")
    with open_window("network") as driver:
        driver.window.tables.open(path)
        dialog = dialog_of(driver)
        assert driver.store.settings().data == "circle"
        assert "1,234" in dialog.said.cget("text")
        driver.click(dialog.decimals["comma"])
        driver.click(dialog.use)
        assert driver.store.settings().table.rows[0][0] == 1.234


def test_the_first_line_can_be_taken_for_a_row(tmp_path):
    path = tmp_path / "years.csv"
    path.write_text("2019,2020,class\n1.0,2.0,A\n1.5,2.5,A\n6.0,7.0,B\n6.5,6.0,B\n")
    with open_window("network") as driver:
        driver.window.tables.open(path)
        driver.pump(0.05)
        assert len(driver.store.settings().table.rows) == 4
        assert driver.window.tables.choose_columns("years.csv")
        dialog = dialog_of(driver)
        driver.click(dialog.header)
        driver.click(dialog.use)
        assert driver.store.settings().table.rows[0][:2] == (2019.0, 2020.0)


def test_a_copied_range_is_pasted_into_the_network_lab(tmp_path):
    with open_window("network") as driver:
        driver.root.clipboard_clear()
        driver.root.clipboard_append("身長\t体重\tクラス\n170\t60\tA\n160\t50\tB\n150\t40\tB\n")
        driver.key("<Control-v>")
        driver.pump(0.05)
        assert chosen(driver) == (("身長", "体重", "クラス"), ("A", "B"))
        before = driver.store.settings()
        driver.root.clipboard_clear()
        driver.root.clipboard_append("no table at all")
        driver.key("<Control-v>")
        driver.pump(0.05)
        assert driver.store.settings() is before
        assert driver.window.notice.winfo_ismapped()
        # A saved experiment keeps its table.
        path = tmp_path / "kept.acttutor"
        save_experiment(experiment_of("network", driver.view.run), path)
        assert open_experiment(path).settings.table == before.table


def test_a_cancelled_dialog_changes_nothing(ads):
    with open_window("network") as driver:
        before = driver.store.settings()
        driver.window.tables.open(ads)
        dialog = dialog_of(driver)
        dialog.top.event_generate("<Escape>")
        driver.pump()
        assert not dialog.top.winfo_exists()
        assert driver.store.settings() is before


def test_a_missing_file_is_named():
    with open_window("network") as driver:
        driver.window.commands.open_path(Path("gone.csv"))
        driver.pump(0.05)
        assert "gone.csv" in driver.window.notice.label.cget("text")
        assert not driver.window.errors or isinstance(driver.window.errors[-1], UserError)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("zoom", "width", "height"), [(100, 1024, 680), (200, 2200, 1500)])
def test_the_dialog_fits_and_says_what_it_does(ads, language, zoom, width, height):
    operated = {"TButton", "TCombobox", "TRadiobutton", "Toolbutton", "Treeview", "TCheckbutton"}
    with open_window("network", language=language, zoom=zoom) as driver:
        driver.resize(width, height)
        driver.window.tables.open(ads)
        dialog = dialog_of(driver)
        driver.pump(0.1)
        found = misfits_of_widgets(dialog.top, None)
        found += [
            str(widget)
            for widget in descendants(dialog.top)
            if widget.winfo_class() in operated and len(getattr(widget, "tip_text", "")) < 4
        ]
        assert not found, "\n".join(found)
        assert dialog.top.winfo_height() <= height
