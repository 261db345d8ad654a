"""The records of all windows of a user, in one SQLite file.

All work with the file is done in one thread of its own, so that no frame waits for the disk.  What
cannot be written (the disk is full, say) waits in memory, is read from there, and is tried again.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from acttutor.base.errors import UserError
from acttutor.base.language.texts import whole
from acttutor.base.storage import records_file
from acttutor.base.storage.records import Record, Records
from acttutor.base.storage.records_file import SELECT, Row, checked, insert, transaction

T = TypeVar("T")
log = logging.getLogger(__name__)


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
        #: The file that is open, which another window may have put another one in the place of.
        self._file: os.stat_result | None = None
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

    def everything(self) -> list[Record]:
        return self._pool.submit(self._everything).result()

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

        def take_over(database: sqlite3.Connection) -> None:
            with transaction(database):
                for source in sources:
                    _take_over(database, source)

        with self._reported():
            self._mending(take_over)

    def _open(self) -> sqlite3.Connection:
        """Open the file; beside that of a newer version, one of our own."""
        try:
            return self._open_one()
        except records_file.NewerError:
            name = f"{self._path.stem}-version-{records_file.VERSION}{self._path.suffix}"
            self._path = self._path.with_name(name)
            self._tell(UserError("files.records_newer", file=name))
            return self._open_one()

    def _open_one(self) -> sqlite3.Connection:
        self._file = _found(self._path)
        self._database = records_file.opened(self._path)
        self._file = _found(self._path)
        return self._database

    def _mending(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the file; if it is damaged, set it aside and do it with what can be
        read of it."""
        try:
            return work(self._database or self._open())
        except records_file.ERRORS as error:
            if not records_file.is_damage(error):
                raise
        self._close()
        aside = records_file.mend(self._path, self._file, self._take_over_again)
        if aside:
            self._tell(UserError("files.records_damaged", file=aside))
        return work(self._open())

    def _take_over_again(self, database: sqlite3.Connection, has_rows: bool) -> None:
        for source in () if has_rows else self._sources():
            _take_over(database, source)

    def _write(self) -> None:
        with self._reported():
            found = _found(self._path)
            if self._file is None or found is None or not os.path.samestat(found, self._file):
                self._close()
            self._mending(self._put)

    def _put(self, database: sqlite3.Connection) -> None:
        """Write what waits, all of it or nothing."""
        self._settle(database)
        waiting = list(self._waiting)
        try:
            with transaction(database):
                self._doubtful = insert(database, waiting), len(waiting)
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self._settle(database)
            raise
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
            found = database.execute(f"{SELECT} WHERE id = ?", (id,)).fetchone()
            if found is not None and list(found) == values:
                for _ in range(number):
                    self._waiting.popleft()
        self._doubtful = None

    def _learners(self) -> list[str]:
        names: list[str] = []
        with self._reported():
            if self._database is not None:
                rows = self._rows("SELECT name FROM learner ORDER BY rowid")
                names = [name for (name,) in rows if isinstance(name, str)]
        return list(dict.fromkeys((*names, *super().learners())))

    def _of(self, learner: str, kinds: tuple[str, ...]) -> list[Record]:
        marks = ",".join("?" * len(kinds))
        where = f"WHERE learner = ? AND kind IN ({marks})"
        return [*self._read(where, whole(learner), *kinds), *super().of(learner, *kinds)]

    def _everything(self) -> list[Record]:
        return [*self._read(""), *super().everything()]

    def _read(self, where: str, *values: str) -> list[Record]:
        """Return rows of the file, and tell how many are damaged."""
        rows: list[Record | None] = []
        with self._reported():
            if self._database is not None:
                found = self._rows(f"{SELECT} {where} ORDER BY id", *values)
                rows = [checked(row) for row in found]
        bad = rows.count(None)
        if bad:
            self._tell(UserError("files.records_skipped", count=bad))
        return [row for row in rows if row is not None]

    def _rows(self, question: str, *values: str) -> list[Any]:
        return self._mending(lambda database: database.execute(question, values).fetchall())

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
        except (*records_file.ERRORS, OSError) as error:
            log.warning("%s: %s", self._path, error)
            self._tell(UserError("files.records_unwritable"))

    def _tell(self, error: UserError) -> None:
        if error.key not in self._told:
            self._told.add(error.key)
            self.troubles.append(error)


def _found(path: Path) -> os.stat_result | None:
    """Return which file has this name now, if any has."""
    try:
        return os.stat(path)
    except OSError:
        return None


def _take_over(database: sqlite3.Connection, source: Source) -> None:
    known = "SELECT 1 FROM source WHERE digest = ?"
    if database.execute(known, (source.digest,)).fetchone() is None:
        database.execute("INSERT INTO source (digest) VALUES (?)", (source.digest,))
        insert(database, (*source.learners, *source.records))
