"""Writing a file so that nobody ever sees half of it."""

import contextlib
import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes, keep: Path | None = None) -> None:
    """Put ``data`` into a file: at any instant it holds either the old content or the new.

    Args:
        path: the file; its folder must exist.
        data: the new content.
        keep: where the old content is kept, in the same folder.

    Raises:
        OSError: if it cannot be written; the old content is then still there.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            # Without this, a power cut may leave the new name with nothing in it.
            os.fsync(file.fileno())
        if os.name == "posix":
            os.chmod(name, 0o644)
        if keep is not None and path.exists():
            # A reader finds one of the two, whichever instant it comes at.
            os.replace(path, keep)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
