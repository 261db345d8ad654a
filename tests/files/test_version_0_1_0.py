"""What version 0.1.0 has written opens, and shows what that version saw in it.

`tests/data/version-0.1.0` was written by that version itself: an experiment and a share code of
each lab, the sessions of two windows, and ``observed.json``, what it published of each experiment.
"""

import json
import math
import shutil
from pathlib import Path
from typing import Any

import pytest

from acttutor.base.numbers.plain import to_plain
from acttutor.base.storage.stored_records import StoredRecords
from acttutor.base.task import finish
from acttutor.files.experiment import open_experiment, restoring_run
from acttutor.files.old_sessions import old_progress, without_progress
from acttutor.files.session import Session, Slot
from acttutor.files.share_code import decode
from acttutor.labs.registry import LABS
from acttutor.lessons.progress import Progress

DATA = Path(__file__).resolve().parents[1] / "data" / "version-0.1.0"
OBSERVED: dict[str, Any] = json.loads((DATA / "observed.json").read_text(encoding="utf-8"))
CODES: dict[str, str] = json.loads((DATA / "codes.json").read_text(encoding="utf-8"))


def kept(value: Any) -> Any:
    """Return a value as the old version wrote it: nothing is not finite in a file."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (list, tuple)):
        return [kept(item) for item in value]
    return value


def is_as_it_was(now: Any, then: Any) -> None:
    """Compare plain data of today with those of a version that knew fewer fields."""
    if isinstance(then, dict):
        assert then.keys() <= now.keys()
        for name, value in then.items():
            is_as_it_was(now[name], value)
    elif isinstance(then, list):
        assert len(now) == len(then)
        for one, other in zip(now, then, strict=True):
            is_as_it_was(one, other)
    elif isinstance(then, float):
        assert now == pytest.approx(then, rel=1e-9)
    else:
        assert now == then


def sees_what_was_seen(run: Any, name: str) -> None:
    """Compare what a run publishes with what the old version published."""
    lab = name.partition("-")[0]
    now, then = LABS[lab].export.metrics(run), OBSERVED[name]["observed"]
    # Questions lay in five boxes then; now each has a day on which it is due.
    then = {value: before for value, before in then.items() if not value.startswith("box")}
    assert then.keys() <= now.keys()
    for value, before in then.items():
        is_as_it_was(kept(now[value]), before)


@pytest.mark.parametrize("name", OBSERVED)
def test_an_experiment_goes_on_where_it_was(name: str) -> None:
    opened = open_experiment(DATA / "experiments" / f"{name}.acttutor")
    assert opened.lab == name.partition("-")[0]
    assert opened.unknown == ()
    is_as_it_was(to_plain(opened.settings), OBSERVED[name]["settings"])
    if name in CODES:
        assert opened.controls.hide and opened.controls.lock
    run = opened.make_run()
    sees_what_was_seen(run, name)
    run.step()
    run.close()


@pytest.mark.parametrize("lab", CODES)
def test_a_share_code_is_the_same_experiment(lab: str) -> None:
    opened = decode(CODES[lab])
    assert opened.lab == lab
    now, then = to_plain(opened.settings), OBSERVED[lab]["settings"]
    if lab == "quiz":
        # All topics were chosen; there are more of them now.
        now["topics"] = [topic for topic in now["topics"] if topic in then["topics"]]
    is_as_it_was(now, then)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder as two windows of the old version left it."""
    shutil.copytree(DATA / "sessions", tmp_path / "kept")
    return tmp_path / "kept"


def sessions(folder: Path) -> list[Session]:
    slots = [Slot(folder), Slot(folder)]
    found = [slot.load() for slot in slots]
    for slot in slots:
        slot.release()
    assert [aside for _, aside in found] == ["", ""]
    return [without_progress(session) for session, _ in found if session is not None]


def test_the_sessions_of_both_windows_come_back(folder: Path) -> None:
    first, second = sessions(folder)
    assert (first.lab, first.language, first.theme) == ("network", "ja", "dark")
    assert (second.lab, second.language, second.theme) == ("descent", "en", "light")
    for session in (first, second):
        assert (session.zoom, session.meter, session.window) == (125, True, (1280, 800))
        assert session.recent == ("/home/learner/experiments/first.acttutor",)
        assert session.extra["controls"] == {"descent": {"hide": ["a"], "lock": ["lr"]}}


@pytest.mark.parametrize("lab", CODES)
def test_every_lab_of_a_session_goes_on_where_it_was(folder: Path, lab: str) -> None:
    for session in sessions(folder):
        settings, snapshot = session.settings[lab], session.snapshots[lab]
        is_as_it_was(to_plain(settings), OBSERVED[lab]["settings"])
        run = finish(restoring_run(lab, settings, snapshot, "run"))
        if lab != "quiz":  # its answers are in the records
            sees_what_was_seen(run, lab)


def test_what_the_learners_of_both_windows_did_is_in_the_records(folder: Path) -> None:
    for _start in range(2):
        records = StoredRecords(folder / "records.sqlite", lambda: old_progress(folder))
        assert set(records.learners()) == {"花子", "Ken", "二つめの窓"}
        done = {name: Progress(records, name) for name in ("花子", "Ken", "二つめの窓", "")}
        assert done["花子"].is_done("tanh-zero-centre")
        assert not done["花子"].is_done("relu-and-its-family")
        assert done["花子"].step("relu-and-its-family") == 1
        assert done["Ken"].is_done("overfitting-and-noise")
        assert done["二つめの窓"].step("step-sigmoid-slope") == 1
        assert done[""].is_done("what-a-unit-computes")
        answers = records.of("", "practice") + records.of("二つめの窓", "practice")
        assert len(answers) == 160
        run = LABS["quiz"].run_class(LABS["quiz"].defaults())
        assert run.use_records(records, "") == 0
        assert len(run.records) == 80
        records.close()
