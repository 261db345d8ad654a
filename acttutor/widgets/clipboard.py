"""Pictures and texts on the clipboard of the system, where it has one."""

import contextlib
import ctypes
import io
import os
import shutil
import subprocess
import sys
import tempfile
from typing import Any

from PIL import Image

#: Programs that put a picture on the clipboard of X11 or Wayland, read from their input.
_LINUX = (
    ("WAYLAND_DISPLAY", ("wl-copy", "--type", "image/png")),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-t", "image/png", "-i")),
)


def copy_text(widget: Any, text: str) -> None:
    """Put a text on the clipboard; ``widget`` is any widget of the window."""
    widget.clipboard_clear()
    widget.clipboard_append(text)


def copy_picture(image: Image.Image) -> bool:
    """Put a picture on the clipboard; ``False`` where that cannot be done."""
    try:
        if sys.platform == "win32":
            return _copy_on_windows(image)
        if sys.platform == "darwin":
            return _copy_on_macos(image)
        return _copy_on_linux(image)
    except (OSError, subprocess.SubprocessError):
        return False


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _copy_on_linux(image: Image.Image) -> bool:
    for variable, command in _LINUX:
        if os.environ.get(variable) and shutil.which(command[0]):
            # They go on in the background to hand the picture out, so nobody waits for their end.
            quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            done = subprocess.run(command, input=_png(image), timeout=5, check=False, **quiet)
            return done.returncode == 0
    return False


def _copy_on_macos(image: Image.Image) -> bool:
    handle, name = tempfile.mkstemp(suffix=".png")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_png(image))
        script = f'set the clipboard to (read (POSIX file "{name}") as «class PNGf»)'
        done = subprocess.run(["osascript", "-e", script], timeout=10, check=False)
        return done.returncode == 0
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _copy_on_windows(image: Image.Image) -> bool:
    file = io.BytesIO()
    image.save(file, "BMP")
    bitmap = file.getvalue()[14:]  # the clipboard wants it without the header of a file
    windll: Any = ctypes.windll  # type: ignore[attr-defined]
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
