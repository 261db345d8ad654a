"""Which system this is."""

import sys


def is_windows() -> bool:
    """Tell whether this is Windows."""
    return sys.platform == "win32"


def is_macos() -> bool:
    """Tell whether this is macOS."""
    return sys.platform == "darwin"


def is_linux() -> bool:
    """Tell whether this is Linux."""
    return sys.platform.startswith("linux")
