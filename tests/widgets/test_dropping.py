"""Files dropped onto the window are opened, by the messages that X sends for them."""

import sys
from pathlib import Path

import pytest

from acttutor.widgets.dropping import when_dropped

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(sys.platform != "linux", reason="the messages are those of X"),
]


def drop(driver, *paths):
    """Hand files over as a file manager does: their addresses in the selection of XDND."""
    root, kind = driver.root, "text/uri-list"
    addresses = "".join(f"{path.as_uri()}\r\n" for path in paths)
    root.selection_handle(
        lambda offset, length: addresses[int(offset) : int(offset) + int(length)],
        selection="XdndSelection",
        type=kind,
    )
    root.selection_own(selection="XdndSelection")
    canvas = driver.window.host.widget
    x, y = canvas.winfo_rootx() + 50, canvas.winfo_rooty() + 50
    call = root.tk.call
    call("tkdnd::xdnd::HandleXdndEnter", root, 0, (kind,), 0)
    call("tkdnd::xdnd::HandleXdndPosition", root, x, y, 0, 0)
    done = call("tkdnd::xdnd::HandleXdndDrop", 0)
    driver.pump()
    return done


def test_files_dropped_onto_the_figure_are_opened(lab, tmp_path):
    names = ("点 データ.csv", "a {b} $c [d].acttutor")
    paths = [tmp_path / name for name in names]
    opened = []
    when_dropped(lab.root, opened.append)
    assert str(drop(lab, *paths)) == "copy"
    assert opened == paths


def test_a_table_dropped_onto_the_window_is_learned_from(lab, tmp_path):
    path = Path(tmp_path / "heights.csv")
    path.write_text("x,y,class\n" + "".join(f"{k},{k * k},{'ab'[k % 2]}\n" for k in range(20)))
    when_dropped(lab.root, lab.window.commands.open_path)
    drop(lab, path)
    lab.wait(lambda: lab.view.run.settings.data == "own")
    assert lab.view.run.settings.table.name == path.name
