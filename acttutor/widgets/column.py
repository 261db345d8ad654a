"""A column of widgets that scrolls where it must, and follows the keyboard."""

from typing import Any

import ttkbootstrap as ttk

from acttutor.widgets.appearance import Appearance
from acttutor.widgets.scrolled import Scrolled

#: Bind tag of the widgets that are scrolled into view when Tab reaches them.
REVEALING = "Act.Column"


class Column(ttk.Frame):
    """A frame with a scrolled one in it, which is called `scrolled` and holds the widgets.

    Nothing to scroll, no scrollbar.

    Args:
        master: where it goes.
        appearance: theme and sizes.
        padding: around the widgets, in device pixels.
        width: of the whole, in device pixels.
        style: of the frames.
    """

    def __init__(
        self, master: Any, appearance: Appearance, padding: Any, width: int, style: str = "TFrame"
    ) -> None:
        super().__init__(master, style=style)
        self.appearance = appearance
        low = appearance.px(60)  # it asks for little, and gets what the window has
        self.scrolled = Scrolled(self, padding=padding, width=width, height=low)
        self.scrolled.pack(fill="both", expand=True)
        self.canvas: Any = self.scrolled.master
        #: The width that it asks for, with a lane for the scrollbar; known before Tk knows it.
        self.whole_width = width + self.scrolled.vbar.winfo_reqwidth()
        self.scrolled.bind("<Configure>", self._on_size, add="+")
        self.scrolled.container.bind("<Configure>", self._on_size, add="+")
        if not self.bind_class(REVEALING, "<FocusIn>"):
            self.bind_class(REVEALING, "<FocusIn>", _reveal)

    def paint(self, style: str, color: str) -> None:
        """Have another ground.

        Args:
            style: of the frames.
            color: of the ground.
        """
        self.scrolled.configure(style=style)
        self.scrolled.container.configure(style=style)
        self.canvas.configure(background=color)

    def set_width(self, width: int) -> None:
        """Be as wide as this, in device pixels."""
        self.canvas.configure(width=width)

    def follow_focus(self) -> None:
        """Call when widgets have come: scrolls to the one that Tab reaches."""
        for widget in _descendants(self.scrolled):
            if REVEALING not in widget.bindtags():
                widget.bindtags((*widget.bindtags(), REVEALING))

    def _on_size(self, _event: Any) -> None:
        if self.scrolled.winfo_reqheight() > self.scrolled.container.winfo_height():
            self.scrolled.show_scrollbars()
        else:
            self.scrolled.hide_scrollbars()
            self.scrolled.yview_moveto(0)

    def scroll_to(self, widget: Any) -> None:
        """Scroll a widget into view."""
        top = widget.winfo_rooty() - self.scrolled.winfo_rooty()
        bottom = top + widget.winfo_height()
        height = max(self.scrolled.winfo_height(), 1)
        first, last = self.scrolled.yview() or (0.0, 1.0)
        margin = self.appearance.px(24)
        if top < first * height:
            self.scrolled.yview_moveto((top - margin) / height)
        elif bottom > last * height:
            self.scrolled.yview_moveto(first + (bottom + margin - last * height) / height)


def _reveal(event: Any) -> None:
    """Scroll a widget into view when Tab reaches it."""
    column = event.widget
    if str(column.tk.call("focus")) != str(column):
        return  # frames around it are told as well
    while column is not None and not isinstance(column, Column):
        column = column.master
    if column is not None:
        column.scroll_to(event.widget)


def _descendants(widget: Any) -> list[Any]:
    found = []
    for child in widget.winfo_children():
        found += [child, *_descendants(child)]
    return found
