"""What the keys of the window do."""

import tkinter
from collections.abc import Callable
from functools import partial
from typing import Protocol

from acttutor.labs.registry import LABS
from acttutor.shell.commands import Commands
from acttutor.shell.frame.header import Header
from acttutor.shell.keys import ARROWS, PRESSED, TYPING, Keys
from acttutor.shell.main_window import MainWindow
from acttutor.shell.presentation import Presenter
from acttutor.shell.tables import Tables


class Keyed(MainWindow, Protocol):
    """The main window as its keys see it."""

    header: Header
    commands: Commands
    presenter: Presenter
    tables: Tables

    def toggle_full_screen(self) -> None:
        """Fill the screen, or return to a window."""

    def leave(self) -> None:
        """Give up what was begun last."""


def bind_keys(window: Keyed) -> None:
    """Let the keys of a window do what its buttons do."""
    keys = Keys(window.root, window.host.widget, window.host.keyboard)
    _bind_time(keys, window)
    _bind_looks(keys, window)
    _bind_stage(keys, window)
    _bind_commands(keys, window)
    _seal_changes(window)


def _bind_time(keys: Keys, window: Keyed) -> None:
    """Play, pause, step and begin anew where anything runs."""
    player = window.view.player

    def timed(command: Callable[[], object]) -> Callable[[], None]:
        def go() -> None:
            if window.view.lab.has_time:
                command()

        return go

    keys.bind("<space>", timed(player.toggle), spare=(*TYPING, *PRESSED))
    keys.bind("<Right>", timed(player.step), spare=(*TYPING, *ARROWS))
    keys.bind("<Left>", timed(player.step_back), spare=(*TYPING, *ARROWS))
    for letter in "rR":
        keys.bind(f"<Key-{letter}>", timed(player.reset), spare=TYPING)


def _bind_looks(keys: Keys, window: Keyed) -> None:
    """Choose what is shown, and how large."""
    store = window.store
    for number, lab in enumerate(list(LABS)[:9], start=1):
        keys.bind(f"<Control-Key-{number}>", partial(store.choose, lab))
    # The header is built anew together with the looks.
    for sequence in ("<Control-plus>", "<Control-equal>", "<Control-KP_Add>"):
        keys.bind(sequence, lambda: window.header.zoom(+1))
    for sequence in ("<Control-minus>", "<Control-KP_Subtract>"):
        keys.bind(sequence, lambda: window.header.zoom(-1))
    keys.bind("<Control-Key-0>", lambda: window.header.zoom(0))
    keys.bind("<F10>", lambda: window.header.menu.invoke(), spare=TYPING)
    keys.bind("<F11>", window.toggle_full_screen, spare=TYPING)
    keys.bind("<F12>", lambda: store.set_app(meter=not store.state.meter), spare=TYPING)
    keys.bind("<Escape>", window.leave, spare=TYPING)


def _bind_stage(keys: Keys, window: Keyed) -> None:
    """What a presenter's remote sends, and what is drawn and darkened on a stage."""
    presenter = window.presenter
    for sequence, by in (("<Next>", +1), ("<Prior>", -1)):
        keys.bind(sequence, partial(presenter.turn, by), spare=("Treeview", "Text"))
    # Input methods deliver some letters as these keys.
    keys.bind("<F5>", presenter.toggle, spare=TYPING)
    for sequence in ("<Key-b>", "<Key-B>", "<period>"):
        keys.bind(sequence, presenter.darken, spare=TYPING)
    for sequence in ("<Key-e>", "<Key-E>"):
        keys.bind(sequence, presenter.erase, spare=TYPING)


def _bind_commands(keys: Keys, window: Keyed) -> None:
    """Undo and redo, files and dialogs."""
    commands = window.commands
    for sequence in ("<Control-z>", "<Control-Z>"):
        keys.bind(sequence, commands.undo)
    for sequence in ("<Control-Shift-z>", "<Control-Shift-Z>", "<Control-y>", "<Control-Y>"):
        keys.bind(sequence, commands.redo)
    keys.bind("<Control-l>", lambda: window.open_dialog("lessons"))
    keys.bind("<Control-o>", commands.open)
    keys.bind("<Control-v>", window.tables.paste, spare=TYPING)
    keys.bind("<Control-s>", commands.save)
    keys.bind("<Control-Shift-S>", commands.save_as)
    keys.bind("<Control-e>", lambda: window.open_dialog("export"))


def _seal_changes(window: Keyed) -> None:
    """Have taken back at once whatever happens until a button or a key is released."""
    seal = window.history.seal

    def on_key(event: "tkinter.Event[tkinter.Misc]") -> None:
        widget = event.widget
        typing = hasattr(widget, "winfo_class") and widget.winfo_class() in TYPING
        # What is typed into an entry is one change until Return.
        if not typing or event.keysym in ("Return", "KP_Enter", "Tab"):
            seal()

    window.root.bind_all("<ButtonRelease>", lambda _event: seal(), add="+")
    window.root.bind_all("<KeyRelease>", on_key, add="+")
