"""What the system shows of a window beside its content: title bar, icon, fonts."""

import ctypes
import logging
from typing import Any

from acttutor.system.names import is_linux, is_macos, is_windows

log = logging.getLogger(__name__)

#: The systems' own fonts with Japanese for widgets.
FAMILIES_OF_WINDOWS = ("Yu Gothic UI", "Meiryo UI")
FAMILIES_OF_MACOS = ("Hiragino Sans",)


def widget_families() -> tuple[str, ...]:
    """Return the families that the system shows its own widgets in, the best first."""
    if is_windows():
        return FAMILIES_OF_WINDOWS
    return FAMILIES_OF_MACOS if is_macos() else ()


def join_task_bar(name: str) -> None:
    """Have the windows of this process stand under a name of their own, not under Python's."""
    if is_windows():
        windll: Any = getattr(ctypes, "windll")  # noqa: B009 - there is none elsewhere
        windll.shell32.SetCurrentProcessExplicitAppUserModelID(name)


def window_title(name: str, more: str) -> str:
    """Return the title of a window; X11 window managers show boxes for Japanese, so not there."""
    return name if is_linux() or not more else f"{more} – {name}"


def darken_title_bar(window: Any, dark: bool) -> None:
    """Give a window a dark or a light title bar, where the system draws it and offers both."""
    if not is_windows():
        return
    windll: Any = getattr(ctypes, "windll")  # noqa: B009
    handle, value = int(window.wm_frame(), 16), ctypes.c_int(dark)
    try:
        change = windll.dwmapi.DwmSetWindowAttribute
        # The number of the attribute, and the one that it had before Windows 10 2004.
        for attribute in (20, 19):
            if change(ctypes.c_void_p(handle), attribute, ctypes.byref(value), 4) == 0:
                return
    except (AttributeError, OSError):
        log.info("the title bar has no dark form here")
