"""Switches that put optimizers into the race."""

import tkinter

import ttkbootstrap as ttk

from acttutor.labs.descent2d.hyperparameters import OPTIMIZERS
from acttutor.labs.descent2d.run import Run
from acttutor.labs.descent2d.state import Settings
from acttutor.widgets.group import make_group
from acttutor.widgets.panel import Panel

COLUMNS = 2


class TrajectoryButtons(ttk.Frame):
    """One switch for each optimizer, in a box of its colour; the chosen one stays on.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        super().__init__(panel.frame)
        self._context = context = panel.context
        px = context.px
        self._on: dict[str, tkinter.BooleanVar] = {}
        self.buttons: dict[str, ttk.Checkbutton] = {}
        theme = context.appearance.theme
        for index, (name, color) in enumerate(zip(OPTIMIZERS, theme.palette, strict=True)):
            variable = tkinter.BooleanVar(self)
            row, column = divmod(index, COLUMNS)
            cell = ttk.Frame(self)
            cell.grid(row=row, column=column, sticky="ew", padx=(0, px(4)), pady=px(2))
            tkinter.Frame(cell, background=color, width=px(5), borderwidth=0).pack(
                side="left", fill="y", padx=(0, px(2))
            )
            button = ttk.Checkbutton(
                cell,
                text=context.option("chosen", name),
                variable=variable,
                command=self._changed,
                bootstyle="primary outline toolbutton",
            )
            button.pack(side="left", fill="x", expand=True)
            context.tip(button, "raced")
            self._on[name] = variable
            self.buttons[name] = button
        make_group(list(self.buttons.values()), lambda: None, choosing=False)
        for column in range(COLUMNS):
            self.columnconfigure(column, weight=1, uniform="racers")
        panel.parts["racers"] = self
        panel.follow(self._refresh)

    def _changed(self) -> None:
        chosen = self._context.settings.chosen
        on = {name for name, variable in self._on.items() if variable.get()}
        self._context.change(raced=tuple(on | {chosen}))
        self._refresh(self._context.settings)

    def _refresh(self, settings: Settings) -> None:
        for name, variable in self._on.items():
            variable.set(name in settings.entrants)
