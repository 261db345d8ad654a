"""Writing a file so that nobody ever sees half of it."""

import contextlib
import os
import tempfile
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.system import disk


def write_atomically(path: Path, data: bytes, keep: Path | None = None) -> None:
    """Put ``data`` into a file: at any instant it holds either the old content or the new.

    Args:
        path: the file; its folder must exist.
        data: the new content.
        keep: where the old content is kept, in the same folder.

    Raises:
        OSError: if it cannot be written; the old content is then still there.
        UserError: if no file can have this name, or another program does not let go of it.
    """
    if not disk.can_be_a_name(path.name):
        raise UserError("files.no_name", file=path.name)
    path = disk.usable(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".acttutor-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            # Without this, a power cut may leave the new name with nothing in it.
            os.fsync(file.fileno())
        disk.set_usual_permissions(name)
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
