"""The records of all windows of a user, in one SQLite file.

Table ``learner`` holds who has ever learned here, and ``record`` one row
for each step reached in a lesson and each question answered.

Its journal is SQLite's rollback journal.  The faster one, a log written ahead, needs memory that
processes share, which drives on a network and folders that are being synchronised do not give;
and a few rows a minute need no speed.  SQLite lets several windows write, one after the other.

All work with the file is done in one thread of its own, so that no frame waits for the disk.  What
cannot be written (the disk is full, say) waits in memory, is read from there, and is tried again.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from acttutor.base.errors import UserError
from acttutor.base.language.texts import whole
from acttutor.base.storage.records import Record, Records
from acttutor.system import disk

log = logging.getLogger(__name__)

VERSION = 1
#: Tells our file from any other SQLite file: "ActT".
APPLICATION_ID = 0x41637454
#: How long another window is waited for.
PATIENCE_S = 5.0
#: A row of the table, by its number.
Row = tuple[int | None, list[object]]

SCHEMA = (
    "CREATE TABLE learner (name TEXT PRIMARY KEY NOT NULL)",
    """CREATE TABLE record (
        id INTEGER PRIMARY KEY,           -- in the order of what happened, whatever the clock says
        learner TEXT NOT NULL,
        time TEXT,                        -- UTC, ISO 8601; NULL if nobody knows any more
        kind TEXT NOT NULL,               -- lesson, practice, exam; anew: a new beginning
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


class Source(NamedTuple):
    """What an older version kept in another file.

    Args:
        digest: tells files apart by their content, so that none is taken over twice.
        learners: their names.
        records: what they did, in order.
    """

    digest: str
    learners: Sequence[str]
    records: Sequence[Record]


class StoredRecords(Records):
    """The store of one window, in the file that it shares with all others.

    Rows of it that are damaged are left out, and `troubles` says how many.

    Args:
        path: the file, which is made if it is missing.
        sources: returns what older versions kept; each is taken over once.
    """

    def __init__(self, path: Path, sources: Callable[[], Iterable[Source]] = tuple) -> None:
        super().__init__()
        self._path, self._sources = path, sources
        self._database: sqlite3.Connection | None = None
        #: The last row of a commit that nobody knows the end of, and how many waited for it.
        self._doubtful: tuple[Row | None, int] | None = None
        self._told: set[str] = set()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="records")
        self._writing: Future[None] = self._pool.submit(self._begin, list(sources()))

    def add(self, record: Record) -> Record:
        record = super().add(record)
        self.retry()
        return record

    def add_learner(self, name: str) -> None:
        super().add_learner(name)
        self.retry()

    def learners(self) -> list[str]:
        return self._pool.submit(self._learners).result()

    def of(self, learner: str, *kinds: str) -> list[Record]:
        return self._pool.submit(self._of, learner, kinds).result()

    def retry(self) -> None:
        if self._waiting and self._writing.done():
            self._writing = self._pool.submit(self._write)

    def close(self) -> None:
        self._pool.submit(self._write)
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    # -- in the thread of the store --------------------------------------------------------------

    def _begin(self, sources: list[Source]) -> None:
        """Open the file, and take over what older versions kept."""
        with self._reported():
            try:
                self._database = _opened(self._path)
                with _transaction(self._database):
                    for source in sources:
                        _take_over(self._database, source)
            except sqlite3.Error as error:
                if not _is_damage(error):
                    raise
                self._begin_anew()

    def _begin_anew(self) -> sqlite3.Connection:
        """Set a damaged file aside, and go on with what can be read of it."""
        self._close()
        aside = _set_aside(self._path)
        self._tell(UserError("files.records_damaged", file=aside.name))
        learners, records = _salvaged(aside)
        sources = [] if records else list(self._sources())
        self._database = database = _opened(self._path)
        with _transaction(database):
            _insert(database, (*learners, *records))
            for source in sources:
                _take_over(database, source)
        return database

    def _write(self) -> None:
        with self._reported():
            if self._database is None:
                self._database = _opened(self._path)
            database = self._database
            self._settle(database)
            try:
                self._put(database)
            except sqlite3.Error as error:
                if not _is_damage(error):
                    with suppress(sqlite3.Error):
                        self._settle(database)
                    raise
                database = self._begin_anew()
                self._settle(database)
                self._put(database)

    def _put(self, database: sqlite3.Connection) -> None:
        """Write what waits, all of it or nothing."""
        waiting = list(self._waiting)
        with _transaction(database):
            self._doubtful = _insert(database, waiting), len(waiting)
        self._doubtful = None
        for _ in waiting:
            self._waiting.popleft()

    def _settle(self, database: sqlite3.Connection) -> None:
        """Take from what waits the rows that are in the file although their commit has failed.

        Its last step may fail when the rows are there for good; they must not be written again.
        """
        if self._doubtful is None:
            return
        last, number = self._doubtful
        if last is not None:
            id, values = last
            found = database.execute(f"{_SELECT} WHERE id = ?", (id,)).fetchone()
            if found is not None and list(found) == values:
                for _ in range(number):
                    self._waiting.popleft()
        self._doubtful = None

    def _learners(self) -> list[str]:
        names: list[str] = []
        with self._reported():
            if self._database is not None:
                rows = self._database.execute("SELECT name FROM learner ORDER BY rowid")
                names = [name for (name,) in rows if isinstance(name, str)]
        return list(dict.fromkeys((*names, *super().learners())))

    def _of(self, learner: str, kinds: tuple[str, ...]) -> list[Record]:
        rows: list[Record | None] = []
        with self._reported():
            if self._database is not None:
                marks = ",".join("?" * len(kinds))
                where = f"WHERE learner = ? AND kind IN ({marks}) ORDER BY id"
                found = self._database.execute(f"{_SELECT} {where}", (whole(learner), *kinds))
                rows = [_checked(row) for row in found]
        bad = rows.count(None)
        if bad:
            self._tell(UserError("files.records_skipped", count=bad))
        return [*(row for row in rows if row is not None), *super().of(learner, *kinds)]

    def _close(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Have the window say what goes wrong, and go on without the file."""
        try:
            yield
        except UserError as error:
            self._tell(error)
        except (sqlite3.Error, OSError) as error:
            log.warning("%s: %s", self._path, error)
            self._tell(UserError("files.records_unwritable"))

    def _tell(self, error: UserError) -> None:
        if error.key not in self._told:
            self._told.add(error.key)
            self.troubles.append(error)


# -- the file ------------------------------------------------------------------------------------

_COLUMNS = ", ".join(Record._fields)
_MARKS = ", ".join("?" for _ in Record._fields)
_SELECT = f"SELECT {_COLUMNS} FROM record"
_INSERT = f"INSERT INTO record ({_COLUMNS}) VALUES ({_MARKS})"


def _opened(path: Path) -> sqlite3.Connection:
    """Return a connection to the file, which has its tables then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Transactions are ours to begin; only one thread at a time gets here.
    database = sqlite3.connect(
        path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
    )
    try:
        # What was said to be kept is on the disk, and its folder knows.
        database.execute("PRAGMA synchronous = EXTRA")
        with _transaction(database):
            if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for statement in SCHEMA:
                    database.execute(statement)
        _check(database)
    except BaseException:
        database.close()
        raise
    return database


def _check(database: sqlite3.Connection) -> None:
    """Raise an error if this is not a file of ours, is damaged, or is from a newer version."""
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if owner != APPLICATION_ID:
        raise _damage("another program's file")
    if version > VERSION:
        raise UserError("files.future", version=version)
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _damage(verdict)


def _damage(words: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(words)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _is_damage(error: sqlite3.Error) -> bool:
    """Tell whether the file is to blame, and not the disk or another window."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
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


def _insert(database: sqlite3.Connection, rows: Iterable[Record | str]) -> Row | None:
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


def _take_over(database: sqlite3.Connection, source: Source) -> None:
    known = "SELECT 1 FROM source WHERE digest = ?"
    if database.execute(known, (source.digest,)).fetchone() is None:
        database.execute("INSERT INTO source (digest) VALUES (?)", (source.digest,))
        _insert(database, (*source.learners, *source.records))


def _checked(row: tuple[Any, ...]) -> Record | None:
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


def _set_aside(path: Path) -> Path:
    """Give a damaged file another name, together with its journal, and return that."""
    aside = disk.set_aside(path)
    with suppress(OSError):
        os.replace(f"{path}-journal", f"{aside}-journal")
    return aside


def _salvaged(path: Path) -> tuple[list[str], list[Record]]:
    """Return what can still be read of a damaged file: from the front, and then from the back."""
    learners: list[str] = []
    rows: dict[int, Record] = {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as database:
        with suppress(sqlite3.Error):
            learners += [str(name) for (name,) in database.execute("SELECT name FROM learner")]
        for order in ("ASC", "DESC"):
            select = _SELECT.replace("SELECT", "SELECT id,")
            with suppress(sqlite3.Error, TypeError):
                for id, *row in database.execute(f"{select} NOT INDEXED ORDER BY id {order}"):
                    record = _checked(tuple(row))
                    if record is not None:
                        rows.setdefault(id, record)
    return learners, [rows[id] for id in sorted(rows)]
