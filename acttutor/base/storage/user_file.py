"""Reading a file that somebody chose: whatever it is, and however large it claims to be."""

import os
import stat
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.numbers.numerals import significant
from acttutor.system import disk


def read_user_file(path: Path, most: int) -> bytes:
    """Return the content of a file.

    Nothing but a regular file is opened: a pipe would keep us waiting, and some devices never end
    or do something as soon as they are opened.

    Args:
        path: the file.
        most: as many bytes are read at most, whatever the file system says of its size.

    Raises:
        UserError: naming the file, if it is of another kind, cannot be read, or is larger.
    """
    name = path.name or str(path)
    if not disk.can_be_a_name(path.name):
        raise UserError("files.no_name", file=name)
    try:
        _refuse_other_kinds(name, os.stat(disk.usable(path)))
        # The name may stand for something else by now, so what was opened is looked at again.
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(disk.usable(path), flags), "rb") as file:
            _refuse_other_kinds(name, os.fstat(file.fileno()))
            data = file.read(most + 1)
    except OSError as error:
        raise UserError("files.unreadable", file=name, reason=error.strerror or "") from None
    if len(data) > most:
        raise UserError("files.too_large", file=name, most=significant(most / 1e6))
    return data


def _refuse_other_kinds(name: str, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise UserError("files.folder", file=name)
    if not stat.S_ISREG(found.st_mode):
        raise UserError("files.no_file", file=name)
