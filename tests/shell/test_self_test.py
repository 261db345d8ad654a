"""The self-test and the pictures: what a packaged program is judged by."""

import logging
import sys

import pytest
import ttkbootstrap as ttk
from PIL import Image

from acttutor.base.state.store import AppState, Store
from acttutor.labs.registry import LABS, lab_settings
from acttutor.plots.style import install_fonts
from acttutor.shell.unattended import self_test, tour
from acttutor.shell.unattended.self_test import run_self_test
from acttutor.shell.unattended.tour import run_tour
from acttutor.shell.window import Window
from acttutor.system import placing

pytestmark = pytest.mark.window


@pytest.fixture
def window(monkeypatch):
    """A window that the function under test closes itself."""
    monkeypatch.setattr(self_test, "PLAY_S", 0.8)
    monkeypatch.setattr(self_test, "FEWEST_FRAMES", 1)
    install_fonts()
    root = ttk.App(title="ActTutor")
    placing.put(root)
    window = Window(root, Store(AppState(next(iter(LABS)), "en", "light", 100, lab_settings())))
    root.update()
    return window


def only(monkeypatch, *kept):
    """Leave out the other labs: they would only take time here."""
    for module in (self_test, tour):
        monkeypatch.setattr(module, "LABS", {lab: LABS[lab] for lab in kept})


@pytest.mark.parametrize(
    "labs", [("overview", "quiz", "network"), pytest.param(tuple(LABS), marks=pytest.mark.soak)]
)
def test_the_self_test_passes_and_names_every_lab(window, monkeypatch, capsys, labs):
    # The program that is built goes through all labs and plays longer, see "make selftest".
    only(monkeypatch, *labs)
    monkeypatch.setattr(self_test, "PLAY_S", 0.5)
    monkeypatch.setattr(self_test, "FEWEST_FRAMES", 2)
    assert run_self_test(window) == 0
    printed = capsys.readouterr().out
    for lab in labs:
        assert f"ok      {lab} " in printed


def test_the_self_test_works_without_standard_output_and_writes_to_the_log(
    window, monkeypatch, caplog
):
    """A windowed program has none."""
    only(monkeypatch, "descent")
    monkeypatch.setattr(sys, "stdout", None)
    with caplog.at_level(logging.INFO, logger="acttutor"):
        assert run_self_test(window) == 0
    assert "ok      descent" in caplog.text


def test_the_self_test_fails_with_what_failed_and_tries_the_other_labs(window, capsys, monkeypatch):
    """An error in a callback and one in a call count alike."""
    only(monkeypatch, window.store.state.lab, "descent")
    broken = window.store.state.lab
    store_set = window.store.set_app

    def set_app(**changes):
        if window.store.state.lab == broken:
            if "theme" in changes:
                raise RuntimeError("no such colour")
            if "language" in changes:
                window.root.after(1, lambda: 1 / 0)
        store_set(**changes)

    monkeypatch.setattr(window.store, "set_app", set_app)
    assert run_self_test(window) == 1
    printed = capsys.readouterr().out
    assert f"{broken}: theme: RuntimeError: no such colour" in printed
    assert f"{broken}: language: ZeroDivisionError" in printed
    assert "ok      descent" in printed


def test_the_tour_leaves_a_picture_of_every_lab_in_a_new_folder(
    window, tmp_path, monkeypatch, capsys
):
    labs = ("overview", "unit", "network")
    only(monkeypatch, *labs)
    folder = tmp_path / "絵 1" / "new"
    assert run_tour(window, str(folder), every_look=False) == 0
    assert capsys.readouterr().out.split("\n")[:-1] == [str(folder / f"{lab}.png") for lab in labs]
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{lab}.png" for lab in labs)
    for lab in labs:
        picture = Image.open(folder / f"{lab}.png").convert("RGB")
        assert picture.size == (1280, 800)
        assert len(picture.getcolors(10**6)) > 50


def test_the_tour_shows_both_languages_and_both_themes(window, tmp_path, monkeypatch):
    only(monkeypatch, "descent")
    assert run_tour(window, str(tmp_path), every_look=True) == 0
    pictures = {}
    for language in ("ja", "en"):
        for theme in ("light", "dark"):
            path = tmp_path / f"descent-{language}-{theme}.png"
            pictures[language, theme] = Image.open(path).convert("RGB")
            assert path.stat().st_size < 200_000
    assert len(list(tmp_path.iterdir())) == 4
    assert len({picture.tobytes() for picture in pictures.values()}) == 4
    corner = {look: picture.getpixel((5, 700)) for look, picture in pictures.items()}
    assert sum(corner["en", "light"]) > 600 > sum(corner["en", "dark"])


def test_a_folder_that_cannot_be_made_gets_one_sentence(window, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert run_tour(window, str(tmp_path / "file"), every_look=False) == 1
    printed = capsys.readouterr().out.strip()
    assert "\n" not in printed and "file" in printed
