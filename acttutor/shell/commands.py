"""What the menu and the keys do with the experiment on the screen."""

import json
import platform
import sys
from pathlib import Path
from tkinter import filedialog
from typing import TYPE_CHECKING, Any

from acttutor.base.csv_table import csv_bytes, tabbed
from acttutor.base.errors import UserError
from acttutor.base.plain import to_plain
from acttutor.base.texts import Texts
from acttutor.files import experiment
from acttutor.files.atomic import write_atomically
from acttutor.labs.registry import LABS
from acttutor.lessons.lesson import SUFFIX as LESSON_SUFFIX
from acttutor.lessons.lesson import Lesson

if TYPE_CHECKING:
    from acttutor.lessons.drafts import Draft

# What only some commands need is imported by them: the start does without it.

#: Width and height of a picture on the clipboard.
COPIED = (1600, 1000)


class Commands:
    """Undo, files, exports and the clipboard.

    Args:
        window: the window.
    """

    def __init__(self, window: Any) -> None:
        self._window = window
        #: The file that the experiment was opened from or saved to last.
        self.path: Path | None = None
        #: The lesson that is being written, if any.
        self.draft: Draft | None = None

    @property
    def _view(self) -> Any:
        return self._window.view

    # -- undo ----------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the latest change of settings back."""
        self._window.history.undo()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._window.history.redo()

    # -- experiment files ----------------------------------------------------------------------

    def open(self) -> None:
        """Ask for an experiment file and open it."""
        name = filedialog.askopenfilename(
            parent=self._window.root,
            title=self._window.texts("menu.open"),
            filetypes=[("ActTutor", (f"*{experiment.SUFFIX}", f"*{LESSON_SUFFIX}")), ("*", "*")],
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open an experiment file, a lesson or a folder of lessons.

        If it cannot be used, say why and change nothing.
        """
        try:
            if path.is_dir():
                self._window.open_dialog("lessons")
                self._window.dialog.open_path(path)
                return
            if path.suffix == LESSON_SUFFIX:
                self._window.guide.open_path(path)
                return
            self.show(experiment.open_experiment(path))
        except UserError as error:
            self._window.complain(error)
            return
        self._remember(path)

    def show(self, opened: experiment.Experiment) -> None:
        """Put an experiment on the screen.

        Raises:
            UserError: if its progress does not suit its settings; nothing has changed then.
        """
        window = self._window
        window.set_up(opened.lab, opened.settings, opened.make_run(), opened.controls)
        if opened.unknown:
            names = ", ".join(opened.unknown)
            window.complain(UserError("files.left_out", fields=names))

    def save(self) -> None:
        """Save to the present file; ask for one if there is none."""
        if self.path is None:
            self.save_as()
        else:
            self._save_to(self.path)

    def save_as(self) -> None:
        """Ask for a file and save the experiment there."""
        name = self._ask_for_file(experiment.SUFFIX, "ActTutor", "menu.save_as")
        if name:
            self._save_to(Path(name))

    def _save_to(self, path: Path) -> None:
        view = self._view
        try:
            limits = self._window.limiter.of(view.lab.id)
            kept = experiment.experiment_of(view.lab.id, view.run, limits)
            experiment.save_experiment(kept, path)
        except UserError as error:
            self._window.complain(error)
            return
        self._remember(path)
        self._window.say("menu.saved", file=path.name)

    def _remember(self, path: Path) -> None:
        self.path = path
        if self._window.keeper is not None:
            self._window.keeper.remember(str(path.resolve()))

    @property
    def recent(self) -> list[str]:
        """Files that were opened or saved and are still there, the latest first."""
        keeper = self._window.keeper
        return [name for name in keeper.recent if Path(name).exists()] if keeper else []

    def _ask_for_file(self, suffix: str, kind: str, title: str) -> str:
        return filedialog.asksaveasfilename(
            parent=self._window.root,
            title=self._window.texts(title),
            defaultextension=suffix,
            initialfile=f"{self._view.lab.id}{suffix}",
            filetypes=[(kind, f"*{suffix}"), ("*", "*")],
        )

    def associate(self) -> None:
        """Have a double click on an experiment file open it here."""
        from acttutor.files import association

        try:
            association.associate()
        except OSError as error:
            reason = error.strerror or ""
            self._window.complain(UserError("menu.not_associated", reason=reason))
            return
        self._window.say("menu.associated", suffix=experiment.SUFFIX)

    def save_lesson(self, lesson: Lesson, path: Path) -> None:
        """Write a lesson file.

        Raises:
            UserError: if it cannot be written.
        """
        from acttutor.lessons.writer import lesson_text

        try:
            write_atomically(path, lesson_text(lesson).encode("utf-8"))
        except OSError as error:
            reason = error.strerror or ""
            raise UserError("files.unwritable", file=path.name, reason=reason) from None
        if self._window.keeper is not None:
            self._window.keeper.remember(str(path.resolve()))

    def all_controls(self) -> None:
        """Give the learner all controls back that a file or a lesson took away."""
        self._window.limiter.lift()

    # -- share codes ---------------------------------------------------------------------------

    def code(self) -> str:
        """Return the share code of the experiment on the screen.

        Raises:
            UserError: if it is too long.
        """
        lab = self._view.lab.id
        from acttutor.files import share_code

        return share_code.encode(experiment.Experiment(lab, self._view.run.settings))

    def open_code(self, text: str) -> None:
        """Open the experiment of a share code; a `UserError` says what is wrong with it."""
        from acttutor.files import share_code

        self.show(share_code.decode(text))

    # -- the clipboard -------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the figure on the clipboard."""
        from acttutor.files.page import Page
        from acttutor.widgets import clipboard

        lab, run, texts, theme = self._page()
        page = Page(lab, run, texts, theme, COPIED)
        done = clipboard.copy_picture(page.pixels())
        self._window.say("menu.copied" if done else "menu.no_picture_clipboard")

    def copy_numbers(self) -> None:
        """Put the numbers behind the figure on the clipboard, for a spreadsheet."""
        from acttutor.widgets import clipboard

        clipboard.copy_text(self._window.root, tabbed(self._view.lab.table(self._view.run)))
        self._window.say("menu.copied")

    def copy_diagnostics(self) -> None:
        """Put versions, settings and the last error on the clipboard."""
        from acttutor.widgets import clipboard

        clipboard.copy_text(self._window.root, self.diagnostics())
        self._window.say("menu.copied")

    def diagnostics(self) -> str:
        """Return what helps to find out what went wrong."""
        import matplotlib
        import numpy as np
        import ttkbootstrap

        from acttutor import __version__

        window = self._window
        state = window.store.state
        error = window.errors[-1] if window.errors else None
        lines = [
            f"ActTutor {__version__}",
            f"{platform.platform()}, Python {platform.python_version()}"
            + (", packaged" if getattr(sys, "frozen", False) else ""),
            f"numpy {np.__version__}, matplotlib {matplotlib.__version__}, "
            f"ttkbootstrap {ttkbootstrap.__version__}, "
            f"Tk {window.root.tk.call('info', 'patchlevel')}",
            f"{state.language}, {state.theme}, {state.zoom} %, {window.root.winfo_geometry()}",
            f"lab: {state.lab}",
            f"last error: {type(error).__name__}: {error}" if error else "last error: none",
            json.dumps(to_plain(state.settings[state.lab]), ensure_ascii=False),
        ]
        return "\n".join(lines) + "\n"

    def _page(self) -> tuple[str, Any, Texts, str]:
        """Return lab, run, texts and theme, as `acttutor.files.page.Page` wants them."""
        window = self._window
        return self._view.lab.id, self._view.run, window.texts, window.store.state.theme

    # -- exports -------------------------------------------------------------------------------

    def write(self, path: Path, size: tuple[int, int]) -> None:
        """Write the figure (png, svg, pdf) or the numbers behind it (csv).

        Raises:
            UserError: if the file cannot be written.
        """
        from acttutor.files.page import picture

        kind = path.suffix.lower().lstrip(".")
        lab = LABS[self._view.lab.id]
        if kind == "csv":
            data = csv_bytes(lab.table(self._view.run))
        else:
            data = picture(kind, *self._page(), size)
        self._put(path, data)

    def write_script(self, path: Path, kind: str) -> None:
        """Write what the run has learned as a program, see `acttutor.labs.registry.Lab.script`.

        Raises:
            UserError: if the file cannot be written, or there is nothing to write.
        """
        self._put(path, self._view.lab.script(self._view.run, kind).encode("utf-8"))

    def _put(self, path: Path, data: bytes) -> None:
        try:
            path.write_bytes(data)
        except OSError as error:
            reason = error.strerror or ""
            raise UserError("files.unwritable", file=path.name, reason=reason) from None
