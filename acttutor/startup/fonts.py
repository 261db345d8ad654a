"""The fonts of the widgets, made known to Tk for this process."""

import ctypes
import importlib.util
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from acttutor.base.resources import asset

log = logging.getLogger(__name__)


def font_files() -> list[Path]:
    """Return the fonts of the program: our own, and one with the signs that it lacks.

    Subscripts such as x₁ are not in our font; Matplotlib brings one that has them.
    """
    files = sorted(asset("fonts").glob("*.ttf"))
    matplotlib = importlib.util.find_spec("matplotlib")
    for folder in (matplotlib.submodule_search_locations if matplotlib else None) or []:
        files += Path(folder, "mpl-data", "fonts", "ttf").glob("DejaVuSans.ttf")
    return files


def register_fonts(paths: Iterable[Path]) -> int:
    """Make font files known to Tk, for this process only and before its first widget.

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
    # Tk brings the library into the process; importing it first makes sure that both use one copy.
    import _tkinter  # noqa: F401

    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcConfigAppFontAddFile.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.FcConfigAppFontAddFile.restype = ctypes.c_int
    return bool(library.FcConfigAppFontAddFile(None, os.fsencode(path)))


def _register_windows(path: Path) -> bool:
    add = ctypes.windll.gdi32.AddFontResourceExW  # type: ignore[attr-defined, unused-ignore]
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
