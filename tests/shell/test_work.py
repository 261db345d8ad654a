"""Long work shows how far it is, lets the window live, and given up leaves what was there."""

import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from acttutor.base.resources import asset
from acttutor.base.state.fields import changed
from acttutor.files.experiment import Experiment, save_experiment
from acttutor.labs.registry import LABS
from acttutor.lessons.lesson import Lesson, Step

pytestmark = pytest.mark.window

WORDS = {"en": "Look."}
#: A network whose training takes its time.
SLOW = {"depth": 30, "width": 64}


@pytest.fixture(autouse=True)
def left_as_it_was(app):
    yield
    app.window.worker.close()
    app.window.worker.on_change()
    if app.window.guide.lesson is not None:
        app.window.guide.close()


def state_of(app):
    """Return what must not change when work is given up."""
    window = app.window
    return (
        app.store.state,
        app.view.run,
        app.view.lab.id,
        window.guide.lesson,
        window.guide.index,
        window.guide.attempt,
        window.records.of("", "lesson"),
        window.commands.path,
        window.history.can_undo,
    )


def lesson_of(*steps):
    return Lesson("long", WORDS, 1, 1, (), (), steps, Path("long.toml"))


def long_step(run=100_000):
    return Step(WORDS, "network", settings={"layers": [8, 8]}, run=run)


def long_experiment(path):
    """Write a file whose run takes all its steps again."""
    # Large networks are not taken so far again; small ones take their time by their many steps.
    settings = changed(LABS["gradients"].defaults(), depth=3, width=4)
    save_experiment(Experiment("gradients", settings, {"epoch": 100_000}), path)
    return path


def cancel(app):
    """See the bar of the only work, and press its button."""
    (work,) = app.window.worker.works
    app.pump(0.1)
    row = app.window.work_bars.row_of(work)
    assert row.winfo_ismapped() and row.bar.winfo_ismapped()
    app.click(row.cancel)
    assert app.window.worker.works == []
    assert not app.window.work_bars.winfo_ismapped()


def processes():
    """Return the commands of the processes that this one has begun (Linux)."""
    found = []
    for thread in Path("/proc/self/task").glob("*/children"):
        for number in thread.read_text().split():
            found.append(Path("/proc", number, "cmdline").read_bytes())
    return found


def begin_a_lesson(app, tmp_path):
    app.window.guide.open(lesson_of(long_step()))


def go_to_a_long_step(app, tmp_path):
    short = Step(WORDS, "descent", settings={})
    app.window.guide.open(lesson_of(short, long_step()))
    app.pump()
    return lambda: app.window.guide.go(+1)


def open_a_file(app, tmp_path):
    app.window.commands.open_path(long_experiment(tmp_path / "x.acttutor"))


def open_a_cell(app, tmp_path):
    slow = {"mode": "sweep", "sweep_epochs": 500, "batch": 1, "layers": (8, 8, 8)}
    app.store.replace("network", changed(LABS["network"].defaults(), **slow))
    app.store.choose("network")
    app.pump()
    cell = app.view.run.sweep.grid.cells[0]
    return lambda: app.figure.choose_cell(cell)


@pytest.mark.parametrize("begin", [begin_a_lesson, go_to_a_long_step, open_a_file, open_a_cell])
def test_what_is_given_up_leaves_what_was_there(app, tmp_path, begin):
    go_on = begin(app, tmp_path)
    if go_on is None:
        app.window.worker.close()
        before = state_of(app)
        begin(app, tmp_path)
    else:
        before = state_of(app)
        go_on()
    cancel(app)
    assert state_of(app) == before
    app.player.step()
    assert not app.window.errors


def test_the_window_lives_while_a_lesson_is_set_up(app):
    beats = []

    def beat():
        beats.append(app.window.worker.works[0].share if app.window.worker.works else None)
        if beats[-1] is not None:
            app.root.after(10, beat)

    app.store.choose("descent")
    app.window.guide.open(lesson_of(long_step(run=1200)))
    beat()
    app.store.set("descent", lr=0.9)
    assert app.view.run.settings.lr == 0.9
    app.wait(lambda: app.window.guide.lesson is not None)
    assert app.view.lab.id == "network" and app.view.run.epoch == 1200
    shares = [share for share in beats if share is not None]
    assert len(shares) > 5 and shares == sorted(shares)
    app.window.commands.undo()
    assert app.store.settings("descent").lr == 0.9


def test_what_is_begun_next_takes_the_place_of_what_is_going_on(app, tmp_path):
    begin_a_lesson(app, tmp_path)
    app.window.guide.open(lesson_of(Step(WORDS, "unit", settings={})))
    assert app.window.worker.works == []
    assert app.view.lab.id == "unit"


def test_a_change_of_looks_leaves_the_work_and_its_bar(app, tmp_path):
    begin_a_lesson(app, tmp_path)
    app.store.set_app(language="ja", theme="dark")
    app.pump()
    assert "ステップ" in app.window.work_bars.row_of(app.window.worker.works[0]).words.cget("text")
    cancel(app)


def test_escape_gives_up_the_latest(app, tmp_path):
    begin_a_lesson(app, tmp_path)
    app.key("<Escape>")
    assert app.window.worker.works == []


def test_a_cell_that_is_opened_is_trained_to_the_end_and_the_sweep_is_kept(app, tmp_path):
    go_on = open_a_cell(app, tmp_path)
    app.store.set("network", sweep_epochs=200)
    sweep = app.view.run.sweep
    go_on()
    app.wait(lambda: app.store.settings("network").mode == "one")
    assert app.view.run.epoch == 200
    app.player.step_back()
    assert app.view.run.epoch == 199
    app.window.commands.undo()
    assert app.view.run.sweep.results().keys() >= sweep.results().keys()


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's /proc")
@pytest.mark.parametrize("kind", ["png", "gif"])
def test_an_export_that_is_given_up_leaves_the_file_of_before(app, tmp_path, kind):
    app.store.choose("network")
    path = tmp_path / f"x.{kind}"
    path.write_bytes(b"of before")
    app.window.commands.export(path, (3840, 2160), 1500 if kind == "gif" else 0)
    assert any(b"render" in command for command in processes())
    cancel(app)
    assert not any(b"render" in command for command in processes())
    assert path.read_bytes() == b"of before"
    assert os.listdir(tmp_path) == [path.name]


def test_an_export_that_fails_says_why(app, tmp_path):
    app.store.choose("descent")
    app.window.commands.export(tmp_path / "nowhere" / "x.png", (800, 600))
    app.wait(lambda: not app.window.worker.works)
    assert "nowhere" in app.window.notice.label.cget("text")


def test_an_animation_is_made_beside_the_living_window(app, tmp_path):
    app.store.choose("descent")
    path = tmp_path / "x.gif"
    app.window.commands.export(path, (400, 300), 30)
    app.store.set("descent", lr=0.4)  # the window goes on
    app.wait(lambda: not app.window.worker.works)
    assert Image.open(path).n_frames > 20


def test_sheets_that_are_given_up_are_not_written(app, tmp_path, monkeypatch):
    path = tmp_path / "quiz.pdf"
    monkeypatch.setattr("tkinter.filedialog.asksaveasfilename", lambda **_options: str(path))
    app.store.choose("quiz")
    app.store.set("quiz", mode="sheet", count=20, sheets=20)
    app.view.panel.named_buttons["print"].invoke()
    cancel(app)
    assert not path.exists()


def test_progress_of_the_last_session_is_taken_up_and_never_lost_meanwhile(app):
    settings = changed(LABS["gradients"].defaults(), **SLOW)
    app.store.choose("unit")
    app.view.runs.pop("gradients", None)
    app.store.replace("gradients", settings)
    app.view.runs.waiting["gradients"] = (settings, {"epoch": 40})
    app.store.choose("gradients")
    assert app.window.worker.works
    assert "gradients" not in app.view.runs.take_snapshots(app.view.lab.id)
    app.wait(lambda: not app.window.worker.works)
    assert app.view.run.epoch == app.figure.run.epoch == 40
    assert app.view.runs.take_snapshots(app.view.lab.id)["gradients"] == {"epoch": 40}


def test_a_folder_of_lessons_is_read_in_pieces(app, tmp_path):
    text = asset("lessons", "01-what-a-unit-computes.toml").read_text(encoding="utf-8")
    for number in range(40):
        other = text.replace('id = "', f'id = "n{number}-', 1)
        (tmp_path / f"{number}.toml").write_text(other, encoding="utf-8")
    app.window.commands.open_path(tmp_path)
    dialog = app.window.dialog
    app.wait(lambda: not app.window.worker.works)
    topics = dialog.list.get_children()
    assert sum(len(dialog.list.get_children(topic)) for topic in topics) == 40
    dialog.close()
