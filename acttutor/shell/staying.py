"""What stays where it is while the window, or a part of it, is built anew."""

import tkinter
from collections.abc import Iterator
from contextlib import contextmanager

from acttutor.shell.lab_view import LabView
from acttutor.shell.main_window import MainWindow, OpenDialog


@contextmanager
def staying(window: MainWindow) -> Iterator[None]:
    """Keep the focus, what the panel shows and all dialogs over a block that builds all anew."""
    focus = _focus_place(window.root)
    # Taken while their texts are still those of the old language.
    dialogs = [(dialog, dialog.kept()) for dialog in window.dialogs]
    with scrolled_as_before(window.view):
        yield
    (_widget_at(window.root, focus) or window.host.widget).focus_set()
    for dialog, kept in dialogs:
        _renew(window, dialog, kept)


@contextmanager
def scrolled_as_before(view: LabView) -> Iterator[None]:
    """Keep the panel scrolled down as far as it is over a block that builds it anew."""
    seen = view.panel.scrolled.yview() if view.panel else None
    yield
    if view.panel:
        view.panel.scrolled.yview_moveto(seen[0] if seen else 0.0)


def _renew(window: MainWindow, old: OpenDialog, kept: object) -> None:
    """Build a dialog anew, where it was and with what was typed there."""
    place = old.place
    new = old.again()
    new.take_up(kept)
    if window.dialog is old:
        window.dialog = new
    old.vanish()
    new.top.geometry(place)
    new.top.focus_force()


def _focus_place(root: tkinter.Misc) -> list[int]:
    """Return where the focus is: positions among siblings, from the window downwards."""
    try:
        widget = root.focus_get()
    except KeyError:  # a drop-down list, which tkinter does not know
        return []
    place: list[int] = []
    while widget is not None and widget is not root:
        parent = widget.nametowidget(widget.winfo_parent())
        place.insert(0, _shown(parent).index(widget))
        widget = parent
    return place


def _widget_at(root: tkinter.Misc, place: list[int]) -> tkinter.Misc | None:
    """Return the widget at a place of the window, if there is one; the window itself is none."""
    widget = root
    for position in place:
        children = _shown(widget)
        if position >= len(children):
            return None
        widget = children[position]
    return widget if widget is not root else None


def _shown(widget: tkinter.Misc) -> list[tkinter.Misc]:
    """Return what has a place in a widget: pages of other labs come and go unseen."""
    return [child for child in widget.winfo_children() if child.winfo_manager()]
