"""Tables of one's own in the window: opened, dropped or pasted, and their columns chosen."""

import tkinter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from acttutor.base.errors import UserError
from acttutor.base.task import elsewhere
from acttutor.shell.main_window import MainWindow
from acttutor.tables.guessing import guess
from acttutor.tables.reading import Source
from acttutor.tables.sheet import AUTOMATIC, Options, Sheet
from acttutor.tables.taking import Choice, Taken, take
from acttutor.tables.words import remarks
from acttutor.widgets.worker import SCREEN

T = TypeVar("T")

#: The lab that learns from tables.
NETWORK = "network"
#: What is asked before a table is used; other questions are only told.
ASKED = ("decimal", "encoding")
#: Signs of a pasted table that are kept at most, to choose other columns after a restart.
MOST_KEPT = 200_000


@dataclass(frozen=True)
class Opened:
    """A table whose columns can be chosen again."""

    source: Source
    options: Options


class Tables:
    """Reads tables and hands them to the network lab.

    Args:
        window: the window.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        #: The table that was read last.
        self.opened: Opened | None = None

    def open(self, path: Path) -> None:
        """Learn from the table in a file; if it cannot be used, say why and change nothing."""
        self._read(lambda: Source.of(path), path.name)

    def paste(self) -> None:
        """Learn from the table on the clipboard, if the network lab is on the screen."""
        if self._window.store.state.lab != NETWORK:
            return
        try:
            text = self._window.root.clipboard_get()
        except tkinter.TclError:
            text = ""
        if not text.strip():
            self._window.complain(UserError("tables.no_table_pasted"))
            return
        name = self._window.texts("tables.pasted")
        self._read(lambda: Source(name, text), name)

    def take_up(self, pasted: object) -> None:
        """Let columns be chosen of the table that was pasted last before a restart."""
        match pasted:
            case [str(name), str(text)]:
                self.opened = Opened(Source(name, text), AUTOMATIC)

    def choose_columns(self, name: str, columns: Sequence[str], label_as: str) -> bool:
        """Ask again which columns of a table are meant.

        After a restart it is looked for among the files used recently; ``False`` if it is not at
        hand any more.

        Args:
            name: of the table on the screen.
            columns: names of its three columns, which are offered first.
            label_as: how its label was meant.
        """
        find = self._finder(name)
        if find is None:
            return False

        def read() -> tuple[Source, Sheet]:
            opened = find()
            return opened.source, opened.source.read(opened.options)

        def ask(found: tuple[Source, Sheet]) -> None:
            self._ask(*found, _choice(found[1], columns, label_as))

        self._do(read, ask, name)
        return True

    def _finder(self, name: str) -> Callable[[], Opened] | None:
        opened = self.opened
        if opened is not None and opened.source.name == name:
            return lambda: opened
        for path in map(Path, self._window.recent):
            if path.name == name and path.exists():
                return lambda: Opened(Source.of(path), AUTOMATIC)
        return None

    def _read(self, find: Callable[[], Source], name: str) -> None:
        """Read a table elsewhere, and take it as it is probably meant."""

        def read() -> tuple[Source, Sheet, Choice | None, Taken | None]:
            source = find()
            sheet = source.read()
            choice = taken = None
            try:
                choice = guess(sheet)
                taken = take(sheet, choice)
            except UserError:
                # Other columns may do, if there are others.
                if len(_filled(sheet)) < 3 + (not _has_index(sheet)):
                    raise
            return source, sheet, choice, taken

        self._do(read, lambda found: self._use(*found), name)

    def _do(self, read: Callable[[], T], then: Callable[[T], None], name: str) -> None:
        worker = self._window.worker
        worker.do(elsewhere(read), then, "shell.work.open", SCREEN, file=name)

    def _use(
        self, source: Source, sheet: Sheet, choice: Choice | None, taken: Taken | None
    ) -> None:
        """Use a table, or ask first where it is not plain what is meant."""
        asked = any(question.about in ASKED for question in sheet.questions)
        has_more = len(_filled(sheet)) > 3 or len(sheet.sheets) > 1
        if choice is None or taken is None or asked or has_more:
            self._ask(source, sheet, choice)
        else:
            self.show(source, sheet, choice, taken)

    def _ask(self, source: Source, sheet: Sheet, choice: Choice | None) -> None:
        from acttutor.shell.dialogs.columns import ColumnsDialog

        self._window.show_dialog(ColumnsDialog, source, sheet, choice, self.show)

    def show(self, source: Source, sheet: Sheet, choice: Choice, taken: Taken) -> None:
        """Put three columns of a table into the network lab."""
        window = self._window
        self.opened = Opened(source.kept(), sheet.options)
        if source.path is not None:
            window.remember(source.path)
        elif isinstance(source.content, str) and len(source.content) <= MOST_KEPT:
            window.keep("pasted", [source.name, source.content])
        if window.store.state.lab != NETWORK:
            window.store.choose(NETWORK)
        panel = window.view.panel
        if panel is not None and panel.take_table is not None:
            panel.take_table(taken)
        said = remarks(sheet, choice, taken, window.texts)
        if said:
            window.tell("\n".join(said))


def _choice(sheet: Sheet, columns: Sequence[str], label_as: str) -> Choice | None:
    """Return the columns with these names; those that are probably meant if they are not there."""
    x, y, label = map(sheet.column, columns)
    if x is not None and y is not None and label is not None:
        return Choice(x, y, label, label_as)
    try:
        return guess(sheet)
    except UserError:
        return None


def _filled(sheet: Sheet) -> list[str]:
    return [column.name for column in sheet.columns if column.kind != "empty"]


def _has_index(sheet: Sheet) -> bool:
    return any(column.is_index == "yes" for column in sheet.columns)
