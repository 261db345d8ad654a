"""One of a few ids, as buttons side by side."""

import tkinter
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.state.fields import Choice
from acttutor.widgets.controls.base import Control

#: Buttons in a row.
PER_ROW = 4


class SegmentsControl(Control):
    """Label and side-by-side buttons of a `Choice` with short names."""

    spec: Choice

    def build(self) -> None:
        px = self.context.px
        self.add_label()
        self._value = tkinter.StringVar(self.master)
        frame = ttk.Frame(self.master)
        frame.grid(row=self.row, column=1, columnspan=2, sticky="ew", padx=(px(8), 0), pady=px(3))
        self.buttons = {}
        for number, option in enumerate(self.spec.options):
            row, column = divmod(number, PER_ROW)
            button = ttk.Radiobutton(
                frame,
                text=self.context.option(self.name, option),
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
