"""The window, opened for a measurement."""

from _tkinter import DONT_WAIT, IDLE_EVENTS, WINDOW_EVENTS
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Setup:
    """What is measured, and for how long.

    Args:
        lab: the lab on the screen.
        seconds: how long.
        settings: settings of the lab that are not its defaults.
        points: if not 0, the network lab has a table of its own with so many rows.
        size: width and height of the window.
        every: of the lessons one in so many is gone through, where they are what is measured.
    """

    lab: str
    seconds: float
    settings: Mapping[str, object] = field(default_factory=dict)
    points: int = 0
    size: tuple[int, int] = (1280, 800)
    every: int = 1


@contextmanager
def open_window(setup: Setup) -> Iterator[Any]:
    """The window with a lab, painted."""
    from acttutor import startup
    from acttutor.base.state.store import AppState, Store
    from acttutor.labs.registry import lab_settings

    startup.prepare()
    root = startup.open_root("en")
    from acttutor.plots.style import install_fonts
    from acttutor.shell.window import Window

    install_fonts()
    window = Window(root, Store(AppState(setup.lab, "en", "light", 100, lab_settings())))
    startup.keep_what_is_made()
    root.geometry("{}x{}+0+0".format(*setup.size))
    window.store.set(setup.lab, **setup.settings)
    if setup.points:
        window.store.set(setup.lab, data="own", table=_table(setup.points))
    run_for(window, 0.5)
    try:
        yield window
    finally:
        window.close()


def _table(n: int) -> Any:
    from acttutor.core.data.datasets import DATASETS
    from acttutor.labs.network.model.data.table import Table

    X, T = DATASETS["circle"].sample(n, 0.1, np.random.default_rng(0))
    labels = (T[:, 0] > 0).astype(float)
    return Table(tuple(map(tuple, np.column_stack((X, labels)).tolist())), ("A", "B"))


def run_for(window: Any, seconds: float) -> None:
    """Let the window's own main loop run."""
    window.root.after(round(1000 * seconds), window.root.quit)
    window.root.mainloop()


def finish(window: Any) -> None:
    """Let the window do what there is to do, and the screen what it was asked for.

    What a clock asks for is left out: on a slow machine a picture that moves would never be done.
    """
    root = window.root
    while root.tk.dooneevent(WINDOW_EVENTS | IDLE_EVENTS | DONT_WAIT):
        pass
    root.winfo_pointerx()  # a round trip: the server has painted what it was sent
