"""Somebody at work in a window of his own: ``python user.py FOLDER NAME`` until the process ends.

Prints the number of each row as soon as the store has it, and that of each session that is kept.
"""

import sys
from itertools import count
from pathlib import Path

from torture.scenarios import save_session

from acttutor.base.storage.records import Record
from acttutor.base.storage.stored_records import StoredRecords


def main(folder: Path, name: str) -> None:
    """Answer one question after the other."""
    records = StoredRecords(folder / "records.sqlite")
    begun = max((row.seed or 0 for row in records.of(name, "practice")), default=0)
    for number in count(begun + 1):
        records.add(Record(name, "practice", "question", None, number, "1.5", True))
        # Answered after everything that was asked before, so the row is on the disk by now.
        assert len(records.of(name, "practice")) >= number
        print(number, flush=True)
        if name == "first":
            save_session(folder, (100, 125, 150)[number % 3])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
