"""The page of symbols: what each letter stands for here, and how else it is written."""

import ttkbootstrap as ttk

from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.rich_text import RichText

#: The symbols in the order in which they are met; their texts are ``symbols.<id>``.
SYMBOLS = (
    "input", "weight", "bias", "sum", "activation", "output", "composed", "target", "loss",
    "gradient", "delta", "product", "rate", "velocity", "moments", "penalty", "probability",
    "temperature", "normalized", "minimum", "noise",
)  # fmt: skip


class SymbolsDialog(Dialog[tuple[str, ...]]):
    """A table of signs, with the words for the chosen one below.

    Args:
        window: the main window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "menu.symbols.label")
        px = self.px
        columns = (("sign", 150), ("means", 330), ("also", 230))
        self.list = ttk.Treeview(
            self.frame, columns=[name for name, _ in columns], show="headings", height=13,
            selectmode="browse",
        )  # fmt: skip
        for name, width in columns:
            self.list.heading(name, text=self.texts(f"symbols.columns.{name}"), anchor="w")
            self.list.column(name, width=px(width), anchor="w")
        for id in SYMBOLS:
            values = [self.texts(f"symbols.{id}.{name}") for name, _ in columns]
            self.list.insert("", "end", id, values=values)
        self.list.pack(fill="both", expand=True)
        attach_tip(self.list, self.texts("symbols.tip"), window.appearance)
        self.words = RichText(self.frame, window.appearance, 4)
        self.words.configure(width=60)
        self.words.pack(fill="x", pady=(px(10), 0))
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._show())
        self.list.selection_set(SYMBOLS[0])
        self.present()
        self.list.focus_set()

    def kept(self) -> tuple[str, ...]:
        return self.list.selection()

    def take_up(self, kept: tuple[str, ...]) -> None:
        if kept:
            self.list.selection_set(*kept)
            self.list.see(kept[0])

    def _show(self) -> None:
        for id in self.list.selection():
            self.words.show([("plain", self.texts(f"symbols.{id}.words"))])
