"""Writing a file so that nobody ever sees half of it."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.system import disk


@contextlib.contextmanager
def replacing(path: Path, keep: Path | None = None) -> Iterator[Path]:
    """Yield the name of an empty file, which takes the place of ``path`` at the end.

    If something goes wrong before, or the program is told to end, that file is removed and ``path``
    is as it was.  A link is followed; a device or a pipe is written to as it is.

    Args:
        path: the file; its folder must exist.
        keep: where the old content is kept, in the same folder.

    Raises:
        OSError: if it cannot be written.
        UserError: if no file can have this name, or another program does not let go of it.
    """
    if not disk.can_be_a_name(path.name):
        raise UserError("files.no_name", file=path.name)
    path = disk.usable(Path(os.path.realpath(path)))
    if path.exists() and not path.is_file() and not path.is_dir():
        yield path
        return
    # Chosen before there is such a file, so that it is removed whenever the program is ended.
    name = str(path.parent / f".acttutor-{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield Path(name)
        with open(name, "rb+") as file:
            # Without this, a power cut may leave the new name with nothing in it.
            os.fsync(file.fileno())
        disk.set_usual_permissions(name, path)
        if keep is not None and path.exists():
            # A reader finds one of the two, whichever instant it comes at.
            disk.replace(path, disk.usable(keep))
        disk.replace(name, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        if isinstance(error, disk.HeldError):
            raise UserError("files.held", file=path.name) from None
        raise


def write_atomically(path: Path, data: bytes, keep: Path | None = None) -> None:
    """Put ``data`` into a file: at any instant it holds either the old content or the new.

    The arguments and errors are those of `replacing`.
    """
    with replacing(path, keep) as part, part.open("wb") as file:
        file.write(data)


def put(path: Path, data: bytes) -> None:
    """Write what the user asked for into the file that the user named.

    Raises:
        UserError: if it cannot be written; a file that was there before is as it was.
    """
    with said(path):
        write_atomically(path, data)


def check_place(path: Path | None) -> None:
    """Make sure, before long work, that its result can be written there.

    Raises:
        UserError: if it cannot.
    """
    if path is not None:
        with said(path), contextlib.suppress(_NothingWrittenError), replacing(path):
            if path.is_dir():
                raise UserError("files.folder", file=path.name)
            raise _NothingWrittenError


@contextlib.contextmanager
def said(path: Path) -> Iterator[None]:
    """Have errors of the system say which file cannot be written."""
    try:
        yield
    except OSError as error:
        if not path.parent.is_dir():
            raise UserError("files.no_folder", folder=str(path.parent)) from None
        raise UserError("files.unwritable", file=path.name, reason=error.strerror or "") from None


class _NothingWrittenError(Exception):
    """There was only to be seen whether something could be written."""
