"""What the program writes, each time with what was there before and what must be there after."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from acttutor.base.resources import asset
from acttutor.base.state.fields import changed
from acttutor.base.storage.atomic import write_atomically
from acttutor.base.storage.records import Record
from acttutor.base.storage.stored_records import StoredRecords
from acttutor.files.animation import write_animation
from acttutor.files.experiment import Experiment, open_experiment, save_experiment
from acttutor.files.old_sessions import old_progress
from acttutor.files.session import Session, Slot, to_document
from acttutor.labs.registry import LABS, lab_settings
from acttutor.lessons.reader import read_lesson
from acttutor.lessons.writer import lesson_text

DATA = Path(__file__).resolve().parents[1] / "data"
BEFORE, AFTER = 100, 150


@dataclass(frozen=True)
class Scenario:
    """Something that is written.

    Args:
        prepare: leaves in a folder what was there before.
        act: writes; an ``OSError`` or a ``UserError`` is a way to end.
        check: looks at the folder with fresh eyes; the second argument tells whether `act` came to
            its end. Whatever is not as promised is an ``AssertionError``.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    check: Callable[[Path, bool], None]


# -- a session ---------------------------------------------------------------------------------


def save_session(folder: Path, zoom: int) -> None:
    """Keep a session in which the zoom is told by another number as well."""
    slot = Slot(folder)
    settings = lab_settings({"descent": changed(LABS["descent"].defaults(), lr=zoom / 200)})
    session = Session("descent", "ja", "dark", zoom, False, settings)
    slot.save(json.dumps(to_document(session), ensure_ascii=False).encode("utf-8"))
    slot.release()


def _check_session(folder: Path, whole: bool) -> None:
    slot = Slot(folder)
    session, aside = slot.load()
    slot.release()
    assert aside == "", f"{aside} was damaged"
    assert session is not None, "no session is left"
    assert session.zoom == AFTER if whole else session.zoom in (BEFORE, AFTER)
    assert session.settings["descent"].lr == session.zoom / 200


# -- files that the user names ------------------------------------------------------------------


def _save_experiment(folder: Path, zoom: int) -> None:
    settings = changed(LABS["descent"].defaults(), lr=zoom / 200)
    save_experiment(Experiment("descent", settings), folder / "x.acttutor")


def _check_experiment(folder: Path, whole: bool) -> None:
    lr = open_experiment(folder / "x.acttutor").settings.lr
    assert lr == AFTER / 200 if whole else lr in (BEFORE / 200, AFTER / 200)


def _save_lesson(folder: Path, minutes: int) -> None:
    lesson = replace(read_lesson(sorted(asset("lessons").glob("*.toml"))[0]), minutes=minutes)
    write_atomically(folder / "lesson.toml", lesson_text(lesson).encode("utf-8"))


def _check_lesson(folder: Path, whole: bool) -> None:
    minutes = read_lesson(folder / "lesson.toml").minutes
    assert minutes == AFTER if whole else minutes in (BEFORE, AFTER)


def _save_animation(folder: Path, shade: int) -> None:
    picture = np.full((8, 8, 3), shade, dtype=np.uint8)
    picture[0] = 0
    write_animation(folder / "x.gif", iter([picture, picture.transpose(1, 0, 2).copy()]), 2)


def _check_animation(folder: Path, whole: bool) -> None:
    with Image.open(folder / "x.gif") as image:
        assert image.n_frames == 2
        shade = image.convert("RGB").getpixel((4, 4))[0]
    assert shade == AFTER if whole else shade in (BEFORE, AFTER)


# -- records ------------------------------------------------------------------------------------

OLD_ROWS, NEW_ROWS = range(1, 6), range(6, 9)


def _records(folder: Path) -> StoredRecords:
    return StoredRecords(folder / "records.sqlite")


def add_rows(folder: Path, numbers: range) -> None:
    """Open the records of a folder, add rows with these numbers, and close them."""
    records = _records(folder)
    for number in numbers:
        records.add(Record("花子", "practice", "question", None, number, "1.5", number % 2 == 0))
    records.close()


def _check_records(folder: Path, whole: bool) -> None:
    records = _records(folder)
    seeds = [row.seed for row in records.of("花子", "practice")]
    troubles = [error.key for error in records.troubles]
    records.close()
    assert not troubles, troubles
    assert seeds[: len(OLD_ROWS)] == list(OLD_ROWS), seeds
    assert seeds == list(range(1, len(seeds) + 1)), seeds


def _damaged(folder: Path) -> None:
    """Leave records whose header says what cannot be, and a note of what they were."""
    add_rows(folder, OLD_ROWS)
    path = folder / "records.sqlite"
    data = bytearray(path.read_bytes())
    data[60:64] = (77).to_bytes(4, "big")
    path.write_bytes(data)
    (folder / "as it was").write_bytes(data)


def _check_mended(folder: Path, whole: bool) -> None:
    records = _records(folder)
    seeds = [row.seed for row in records.of("花子", "practice")]
    records.close()
    assert seeds[: len(OLD_ROWS)] == list(OLD_ROWS), seeds
    assert seeds == list(range(1, len(seeds) + 1)), seeds
    before = (folder / "as it was").read_bytes()
    assert before in [path.read_bytes() for path in folder.glob("records-damaged-*.sqlite")]


def _old_version(folder: Path) -> None:
    shutil.copy(DATA / "version-0.1.0" / "sessions" / "session-2.json", folder / "session.json")


def _take_over(folder: Path) -> None:
    StoredRecords(folder / "records.sqlite", lambda: old_progress(folder)).close()


def _check_taken_over(folder: Path, _whole: bool) -> None:
    for _start in range(2):
        records = StoredRecords(folder / "records.sqlite", lambda: old_progress(folder))
        answers = len(records.of("二つめの窓", "practice"))
        records.close()
        assert answers == 80, answers


def _twice(write: Callable[[Path, Any], None]) -> tuple[Any, Any]:
    return lambda folder: write(folder, BEFORE), lambda folder: write(folder, AFTER)


SCENARIOS = {
    "session": Scenario(*_twice(save_session), _check_session),
    "experiment": Scenario(*_twice(_save_experiment), _check_experiment),
    "lesson": Scenario(*_twice(_save_lesson), _check_lesson),
    "animation": Scenario(*_twice(_save_animation), _check_animation),
    "records": Scenario(
        lambda folder: add_rows(folder, OLD_ROWS),
        lambda folder: add_rows(folder, NEW_ROWS),
        _check_records,
    ),
    "mending": Scenario(_damaged, lambda folder: add_rows(folder, NEW_ROWS), _check_mended),
    "taking over": Scenario(_old_version, _take_over, _check_taken_over),
}
