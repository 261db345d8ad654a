"""The main window as its parts see it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import Settings
from acttutor.base.state.history import History
from acttutor.base.state.limits import NONE, Limits
from acttutor.base.state.run import AnyRun
from acttutor.base.state.store import Store
from acttutor.base.storage.records import Records
from acttutor.shell.frame.layout import Layout
from acttutor.shell.lab_view import LabView
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.figure.figure_host import FigureHost
from acttutor.widgets.worker import Worker


class OpenDialog(Protocol):
    """A dialog as those see it who have not opened it; what it keeps is its own affair."""

    top: ttk.Toplevel

    @property
    def place(self) -> str:
        """Where it is on the screen, as Tk writes it."""

    def kept(self) -> Any:
        """Return what was typed or chosen there."""

    def again(self) -> "OpenDialog":
        """Return another dialog like this one."""

    def take_up(self, kept: Any) -> None:
        """Go on with what `kept` returned of the dialog before."""

    def settle(self) -> None:
        """Take over what is typed at this moment."""

    def leave(self) -> None:
        """Do what Escape does."""

    def close(self) -> None:
        """Take it away."""

    def vanish(self) -> None:
        """Take it away, and what was typed with it."""


class MainWindow(Protocol):
    """What commands, lessons and limits may use of the window.

    What they need of each other, they are given besides.
    """

    root: ttk.App
    store: Store
    history: History
    records: Records
    texts: Texts
    appearance: Appearance
    host: FigureHost
    worker: Worker
    view: LabView
    layout: Layout
    errors: list[BaseException]
    #: The dialog that was opened last, while it is there.
    dialog: OpenDialog | None
    #: All dialogs that are open.
    dialogs: list[OpenDialog]

    @property
    def presenting(self) -> bool:
        """Whether everything is shown large, for an audience."""

    @property
    def recent(self) -> list[str]:
        """Files that were opened or saved, the latest first."""

    def remember(self, path: Path) -> None:
        """Put a file on top of those used recently."""

    def keep(self, name: str, value: object) -> None:
        """Keep plain data with the session, if there is one."""

    def set_up(
        self, lab: str, settings: Settings, run: AnyRun | None = None, limits: Limits = NONE
    ) -> None:
        """Put a lab on the screen with other settings, as one change that can be taken back."""

    def show_lab(self, stays: bool = False) -> None:
        """Put the lab of the store on the screen; anew if it is there, unless it may stay."""

    def rebuild_panel(self) -> None:
        """Build the panel anew where it is scrolled to, and leave the figure alone."""

    def use_records(self, *runs: AnyRun) -> None:
        """Let runs, by default all, go on with what the present learner did before."""

    def open_dialog(self, name: str) -> None:
        """Open a dialog by its name."""

    def show_dialog(self, kind: Callable[..., OpenDialog], *values: object) -> None:
        """Open a dialog of a kind, in the place of one that is open already."""

    def open_lessons(self, folder: Path) -> None:
        """Offer the lessons of a folder."""

    def mark_terms(self, text: str) -> Iterable[tuple[str, str]]:
        """Cut a text into parts and the ids of the glossary that belong to them."""

    def complain(self, error: UserError) -> None:
        """Show a mistake of the user as one sentence."""

    def say(self, key: str, **values: object) -> None:
        """Show a sentence over the figure."""

    def tell(self, sentences: str) -> None:
        """Show sentences over the figure that are in the reader's language already."""
