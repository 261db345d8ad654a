"""Pictures on the clipboard, which Tk does not know."""

import contextlib
import ctypes
import os
import shutil
import subprocess
import tempfile
from typing import Any

from acttutor.system.names import is_macos, is_windows

#: Programs that put a picture on the clipboard of X11 or Wayland, read from their input.
_LINUX = (
    ("WAYLAND_DISPLAY", ("wl-copy", "--type", "image/png")),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-t", "image/png", "-i")),
)


def copy_picture(png: bytes, bmp: bytes) -> bool:
    """Put a picture on the clipboard; ``False`` where that cannot be done.

    Args:
        png, bmp: the picture as a file in both formats.
    """
    try:
        if is_windows():
            return _copy_on_windows(bmp)
        return _copy_on_macos(png) if is_macos() else _copy_on_linux(png)
    except (OSError, subprocess.SubprocessError):
        return False


def _copy_on_linux(png: bytes) -> bool:
    for variable, command in _LINUX:
        if os.environ.get(variable) and shutil.which(command[0]):
            # They go on in the background to hand the picture out, so nobody waits for their end.
            quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            done = subprocess.run(command, input=png, timeout=5, check=False, **quiet)
            return done.returncode == 0
    return False


def _copy_on_macos(png: bytes) -> bool:
    handle, name = tempfile.mkstemp(suffix=".png")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(png)
        script = f'set the clipboard to (read (POSIX file "{name}") as «class PNGf»)'
        done = subprocess.run(["osascript", "-e", script], timeout=10, check=False)
        return done.returncode == 0
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _copy_on_windows(bitmap: bytes) -> bool:
    bitmap = bitmap[14:]  # the clipboard wants it without the header of a file
    windll: Any = getattr(ctypes, "windll")  # noqa: B009 - there is none elsewhere
    kernel, user = windll.kernel32, windll.user32
    kernel.GlobalAlloc.restype = kernel.GlobalLock.restype = ctypes.c_void_p
    kernel.GlobalLock.argtypes = kernel.GlobalUnlock.argtypes = [ctypes.c_void_p]
    user.SetClipboardData.argtypes = [ctypes.c_uint, ctypes.c_void_p]
    movable, device_independent = 0x2, 8
    memory = kernel.GlobalAlloc(movable, ctypes.c_size_t(len(bitmap)))
    ctypes.memmove(kernel.GlobalLock(memory), bitmap, len(bitmap))
    kernel.GlobalUnlock(memory)
    if not user.OpenClipboard(None):
        return False
    user.EmptyClipboard()
    kept = user.SetClipboardData(device_independent, memory)
    user.CloseClipboard()
    return bool(kept)
