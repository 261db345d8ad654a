"""What is printed: it never stops a command, whichever encoding the terminal has, or none."""

import os
import sys
from typing import Any


def make_robust() -> None:
    """Replace signs that a terminal or a file cannot have, instead of failing at them.

    Windows writes to files and pipes in its code page (cp932, cp1252), which lacks many signs. A
    program without a console has no streams at all; Python's ``print`` then does nothing.
    """
    for stream in _streams():
        stream.reconfigure(errors="replace")


def speak_utf8() -> None:
    """Print in UTF-8, for another process that reads it."""
    for stream in _streams():
        stream.reconfigure(encoding="utf-8", errors="replace")


def stop_printing() -> None:
    """Print nothing any more: nobody reads it, and Python would complain of that at its end."""
    for stream in _streams():
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _streams() -> list[Any]:
    """Return the streams that can be told how to write; a test may have put others there."""
    return [one for one in (sys.stdout, sys.stderr) if hasattr(one, "reconfigure")]
