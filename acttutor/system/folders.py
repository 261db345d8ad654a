"""Folders of this user, where each system has them."""

import os
from pathlib import Path

from acttutor.system.names import is_linux, is_windows


def documents() -> Path | None:
    """Return the folder in which people look for their work; ``None`` if there is none."""
    from platformdirs import user_documents_path

    try:
        folder = user_documents_path()
    except (OSError, RuntimeError):  # a user without a home
        return None
    return folder if folder.is_dir() else None


def matplotlib_folders() -> list[Path]:
    """Return the folders in which Matplotlib would keep its settings and its caches."""
    chosen = os.environ.get("MPLCONFIGDIR")
    if chosen:
        return [Path(chosen)]
    try:
        home = Path.home()
    except RuntimeError:
        return [Path(os.devnull)]
    if is_linux():
        bases = (("XDG_CONFIG_HOME", ".config"), ("XDG_CACHE_HOME", ".cache"))
        return [Path(os.environ.get(name) or home / base, "matplotlib") for name, base in bases]
    old = home / ".matplotlib"
    local = os.environ.get("LOCALAPPDATA")
    if is_windows() and local and not old.is_dir():
        return [Path(local, "matplotlib")]
    return [old]
