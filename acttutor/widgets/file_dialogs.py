"""The system's dialogs for files; they begin in Documents, and then where the last file was."""

from pathlib import Path
from tkinter import filedialog
from typing import Any

from acttutor.system.folders import documents

_last: Path | None = None


def ask_open(**options: Any) -> str:
    """Ask for a file to open; an empty text if there is to be none. Options as of tkinter."""
    return _remember(filedialog.askopenfilename(**_begin(), **options))


def ask_open_many(**options: Any) -> list[Path]:
    """Ask for any number of files to open; none if there are to be none. Options as of tkinter."""
    names = filedialog.askopenfilenames(**_begin(), **options)
    if names:
        _remember(names[0])
    return [Path(name) for name in names]


def ask_save(**options: Any) -> str:
    """Ask for a file to write; an empty text if there is to be none. Options as of tkinter."""
    return _remember(filedialog.asksaveasfilename(**_begin(), **options))


def _begin() -> dict[str, Any]:
    folder = _last if _last is not None and _last.is_dir() else documents()
    return {} if folder is None else {"initialdir": str(folder)}


def _remember(name: Any) -> str:
    global _last
    if not name:  # an empty tuple, on some systems
        return ""
    _last = Path(name).parent
    return str(name)
