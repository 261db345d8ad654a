"""One of a few ids, as buttons side by side."""

import tkinter
from collections.abc import Sequence
from tkinter import font as tkfont
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.state.fields import Choice
from acttutor.widgets.controls.base import Control
from acttutor.widgets.group import make_group

#: Buttons in a row, where they fit.
PER_ROW = 4
#: Room beside the label and below it, and around the words on a button, in logical pixels.
BESIDE, BELOW, AROUND = 140, 272, 24


class SegmentsControl(Control):
    """Label and buttons of a `Choice` with short names, beside each other.

    They stand beside their label, below it if they need the whole width, and in two or more rows
    if that is not enough either.
    """

    spec: Choice

    def build(self) -> None:
        px = self.context.px
        label = self.add_label()
        self._value = tkinter.StringVar(self.master)
        names = [self.context.option(self.name, option) for option in self.spec.options]
        measure = tkfont.nametofont("TkDefaultFont", self.master).measure
        widths = [measure(name) + px(AROUND) for name in names]
        most = min(PER_ROW, len(names))
        is_below = not _fit(widths, most, px(BESIDE))
        if is_below:
            most = next((n for n in range(most, 1, -1) if _fit(widths, n, px(BELOW))), 1)
            # Rows of nearly the same length.
            most = -(-len(names) // -(-len(names) // most))
        frame = ttk.Frame(self.master)
        above = label.winfo_reqheight() + 2 * px(3) if is_below else px(3)
        frame.grid(
            row=self.row,
            column=0 if is_below else 1,
            columnspan=3 if is_below else 2,
            sticky="ew",
            padx=(0 if is_below else px(8), 0),
            pady=(above, px(3)),
        )
        if is_below:
            label.grid_configure(columnspan=3, sticky="nw")
        self.buttons = {}
        for number, (option, name) in enumerate(zip(self.spec.options, names, strict=True)):
            row, column = divmod(number, most)
            button = ttk.Radiobutton(
                frame,
                text=name,
                value=option,
                variable=self._value,
                command=lambda option=option: self.change(option),
                bootstyle="primary outline toolbutton",
            )
            button.grid(row=row, column=column, sticky="ew")
            frame.columnconfigure(column, weight=1)
            self.context.tip(button, self.name)
            self.buttons[option] = button
        self.add(frame)
        buttons = self.buttons
        make_group(list(buttons.values()), lambda: buttons.get(self._value.get()))

    def refresh(self, settings: Any) -> None:
        self._value.set(getattr(settings, self.name))
        if self.locked:
            self._show_lock()

    def lock(self) -> None:
        super().lock()
        self._show_lock()

    def _show_lock(self) -> None:
        for option, button in self.buttons.items():
            button.state(["!disabled" if option == self._value.get() else "disabled"])


def _fit(widths: Sequence[int], per_row: int, room: int) -> bool:
    """Tell whether so many buttons in a row, in columns, are no wider than this."""
    return sum(max(widths[column::per_row]) for column in range(per_row)) <= room
