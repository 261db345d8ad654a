"""The keyboard: what keys do wherever the focus is, unless the widget with the focus needs them."""

from collections.abc import Callable
from typing import Any

#: Widgets in which letters, blanks and arrows are typed.
TYPING = ("TEntry", "Entry", "Text", "TSpinbox")
#: Widgets that a blank operates.
PRESSED = ("TButton", "TCheckbutton", "TRadiobutton", "Toolbutton")
#: Widgets that arrows operate.
ARROWS = ("TScale", "TCombobox", "Treeview")


class Keys:
    """Binds the keys of the window.

    Args:
        root: the window.
    """

    def __init__(self, root: Any) -> None:
        self._root = root
        # ttkbootstrap leaves buttons without the blank that operates them everywhere else.
        root.bind_class("TButton", "<space>", lambda event: event.widget.invoke())

    def bind(self, sequence: str, command: Callable[[], None], spare: tuple[str, ...] = ()) -> None:
        """Call ``command`` on a key, unless a widget of a class in ``spare`` has the focus."""

        def pressed(event: Any) -> str | None:
            try:
                widget = self._root.focus_get()
            except KeyError:  # an open drop-down list, which tkinter does not know
                return None
            if widget is not None and widget.winfo_class() in spare:
                return None
            # Another window (a file dialog, a drop-down list) has keys of its own.
            if widget is None or widget.winfo_toplevel() is not self._root:
                return None
            command()
            return "break"

        self._root.bind(sequence, pressed)
