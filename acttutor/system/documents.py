"""Files that are handed to the program after it has started."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from acttutor.system.names import is_macos


def when_opened(root: Any, open_path: Callable[[Path], object]) -> None:
    """Have a double click on a file call ``open_path``.

    macOS tells a program that runs, even if it was only just started for that file. Elsewhere the
    file is on the command line.
    """
    if not is_macos():
        return

    def open_all(*paths: str) -> None:
        for path in paths:
            open_path(Path(path))

    root.createcommand("::tk::mac::OpenDocument", open_all)
