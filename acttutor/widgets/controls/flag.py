"""On or off, as a switch."""

import tkinter
from typing import Any

import ttkbootstrap as ttk

from acttutor.widgets.controls.base import Control

#: Begins the style of a switch that the eye is led to.
MARKED = "Marked."


class FlagControl(Control):
    """Switch of a `Flag`, with its label behind it."""

    def build(self) -> None:
        self._value = tkinter.BooleanVar(self.master)
        self.switch = ttk.Checkbutton(
            self.master,
            text=self.context.label(self.name),
            variable=self._value,
            command=lambda: self.change(self._value.get()),
            bootstyle="round toggle",
        )
        self.switch.grid(row=self.row, column=0, columnspan=3, sticky="w", pady=self.context.px(4))
        self.add(self.switch)

    def refresh(self, settings: Any) -> None:
        self._value.set(getattr(settings, self.name))

    def mark(self, marked: bool = True) -> None:
        style, theme = self.switch.cget("style").removeprefix(MARKED), self.context.appearance.theme
        ttk.Style.get_instance().configure(
            MARKED + style, foreground=theme.accent, background=theme.selected
        )
        self.switch.configure(style=MARKED + style if marked else style)

    def lock(self) -> None:
        super().lock()
        style, theme = self.switch.cget("style"), self.context.appearance.theme
        ttk.Style.get_instance().map(style, foreground=[("disabled", theme.muted)])
