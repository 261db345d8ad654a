"""What the menu and the keys do with the experiment on the screen."""

import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.plain import to_plain
from acttutor.base.state.run import AnyRun
from acttutor.base.storage.atomic import put
from acttutor.base.storage.csv_table import csv_bytes, tabbed
from acttutor.base.task import Task, elsewhere
from acttutor.files import experiment
from acttutor.lessons.lesson import SUFFIX as LESSON_SUFFIX
from acttutor.lessons.lesson import Lesson
from acttutor.shell.control_locks import Limiter
from acttutor.shell.lab_view import LabView
from acttutor.shell.lessons.guide import Guide
from acttutor.shell.main_window import MainWindow
from acttutor.shell.tables import Tables
from acttutor.tables.reading import SUFFIXES, is_table
from acttutor.widgets.file_dialogs import ask_open, ask_save
from acttutor.widgets.worker import SCREEN

if TYPE_CHECKING:
    from PIL.Image import Image

    from acttutor.lessons.drafts import Draft

# What only some commands need is imported by them: the start does without it.

#: Width and height of a picture on the clipboard.
COPIED = (1600, 1000)


class Commands:
    """Undo, files, exports and the clipboard.

    Args:
        window: the main window.
        guide: opens lessons.
        limiter: which controls may be used.
        tables: opens tables.
    """

    def __init__(self, window: MainWindow, guide: Guide, limiter: Limiter, tables: Tables) -> None:
        self._window, self._guide, self._limiter, self._tables = window, guide, limiter, tables
        #: The file that the experiment was opened from or saved to last.
        self.path: Path | None = None
        #: The lesson that is being written, if any.
        self.draft: Draft | None = None

    @property
    def _view(self) -> LabView:
        return self._window.view

    def kept_draft(self) -> dict[str, object] | None:
        """Return the lesson that is being written as plain data, with what is typed this moment;
        ``None`` if everything of it is saved."""
        for dialog in self._window.dialogs:
            dialog.settle()
        draft = self.draft
        if draft is None or draft.is_saved:
            return None
        from acttutor.lessons.kept_draft import plain_draft

        return plain_draft(draft)

    def take_up_draft(self, data: object) -> None:
        """Go on with a lesson that was being written when the program ended."""
        if data is not None:
            from acttutor.lessons.kept_draft import draft_from_plain

            self.draft = draft_from_plain(data)
            if self.draft is not None:
                self._window.say("editor.kept")
            else:
                # A later version may be able to read it.
                self._window.keep("draft_unread", data)

    # -- undo ----------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the latest change of settings back."""
        self._window.history.undo()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._window.history.redo()

    # -- experiment files ----------------------------------------------------------------------

    def open(self) -> None:
        """Ask for an experiment, a lesson or a table and open it."""
        name = ask_open(
            parent=self._window.root,
            title=self._window.texts("menu.open"),
            filetypes=[
                ("ActTutor", (f"*{experiment.SUFFIX}", f"*{LESSON_SUFFIX}")),
                (self._window.texts("tables.dialog.tables"), [f"*{end}" for end in SUFFIXES]),
                ("*", "*"),
            ],
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open an experiment file, a table, a lesson or a folder of lessons.

        If it cannot be used, say why and change nothing.
        """
        window = self._window
        if path.is_dir():
            window.open_lessons(path)
        elif path.suffix == LESSON_SUFFIX:
            self._guide.open_path(path)
        elif is_table(path):
            self._tables.open(path)
        else:

            def show(opened: tuple[experiment.Experiment, AnyRun]) -> None:
                self._remember(path)
                self._show(*opened)

            task = experiment.opening(path)
            window.worker.do(task, show, "shell.work.open", SCREEN, file=path.name)

    def _show(self, opened: experiment.Experiment, run: AnyRun) -> None:
        """Put an experiment on the screen."""
        window = self._window
        window.set_up(opened.lab, opened.settings, run, opened.controls)
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
            limits = self._limiter.of(view.lab.id)
            kept = experiment.experiment_of(view.lab.id, view.run, limits)
            experiment.save_experiment(kept, path)
        except UserError as error:
            self._window.complain(error)
            return
        self._remember(path)
        self._window.say("menu.saved", file=path.name)

    def _remember(self, path: Path) -> None:
        self.path = path
        self._window.remember(path)

    @property
    def recent(self) -> list[str]:
        """Files that were opened or saved and are still there, the latest first."""
        return [name for name in self._window.recent if Path(name).exists()]

    def _ask_for_file(self, suffix: str, kind: str, title: str) -> str:
        return ask_save(
            parent=self._window.root,
            title=self._window.texts(title),
            defaultextension=suffix,
            initialfile=f"{self._view.lab.id}{suffix}",
            filetypes=[(kind, f"*{suffix}"), ("*", "*")],
        )

    def associate(self) -> None:
        """Have a double click on an experiment file open it here."""
        from acttutor.files import association

        def say(_result: None) -> None:
            self._window.say("menu.associated", suffix=experiment.SUFFIX)

        # The tools of the desktop may take their time.
        task = elsewhere(association.associate)
        self._window.worker.do(task, say, "shell.work.associate", "association")

    def save_lesson(self, lesson: Lesson, path: Path) -> None:
        """Write a lesson file.

        Raises:
            UserError: if it cannot be written.
        """
        from acttutor.lessons.writer import lesson_text

        put(path, lesson_text(lesson).encode("utf-8"))
        self._window.remember(path)

    def all_controls(self) -> None:
        """Give the learner all controls back that a file or a lesson took away."""
        self._limiter.lift()

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

        opened = share_code.decode(text)
        self._window.worker.stop(SCREEN)
        self._show(opened, opened.make_run())

    # -- motion --------------------------------------------------------------------------------

    @property
    def less_motion(self) -> bool:
        """Whether nothing moves for its own sake."""
        return self._view.less_motion

    def toggle_motion(self) -> None:
        """Let things move less, or as they did."""
        self._window.store.set_app(motion="full" if self.less_motion else "less")

    @property
    def speaks(self) -> bool:
        """Whether what the figure shows is spoken."""
        return self._window.store.state.speech

    def toggle_speech(self) -> None:
        """Speak what the figure shows at a pause and with its box, or be silent."""
        self._window.store.set_app(speech=not self.speaks)
        self._view.voice.stop()

    # -- the clipboard -------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the figure on the clipboard."""
        from acttutor.widgets import clipboard

        def copy(picture: "Image") -> None:
            done = clipboard.copy_picture(picture)
            self._window.say("menu.copied" if done else "menu.no_picture_clipboard")

        self._window.worker.do(self._picture(), copy, "shell.work.copy", "clipboard")

    def _picture(self) -> "Task[Image]":
        """Make a picture of the figure."""
        from PIL import Image

        with tempfile.TemporaryDirectory(prefix="acttutor-") as folder:
            file = Path(folder, "figure.png")
            yield from self._rendering(file, COPIED, folders=[folder])
            return Image.open(file).convert("RGB")

    def copy_numbers(self) -> None:
        """Put the numbers behind the figure on the clipboard, for a spreadsheet."""
        from acttutor.widgets import clipboard

        clipboard.copy_text(self._window.root, tabbed(self._view.lab.export.table(self._view.run)))
        self._window.say("menu.copied")

    def copy_words(self) -> None:
        """Put what the figure shows on the clipboard, in sentences."""
        from acttutor.widgets import clipboard

        clipboard.copy_text(self._window.root, "\n".join(self._view.spoken()))
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

    def _rendering(
        self, path: Path, size: tuple[int, int], steps: int = 0, folders: Sequence[str] = ()
    ) -> Task[None]:
        """Have the figure written, or if there are steps, an animation from the beginning."""
        from acttutor.files.rendering import rendering

        lab, run, state = self._view.lab.id, self._view.run, self._window.store.state
        options = ["--size", f"{size[0]}x{size[1]}"]
        options += ["--lang", state.language, "--theme", state.theme]
        if steps:
            moving = experiment.Experiment(lab, run.settings)
            return rendering(moving, path, [*options, "--steps", str(steps)], folders)
        return rendering(experiment.experiment_of(lab, run), path, options, folders)

    # -- exports -------------------------------------------------------------------------------

    def export(self, path: Path, size: tuple[int, int], steps: int = 0) -> None:
        """Write the figure, or an animation of so many steps, while the window lives on."""

        def say(_result: None) -> None:
            self._window.say("menu.exported", file=path.name)

        task = self._rendering(path, size, steps)
        self._window.worker.do(task, say, "shell.work.export", str(path), file=path.name)

    def write_handout(self, path: Path) -> None:
        """Write the figure with exercises about it and their key, to be printed."""
        from acttutor.files.handout import handout

        def write(content: bytes) -> None:
            try:
                put(path, content)
            except UserError as error:
                self._window.complain(error)
                return
            self._window.say("menu.exported", file=path.name)

        state, view = self._window.store.state, self._view
        task = handout([(view.lab.id, view.run)], Texts(state.language))
        self._window.worker.do(task, write, "shell.work.export", str(path), file=path.name)

    def write_numbers(self, path: Path) -> None:
        """Write the numbers behind the figure.

        Raises:
            UserError: if the file cannot be written.
        """
        put(path, csv_bytes(self._view.lab.export.table(self._view.run)))

    def write_script(self, path: Path, kind: str) -> None:
        """Write what the run has learned as a program, see `acttutor.labs.registry.Lab.script`.

        Raises:
            UserError: if the file cannot be written, or there is nothing to write.
        """
        put(path, self._view.lab.export.script(self._view.run, kind).encode("utf-8", "replace"))
