"""How a program ends: so that what it has begun is taken away, whoever ends it."""

import _thread
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

#: How long a program that was told to end has to take its things away.
PATIENCE_S = 5.0
#: The code that a program ends with which the system has told to end.
_code = 0


def end_cleanly() -> None:
    """Let the wish of the system that this program ends be an exception: whatever stands in a
    ``finally`` is done then."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)


def _leave(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough
    global _code
    _code = 128 + number
    raise SystemExit(_code)


def told_to_end() -> int:
    """Return the exit code if the system has told this program to end, otherwise 0.

    A library that was just reading a font makes an error of its own of the exception.
    """
    return _code


def end_with_owner(folders: Sequence[Path]) -> None:
    """End when standard input ends: the program that holds its other end is gone then, and cannot
    take its folders away any more."""
    if sys.stdin is not None:
        threading.Thread(target=_wait_for_end, args=(folders,), daemon=True).start()


def _wait_for_end(folders: Sequence[Path]) -> None:
    while os.read(0, 4096):
        pass
    # First, because this thread ends with the program.
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    _thread.interrupt_main(signal.SIGTERM)
    time.sleep(PATIENCE_S)
    os._exit(1)
