"""Which controls of an experiment are shown, locked or hidden."""

from functools import partial
from tkinter import StringVar

import ttkbootstrap as ttk

from acttutor.shell.control_locks import with_choice
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.surroundings import Surroundings
from acttutor.widgets.context import attach_tip
from acttutor.widgets.group import make_group
from acttutor.widgets.scrolled import Scrolled

CHOICES = ("show", "lock", "hide")
#: Rows seen at once; more are scrolled.
ROWS = 12


class ControlsDialog(Dialog[None]):
    """A row for each control on the screen, under its heading; what is chosen holds at once.

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
        offered = panel.offered()
        lines = sum(len(names) + 1 for names in offered.values())
        rows = Scrolled(self.frame, width=px(470), height=px(34) * min(max(lines, 1), ROWS))
        rows.pack(fill="both", expand=True)
        rows.columnconfigure(0, weight=1)
        line = 0
        for heading, names in offered.items():
            ttk.Label(rows, text=heading, style="Section.TLabel").grid(
                row=line, column=0, columnspan=4, sticky="w", pady=(px(8), px(2))
            )
            for name in names:
                line += 1
                self._build_row(rows, line, name)
            line += 1
        self._fill()

    def _build_row(self, rows: Scrolled, line: int, name: str) -> None:
        px, panel = self.px, self.window.view.panel
        assert panel is not None
        label = ttk.Label(rows, text=panel.context.label(name), wraplength=px(220))
        label.grid(row=line, column=0, sticky="w", pady=px(2))
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
            button.grid(row=line, column=column, sticky="ew", pady=px(2))
            attach_tip(button, self.texts(f"menu.controls.{choice}_tip"), self.window.appearance)
            self.buttons[name, choice] = button
        row = {choice: self.buttons[name, choice] for choice in CHOICES}
        make_group(list(row.values()), lambda: row.get(self.choices[name].get()))

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
