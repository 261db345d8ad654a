"""Whether the system asks programs to move less."""

import ctypes
import logging
import subprocess
from functools import cache
from typing import Any

from acttutor.system.names import is_macos, is_windows
from acttutor.system.processes import quietly

log = logging.getLogger(__name__)

#: What tells it, and the answer that asks for less.
OF_MACOS = (("defaults", "read", "com.apple.universalaccess", "reduceMotion"), "1")
OF_GNOME = (("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"), "false")
PATIENCE_S = 2.0


@cache
def wants_less_motion() -> bool:
    """Tell whether the system asks for less motion; ``False`` where it says nothing of it."""
    if is_windows():
        return not _animates_on_windows()
    command, answer = OF_MACOS if is_macos() else OF_GNOME
    try:
        asked = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE_S, check=False, **quietly()
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(asked.stdout.strip() == answer)


def _animates_on_windows() -> bool:
    get_client_area_animation = 0x1042
    shown = ctypes.c_int(1)
    windll: Any = getattr(ctypes, "windll")  # noqa: B009 - there is none elsewhere
    try:
        windll.user32.SystemParametersInfoW(get_client_area_animation, 0, ctypes.byref(shown), 0)
    except (AttributeError, OSError):
        log.info("the system does not say whether it animates")
    return bool(shown.value)
