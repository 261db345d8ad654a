"""What the quiz saves: sheets with their keys as PDF, and all answers as CSV."""

from pathlib import Path
from tkinter import filedialog
from typing import Any

from acttutor.base.csv_table import csv_bytes
from acttutor.base.errors import UserError
from acttutor.labs.quiz.figures.sheet import Printer
from acttutor.labs.quiz.publish import table
from acttutor.widgets.panel import Panel


class Files:
    """Asks for a place, and saves there.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._printer: Printer | None = None
        self._after_id: str | None = None
        #: The buttons, which say how far it is.
        self.buttons: dict[str, Any] = {}
        panel.bind("<Destroy>", self._stop, add="+")

    def _ask(self, name: str, suffix: str) -> Path | None:
        path = filedialog.asksaveasfilename(
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
            self._write("results", path, csv_bytes(table(self._panel.run)))

    def print_sheets(self) -> None:
        """Save the sheets."""
        settings = self._panel.context.settings
        if self._printer is not None or not settings.templates:
            return
        path = self._ask("print", ".pdf")
        if path is not None:
            self._printer = Printer(settings, self._panel.context.texts)
            self._go_on(path)

    def _go_on(self, path: Path) -> None:
        """Print one page, and the others when the window has had its turn."""
        printer = self._printer
        if printer is None:
            return
        if printer.step():
            share = self._panel.context.text("print.busy", share=round(100 * printer.progress))
            self.buttons["print"].configure(text=share)
            self._after_id = self._panel.after(1, lambda: self._go_on(path))
            return
        self._printer = self._after_id = None
        self._write("print", path, printer.finish())

    def _write(self, name: str, path: Path, content: bytes) -> None:
        """Write a file, and let its button say so until the pointer leaves it."""
        context, button = self._panel.context, self.buttons[name]
        label = context.label(name)
        button.configure(text=label)
        try:
            path.write_bytes(content)
        except OSError:
            context.complain(UserError("quiz.print.unwritable", file=path.name))
            return
        button.configure(text=context.text("print.done", file=path.name[:16]))
        button.bind("<Leave>", lambda _event: button.configure(text=label))

    def _stop(self, event: Any) -> None:
        """Leave nothing scheduled when the panel goes."""
        if event.widget is self._panel and self._after_id is not None:
            self._panel.after_cancel(self._after_id)
            self._after_id = self._printer = None
