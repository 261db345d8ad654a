"""The rail: all labs, grouped, one click away."""

import tkinter
from collections.abc import Callable
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.texts import Texts
from acttutor.labs.registry import LABS
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import attach_tip

#: Width in logical pixels.
WIDTH = 160


class Rail(ttk.Frame):
    """Buttons for the labs under the headings of their groups.

    Args:
        master: the window.
        texts: the catalogue.
        appearance: theme and sizes.
        choose: called with the id of the lab that was clicked.
    """

    def __init__(
        self, master: Any, texts: Texts, appearance: Appearance, choose: Callable[[str], None]
    ) -> None:
        px = appearance.px
        super().__init__(master, style="Rail.TFrame", padding=(px(8), px(4)), width=px(WIDTH))
        self.pack_propagate(False)
        self._chosen = tkinter.StringVar(self)
        self.buttons: dict[str, ttk.Radiobutton] = {}
        group = ""
        for number, lab in enumerate(LABS.values(), start=1):
            if lab.group != group:
                group = lab.group
                heading = ttk.Label(
                    self, text=texts(f"shell.groups.{group}"), style="RailGroup.TLabel"
                )
                heading.pack(anchor="w", padx=px(8), pady=(px(5), px(1)))
            button = ttk.Radiobutton(
                self,
                text=texts(f"{lab.id}.name"),
                value=lab.id,
                variable=self._chosen,
                command=lambda lab=lab: choose(lab.id),
                icon=lab.icon,
                icon_size=16,
                compound="left",
                style="Rail.Toolbutton",
            )
            button.pack(fill="x")
            shortcut = texts("shell.rail.shortcut", number=number) if number <= 9 else ""
            attach_tip(button, f"{texts(f'{lab.id}.question')}{shortcut}", appearance)
            self.buttons[lab.id] = button

    def show(self, lab: str) -> None:
        """Mark the lab on the screen."""
        self._chosen.set(lab)
