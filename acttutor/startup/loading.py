"""The window while everything else is imported."""

import logging
from typing import Any

from acttutor.base.language.languages import about
from acttutor.base.resources import asset
from acttutor.startup.names import NAME
from acttutor.system import looks, placing

log = logging.getLogger(__name__)

#: Background, title and text while loading, the same as in `acttutor.plots.style`.
COLOURS = {"light": ("#ffffff", "#1b2530", "#5f6b78"), "dark": ("#171b21", "#e9edf2", "#9fabb8")}


def open_root(language: str, theme: str = "light", kept: placing.Place | None = None) -> Any:
    """Return the root of the application, on the screen and saying that it is loading.

    Args:
        language, theme: how it says so.
        kept: where the window was the last time.
    """
    import ttkbootstrap

    root = ttkbootstrap.App(title=NAME, iconphoto=None, className=NAME)
    set_icon(root)
    show_loading(root, language, theme, kept)
    return root


def show_loading(
    root: Any, language: str, theme: str = "light", kept: placing.Place | None = None
) -> Any:
    """Fill ``root`` with a centred line that says it is loading, and paint it.

    Returns:
        the frame with the text; destroy it when there is something better to show.
    """
    import tkinter

    background, title, muted = COLOURS[theme]
    placing.put(root, kept)
    root.configure(background=background)
    looks.darken_title_bar(root, theme == "dark")
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

    looks.join_task_bar(NAME)
    files = [asset("icons", f"acttutor-{size}.png") for size in (256, 64, 32, 16)]
    try:
        images = [tkinter.PhotoImage(master=root, file=str(file)) for file in files]
        root.iconphoto(True, *images)
    except tkinter.TclError:
        log.warning("no icon", exc_info=True)
