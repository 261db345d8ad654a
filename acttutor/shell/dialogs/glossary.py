"""The glossary as a list, with the meaning of the chosen term below it."""

from functools import partial
from tkinter import StringVar
from typing import TypeAlias

import ttkbootstrap as ttk

from acttutor.base.language import glossary
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.rich_text import RichText
from acttutor.widgets.variables import watch

#: What is sought, and the ids of what is chosen.
Chosen: TypeAlias = tuple[str, tuple[str, ...]]


class GlossaryDialog(Dialog[Chosen]):
    """Terms that can be searched.

    Args:
        window: the main window.
        chosen: id of the term to begin with.
    """

    def __init__(self, window: MainWindow, chosen: str = "") -> None:
        super().__init__(window, "menu.glossary.title")
        px = self.px
        self._ids = glossary.ids(window.store.state.language)
        self.sought = StringVar(self.top)
        entry = ttk.Entry(self.frame, textvariable=self.sought)
        entry.pack(fill="x", pady=(0, px(8)))
        attach_tip(entry, self.texts("menu.glossary.search_tip"), window.appearance)
        self.list = ttk.Treeview(self.frame, show="tree", height=12, selectmode="browse")
        self.list.column("#0", width=px(440))
        self.list.pack(fill="both", expand=True)
        attach_tip(self.list, self.texts("menu.glossary.list_tip"), window.appearance)
        self.meaning = RichText(self.frame, window.appearance, 4)
        self.meaning.configure(width=48)
        self.meaning.pack(fill="x", pady=(px(10), 0))
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(px(10), 0))
        for name in ("symbols", "normalizations"):
            button = self.button(row, name, partial(self._open, name))
            button.pack(side="left", padx=(0, px(8)))
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._show())
        watch(self.sought, self.top, self._fill)
        self._fill(chosen)
        self.present()
        entry.focus_set()

    def _open(self, name: str) -> None:
        """Open a page that belongs to the glossary in its place."""
        self.close()
        self.window.open_dialog(name)

    def kept(self) -> Chosen:
        return self.sought.get(), self.list.selection()

    def take_up(self, kept: Chosen) -> None:
        sought, chosen = kept
        self.sought.set(sought)
        self._fill(next(iter(chosen), ""))

    def _fill(self, chosen: str = "") -> None:
        """List what contains the words that are sought, in the term or its meaning."""
        sought = self.sought.get().strip().lower()
        self.list.delete(*self.list.get_children())
        for id in self._ids:
            words = [self.texts(f"glossary.{id}.{part}") for part in ("also", "text")]
            if any(sought in part.lower() for part in words):
                self.list.insert("", "end", id, text=self.texts(f"glossary.{id}.term"))
        shown = self.list.get_children()
        if shown:
            first = chosen if chosen in shown else shown[0]
            self.list.selection_set(first)
            self.list.see(first)
        else:
            self.meaning.show([("plain", self.texts("menu.glossary.nothing"))])

    def _show(self) -> None:
        for id in self.list.selection():
            self.meaning.show([("plain", self.texts(f"glossary.{id}.text"))])
