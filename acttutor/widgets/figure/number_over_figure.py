"""An entry that lies over the figure, where a number that is drawn there can be changed."""

import tkinter
import tkinter.font
from collections.abc import Callable
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.numbers.numerals import significant
from acttutor.base.numbers.typed import typed_number
from acttutor.widgets.figure.figure_host import RELAID
from acttutor.widgets.panel import AnyPanel

#: Middle of an entry, and its width and height, in pixels of the figure.
Spot = tuple[tuple[float, float], tuple[float, float]]


def open_number_entry(
    panel: AnyPanel,
    place: tuple[float, float],
    shown: str,
    take: Callable[[float], None],
    low: float = -1000.0,
    high: float = 1000.0,
    size: tuple[float, float] | None = None,
    follow: Callable[[], Spot | None] = lambda: None,
    begun: bool = False,
) -> tkinter.Widget:
    """Open an entry over the figure; Return takes its number, Escape and a click outside leave it.

    If the figure gets another size, it goes with what it stands over, or closes if it cannot.
    A text that is no number from ``low`` to ``high`` is complained about, and the entry stays.

    Args:
        panel: the panel of the lab.
        place: the middle of the entry, in pixels from the top left corner of the figure.
        shown: what stands in the entry at first, all of it selected.
        take: called with the number after the entry has closed.
        low, high: the smallest and the largest number allowed.
        size: width and height in pixels, with type to match; by default those of any entry.
        follow: tells place and size anew when the figure has got another size; ``None`` if what it
            stands over is gone.
        begun: whether what stands there was typed, so that typing goes on behind it.
    """
    canvas = panel.view.host.widget
    # An entry that is still open closes when it loses the focus.
    canvas.focus_set()
    entry = ttk.Entry(canvas, width=10, justify="right")
    entry.insert(0, shown)
    if not begun:
        entry.select_range(0, "end")
    entry.icursor("end")
    entry.place(x=place[0], y=place[1], anchor="center")
    if size is not None:
        _enlarge(entry, *size)
    entry.focus_set()

    def close(_event: Any = None) -> None:
        # Also where the window itself has lost the focus: Tk 8.6 keeps a pointer to a widget that
        # had it when it was destroyed, and crashes when the window gets the focus back.
        if str(entry.tk.call("focus", "-lastfor", entry)) == str(entry):
            canvas.focus_set()
        if entry.winfo_exists():
            entry.destroy()

    def go_along(_event: Any) -> None:
        spot = follow()
        if spot is None:
            close()
            return
        (x, y), (width, height) = spot
        entry.place_configure(x=x, y=y)
        _enlarge(entry, width, height)

    def accept(_event: Any) -> None:
        text = entry.get().strip()
        try:
            value = typed_number(text)
            if not low <= value <= high:
                raise ValueError
        except ValueError:
            bounds = {"low": _plain(low), "high": _plain(high)}
            panel.context.complain(UserError("common.not_a_number", text=text, **bounds))
            return
        close()
        take(value)

    entry.bind("<Return>", accept)
    entry.bind("<KP_Enter>", accept)
    for sequence in ("<Escape>", "<FocusOut>"):
        entry.bind(sequence, close)
    entry.bind(RELAID, go_along)
    return entry


def _enlarge(entry: Any, width: float, height: float) -> None:
    entry.place_configure(width=round(width), height=round(height))
    type_ = tkinter.font.nametofont(str(entry.cget("font")), root=entry).copy()
    # A negative size counts pixels.
    type_.configure(size=-round(0.5 * height))
    entry.configure(font=type_)
    # Tk forgets a font that Python does not hold.
    entry.type_ = type_


def _plain(value: float) -> str:
    return significant(value, 6)
