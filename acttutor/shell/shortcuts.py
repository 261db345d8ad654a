"""What the keys of the window do."""

import tkinter
from collections.abc import Callable
from functools import partial
from typing import Protocol

from acttutor.labs.registry import LABS
from acttutor.shell.commands import Commands
from acttutor.shell.frame.header import Header
from acttutor.shell.keys import BUSY, PRESSED, TYPING, Keys
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


def page_keys() -> dict[str, str]:
    """Return the key that puts each lab on the screen: Ctrl and a digit, then Shift and F1 on."""
    keys = [f"Control-Key-{number}" for number in range(1, 10)]
    keys += [f"Shift-F{number}" for number in range(1, 13)]
    return {lab: f"<{key}>" for lab, key in zip(LABS, keys, strict=False)}


def bind_keys(window: Keyed) -> Keys:
    """Let the keys of a window do what its buttons do."""
    keys = Keys(window.root, window.host.widget, window.host.keyboard)
    _bind_time(keys, window)
    for lab, sequence in page_keys().items():
        keys.bind("pages", lab, [sequence], partial(window.store.choose, lab))
    _bind_looks(keys, window)
    _bind_commands(keys, window)
    _bind_stage(keys, window)
    _seal_changes(window)
    return keys


def _bind_time(keys: Keys, window: Keyed) -> None:
    """Play, pause, step and begin anew where anything runs."""
    player = window.view.player

    def timed(command: Callable[[], object]) -> Callable[[], None]:
        def go() -> None:
            if window.view.lab.has_time:
                command()

        return go

    bind = partial(keys.bind, "time")
    bind("play", ["<space>"], timed(player.toggle), (*BUSY, *PRESSED))
    bind("step", ["<Right>"], timed(player.step), BUSY)
    bind("back", ["<Left>"], timed(player.step_back), BUSY)
    bind("reset", ["<Key-r>", "<Key-R>"], timed(player.reset), BUSY)


def _bind_looks(keys: Keys, window: Keyed) -> None:
    """Choose where the keyboard is, what is shown, and how large."""
    store, bind = window.store, partial(keys.bind, "window")
    bind("keys", ["<F1>"], lambda: window.open_dialog("keys"))
    bind("figure", ["<F6>"], window.host.keyboard.start)
    # Some input methods deliver letters as these keys.
    bind("menu", ["<F10>"], lambda: window.header.menu.invoke(), TYPING)
    # The header is built anew together with the looks.
    larger = ["<Control-plus>", "<Control-equal>", "<Control-KP_Add>"]
    bind("larger", larger, lambda: window.header.zoom(+1))
    smaller = ["<Control-minus>", "<Control-KP_Subtract>"]
    bind("smaller", smaller, lambda: window.header.zoom(-1))
    bind("usual", ["<Control-Key-0>"], lambda: window.header.zoom(0))
    bind("full", ["<F11>"], window.toggle_full_screen, TYPING)
    bind("meter", ["<F12>"], lambda: store.set_app(meter=not store.state.meter), TYPING)
    bind("leave", ["<Escape>"], window.leave, TYPING)


def _bind_stage(keys: Keys, window: Keyed) -> None:
    """What a presenter's remote sends, and what is drawn and darkened on a stage."""
    presenter, bind = window.presenter, partial(keys.bind, "stage")
    bind("present", ["<F5>"], presenter.toggle, TYPING)
    bind("next", ["<Next>"], partial(presenter.turn, +1), ("Treeview", "Text"))
    bind("previous", ["<Prior>"], partial(presenter.turn, -1), ("Treeview", "Text"))
    bind("darken", ["<Key-b>", "<Key-B>", "<period>"], presenter.darken, BUSY)
    bind("erase", ["<Key-e>", "<Key-E>"], presenter.erase, BUSY)


def _bind_commands(keys: Keys, window: Keyed) -> None:
    """Undo and redo, files and dialogs."""
    commands, bind = window.commands, partial(keys.bind, "commands")
    bind("undo", ["<Control-z>", "<Control-Z>"], commands.undo)
    again = ["<Control-y>", "<Control-Y>", "<Control-Shift-z>", "<Control-Shift-Z>"]
    bind("redo", again, commands.redo)
    bind("open", ["<Control-o>"], commands.open)
    bind("save", ["<Control-s>"], commands.save)
    bind("save_as", ["<Control-Shift-S>"], commands.save_as)
    bind("export", ["<Control-e>"], lambda: window.open_dialog("export"))
    bind("paste", ["<Control-v>"], window.tables.paste, TYPING)
    bind("lessons", ["<Control-l>"], lambda: window.open_dialog("lessons"))
    bind("glossary", ["<Control-g>"], lambda: window.open_dialog("glossary"))
    bind("spoken", ["<F2>"], lambda: window.open_dialog("spoken"))


def _seal_changes(window: Keyed) -> None:
    """Have taken back at once whatever happens until a button or a key is released."""
    seal = window.history.seal

    def on_key(event: "tkinter.Event[tkinter.Misc]") -> None:
        widget = event.widget
        typing = hasattr(widget, "winfo_class") and widget.winfo_class() in TYPING
        # What is typed into an entry is one change until Return.
        if not typing or event.keysym in ("Return", "KP_Enter", "Tab"):
            seal()

    # As in `Keys`: with one for the first button alone, Tk would call that in the place of this.
    window.root.bind_all("<ButtonRelease>", lambda _event: seal(), add="+")
    window.root.bind_all("<KeyRelease>", on_key, add="+")
