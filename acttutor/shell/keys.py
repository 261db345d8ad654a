"""The keyboard: what keys do wherever the focus is, unless the widget with the focus needs them."""

import tkinter
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple
from weakref import ref

import ttkbootstrap as ttk

from acttutor.widgets.figure.figure_keys import FigureKeys
from acttutor.widgets.tips import Tip

#: Widgets in which letters, blanks and arrows are typed.
TYPING = ("TEntry", "Entry", "Text", "TSpinbox")
#: Widgets that a blank operates.
PRESSED = ("TButton", "TCheckbutton", "TRadiobutton", "Toolbutton")
#: Widgets with keys of their own: letters, blanks and arrows go to a list, a group or a slider.
BUSY = (*TYPING, "TScale", "TCombobox", "Treeview", "TRadiobutton", "TCheckbutton")
#: What a wheel turns only where the pointer lies over it by chance: it belongs to the panel.
UNWHEELED = ("TCombobox", "TSpinbox")
#: What Tk on Windows reports while the Alt key is down. Together with Control it is AltGr, which
#: types signs.
ALT = 0x20000


class Row(NamedTuple):
    """A row of the table of all keys: its group, what it does, and the keys as Tk writes them."""

    group: str
    name: str
    sequences: tuple[str, ...]


class Keys:
    """Binds the keys of the window.

    A mouse leaves no focus behind: after a click the keys are those of the window again, and Tab
    goes on from what was clicked. So a blank plays and pauses, unless somebody is typing or has
    come to a button with Tab.

    Args:
        root: the window.
        rest: the widget that has the focus when nobody needs it: that of the figure.
        figure: what has the keys when the figure was come to with Tab.
    """

    def __init__(self, root: tkinter.Misc, rest: tkinter.Widget, figure: FigureKeys) -> None:
        self._root, self._rest, self._figure = root, rest, figure
        #: What was clicked last. The panel around it may be taken away, and is not kept by this.
        self._clicked: Callable[[], tkinter.Misc | None] = _nothing
        #: What each key does, in the order in which they were bound.
        self.table: list[Row] = []
        #: Whether the mouse was used after the last Tab.
        self._by_mouse = False
        # ttkbootstrap leaves buttons without the blank that operates them everywhere else.
        root.bind_class("TButton", "<space>", _press)
        for name in UNWHEELED:
            for event in ("<MouseWheel>", "<Shift-MouseWheel>", "<Button-4>", "<Button-5>"):
                root.unbind_class(name, event)
        root.bind_all("<ButtonPress>", self._on_press, add="+")
        root.bind_all("<KeyPress>", lambda _event: Tip.dismiss(), add="+")
        # A more specific sequence would keep others from the general one.
        root.bind_all("<ButtonRelease>", lambda _event: self._let_go(), add="+")
        root.bind_class("TCombobox", "<<ComboboxSelected>>", lambda _event: self._let_go(), add="+")
        for sequence, forward in (("<Tab>", True), ("<Shift-Tab>", False)):
            root.bind(sequence, partial(self._walk, forward))

    def bind(
        self,
        group: str,
        name: str,
        sequences: Sequence[str],
        command: Callable[[], object],
        spare: tuple[str, ...] = (),
    ) -> None:
        """Call ``command`` on each of some keys.

        Args:
            group, name: where the table of all keys has it.
            sequences: as Tk writes them.
            command: what they do.
            spare: classes of widgets that need these keys themselves while they have the focus.
        """
        self.table.append(Row(group, name, tuple(sequences)))

        def pressed(event: "tkinter.Event[tkinter.Misc]") -> str | None:
            hidden = Tip.dismiss()
            if hidden and event.keysym == "Escape":
                return "break"
            widget = self._focused()
            # A button that was pressed by this key may have given the focus away, or be gone.
            if widget is None or event.widget is not widget or int(event.state) & ALT:
                return None
            if widget.winfo_class() in spare and not self._is_left(widget):
                return None
            command()
            return "break"

        for sequence in sequences:
            self._root.bind(sequence, pressed)

    def _focused(self) -> tkinter.Misc | None:
        """Return the widget with the focus, if it is one of this window.

        Another window (a file dialog, a drop-down list) has keys of its own.
        """
        try:
            widget = self._root.focus_get()
        except KeyError:  # an open drop-down list, which tkinter does not know
            return None
        inside = widget is not None and widget.winfo_toplevel() is self._root
        return widget if inside else None

    def _is_left(self, widget: tkinter.Misc) -> bool:
        """Tell whether a widget has the focus by accident: it was clicked, and is not typed in."""
        kind = widget.winfo_class()
        if kind in TYPING:
            return kind == "Text" and str(widget.cget("state")) == "disabled"
        # A list is walked after a click into it.
        return self._by_mouse and kind != "Treeview"

    def _on_press(self, _event: object) -> None:
        self._by_mouse = True
        Tip.dismiss()

    def _let_go(self) -> None:
        """After a click, give the focus to nobody in particular."""
        widget = self._focused()
        if widget is None or widget is self._rest or widget.winfo_class() == "Treeview":
            return
        if self._by_mouse and (widget.winfo_class() not in TYPING or self._is_left(widget)):
            self._clicked = ref(widget)
            self._rest.focus_set()

    def _walk(self, forward: bool, _event: object) -> str | None:
        """Have Tab go on from what was clicked last."""
        clicked, self._clicked, self._by_mouse = self._clicked(), _nothing, False
        if self._focused() is not self._rest or self._figure.active:
            return None
        if clicked is None:
            # Nobody in particular had the focus; now the figure has it.
            return "break" if self._figure.start() else None
        if not clicked.winfo_exists() or not clicked.winfo_viewable():
            return None
        following = clicked.tk_focusNext() if forward else clicked.tk_focusPrev()
        if following is not None:
            following.focus_set()
            following.event_generate("<<TraverseIn>>")
        return "break"


def _nothing() -> None:
    """Nothing was clicked."""


def _press(event: "tkinter.Event[tkinter.Misc]") -> None:
    if isinstance(event.widget, ttk.Button):
        event.widget.invoke()
