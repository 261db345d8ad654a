"""The menu of the header: files, sharing, exports."""

import tkinter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.language.texts import Texts, visible
from acttutor.shell.commands import Commands
from acttutor.system.association import can_associate
from acttutor.system.speech import can_speak
from acttutor.widgets.appearance import Appearance, menu_looks
from acttutor.widgets.context import attach_tip


class FileMenu(ttk.Button):
    """A button that opens the menu.

    Args:
        master: the header.
        commands: what the entries do.
        texts: the catalogue.
        appearance: theme and sizes.
        dialogs: opens a dialog by its name, ``"share"`` or ``"export"``.
    """

    def __init__(
        self,
        master: tkinter.Misc,
        commands: Commands,
        texts: Texts,
        appearance: Appearance,
        dialogs: Callable[[str], None],
    ) -> None:
        super().__init__(
            master,
            text=texts("menu.name"),
            icon="folder2-open",
            icon_size=16,
            compound="left",
            bootstyle="ghost",
            command=self._open,
        )
        self._texts = texts
        self._commands = commands
        self._looks = menu_looks(appearance)
        attach_tip(self, texts("menu.tip"), appearance)
        self.menu = self._new_menu(self)
        self._add("open", commands.open, "Ctrl+O")
        self._recent = self._new_menu(self.menu, postcommand=self._fill_recent)
        self.menu.add_cascade(label=texts("menu.recent"), menu=self._recent)
        self._add("save", commands.save, "Ctrl+S")
        self._add("save_as", commands.save_as, "Ctrl+Shift+S")
        if can_associate():
            self._add("associate", commands.associate)
        self.menu.add_separator()
        self._add("share.title", lambda: dialogs("share"))
        self._add("export.title", lambda: dialogs("export"), "Ctrl+E")
        self._add("glossary.title", lambda: dialogs("glossary"), "Ctrl+G")
        self._add("keys", lambda: dialogs("keys"), "F1")
        self._add("present", lambda: dialogs("present"), "F5")
        self._less_motion = self._add_switch("less_motion", commands.toggle_motion)
        self._speech = self._add_switch("speech", commands.toggle_speech) if can_speak() else None
        self.menu.add_separator()
        self._add("capture_step.label", lambda: dialogs("capture_step"))
        self._add("write_lesson", lambda: dialogs("write_lesson"))
        self._add("choose_controls", lambda: dialogs("controls"))
        self._add("all_controls.label", commands.all_controls)
        self.menu.add_separator()
        self._add("spoken.title", lambda: dialogs("spoken"), "F2")
        self._add("copy_words.entry", commands.copy_words)
        self._add("copy_picture", commands.copy_picture)
        self._add("copy_numbers", commands.copy_numbers)
        self._add("copy_diagnostics", commands.copy_diagnostics)

    def _open(self) -> None:
        """Show the menu below the button."""
        self._less_motion.set(self._commands.less_motion)
        if self._speech is not None:
            self._speech.set(self._commands.speaks)
        below = self.winfo_rooty() + self.winfo_height()
        self.menu.tk_popup(self.winfo_rootx(), below)
        self.menu.grab_release()

    def _new_menu(self, master: tkinter.Misc, **options: Any) -> ttk.Menu:
        return ttk.Menu(master, tearoff=False, **self._looks, **options)

    def _add(self, name: str, command: Callable[[], None], key: str = "") -> None:
        self.menu.add_command(label=self._texts(f"menu.{name}"), command=command, accelerator=key)

    def _add_switch(self, name: str, command: Callable[[], None]) -> tkinter.BooleanVar:
        is_on = tkinter.BooleanVar(self)
        self.menu.add_checkbutton(
            label=self._texts(f"menu.{name}"), variable=is_on, command=command
        )
        return is_on

    def _fill_recent(self) -> None:
        self._recent.delete(0, "end")
        for name in self._commands.recent:
            path = Path(name)
            self._recent.add_command(
                label=visible(path.name), command=partial(self._commands.open_path, path)
            )
        if not self._commands.recent:
            self._recent.add_command(label=self._texts("menu.no_recent"), state="disabled")
