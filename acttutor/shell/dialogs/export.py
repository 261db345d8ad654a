"""Export what is on the screen: picture, animation, numbers. The window stays alive meanwhile."""

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from tkinter import StringVar, filedialog
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.files import experiment
from acttutor.files.animation import ffmpeg
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.widgets.context import attach_tip

SIZES = ("1280x800", "1920x1080", "3840x2160", "1024x768", "800x600")
#: How often the process that makes an animation is asked how far it is.
LOOK_MS = 100


class ExportDialog(Dialog):
    """Format, size, and for animations the number of steps.

    Args:
        window: the main window.
    """

    def __init__(self, window: Any) -> None:
        super().__init__(window, "menu.export.title")
        self._job: AnimationJob | None = None
        self._after_id: str | None = None
        moving = ("gif", *(("mp4",) if ffmpeg() else ())) if window.view.lab.has_time else ()
        own = tuple(window.view.lab.scripts)
        self._choices: dict[str, Any] = {}
        self.kind = self._choice("kind", ("png", "svg", "pdf", *moving, "csv", *own))
        self.size = self._choice("size", SIZES)
        self.steps = self._choice("steps", ("60", "120", "300", "600", "1500"), "120")
        self.kind.trace_add("write", lambda *_: self._follow())
        self._build_buttons()
        self._follow()
        self.present()

    def _choice(self, name: str, options: tuple[str, ...], default: str = "") -> StringVar:
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=self.px(4))
        label = ttk.Label(row, text=self.texts(f"menu.export.{name}"), width=14)
        label.pack(side="left")
        names = {self._name(name, option): option for option in options}
        shown = StringVar(self.top, self._name(name, default or options[0]))
        value = StringVar(self.top, default or options[0])
        shown.trace_add("write", lambda *_: value.set(names[shown.get()]))
        box = ttk.Combobox(row, textvariable=shown, values=list(names), state="readonly", width=34)
        box.pack(side="left", fill="x", expand=True)
        attach_tip(box, self.texts(f"menu.export.{name}_tip"), self.window.appearance)
        self._choices[name] = row
        return value

    def _name(self, name: str, option: str) -> str:
        key = f"menu.export.kinds.{option}"
        return str(self.texts(key)) if name == "kind" else option.replace("x", " × ")

    def _build_buttons(self) -> None:
        px = self.px
        self.bar = ttk.Progressbar(self.frame, maximum=1.0)
        row = ttk.Frame(self.frame)
        row.pack(side="bottom", fill="x", pady=(px(16), 0))
        self.go = self.button(row, "do_export", self._go, "primary")
        self.go.pack(side="right")
        self.button(row, "cancel", self.close).pack(side="right", padx=px(8))

    def _follow(self) -> None:
        """Offer only what the format can make use of."""
        kind = self.kind.get()
        shown = {"size": kind in ("png", "svg", "pdf", "gif", "mp4"), "steps": kind in MOVING}
        for name, wanted in shown.items():
            if wanted:
                self._choices[name].pack(fill="x", pady=self.px(4), after=self._choices["kind"])
            else:
                self._choices[name].pack_forget()

    def _go(self) -> None:
        kind = self.kind.get()
        suffix = SCRIPT_SUFFIX if kind in self.window.view.lab.scripts else f".{kind}"
        name = filedialog.asksaveasfilename(
            parent=self.top,
            title=self.texts("menu.export.title"),
            defaultextension=suffix,
            initialfile=f"{self.window.view.lab.id}{suffix}",
            filetypes=[(kind.upper(), f"*{suffix}")],
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the file; an animation is made in the background."""
        self.complain("")
        width, height = (int(side) for side in self.size.get().split("x"))
        kind, commands = self.kind.get(), self.window.commands
        try:
            if kind in MOVING:
                self._animate(path, (width, height))
                return
            if kind in self.window.view.lab.scripts:
                commands.write_script(path, kind)
            else:
                commands.write(path, (width, height))
        except UserError as error:
            self.complain(self.texts.error(error))
            return
        self._done(path)

    def _animate(self, path: Path, size: tuple[int, int]) -> None:
        state, view = self.window.store.state, self.window.view
        kept = experiment.Experiment(view.lab.id, view.run.settings)
        self._job = AnimationJob(kept, path, size, int(self.steps.get()), state)
        self.go.configure(state="disabled")
        self.bar.pack(fill="x", pady=(self.px(12), 0))
        self._after_id = self.top.after(LOOK_MS, self._look)

    def _look(self) -> None:
        """Follow the animation that is being made."""
        job = self._job
        if job is None:
            return
        self.bar.configure(value=job.progress())
        if job.is_running:
            self._after_id = self.top.after(LOOK_MS, self._look)
            return
        self._job = self._after_id = None
        self.go.configure(state="normal")
        self.bar.pack_forget()
        if job.failure:
            self.complain(job.failure)
        else:
            self._done(job.path)

    def _done(self, path: Path) -> None:
        self.close()
        self.window.say("menu.exported", file=path.name)

    def close(self) -> None:
        """Take it away; what is being made is given up."""
        if self._after_id is not None:
            self.top.after_cancel(self._after_id)
            self._after_id = None
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().close()


MOVING = ("gif", "mp4")
SCRIPT_SUFFIX = ".py"


class AnimationJob:
    """Makes an animation in another process: the command line, as anyone could call it.

    Args:
        kept: the experiment.
        path: the file to write.
        size: width and height in pixels.
        steps: steps from the beginning.
        state: language and theme.
    """

    def __init__(
        self,
        kept: experiment.Experiment,
        path: Path,
        size: tuple[int, int],
        steps: int,
        state: Any,
    ) -> None:
        self.path = path
        self.failure = ""
        handle, name = tempfile.mkstemp(suffix=experiment.SUFFIX)
        os.close(handle)
        self._file = Path(name)
        experiment.save_experiment(kept, self._file)
        program = [] if getattr(sys, "frozen", False) else ["-m", "acttutor"]
        command = [sys.executable, *program, "render", name, "--out", str(path)]
        command += ["--steps", str(steps), "--size", f"{size[0]}x{size[1]}", "--progress"]
        command += ["--lang", state.language, "--theme", state.theme]
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - see _clean
        self._process = subprocess.Popen(command, stdout=self._log, stderr=subprocess.STDOUT)

    @property
    def is_running(self) -> bool:
        """Whether it is still at work; if not, `failure` says what went wrong, if anything."""
        if self._process.poll() is None:
            return True
        if self._process.returncode != 0 and not self.failure:
            lines = self._lines()
            self.failure = lines[-1].removeprefix("acttutor: ") if lines else "?"
        self._clean()
        return False

    def progress(self) -> float:
        """Return the share that is done, from 0 to 1."""
        shares = [line for line in self._lines() if line.replace(".", "", 1).isdigit()]
        return float(shares[-1]) if shares else 0.0

    def _lines(self) -> list[str]:
        if self._log.closed:
            return []
        self._log.seek(0)
        return self._log.read().splitlines()

    def cancel(self) -> None:
        """Give it up and leave nothing behind."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        with contextlib.suppress(OSError):
            self.path.with_name(f"{self.path.name}.part").unlink(missing_ok=True)
        self._clean()

    def _clean(self) -> None:
        self._log.close()
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
