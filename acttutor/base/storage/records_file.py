"""The file of the records: its tables, what is written, and what is saved of a damaged one.

Table ``learner`` holds who has ever learned here, and ``record`` one row for each step reached in a
lesson and each question answered.

Its journal is SQLite's rollback journal.  The faster one, a log written ahead, needs memory that
processes share, which drives on a network and folders that are being synchronised do not give;
and a few rows a minute need no speed.  SQLite lets several windows write, one after the other.

The header says twice which version of the tables this is, and a damaged header seldom says the same
lie twice: a file is left to a newer program only if both numbers say so.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from acttutor.base.language.texts import whole
from acttutor.base.storage.records import Record
from acttutor.system import disk

VERSION = 1
#: Tells our file from any other SQLite file: "ActT" in version 1, and counts along with it.
APPLICATION_ID = 0x41637454 + VERSION - 1
#: How long another window is waited for.
PATIENCE_S = 5.0
#: What may be raised by any use of the file: the words of an error may quote what is no text.
ERRORS = (sqlite3.Error, UnicodeDecodeError)
#: A row of the table, by its number.
Row = tuple[int | None, list[object]]

TABLES = ("learner", "record", "source")
SCHEMA = (
    "CREATE TABLE learner (name TEXT PRIMARY KEY NOT NULL)",
    """CREATE TABLE record (
        id INTEGER PRIMARY KEY,           -- in the order of what happened, whatever the clock says
        learner TEXT NOT NULL,
        time TEXT,                        -- UTC, ISO 8601; NULL if nobody knows any more
        kind TEXT NOT NULL,               -- see Record; anew: a new beginning
        item TEXT NOT NULL,               -- id of the lesson, or of the question's template
        step INTEGER,                     -- the step reached in a lesson, from 0
        seed INTEGER,                     -- of a question
        answer TEXT NOT NULL DEFAULT '',
        right INTEGER,                    -- 1 or 0; of a lesson 1 when it is finished
        mistake TEXT NOT NULL DEFAULT ''  -- which typical mistake a wrong answer is
    )""",
    "CREATE INDEX record_of_learner ON record (learner, kind)",
    # Files whose rows were taken over.
    "CREATE TABLE source (digest TEXT PRIMARY KEY NOT NULL)",
    """CREATE TRIGGER records_stay BEFORE DELETE ON record
        BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END""",
    """CREATE TRIGGER records_hold BEFORE UPDATE ON record
        BEGIN SELECT RAISE(ABORT, 'records are never changed'); END""",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)


_COLUMNS = ", ".join(Record._fields)
_MARKS = ", ".join("?" for _ in Record._fields)
SELECT = f"SELECT {_COLUMNS} FROM record"
_INSERT = f"INSERT INTO record ({_COLUMNS}) VALUES ({_MARKS})"


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection to the file, which has its tables then.

    Raises:
        NewerError: if the file is that of a newer version, which is left as it is.
        sqlite3.Error: if it cannot be used; see `is_damage`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if _is_newer(path):
        raise NewerError
    database = _connected(path)
    try:
        # What was said to be kept is on the disk, and its folder knows.
        database.execute("PRAGMA synchronous = EXTRA")
        with transaction(database):
            if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _lay_out(database)
        _check(database)
    except BaseException as error:
        database.close()
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY and _is_strange(path):
            raise _damage("no format that SQLite writes") from None
        raise
    return database


def _header(path: Path) -> bytes:
    """Return the first hundred bytes as the file format of SQLite has them; nothing is locked."""
    try:
        with path.open("rb") as file:
            return file.read(100).ljust(100, b"\0")
    except FileNotFoundError:
        return bytes(100)


def _is_newer(path: Path) -> bool:
    """Tell whether both numbers of the header say that this is the file of a newer version."""
    header = _header(path)
    version, owner = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    return owner - APPLICATION_ID == version - VERSION > 0


def _is_strange(path: Path) -> bool:
    """Tell whether SQLite only reads the file because it takes it for that of a later SQLite."""
    return _header(path)[18] > 2


def _lay_out(database: sqlite3.Connection) -> None:
    for statement in SCHEMA:
        database.execute(statement)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(
        path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
    )
    database.text_factory = _text
    return database


def _text(data: bytes) -> str | bytes:
    """Return a text of the file; one that is none costs its own row, and not the others."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def _check(database: sqlite3.Connection) -> None:
    """Raise an error if this is not a file of ours, or is damaged."""
    with closing(sqlite3.connect(":memory:")) as sound:
        _lay_out(sound)
        if _shape(database) != _shape(sound):
            raise _damage("another program's file, or a damaged header")
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _damage(verdict)


def _shape(database: sqlite3.Connection) -> list[Any]:
    """Return what a file says of itself: whose it is, and the columns of its tables."""
    words = ("application_id", "user_version", *(f"table_info({table})" for table in TABLES))
    return [database.execute(f"PRAGMA {word}").fetchall() for word in words]


class NewerError(Exception):
    """The file is that of a newer version."""


def _damage(words: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(words)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def is_damage(error: Exception) -> bool:
    """Tell whether the file is to blame, and not the disk or another window."""
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    # The plain error is said of tables that are not there, or of a format of the future.
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Do everything inside or nothing; other windows wait meanwhile."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            with suppress(sqlite3.Error):
                database.execute("ROLLBACK")
        raise


def insert(database: sqlite3.Connection, rows: Iterable[Record | str]) -> Row | None:
    """Write rows; returns the last one with its number, if there is any."""
    last = None
    for row in rows:
        learner = whole(row.learner if isinstance(row, Record) else row)
        if learner:
            database.execute("INSERT OR IGNORE INTO learner (name) VALUES (?)", (learner,))
        if isinstance(row, Record):
            values: list[object] = [whole(v) if isinstance(v, str) else v for v in row]
            last = database.execute(_INSERT, values).lastrowid, values
    return last


def checked(row: tuple[Any, ...]) -> Record | None:
    """Return a row of the file as a record; ``None`` if something in it is of another kind."""
    record = Record(*row)
    texts = (record.learner, record.kind, record.item, record.answer, record.mistake)
    numbers = (record.step, record.seed)
    if (
        not all(isinstance(text, str) for text in texts)
        or not all(number is None or type(number) is int for number in numbers)
        or record.right not in (None, 0, 1)
        or not (record.time is None or isinstance(record.time, str))
    ):
        return None
    return record._replace(right=None if record.right is None else bool(record.right))


def mend(
    path: Path, seen: os.stat_result | None, more: Callable[[sqlite3.Connection, bool], None]
) -> str:
    """Put a new file in the place of a damaged one, with what can be read of that; returns the name
    under which the damaged one is kept, empty if another window has mended it meanwhile.

    Until all is done the damaged file is where it was, and whoever comes next begins again.

    Args:
        path: the file.
        seen: the damaged file, which may be another one than is there now.
        more: writes what else is to be in the new file; told whether any row could be read.
    """
    with _alone(path):
        if seen is None or not os.path.samestat(os.stat(path), seen):
            return ""
        aside = _kept_aside(path)
        part = path.with_suffix(".part")
        try:
            part.unlink(missing_ok=True)
            learners, records = _salvaged(aside)
            with closing(opened(part)) as database, transaction(database):
                insert(database, (*learners, *records))
                more(database, bool(records))
            # It would be played back into the new file.
            Path(f"{path}-journal").unlink(missing_ok=True)
            disk.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    return aside.name


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other windows from mending the same file."""
    end_s = time.monotonic() + PATIENCE_S
    with path.with_suffix(".lock").open("a+b") as file:
        while not disk.lock(file):
            if time.monotonic() > end_s:
                raise OSError("another window does not come to an end")
            time.sleep(0.05)
        yield


def _kept_aside(path: Path) -> Path:
    """Give a damaged file another name as well, and its journal too; returns that name."""
    aside = disk.free_name_aside(path)
    for source, target in ((path, aside), (Path(f"{path}-journal"), Path(f"{aside}-journal"))):
        if source.exists():
            try:
                os.link(source, target)
            except OSError:  # not every file system can
                shutil.copyfile(source, target)
    return aside


def _salvaged(path: Path) -> tuple[list[str], list[Record]]:
    """Return what can still be read of a damaged file: from the front, and then from the back."""
    learners: list[str] = []
    rows: dict[int, Record] = {}
    with suppress(*ERRORS), closing(_connected(path)) as database:
        with suppress(*ERRORS):
            for (name,) in database.execute("SELECT name FROM learner"):
                learners += [name] if isinstance(name, str) else []
        for order in ("ASC", "DESC"):
            select = SELECT.replace("SELECT", "SELECT id,")
            with suppress(*ERRORS, TypeError):
                for id, *row in database.execute(f"{select} NOT INDEXED ORDER BY id {order}"):
                    record = checked(tuple(row))
                    if record is not None:
                        rows.setdefault(id, record)
    return learners, [rows[id] for id in sorted(rows)]
