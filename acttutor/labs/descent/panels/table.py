"""The table of k, x, f and f′."""

from typing import Literal

import ttkbootstrap as ttk

from acttutor.labs.descent import words
from acttutor.labs.descent.run import Run
from acttutor.widgets.panel import Panel

#: Rows kept in the table; the walk itself keeps more, and all of them are copied.
ROWS = 200
VISIBLE = 5
COLUMNS = (("k", 44), ("x", 72), ("f(x)", 72), ("f′(x)", 72))


class StepTable(ttk.Frame):
    """The latest steps, the present one last and in view.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        super().__init__(panel.frame)
        self._panel = panel
        self._context = panel.context
        px = panel.context.px
        names = [name for name, _ in COLUMNS]
        self.tree = ttk.Treeview(
            self, columns=names, show="headings", height=VISIBLE, selectmode="extended"
        )
        for name, width in COLUMNS:
            self.tree.heading(name, text=name, anchor="e")
            self.tree.column(name, width=px(width), minwidth=px(30), anchor="e", stretch=True)
        self.tree.pack(fill="both", expand=True)
        self.tree.bind("<Control-c>", self._copy_selected)
        self.tree.bind("<Control-C>", self._copy_selected)
        panel.context.tip(self.tree, "table")
        #: The walk that is shown, and its first and last step here.
        self._shown: tuple[object, int, int] = (None, 0, -1)
        panel.parts["table"] = self
        panel.follow(lambda _settings: self.refresh())
        panel.on_frame = self.refresh

    def refresh(self) -> None:
        """Follow the walk: add what is new, take away what was taken back."""
        run = self._panel.run
        trajectory, walk = run.trajectory, (run, run.generation)
        shown, first, last = self._shown
        low = max(trajectory.first, trajectory.k - ROWS + 1)
        if (walk, low, trajectory.k) == self._shown:
            return
        if shown != walk or last < low or first > trajectory.k:
            self.tree.delete(*self.tree.get_children())
            first, last = low, low - 1
        if last > trajectory.k:
            self.tree.delete(*(str(k) for k in range(trajectory.k + 1, last + 1)))
            last = trajectory.k
        if first < low:
            self.tree.delete(*(str(k) for k in range(first, low)))
        for k in range(low, first):
            self._insert(k, k - low)
        for k in range(last + 1, trajectory.k + 1):
            self._insert(k, "end")
        self._shown = (walk, low, trajectory.k)
        self.tree.see(str(trajectory.k))

    def _insert(self, k: int, place: int | Literal["end"]) -> None:
        trajectory = self._panel.run.trajectory
        row = trajectory.row(k - trajectory.first)
        self.tree.insert("", place, iid=str(k), values=words.table_row(row))

    def confirm_on(self, button: ttk.Button) -> None:
        """Let the button say that it has copied, until the pointer leaves it."""
        self._button, self._words = button, button.cget("text")
        button.bind("<Leave>", lambda _event: button.configure(text=self._words), add="+")

    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        self._copy(None)
        count = len(self._panel.run.trajectory.u)
        self._button.configure(text=self._context.text("copied", count=count))

    def _copy_selected(self, _event: object) -> str:
        self._copy({int(name) for name in self.tree.selection()} or None)
        return "break"

    def _copy(self, steps: set[int] | None) -> None:
        text = words.table_text(self._panel.run, steps)
        self.clipboard_clear()
        self.clipboard_append(text)
