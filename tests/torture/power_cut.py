"""What a power cut leaves of a folder, worked out from everything that was done to it.

Data that were not synchronised are lost; names may be as they were at the last synchronisation, or
as they are.  That is what the file systems of today promise and no more (ext4, NTFS, APFS).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Operation(NamedTuple):
    """A call that changed something: what, where, and with which data."""

    what: str
    path: str
    other: str
    offset: int
    data: bytes


def operations(log: bytes) -> list[Operation]:
    """Read what `faults.c` has written down."""
    found = []
    while log:
        head, _, log = log.partition(b"\n")
        what, path, other, offset, size = head.decode("utf-8", "surrogateescape").split("\t")
        data, log = (log[: int(size)], log[int(size) :]) if what == "write" else (b"", log)
        found.append(Operation(what, path, other, int(offset), data))
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@dataclass
class _File:
    now: bytearray
    kept: bytes = b""


def remains(
    before: dict[str, bytes], done: list[Operation]
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield, with a name, each state that the disk may be in after these operations.

    Args:
        before: what the folder held, all of it on the disk.
        done: what was done since.
    """
    names = {name: _File(bytearray(data), data) for name, data in before.items()}
    kept_names = dict(names)
    for one in done:
        name = Path(one.path).name
        file = names.get(name)
        if one.what in ("create", "truncate"):
            if file is None:
                names[name] = _File(bytearray())
            elif one.what == "truncate":
                file.now.clear()
        elif one.what == "write" and file is not None:
            file.now[len(file.now) : one.offset] = bytes(max(one.offset - len(file.now), 0))
            file.now[one.offset : one.offset + len(one.data)] = one.data
        elif one.what == "cut" and file is not None:
            del file.now[one.offset :]
        elif one.what == "rename" and file is not None:
            names[Path(one.other).name] = names.pop(name)
        elif one.what == "link" and file is not None:
            names[Path(one.other).name] = file
        elif one.what == "unlink":
            names.pop(name, None)
        elif one.what == "sync":
            if file is not None:
                file.kept = bytes(file.now)
            kept_names = dict(names)
    yield "names late", {name: file.kept for name, file in kept_names.items()}
    yield "names first", {name: file.kept for name, file in names.items()}
    halves = {name: (len(file.kept) + len(file.now)) // 2 for name, file in names.items()}
    yield "half of the data", {name: bytes(names[name].now[: halves[name]]) for name in names}
