"""Export what is on the screen: picture, animation, numbers, a program."""

from pathlib import Path
from tkinter import StringVar

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.files.animation import ffmpeg
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.surroundings import Surroundings
from acttutor.widgets.context import attach_tip
from acttutor.widgets.file_dialogs import ask_save
from acttutor.widgets.variables import watch

SIZES = ("1280x800", "1920x1080", "3840x2160", "1024x768", "800x600")


class ExportDialog(Dialog[dict[str, str]]):
    """Format, size, and for animations the number of steps.

    Args:
        window: the main window.
    """

    window: Surroundings

    def __init__(self, window: Surroundings) -> None:
        super().__init__(window, "menu.export.title")
        moving = ("gif", *(("mp4",) if ffmpeg() else ())) if window.view.lab.has_time else ()
        own = tuple(window.view.lab.scripts)
        self._choices: dict[str, ttk.Frame] = {}
        self._names: dict[str, tuple[StringVar, StringVar]] = {}
        self.kind = self._choice("kind", ("png", "svg", "pdf", *moving, "csv", "handout", *own))
        self.size = self._choice("size", SIZES)
        self.steps = self._choice("steps", ("60", "120", "300", "600", "1500"), "120")
        watch(self.kind, self.top, self._follow)
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
        watch(shown, self.top, lambda: value.set(names[shown.get()]))
        box = ttk.Combobox(row, textvariable=shown, values=list(names), state="readonly", width=38)
        box.pack(side="left", fill="x", expand=True)
        attach_tip(box, self.texts(f"menu.export.{name}_tip"), self.window.appearance)
        self._choices[name] = row
        self._names[name] = (shown, value)
        return value

    def kept(self) -> dict[str, str]:
        return {name: value.get() for name, (_, value) in self._names.items()}

    def take_up(self, kept: dict[str, str]) -> None:
        for name, (shown, _) in self._names.items():
            shown.set(self._name(name, kept[name]))

    def _name(self, name: str, option: str) -> str:
        key = f"menu.export.kinds.{option}"
        return self.texts(key) if name == "kind" else option.replace("x", " × ")

    def _build_buttons(self) -> None:
        px = self.px
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
        kinds = {"handout": ".pdf", **dict.fromkeys(self.window.view.lab.scripts, SCRIPT_SUFFIX)}
        suffix = kinds.get(kind, f".{kind}")
        name = ask_save(
            parent=self.top,
            title=self.texts("menu.export.title"),
            defaultextension=suffix,
            initialfile=f"{self.window.view.lab.id}{suffix}",
            filetypes=[(suffix[1:].upper(), f"*{suffix}")],
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the file; pictures are made while the window lives on."""
        self.complain("")
        width, height = (int(side) for side in self.size.get().split("x"))
        kind, commands = self.kind.get(), self.window.commands
        scripts = self.window.view.lab.scripts
        try:
            if kind in scripts:
                commands.write_script(path, kind)
            elif kind == "csv":
                commands.write_numbers(path)
        except UserError as error:
            self.complain(self.texts.error(error))
            return
        self.close()
        if kind in scripts or kind == "csv":
            self.window.say("menu.exported", file=path.name)
        elif kind == "handout":
            commands.write_handout(path)
        else:
            commands.export(path, (width, height), int(self.steps.get()) if kind in MOVING else 0)


MOVING = ("gif", "mp4")
SCRIPT_SUFFIX = ".py"
