"""Files and folders as the system wants them: long paths, reserved names, locks, renaming."""

import os
import stat
import time
from itertools import count
from pathlib import Path
from typing import Any

from acttutor.system.names import is_windows

#: How long a file is waited for that a virus scanner or a folder that is being synchronised holds.
PATIENCE_S = 1.0
#: Windows: from this length on, a path has to begin with `EXTENDED`.
LONGEST_PATH = 247
EXTENDED = "\\\\?\\"
#: Windows takes these for devices, whatever suffix they have and whichever folder they are in.
DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
DEVICES |= {f"{port}{digit}" for port in ("COM", "LPT") for digit in "123456789¹²³"}
FORBIDDEN = frozenset('<>:"|?*')


def usable(path: Path) -> Path:
    """Return a path in the form in which the system opens it, however long it is."""
    if not is_windows():
        return path
    full = os.path.abspath(path)
    if len(full) <= LONGEST_PATH or full.startswith(EXTENDED):
        return path
    if full.startswith("\\\\"):  # a share: \\server\share becomes \\?\UNC\server\share
        return Path(f"{EXTENDED}UNC{full[1:]}")
    return Path(EXTENDED + full)


def can_be_a_name(name: str) -> bool:
    """Tell whether the system lets a file have this name."""
    if not is_windows():
        return "\0" not in name
    stem = name.split(".")[0].rstrip(" ").upper()
    strange = FORBIDDEN.intersection(name) or any(ord(sign) < 32 for sign in name)
    return not strange and stem not in DEVICES and not name.endswith((".", " "))


class HeldError(PermissionError):
    """The file could not be replaced: it is open elsewhere, or protected."""


def replace(source: str | Path, target: Path) -> None:
    """Give a file another name, and take the place of a file that has it.

    Windows refuses that as long as anybody else has one of them open, which a virus scanner has
    for a moment and a program that shows it for longer.

    Raises:
        HeldError: if it cannot be done within `PATIENCE_S`; both files are as they were.
        OSError: if it cannot be done at all.
    """
    end_s = time.monotonic() + PATIENCE_S
    pause_s = 0.01
    while True:
        try:
            os.replace(source, target)
            return
        except PermissionError as error:
            if not is_windows():
                raise
            if time.monotonic() > end_s:
                raise HeldError(*error.args) from None
        time.sleep(pause_s)
        pause_s = min(2 * pause_s, 0.1)


def set_aside(path: Path) -> Path:
    """Give a damaged file a name that no file has yet, and return that.

    Raises:
        OSError: if it cannot be renamed; the file is as it was.
    """
    aside = free_name_aside(path)
    os.replace(path, aside)
    return aside


def free_name_aside(path: Path) -> Path:
    """Return a name for a damaged file that no file has yet."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    names = (f"{path.stem}-damaged-{stamp}-{n}{path.suffix}" for n in count(1))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def set_usual_permissions(path: str | Path, old: Path) -> None:
    """Let a file that was made for this user alone be read by whoever may read the old one, or by
    others if there is none, where that is a matter of bits."""
    if not is_windows():
        os.chmod(path, stat.S_IMODE(old.stat().st_mode) if old.exists() else 0o644)


def lock(file: Any) -> bool:
    """Hold an open file until it is closed or the process ends; ``False`` if another one does."""
    try:
        if is_windows():
            import msvcrt

            locking: Any = msvcrt
            file.seek(0)
            locking.locking(file.fileno(), locking.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
