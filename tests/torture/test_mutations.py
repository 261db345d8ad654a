"""Files that went wrong on their way, of every kind: refused in a sentence, or opened whole."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torture.scenarios import DATA, OLD_ROWS, SCENARIOS, add_rows

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.resources import asset
from acttutor.base.storage.records import Record
from acttutor.base.storage.stored_records import StoredRecords
from acttutor.files.experiment import open_experiment
from acttutor.files.session import Slot
from acttutor.files.share_code import decode
from acttutor.labs.network.model.data.table_file import read_table
from acttutor.lessons.reader import read_lesson

TEXTS = Texts("en")
#: A damaged file may cost so much time and no more, on a machine that has other work to do.
LONGEST_S = 10.0
PIECES = (
    *(b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n\n", b'"', b"{", b"]", b","),
    *(b"null", b"true", b"NaN", b"1e999", b"-1", b"9" * 30, b"[[[[[[", b"\\ud800", b"a.a.a = 1\n"),
)


@st.composite
def mutated(draw: Any, originals: list[bytes]) -> bytes:
    """Make of a file what a bad disk, a bad editor or a bad person makes of it."""
    data = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from((0, 1, 1, 4, 40, 4000)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)))
        again = data[start : start + length] if draw(st.booleans()) else b""
        data = data[:start] + piece + again + data[start + (0 if again else length) :]
    return data


def originals(kind: str) -> list[bytes]:
    """Return files of a kind that are as they should be."""
    if kind == "codes":
        codes = json.loads((DATA / "version-0.1.0" / "codes.json").read_text(encoding="utf-8"))
        return [code.encode() for code in codes.values()]
    paths = {
        "experiments": (DATA / "version-0.1.0" / "experiments").glob("*.acttutor"),
        "lessons": asset("lessons").glob("*.toml"),
        "tables": (DATA / "tables").glob("*.csv"),
    }[kind]
    found = [path.read_bytes() for path in sorted(paths)]
    return [data for data in found if 0 < len(data) < 40_000]


def open_one(path: Path) -> None:
    run = open_experiment(path).make_run()
    run.step()
    run.close()


def open_code(path: Path) -> None:
    decode(path.read_bytes().decode("utf-8", "replace"))


OPENING: dict[str, Callable[[Path], Any]] = {
    "experiments": open_one,
    "lessons": read_lesson,
    "tables": read_table,
    "codes": open_code,
}
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
KINDS = (*OPENING, "sessions", "records")
LONG = pytest.mark.soak


@pytest.mark.parametrize("times", [25, pytest.param(1000, marks=LONG)])
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files(kind: str, times: int, count: Any, tmp_path: Path) -> None:
    judge = {"sessions": damaged_session, "records": damaged_records}.get(kind)
    if judge is None:
        one_of = mutated(originals(kind))
    elif kind == "sessions":
        one_of = mutated([(DATA / "version-0.1.0" / "sessions" / "session.json").read_bytes()])
    else:
        (tmp_path / "original").mkdir()
        add_rows(tmp_path / "original", OLD_ROWS)
        one_of = mutated([(tmp_path / "original" / "records.sqlite").read_bytes()])
    number = iter(range(10**9))

    @settings(max_examples=times, deadline=None, suppress_health_check=SLOW, database=None)
    @given(one_of)
    def attack(data: bytes) -> None:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        begun_s = time.process_time()
        if judge is not None:
            judge(folder, data)
        else:
            refused_or_opened(
                kind, folder / "file.csv" if kind == "tables" else folder / "file", data
            )
        assert time.process_time() - begun_s < LONGEST_S

    attack()
    count(f"damaged {kind}", next(number))


def refused_or_opened(kind: str, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        OPENING[kind](path)
    except UserError as error:
        sentence = TEXTS.error(error)
        assert sentence != error.key and "\n" not in sentence
    assert path.read_bytes() == data


def damaged_session(folder: Path, data: bytes) -> None:
    """It opens, or that of before does and this one is set aside as it is."""
    SCENARIOS["session"].prepare(folder)
    good = folder / "session.json"
    good.rename(folder / "session.previous.json")
    good.write_bytes(data)
    slot = Slot(folder)
    session, aside = slot.load()
    slot.release()
    assert session is not None
    if aside:
        assert (folder / aside).read_bytes() == data


def damaged_records(folder: Path, data: bytes) -> None:
    """Every row that SQLite alone can read is there afterwards, and so are new ones; what could not
    be used as it was is kept as it was."""
    path = folder / "records.sqlite"
    path.write_bytes(data)
    readable = seeds_in(data, folder / "copy.sqlite")
    records = StoredRecords(path)
    for number in (100, 101, 102):
        records.add(Record("花子", "practice", "question", None, number, "1.5", True))
    seeds = {row.seed for row in records.of("花子", "practice")}
    records.close()
    told = [error.key for error in records.troubles]
    assert seeds >= readable | {100, 101, 102}, (readable, seeds, told)
    if "files.records_damaged" in told:
        aside = folder / str(records.troubles[told.index("files.records_damaged")].values["file"])
        assert aside.read_bytes() == data
    again = StoredRecords(path)
    assert {row.seed for row in again.of("花子", "practice")} == seeds
    assert not {error.key for error in again.troubles} - {"files.records_skipped"}
    again.close()


def seeds_in(data: bytes, copy: Path) -> set[int]:
    """Return which rows of 花子's a damaged file still gives, each with all that it had."""
    copy.write_bytes(data)
    found: set[int] = set()
    # SQLite's own words may quote what is no text.
    problems = suppress(sqlite3.Error, UnicodeDecodeError)
    with problems, closing(sqlite3.connect(copy)) as database:
        for seed, *rest in database.execute(
            "SELECT seed, learner, kind, step, answer, right FROM record NOT INDEXED"
        ):
            if type(seed) is int and rest == ["花子", "practice", None, "1.5", seed % 2 ^ 1]:
                found.add(seed)
    copy.unlink()
    return found
