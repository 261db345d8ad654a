"""What the quiz saves: sheets with their keys as PDF, and all answers as CSV."""

from functools import partial
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.storage.atomic import put
from acttutor.base.storage.csv_table import csv_bytes
from acttutor.labs.quiz.export import table
from acttutor.labs.quiz.figures.sheet import printing
from acttutor.labs.quiz.run import Run
from acttutor.widgets.file_dialogs import ask_save
from acttutor.widgets.panel import Panel


class Files:
    """Asks for a place, and saves there.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        self._panel = panel

    def _ask(self, name: str, suffix: str) -> Path | None:
        path = ask_save(
            parent=self._panel,
            title=self._panel.context.label(name),
            defaultextension=suffix,
            initialfile=f"quiz{suffix}",
            filetypes=[(suffix[1:].upper(), f"*{suffix}")],
        )
        return Path(path) if path else None

    def results(self) -> None:
        """Save all answers."""
        if not self._panel.run.records:
            self._panel.context.complain(UserError("quiz.results.none"))
            return
        path = self._ask("results", ".csv")
        if path is not None:
            self._write(path, csv_bytes(table(self._panel.run)))

    def print_sheets(self) -> None:
        """Save the sheets."""
        context = self._panel.context
        if not context.settings.templates:
            return
        path = self._ask("print", ".pdf")
        if path is not None:
            task = printing(context.settings, Texts(context.texts.language))
            write = partial(self._write, path)
            self._panel.view.worker.do(task, write, "quiz.print.busy", str(path))

    def _write(self, path: Path, content: bytes) -> None:
        try:
            put(path, content)
        except UserError as error:
            self._panel.context.complain(error)
            return
        self._panel.view.say("quiz.print.done", file=path.name)
