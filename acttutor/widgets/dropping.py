"""Files dropped onto the window. Tk itself has no drag and drop."""

import logging
import tkinter
from collections.abc import Callable
from pathlib import Path

from tkinterdnd2.TkinterDnD import require

log = logging.getLogger(__name__)


def when_dropped(root: tkinter.Misc, open_path: Callable[[Path], object]) -> None:
    """Have each file that is dropped anywhere onto a window call ``open_path``.

    Nothing happens on systems that tkdnd was not made for.
    """
    try:
        require(root)
    except (RuntimeError, tkinter.TclError) as error:
        log.info("no drag and drop: %s", error)
        return

    def open_all(names: str) -> str:
        for name in root.tk.splitlist(names):
            open_path(Path(name))
        return "copy"

    root.tk.call("tkdnd::drop_target", "register", root, "DND_Files")
    root.tk.call("bind", root, "<<Drop:DND_Files>>", f"{root.register(open_all)} %D")
