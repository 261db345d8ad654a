"""The window while everything else is imported."""

import ctypes
import logging
import sys
from collections.abc import Sequence
from typing import Any

from acttutor.base.languages import about
from acttutor.base.resources import asset
from acttutor.startup.names import NAME

log = logging.getLogger(__name__)

#: The size of the window while it loads, in logical pixels.
SIZE = (1280, 800)
#: Background, title and text while loading, the same as in `acttutor.plots.style`.
COLOURS = {"light": ("#ffffff", "#1b2530", "#5f6b78"), "dark": ("#171b21", "#e9edf2", "#9fabb8")}


def open_root(language: str, theme: str = "light", size: Sequence[int] = ()) -> Any:
    """Return the root of the application, on the screen and saying that it is loading.

    Args:
        language, theme: how it says so.
        size: width and height in device pixels; by default a size that suits the screen.
    """
    import ttkbootstrap

    root = ttkbootstrap.App(title=NAME, iconphoto=None, className=NAME)
    set_icon(root)
    show_loading(root, language, theme, size)
    return root


def show_loading(root: Any, language: str, theme: str = "light", size: Sequence[int] = ()) -> Any:
    """Fill ``root`` with a centred line that says it is loading, and paint it.

    Returns:
        the frame with the text; destroy it when there is something better to show.
    """
    import tkinter

    background, title, muted = COLOURS[theme]
    scale = float(root.tk.call("tk", "scaling")) * 72 / 96
    screen = (root.winfo_screenwidth(), root.winfo_screenheight())
    wanted = size or [round(side * scale) for side in SIZE]
    width, height = (min(side, have) for side, have in zip(wanted, screen, strict=True))
    root.geometry(f"{width}x{height}")
    root.configure(background=background)
    frame = tkinter.Frame(root, background=background)
    for text, points, colour in ((NAME, 22, title), (about(language)["loading"], 11, muted)):
        font = ("Noto Sans JP", points)
        tkinter.Label(frame, text=text, font=font, foreground=colour, background=background).pack()
    frame.place(relx=0.5, rely=0.5, anchor="center")
    # Nothing is bound yet, so a full update cannot re-enter anything.
    root.update()
    return frame


def set_icon(root: Any) -> None:
    """Give the window and all later ones the icon of the program."""
    import tkinter

    if sys.platform == "win32":
        # Without an id of its own the task bar groups the window under Python.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(NAME)
    files = [asset("icons", f"acttutor-{size}.png") for size in (256, 64, 32, 16)]
    try:
        images = [tkinter.PhotoImage(master=root, file=str(file)) for file in files]
        root.iconphoto(True, *images)
    except tkinter.TclError:
        log.warning("no icon", exc_info=True)
