"""A frame that is seen whole, or through a smaller window that scrolls both ways."""

import tkinter
from functools import partial
from typing import Any

import ttkbootstrap as ttk

from acttutor.widgets.appearance import Appearance
from acttutor.widgets.section import show_in_grid

#: What a turn of the wheel scrolls, by the name of its event: direction, or 0 if the event says it.
WHEEL = {"<MouseWheel>": 0, "<Button-4>": -1, "<Button-5>": 1}


class Viewport(ttk.Frame):
    """Holds a frame, which is called `inside`, and asks for its size as far as there is room.

    Args:
        master: where it goes.
        appearance: theme and sizes.
        padding: around what is inside, in device pixels.
    """

    def __init__(self, master: tkinter.Misc, appearance: Appearance, padding: int) -> None:
        super().__init__(master)
        self._canvas = tkinter.Canvas(
            self, highlightthickness=0, borderwidth=0, background=appearance.theme.background
        )
        self._canvas.grid(row=0, column=0, sticky="nsew")
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.inside = ttk.Frame(self._canvas, padding=padding)
        self._canvas.create_window(0, 0, anchor="nw", window=self.inside)
        self._down = ttk.Scrollbar(self, orient="vertical", command=self._canvas.yview)
        self._across = ttk.Scrollbar(self, orient="horizontal", command=self._canvas.xview)
        self._down.grid(row=0, column=1, sticky="ns")
        self._across.grid(row=1, column=0, sticky="ew")
        for bar in (self._down, self._across):
            bar.grid_remove()
        self._canvas.configure(yscrollcommand=self._down.set, xscrollcommand=self._across.set)
        self._margin = padding
        #: The largest size that it may have.
        self._most = (0, 0)
        self.inside.bind("<Configure>", lambda _event: self._fit())
        master.bind("<FocusIn>", self._reveal, add="+")
        for name, by in WHEEL.items():
            master.bind(name, partial(self._turn, by), add="+")

    def wanted(self) -> tuple[int, int]:
        """Return the size that what is inside asks for, in device pixels."""
        self.inside.pack_propagate(True)
        self.update_idletasks()
        return self._asked

    @property
    def _asked(self) -> tuple[int, int]:
        return self.inside.winfo_reqwidth(), self.inside.winfo_reqheight()

    def limit(self, width: int, height: int, yields: bool) -> None:
        """Have at most a size in device pixels.

        Args:
            width, height: that size.
            yields: whether a part of what is inside can be smaller, instead of all being scrolled.
        """
        self._most = (width, height)
        if yields:
            wide, high = self._asked
            self.inside.configure(width=min(wide, width), height=min(high, height))
            self.inside.pack_propagate(False)
            self.update_idletasks()
        self._fit()

    def _fit(self) -> None:
        if not any(self._most):  # nobody has said yet
            return
        wide, high = self._asked
        width, height = min(wide, self._most[0]), min(high, self._most[1])
        across, down = wide > width, high > height
        # Each bar takes room of what the other would need.
        if down and not across:
            width = min(wide + self._down.winfo_reqwidth(), self._most[0])
        if across and not down:
            height = min(high + self._across.winfo_reqheight(), self._most[1])
        for bar, shown in ((self._down, down), (self._across, across)):
            show_in_grid(bar, shown)
        width -= self._down.winfo_reqwidth() if down else 0
        height -= self._across.winfo_reqheight() if across else 0
        self._canvas.configure(width=width, height=height, scrollregion=(0, 0, wide, high))

    def _turn(self, by: int, event: Any) -> None:
        if self._down.winfo_ismapped():
            self._canvas.yview_scroll(by or (-1 if event.delta > 0 else 1), "units")

    def _reveal(self, event: Any) -> None:
        """Scroll to what the keyboard reaches."""
        widget, canvas = event.widget, self._canvas
        if not str(widget).startswith(f"{self.inside}."):
            return
        wide, high = self._asked
        places = (
            (widget.winfo_rootx() - self.inside.winfo_rootx(), widget.winfo_width(), wide,
             canvas.winfo_width(), canvas.xview),
            (widget.winfo_rooty() - self.inside.winfo_rooty(), widget.winfo_height(), high,
             canvas.winfo_height(), canvas.yview),
        )  # fmt: skip
        for start, long, whole, seen, view in places:
            first = view()[0] * whole
            if start < first:
                view("moveto", (start - self._margin) / whole)
            elif start + long > first + seen:
                # Of what is larger than the window, the beginning, with the margin before it.
                view("moveto", min(start + long - seen, start - self._margin) / whole)
