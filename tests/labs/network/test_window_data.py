"""Data of one's own come into the real window by clicks and out of files."""

from pathlib import Path
from tkinter import filedialog
from typing import Any

import numpy as np
import pytest
from network_window import train

from acttutor.labs.network.model.data.table import Table

pytestmark = pytest.mark.window


# -- points of one's own -------------------------------------------------------------------------


def right_click(lab: Any, x: float, y: float) -> None:
    px, py = lab.pixel(lab.figure.map.axes, x, y)
    canvas = lab.view.host.widget
    canvas.event_generate("<Motion>", x=px, y=py)
    canvas.event_generate("<ButtonPress-3>", x=px, y=py)
    canvas.event_generate("<ButtonRelease-3>", x=px, y=py)
    lab.pump()


def test_clicks_put_points_and_right_clicks_take_them_away(lab: Any) -> None:
    lab.store.set(data="own")
    axes = lab.figure.map.axes
    assert "No points yet" in lab.readout
    lab.click_data(axes, 2.0, 3.0)
    lab.click(lab.controls["pen"].buttons["1"])
    lab.click_data(axes, -4.0, -1.0)
    lab.click(lab.controls["pen"].buttons["2"])
    lab.click_data(axes, 4.0, -4.0)
    rows = lab.store.settings().table.rows
    np.testing.assert_allclose(rows, [(2, 3, 0), (-4, -1, 1), (4, -4, 2)], atol=0.03)
    assert lab.view.run.problem.kind == "many"
    train(lab, 3)
    right_click(lab, 4.1, -4.1)
    assert [row[2] for row in lab.store.settings().table.rows] == [0, 1]
    assert lab.view.run.problem.kind == "two"
    right_click(lab, 0.0, 0.0)
    assert len(lab.store.settings().table.rows) == 2
    lab.view.panel.named_buttons["clear_points"].invoke()
    lab.pump()
    assert lab.view.run.problem is None
    assert not lab.player.playing


def test_playing_without_points_ends_at_once(lab: Any) -> None:
    lab.store.set(data="own")
    lab.click(lab.window.transport.play)
    lab.wait(lambda: not lab.player.playing)


def test_clicks_into_the_map_of_given_data_put_no_points(lab: Any) -> None:
    lab.click_data(lab.figure.map.axes, 2.0, 3.0)
    right_click(lab, 2.0, 3.0)
    assert lab.store.settings().table == Table()
    assert lab.store.settings().data == "circle"


# -- files ---------------------------------------------------------------------------------------


def choose(lab: Any, monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """Press the button and choose a file in the dialog of the system."""
    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: str(path))
    lab.view.panel.named_buttons["open_file"].invoke()
    lab.pump()


def test_a_good_file_is_trained_on(
    lab: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "花.csv"
    path.write_bytes("長さ;幅;種\r\n1,5;2;赤\r\n2,5;3;青\r\n3,5;1;白\r\n".encode("cp932"))
    choose(lab, monkeypatch, path)
    settings = lab.store.settings()
    assert (settings.data, settings.table.classes) == ("own", ("赤", "青", "白"))
    assert lab.view.run.problem.kind == "many"
    assert lab.figure.map.axes.get_xlabel() == "長さ"
    assert lab.controls["pen"].buttons["2"].cget("text") == "白"
    train(lab, 5)
    # A point clicked in is in the units of the table.
    lab.click_data(lab.figure.map.axes, 0.0, 0.0)
    assert lab.store.settings().table.rows[-1][:2] == pytest.approx((2.5, 2.0), abs=0.02)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bad.csv"),
        (b"1\n2\n", "bad.csv"),
        (b"1,2,a\n3,x,b\n", "line 2, column “2”"),
        (b"1,2,a\n3,4,a\n", "“a”"),
        (b"1,nan,a\n3,4,b\n", "line 1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "bad.csv"),
        (b'1,2,a\n3,4,"b\n5,6,a\n', "line 2"),
        (None, "bad.csv"),
    ],
)
def test_a_bad_file_leaves_the_running_experiment_as_it_was(
    lab: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    content: bytes | None,
    said: str,
) -> None:
    train(lab, 4)
    run, settings = lab.view.run, lab.store.settings()
    before, network = run.network.parameters.copy(), run.network
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    choose(lab, monkeypatch, path)
    assert lab.store.settings() is settings
    assert run.network is network and run.epoch == 4
    assert np.array_equal(run.network.parameters, before)
    assert lab.window.notice.winfo_ismapped()
    assert said in lab.window.notice.label.cget("text")


def test_a_cancelled_dialog_changes_nothing(lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = lab.store.settings()
    choose(lab, monkeypatch, "")
    assert lab.store.settings() is settings
    assert not lab.window.notice.winfo_ismapped()


def test_a_click_into_numbers_to_predict_reads_and_adds_nothing(
    lab: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("1,2,0.5\n3,4,1.5\n5,6,2.5\n")
    choose(lab, monkeypatch, path)
    assert lab.view.run.problem.kind == "regression"
    lab.click_data(lab.figure.map.axes, 1.0, 1.0)
    assert len(lab.store.settings().table.rows) == 3
    assert lab.store.settings().pinned == pytest.approx((3.4, 4.4), abs=0.05)
    assert lab.figure.map.pin_text.get_visible()
