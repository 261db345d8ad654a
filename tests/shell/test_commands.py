"""Undo, files, share codes and exports in the real window."""

import json
import os
import sys

import pytest

pytestmark = pytest.mark.window

LAB = "descent"


def test_a_drag_of_a_slider_is_taken_back_with_one_key(app):
    app.store.choose("descent")
    app.drag_slider("lr", 0.8)
    assert app.store.settings("descent").lr > 0.5
    app.root.focus_force()
    app.root.event_generate("<Control-z>")
    app.pump()
    assert app.store.settings("descent").lr == 0.3
    app.root.event_generate("<Control-Shift-Z>")
    app.pump()
    assert app.store.settings("descent").lr > 0.5


def test_the_buttons_of_the_header_follow(app):
    header = app.window.header
    app.store.set("activations", half_width=3.0)
    app.pump()
    assert header.undo.instate(["!disabled"])
    assert header.redo.instate(["disabled"])
    while app.window.history.can_undo:
        header.undo.invoke()
        app.pump()
    assert header.undo.instate(["disabled"])
    assert header.redo.instate(["!disabled"])


def test_an_experiment_is_saved_and_opened_with_its_weights(app, tmp_path):
    app.store.choose("network")
    app.store.set("network", activation="relu")
    for _ in range(5):
        app.view.run.step()
    weights = app.view.run.network.parameters.copy()
    path = tmp_path / "x.acttutor"
    app.window.commands.path = path
    app.window.commands.save()
    app.store.choose("descent")
    app.store.set("network", activation="tanh")
    app.window.commands.open_path(path)
    app.settle()
    assert app.store.state.lab == "network"
    assert app.view.run.epoch == 5
    assert (app.view.run.network.parameters == weights).all()
    assert app.controls["activation"].box.get() == "ReLU"
    app.window.commands.undo()
    assert app.store.settings("network").activation == "tanh"


def test_a_bad_file_changes_nothing_and_says_why(app, tmp_path):
    path = tmp_path / "bad.acttutor"
    path.write_text('{"format": "acttutor experiment", "version": 1, "lab": "descent", '
                    '"settings": {"lr": 7}}')  # fmt: skip
    before = app.store.state
    app.window.commands.open_path(path)
    app.wait(lambda: "settings.lr" in app.window.notice.label.cget("text"))
    assert app.store.state is before


def test_progress_that_does_not_suit_the_settings_changes_nothing(app, tmp_path):
    app.store.choose("network")
    app.view.run.step()
    path = tmp_path / "x.acttutor"
    app.window.commands.path = path
    app.window.commands.save()
    document = json.loads(path.read_text(encoding="utf-8"))
    document["settings"]["layers"] = [8, 8]
    path.write_text(json.dumps(document), encoding="utf-8")
    before = app.store.state
    app.window.commands.open_path(path)
    app.settle()
    assert app.store.state is before
    assert app.window.notice.winfo_ismapped() or app.window.notice.label.cget("text")


def test_the_share_dialog_opens_what_it_hands_out(app):
    app.store.choose("descent")
    app.store.set("descent", lr=0.9)
    app.window.open_dialog("share")
    dialog = app.window.dialog
    app.pump(0.1)
    code = dialog.code
    app.store.set("descent", lr=0.2)
    dialog.pasted.insert(0, "no code")
    dialog.pasted.event_generate("<Return>")
    dialog._open()
    assert dialog.top.winfo_exists()
    dialog.pasted.delete(0, "end")
    dialog.pasted.insert(0, code.lower())
    dialog._open()
    app.pump()
    assert app.store.settings("descent").lr == 0.9
    assert not dialog.top.winfo_exists()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv"])
def test_the_export_dialog_writes_what_is_on_the_screen(app, tmp_path, kind):
    app.store.choose("descent")
    app.window.open_dialog("export")
    dialog = app.window.dialog
    dialog.kind.set(kind)
    path = tmp_path / f"x.{kind}"
    dialog.export(path)
    assert not dialog.top.winfo_exists()
    app.wait(lambda: not app.window.worker.works)
    assert path.stat().st_size > (20 if kind == "csv" else 1000)
    assert path.name in app.window.notice.label.cget("text")


def test_diagnostics_name_versions_and_the_last_error(app):
    try:
        raise RuntimeError("on purpose")
    except RuntimeError as error:
        app.window.errors.append(error)
    text = app.window.commands.diagnostics()
    app.window.errors.clear()
    assert "matplotlib" in text
    assert "on purpose" in text
    app.window.commands.copy_diagnostics()
    assert "ActTutor" in app.root.clipboard_get()


def test_numbers_are_copied_for_a_spreadsheet(app):
    app.store.choose("network")
    app.window.commands.copy_numbers()
    titles = app.root.clipboard_get().splitlines()[0].split("\t")
    assert titles[:3] == ["epoch", "loss_train", "loss_test"]


def worked(app):
    """Live on until nothing long is going on."""
    while app.window.worker.works:
        app.pump(0.02)
    app.pump()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the files of Linux")
def test_the_window_does_not_wait_for_the_tools_of_the_desktop(app, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    tool, go = tmp_path / "bin" / "update-mime-database", tmp_path / "go"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\nwhile [ ! -e '{go}' ]; do sleep 0.05; done\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=os.pathsep)
    app.window.notice.label.configure(text="")
    app.window.header.menu.menu.invoke(app.window.texts("menu.associate"))
    (work,) = app.window.worker.works
    app.pump(0.1)
    assert app.window.work_bars.row_of(work).winfo_ismapped()
    go.touch()
    worked(app)
    assert ".acttutor" in app.window.notice.label.cget("text")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the files of Linux")
def test_a_double_click_opens_experiments_from_now_on_or_it_is_said_why_not(
    app, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    menu = app.window.header.menu.menu
    menu.invoke(app.window.texts("menu.associate"))
    worked(app)
    assert (tmp_path / "data" / "applications" / "acttutor.desktop").exists()
    assert ".acttutor" in app.window.notice.label.cget("text")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "data"))
    menu.invoke(app.window.texts("menu.associate"))
    worked(app)
    assert "Not a directory" in app.window.notice.label.cget("text")
