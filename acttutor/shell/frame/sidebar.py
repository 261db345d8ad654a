"""The rail: all labs, grouped, one click away."""

import tkinter
from collections.abc import Callable, Mapping

import ttkbootstrap as ttk

from acttutor.base.language.texts import Texts
from acttutor.labs.registry import LABS, Lab
from acttutor.shell.key_names import shown
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.column import Column
from acttutor.widgets.context import attach_tip
from acttutor.widgets.group import make_group

#: Least width with names and width with icons alone, in logical pixels.
WIDTH, NARROW = 160, 54


class Rail(Column):
    """Buttons for the labs under the headings of their groups.

    Where there is little height it does without the headings, with lower rows, and then scrolls;
    where there is little width, without names.

    Args:
        master: the window.
        texts: the catalogue.
        appearance: theme and sizes.
        choose: called with the id of the lab that was clicked.
        keys: the key of each lab, as Tk writes it.
    """

    def __init__(
        self,
        master: tkinter.Misc,
        texts: Texts,
        appearance: Appearance,
        choose: Callable[[str], None],
        keys: Mapping[str, str],
    ) -> None:
        px = appearance.px
        super().__init__(master, appearance, (px(8), px(4)), px(WIDTH), "Rail.TFrame")
        self.paint("Rail.TFrame", appearance.theme.surface)
        self.scrolled.container.grid_columnconfigure(1, minsize=0)
        self._chosen = tkinter.StringVar(self)
        self.buttons: dict[str, ttk.Radiobutton] = {}
        self._headings: list[tuple[ttk.Label, ttk.Radiobutton]] = []
        self._names: dict[str, str] = {}
        self._narrow = False
        heading = None
        for lab in LABS.values():
            button = self._button(lab, texts, keys.get(lab.id, ""), choose)
            if heading != lab.group:
                heading = lab.group
                label = ttk.Label(
                    self.scrolled, text=texts(f"shell.groups.{heading}"), style="RailGroup.TLabel"
                )
                self._headings.append((label, button))
            button.pack(fill="x")
        # Going through the labs shows none of them: building one takes a moment.
        buttons = self.buttons
        make_group(list(buttons.values()), lambda: buttons.get(self._chosen.get()), choosing=False)
        self._headed = False
        self._show_headings(True)
        # What names need beside their icons is known once the style has spoken.
        self.update_idletasks()
        self.wide = max(px(WIDTH), px(16) + max(b.winfo_reqwidth() for b in self.buttons.values()))
        self.slim = px(NARROW)
        self._full_height = self.scrolled.winfo_reqheight()
        self.set_width(self.wide)
        self.follow_focus()

    def _button(
        self, lab: Lab, texts: Texts, key: str, choose: Callable[[str], None]
    ) -> ttk.Radiobutton:
        name = self._names[lab.id] = texts(f"{lab.id}.name")
        button = ttk.Radiobutton(
            self.scrolled,
            text=name,
            value=lab.id,
            variable=self._chosen,
            command=lambda: choose(lab.id),
            icon=lab.icon,
            icon_size=16,
            compound="left",
            style="Rail.Toolbutton",
        )
        shortcut = texts("shell.rail.shortcut", keys=shown([key], texts)) if key else ""
        attach_tip(button, f"{texts(f'{lab.id}.question')}{shortcut}", self.appearance)
        self.buttons[lab.id] = button
        return button

    def narrow(self, narrow: bool) -> None:
        """Show icons alone, or names beside them."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for lab, button in self.buttons.items():
            button.configure(text="" if narrow else self._names[lab])
        self.set_width(self.slim if narrow else self.wide)
        self._fit_height()

    def _on_size(self, event: "tkinter.Event[tkinter.Misc]") -> None:
        self._fit_height()
        super()._on_size(event)

    def _fit_height(self) -> None:
        height = self.scrolled.container.winfo_height()
        if height > 1:
            self._show_headings(not self._narrow and self._full_height <= height)

    def _show_headings(self, shown: bool) -> None:
        px = self.appearance.px
        if shown == self._headed:
            return
        self._headed = shown
        for label, button in self._headings:
            if shown:
                label.pack(anchor="w", padx=px(8), pady=(px(5), px(1)), before=button)
            else:
                label.pack_forget()
            # Without its heading, a group still stands apart from the one before.
            button.pack_configure(pady=0 if shown else (px(4), 0))
        for button in self.buttons.values():
            button.configure(style="Rail.Toolbutton" if shown else "Low.Rail.Toolbutton")

    def show(self, lab: str) -> None:
        """Mark the lab on the screen, and have it in view."""
        self._chosen.set(lab)
        self.update_idletasks()
        self.scroll_to(self.buttons[lab])
