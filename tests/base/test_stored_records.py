"""What learners did is never lost: not by two windows, a kill, a full disk or a damaged file."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from acttutor.base.storage.records import Record
from acttutor.base.storage.records_file import APPLICATION_ID, VERSION
from acttutor.base.storage.stored_records import Source, StoredRecords


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "記録" / "records.sqlite"


def answers(path: Path, learner: str = "") -> list[str]:
    """Return what is on the disk, as another window finds it."""
    records = StoredRecords(path)
    found = [record.answer for record in records.of(learner, "practice")]
    records.close()
    return found


def answer(text: str, learner: str = "") -> Record:
    return Record(learner, "practice", "sigmoid-value", seed=3, answer=text, right=True)


def keys(records: StoredRecords) -> list[str]:
    return [error.key for error in records.troubles]


def test_rows_come_back_as_they_were_with_the_time_at_which_they_were_added(path: Path) -> None:
    records = StoredRecords(path)
    row = Record("花子", "exam", "relu", None, 7, "0.5", False, "sign")
    records.add(row)
    records.add(Record("花子", "lesson", "circle", 2, right=True))
    (known,) = records.of("花子", "exam")
    assert known._replace(time=None) == row
    records.close()
    again = StoredRecords(path)
    assert again.of("花子", "exam") == [known]
    assert known.time is not None and known.time.endswith("+00:00")
    assert again.learners() == ["花子"]
    assert again.of("", "exam", "lesson") == []
    again.close()


def test_two_windows_add_to_the_same_file(path: Path) -> None:
    first, second = StoredRecords(path), StoredRecords(path)
    for number in range(20):
        first.add(answer(f"a{number}"))
        second.add(answer(f"b{number}"))
    seen = {record.answer for record in second.of("", "practice")}
    assert {f"b{number}" for number in range(20)} <= seen
    first.close()
    second.close()
    assert not first.troubles and not second.troubles
    found = answers(path)
    assert sorted(found) == sorted(f"{window}{n}" for window in "ab" for n in range(20))


def test_a_window_that_is_killed_loses_nothing_that_was_written(path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from acttutor.base.storage.stored_records import StoredRecords
from acttutor.base.storage.records import Record
records = StoredRecords(Path({str(path)!r}))
for number in range(100000):
    records.add(Record("", "practice", "x", seed=1, answer=str(number), right=True))
    if number % 10 == 0:
        records.of("", "practice")  # waits until all of them are on the disk
        print(number, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        told = -1
        while told < 30:
            told = int(window.stdout.readline())
        window.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    found = answers(path)
    assert len(found) > told
    assert found == [str(number) for number in range(len(found))]


def test_rows_are_only_ever_added(path: Path) -> None:
    records = StoredRecords(path)
    records.add(answer("1"))
    records.close()
    with sqlite3.connect(path) as database:
        for attack in ("DELETE FROM record", "UPDATE record SET right = 0"):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(attack)
    database.close()
    assert answers(path) == ["1"]


@pytest.mark.parametrize(
    "damage", [b"", b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_file_that_is_none_is_set_aside_and_the_program_goes_on(
    path: Path, damage: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    records = StoredRecords(path)
    records.add(answer("1"))
    assert [row.answer for row in records.of("", "practice")] == ["1"]
    if damage:  # an empty file is what SQLite itself leaves at first
        assert keys(records) == ["files.records_damaged"]
        aside = path.with_name(str(records.troubles[0].values["file"]))
        assert aside.read_bytes() == damage
    records.close()
    assert answers(path) == ["1"]


def test_what_can_be_read_of_a_damaged_file_is_taken_over(path: Path) -> None:
    records = StoredRecords(path)
    for number in range(3000):
        records.add(answer(f"{number:04}", f"learner {number % 100}"))
    records.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    again = StoredRecords(path)
    found = [again.of(name, "practice") for name in again.learners()]
    assert keys(again) == ["files.records_damaged"]
    assert 1000 < sum(map(len, found)) < 3000
    again.close()


def test_another_programs_file_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, theirs TEXT)")
        database.execute("INSERT INTO record (theirs) VALUES ('precious')")
    database.close()
    before = path.read_bytes()
    records = StoredRecords(path)
    records.learners()
    assert keys(records) == ["files.records_damaged"]
    assert path.with_name(str(records.troubles[0].values["file"])).read_bytes() == before
    records.close()


def header(path: Path, **numbers: int) -> None:
    with sqlite3.connect(path) as database:
        for name, number in numbers.items():
            database.execute(f"PRAGMA {name} = {number}")
    database.close()


def test_the_file_of_a_newer_version_is_neither_changed_nor_set_aside(path: Path) -> None:
    StoredRecords(path).close()
    header(path, user_version=VERSION + 6, application_id=APPLICATION_ID + 6)
    before = path.read_bytes()
    for number in "12":
        records = StoredRecords(path)
        records.add(answer(number))
        records.close()
        assert keys(records) == ["files.records_newer"]
        beside = path.with_name(str(records.troubles[0].values["file"]))
    assert path.read_bytes() == before
    assert set(path.parent.iterdir()) == {path, beside}
    assert answers(beside) == ["1", "2"]


@pytest.mark.parametrize(
    "numbers", [{"user_version": VERSION + 1}, {"application_id": 7}, {"user_version": 0}]
)
def test_the_rows_of_a_file_with_a_damaged_header_are_all_taken_over(
    path: Path, numbers: dict[str, int]
) -> None:
    records = StoredRecords(path)
    records.add(answer("1"))
    records.close()
    header(path, **numbers)
    before = path.read_bytes()
    records = StoredRecords(path)
    records.add(answer("2"))
    assert [row.answer for row in records.of("", "practice")] == ["1", "2"]
    assert keys(records) == ["files.records_damaged"]
    assert path.with_name(str(records.troubles[0].values["file"])).read_bytes() == before
    records.close()
    assert answers(path) == ["1", "2"]


def test_a_text_that_is_none_costs_its_own_row_alone(path: Path) -> None:
    records = StoredRecords(path)
    for text in "123":
        records.add(answer(text))
    records.close()
    with sqlite3.connect(path) as database:
        database.execute("DROP TRIGGER records_hold")
        database.execute("UPDATE record SET answer = CAST(x'c3' AS TEXT) WHERE answer = '2'")
    database.close()
    records = StoredRecords(path)
    assert [row.answer for row in records.of("", "practice")] == ["1", "3"]
    assert keys(records) == ["files.records_skipped"]
    records.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_window_follows_the_file_that_another_one_has_mended(path: Path) -> None:
    records = StoredRecords(path)
    records.add(answer("1"))
    assert records.of("", "practice")
    kept = path.read_bytes()
    path.unlink()
    path.write_bytes(kept)
    records.add(answer("2"))
    records.close()
    assert answers(path) == ["1", "2"]


def test_where_nothing_can_be_written_rows_wait_and_are_written_later(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    records = StoredRecords(path)
    records.add(answer("1"))
    records.add_learner("花子")
    assert [row.answer for row in records.of("", "practice")] == ["1"]
    assert records.learners() == ["花子"]
    assert keys(records) == ["files.records_unwritable"]
    path.parent.unlink()
    records.retry()
    records.add(answer("2"))
    assert [row.answer for row in records.of("", "practice")] == ["1", "2"]
    records.close()
    assert answers(path) == ["1", "2"]


def test_a_disk_that_is_full_loses_nothing(path: Path) -> None:
    """The limit on the size of files stands for the disk: a write beyond it fails the same way."""
    resource = pytest.importorskip("resource")
    records = StoredRecords(path)
    records.add(answer("before"))
    assert records.of("", "practice")
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        texts = [f"{number}" * 70 for number in range(400)]
        for text in texts:
            records.add(answer(text))
        assert [row.answer for row in records.of("", "practice")] == ["before", *texts]
        assert keys(records) == ["files.records_unwritable"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    records.close()
    assert answers(path) == ["before", *texts]


def test_bad_rows_are_skipped_and_counted(path: Path) -> None:
    StoredRecords(path).close()
    with sqlite3.connect(path) as database:
        for values in (
            "('', 'practice', 'x', NULL, 1, 'good', 1, '')",
            "('', 'practice', 'x', NULL, 'seven', 'bad', 1, '')",
            "('', 'practice', 'x', NULL, 1, 'bad', 5, '')",
            "('', 'practice', x'ff00', NULL, 1, 'bad', 0, '')",
        ):
            columns = "(learner, kind, item, step, seed, answer, right, mistake)"
            database.execute(f"INSERT INTO record {columns} VALUES {values}")
    database.close()
    records = StoredRecords(path)
    assert [row.answer for row in records.of("", "practice")] == ["good"]
    (trouble,) = records.troubles
    assert (trouble.key, trouble.values) == ("files.records_skipped", {"count": 3})
    records.close()


def test_half_characters_do_not_stop_anything(path: Path) -> None:
    records = StoredRecords(path)
    records.add_learner("花\ud800子")
    records.add(answer("\udc83", "花?子"))
    records.close()
    assert answers(path, "花?子") == ["?"]


def test_what_older_versions_kept_is_taken_over_once_and_again_after_damage(path: Path) -> None:
    source = Source("abc", ["花子"], [answer("old", "花子"), answer("older", "花子")])
    for _ in range(3):
        records = StoredRecords(path, lambda: [source])
        assert [row.answer for row in records.of("花子", "practice")] == ["old", "older"]
        records.close()
    path.write_bytes(b"damage" * 1000)
    records = StoredRecords(path, lambda: [source])
    assert [row.answer for row in records.of("花子", "practice")] == ["old", "older"]
    records.close()
