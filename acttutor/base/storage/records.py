"""What learners did, as rows to which others are only ever added.

Whatever is made of them (how far somebody is in a lesson, what is due again, a table of results) is
computed from the rows.
"""

from collections import deque
from datetime import UTC, datetime
from typing import NamedTuple

from acttutor.base.errors import UserError


class Record(NamedTuple):
    """One thing that a learner did; the fields are the columns of the table.

    Args:
        learner: the name; empty for whoever has given none.
        kind: ``"lesson"``, ``"goal"`` or ``"prediction"`` in a lesson, ``"practice"``, ``"exam"``,
            or ``"anew"``.
        item: id of a lesson or of the template of a question.
        step: the step reached in a lesson.
        seed: that of the question.
        answer: what was answered, in no language.
        right: whether it was right; of a lesson, whether it is finished.
        mistake: id of the mistake.
        time: when it was, UTC as ISO 8601; set when it is added.
    """

    learner: str
    kind: str
    item: str = ""
    step: int | None = None
    seed: int | None = None
    answer: str = ""
    right: bool | None = None
    mistake: str = ""
    time: str | None = None

    @property
    def moment(self) -> datetime | None:
        """When it was, if that can be read: other programs may have written anything."""
        try:
            found = datetime.fromisoformat(self.time or "")
        except ValueError:
            return None
        return found.astimezone(UTC) if found.tzinfo is not None else None


class Records:
    """What learners did, as long as this object lives; `StoredRecords` keeps it."""

    def __init__(self) -> None:
        #: What the user has to know, oldest first; whoever says it takes it out.
        self.troubles: deque[UserError] = deque()
        #: Rows, and names of learners, that are not on any disk.
        self._waiting: deque[Record | str] = deque()

    def add(self, record: Record) -> Record:
        """Add a row, which is known here at once, and return it with its time."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        record = record._replace(time=record.time or now)
        self._waiting.append(record)
        return record

    def add_learner(self, name: str) -> None:
        """Note that somebody learns here; nothing happens if that is known."""
        self._waiting.append(name)

    def learners(self) -> list[str]:
        """Return all names in the order in which they came."""
        names = (row.learner if isinstance(row, Record) else row for row in self._waiting)
        return list(dict.fromkeys(name for name in names if name))

    def of(self, learner: str, *kinds: str) -> list[Record]:
        """Return the rows of a learner, the latest last."""
        rows = (row for row in self._waiting if isinstance(row, Record))
        return [row for row in rows if row.learner == learner and row.kind in kinds]

    def everything(self) -> list[Record]:
        """Return the rows of all learners, the latest last."""
        return [row for row in self._waiting if isinstance(row, Record)]

    def retry(self) -> None:
        """Try once more to write what could not be written."""

    def close(self) -> None:
        """Write what is waiting and let go of the file, if there is one."""
