"""All keys on one page, made from the tables that bind them."""

import tkinter
from typing import Protocol

import ttkbootstrap as ttk

from acttutor.labs.registry import LABS
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.key_names import shown
from acttutor.shell.keys import Keys
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.figure.figure_keys import TABLE
from acttutor.widgets.section import KEYS as FOLDING

#: Rows that are seen at once.
ROWS = 22


class WithKeys(MainWindow, Protocol):
    """The main window, which has keys."""

    keys: Keys


class KeysDialog(Dialog[None]):
    """A list of what each key does, group by group.

    Args:
        window: the main window.
    """

    window: WithKeys

    def __init__(self, window: WithKeys) -> None:
        super().__init__(window, "keys.title")
        px, texts = self.px, self.texts
        frame = ttk.Frame(self.frame)
        frame.pack(fill="both", expand=True)
        self.list = ttk.Treeview(
            frame, columns=("keys",), show="tree", height=ROWS, selectmode="browse"
        )
        self.list.column("#0", width=px(330))
        self.list.column("keys", width=px(250))
        bar = ttk.Scrollbar(frame, orient=tkinter.VERTICAL, command=self.list.yview)
        self.list.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.list.pack(side="left", fill="both", expand=True)
        attach_tip(self.list, texts("keys.tip"), window.appearance)
        self.list.tag_configure("group", font="TkHeadingFont")
        for group, name, keys in self._rows():
            if not self.list.exists(group):
                words = texts(f"keys.groups.{group}")
                self.list.insert("", "end", group, text=words, open=True, tags=("group",))
            self.list.insert(group, "end", text=name, values=(keys,))
        self.list.selection_set(self.list.get_children()[0])
        self.list.focus(self.list.get_children()[0])
        self.present()

    def _rows(self) -> list[tuple[str, str, str]]:
        """Return group, meaning and keys of each row."""
        texts = self.texts
        found = [
            (
                row.group,
                texts(f"{row.name}.name" if row.name in LABS else f"keys.does.{row.name}"),
                shown(row.sequences, texts),
            )
            for row in self.window.keys.table
        ]
        at = next(number for number, row in enumerate(found) if row[0] == "pages")
        figure = [
            ("figure", texts(f"keys.does.{name}"), shown(sequences, texts))
            for name, sequences in TABLE.items()
        ]
        panel = [("window", texts("keys.does.fold"), shown(FOLDING, texts))]
        return found[:at] + figure + found[at:] + panel

    def kept(self) -> None:
        return None
