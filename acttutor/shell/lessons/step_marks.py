"""How each step of a lesson stands, as a row of small marks that lead to the steps."""

import tkinter
from functools import partial
from tkinter import font as tkfont
from typing import Protocol

import ttkbootstrap as ttk

from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip

#: The sign of each state.
SIGNS = {"met": "✓", "here": "●", "left_out": "–", "ahead": "·"}


class Steps(Protocol):
    """What is asked how the steps stand, and told to go to one."""

    def go(self, by: int) -> None:
        """Go to another step."""

    def state_of(self, index: int) -> str:
        """Return one of `SIGNS`."""


class StepMarks(ttk.Frame):
    """A mark for each step.

    Args:
        master: where it goes.
        window: the main window.
        steps: knows how they stand.
        count: how many steps there are.
    """

    def __init__(self, master: tkinter.Misc, window: MainWindow, steps: Steps, count: int) -> None:
        super().__init__(master, style="Strip.TFrame")
        self._window, self._steps = window, steps
        self._index = 0
        self.marks: list[ttk.Label] = []
        for number in range(count):
            mark = ttk.Label(self, style="Strip.TLabel", cursor="hand2", padding=(1, 0))
            mark.pack(side="left")
            mark.bind("<Button-1>", partial(self._go, number))
            attach_tip(mark, window.texts("lessons.step_tip", step=number + 1), window.appearance)
            self.marks.append(mark)

    @property
    def most_width(self) -> int:
        """How wide the marks may become, however the steps stand, in device pixels."""
        font = tkfont.nametofont("TkDefaultFont", self)
        return len(self.marks) * (max(map(font.measure, SIGNS.values())) + 4)

    def _go(self, number: int, _event: "tkinter.Event[tkinter.Misc]") -> None:
        if number != self._index:
            self._steps.go(number - self._index)

    def show(self, index: int) -> None:
        """Let another step be the present one."""
        self._index = index
        self.refresh()

    def refresh(self) -> None:
        """Show how the steps stand now."""
        theme = self._window.appearance.theme
        colors = {
            "met": theme.good, "here": theme.accent, "left_out": theme.bad,
            "ahead": theme.muted,
        }  # fmt: skip
        for number, mark in enumerate(self.marks):
            state = self._steps.state_of(number)
            mark.configure(text=SIGNS[state], foreground=colors[state])
