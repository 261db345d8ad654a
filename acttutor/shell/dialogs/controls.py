"""Which controls of an experiment are shown, locked or hidden."""

from functools import partial
from tkinter import StringVar

import ttkbootstrap as ttk

from acttutor.shell.control_locks import with_choice
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.surroundings import Surroundings
from acttutor.widgets.context import attach_tip
from acttutor.widgets.scrolled import Scrolled

CHOICES = ("show", "lock", "hide")
#: Rows seen at once; more are scrolled.
ROWS = 12


class ControlsDialog(Dialog[None]):
    """A row for each control of the panel; what is chosen holds at once.

    Args:
        window: the main window.
    """

    window: Surroundings

    def __init__(self, window: Surroundings) -> None:
        super().__init__(window, "menu.choose_controls")
        self._lab = window.store.state.lab
        self.choices: dict[str, StringVar] = {}
        self.buttons: dict[tuple[str, str], ttk.Radiobutton] = {}
        self.note("menu.controls_note")
        self._build_rows()
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(self.px(12), 0))
        self.button(row, "close", self.close, "primary").pack(side="right")
        self.all = self.button(row, "all_controls", self._show_all)
        self.all.pack(side="left")
        self.present()

    def _build_rows(self) -> None:
        px, panel = self.px, self.window.view.panel
        assert panel is not None  # a lab is always on the screen
        high = px(34) * min(max(len(panel.controls), 1), ROWS)
        rows = Scrolled(self.frame, width=px(470), height=high)
        rows.pack(fill="both", expand=True)
        rows.columnconfigure(0, weight=1)
        for number, name in enumerate(panel.controls):
            label = ttk.Label(rows, text=panel.context.label(name), wraplength=px(220))
            label.grid(row=number, column=0, sticky="w", pady=px(2))
            self.choices[name] = StringVar(self.top)
            for column, choice in enumerate(CHOICES, start=1):
                button = ttk.Radiobutton(
                    rows,
                    text=self.texts(f"menu.controls.{choice}"),
                    value=choice,
                    variable=self.choices[name],
                    command=partial(self._choose, name),
                    bootstyle="primary outline toolbutton",
                )
                button.grid(row=number, column=column, sticky="ew", pady=px(2))
                attach_tip(
                    button, self.texts(f"menu.controls.{choice}_tip"), self.window.appearance
                )
                self.buttons[name, choice] = button
        self._fill()

    def kept(self) -> None:
        """Nothing: what is chosen holds at once."""

    def _fill(self) -> None:
        limits = self.window.limiter.of(self._lab)
        for name, variable in self.choices.items():
            hidden, locked = name in limits.hide, name in limits.lock
            variable.set("hide" if hidden else "lock" if locked else "show")

    def _choose(self, name: str) -> None:
        limiter = self.window.limiter
        limits = with_choice(limiter.of(self._lab), name, self.choices[name].get())
        limiter.put(self._lab, limits)
        self.window.rebuild_panel()

    def _show_all(self) -> None:
        self.window.limiter.lift()
        self._fill()
