"""One of a few ids, as buttons side by side."""

import tkinter
from typing import Any, ClassVar

import ttkbootstrap as ttk

from acttutor.base.state.fields import Choice
from acttutor.widgets.controls.base import Control
from acttutor.widgets.group import make_group

#: Buttons in a row.
PER_ROW = 4


class SegmentsControl(Control):
    """Label and side-by-side buttons of a `Choice` with short names."""

    spec: Choice
    #: Buttons in a row, and whether they stand without a label, as wide as the panel.
    per_row: ClassVar[int] = PER_ROW
    across: ClassVar[bool] = False

    def build(self) -> None:
        px = self.context.px
        if not self.across:
            self.add_label()
        self._value = tkinter.StringVar(self.master)
        frame = ttk.Frame(self.master)
        column, left = (0, 0) if self.across else (1, px(8))
        frame.grid(
            row=self.row,
            column=column,
            columnspan=3 - column,
            sticky="ew",
            padx=(left, 0),
            pady=px(3),
        )
        self.buttons = {}
        for number, option in enumerate(self.spec.options):
            row, column = divmod(number, self.per_row)
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
