"""Fonts of our own made known to Tk, for this process alone."""

import ctypes
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


def register_fonts(paths: Iterable[Path]) -> int:
    """Make font files known to Tk, for this process only and before its first widget.

    Tk has to be in the process already: it brings the library of Linux that knows fonts.

    Args:
        paths: TrueType files.

    Returns:
        how many were registered; where one fails, a font of the system stands in.
    """
    register = {"linux": _register_linux, "win32": _register_windows, "darwin": _register_macos}
    try:
        function = register[sys.platform]
        done = [function(path) for path in paths]
    except (KeyError, OSError, AttributeError, ImportError):
        log.warning("fonts cannot be registered here", exc_info=True)
        return 0
    if not all(done):
        log.warning("%d of %d fonts were refused", done.count(False), len(done))
    return sum(done)


def _register_linux(path: Path) -> bool:
    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcConfigAppFontAddFile.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.FcConfigAppFontAddFile.restype = ctypes.c_int
    return bool(library.FcConfigAppFontAddFile(None, os.fsencode(path)))


def _register_windows(path: Path) -> bool:
    windll: Any = getattr(ctypes, "windll")  # noqa: B009 - there is none elsewhere
    add = windll.gdi32.AddFontResourceExW
    add.argtypes = [ctypes.c_wchar_p, ctypes.c_uint, ctypes.c_void_p]
    private = 0x10
    return bool(add(str(path), private, None))


def _register_macos(path: Path) -> bool:
    frameworks = "/System/Library/Frameworks"
    foundation = ctypes.CDLL(f"{frameworks}/CoreFoundation.framework/CoreFoundation")
    text = ctypes.CDLL(f"{frameworks}/CoreText.framework/CoreText")
    make_url = foundation.CFURLCreateFromFileSystemRepresentation
    make_url.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long, ctypes.c_bool]
    make_url.restype = ctypes.c_void_p
    register = text.CTFontManagerRegisterFontsForURL
    register.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p]
    register.restype = ctypes.c_bool
    foundation.CFRelease.argtypes = [ctypes.c_void_p]
    encoded = os.fsencode(path)
    url = make_url(None, encoded, len(encoded), False)
    this_process = 1
    try:
        return bool(register(url, this_process, None))
    finally:
        foundation.CFRelease(url)
