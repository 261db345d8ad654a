"""The header: which lab, its question, and how the window looks."""

from collections.abc import Callable
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.languages import about, following
from acttutor.base.store import ZOOMS, Store
from acttutor.base.texts import Texts
from acttutor.shell.commands import Commands
from acttutor.shell.menu import FileMenu
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import attach_tip
from acttutor.widgets.tips import TermTip

#: Room beside title, question and tools, in logical pixels.
MARGINS = 52


class Header(ttk.Frame):
    """Title and question of the lab on the left; language, theme and zoom on the right.

    Args:
        master: the window.
        store: where language, theme and zoom are changed.
        texts: the catalogue.
        appearance: theme and sizes.
        commands: undo, and what the menu does.
        dialogs: opens a dialog by its name.
    """

    def __init__(
        self,
        master: Any,
        store: Store,
        texts: Texts,
        appearance: Appearance,
        commands: Commands,
        dialogs: Callable[[str], None],
    ) -> None:
        px = appearance.px
        super().__init__(master, padding=(px(16), px(10), px(12), px(8)))
        self._store = store
        self._texts = texts
        self._appearance = appearance
        self._short = False
        # Packed from the right, but reached by Tab from left to right.
        tools = self._tools = ttk.Frame(self)
        tools.pack(side="right")
        self._tools_width = self._question_width = 0
        self.title = ttk.Label(self, style="Title.TLabel")
        self.title.pack(side="left")
        self.question = ttk.Label(self, style="Question.TLabel")
        self.question.pack(side="left", padx=(px(16), px(8)), pady=(px(3), 0))
        for label in (self.title, self.question):
            TermTip(label, texts, appearance)
        self.undo = self._tool(tools, "undo", commands.undo, "arrow-90deg-left")
        self.redo = self._tool(tools, "redo", commands.redo, "arrow-90deg-right")
        self.lessons = self._tool(tools, "lessons", lambda: dialogs("lessons"), "mortarboard")
        self.lessons.configure(text=texts("shell.lessons.name"), compound="left")
        self.menu = FileMenu(tools, commands, texts, appearance, dialogs)
        self.menu.pack(side="left", padx=px(6))
        self.language = self._tool(tools, "language", self._toggle_language, "translate")
        self.language.configure(
            text=about(following(store.state.language))["name"], compound="left"
        )
        state = store.state
        self.theme = self._tool(
            tools, "theme", self._toggle_theme, "sun" if state.theme == "dark" else "moon-stars"
        )
        self.smaller = self._tool(tools, "smaller", lambda: self.zoom(-1), "zoom-out")
        self.larger = self._tool(tools, "larger", lambda: self.zoom(+1), "zoom-in")
        self._worded = {
            button: button.cget("text") for button in (self.lessons, self.menu, self.language)
        }
        self.bind("<Configure>", lambda _event: self._fit())

    def _tool(self, master: Any, name: str, command: Any, icon: str) -> ttk.Button:
        button = ttk.Button(master, command=command, bootstyle="ghost", icon=icon, icon_size=16)
        button.pack(side="left", padx=self._appearance.px(1))
        attach_tip(button, self._texts(f"shell.{name}.tip"), self._appearance)
        return button

    def show(self, lab: str) -> None:
        """Show title and question of a lab."""
        self.title.configure(text=self._texts(f"{lab}.title"))
        self.question.configure(text=self._texts(f"{lab}.question"))
        self.question.configure(wraplength=0)
        self._question_width = self.question.winfo_reqwidth()
        self._fit()

    def _fit(self) -> None:
        """Leave the words of some buttons out where the question needs the room."""
        if not self._short:
            self._tools_width = self._tools.winfo_reqwidth()
        words = self.title.winfo_reqwidth() + self._question_width
        needed = words + self._tools_width + self._appearance.px(MARGINS)
        width = self.winfo_width()
        short = needed > width > 1
        if short != self._short:
            self._short = short
            for button, text in self._worded.items():
                button.configure(text="" if short else text)
            self.update_idletasks()
        room = width - self.title.winfo_reqwidth() - self._tools.winfo_reqwidth()
        # A long question has two lines where it must.
        self.question.configure(
            wraplength=max(room - self._appearance.px(MARGINS), 1) if short else 0
        )

    def show_history(self, can_undo: bool, can_redo: bool) -> None:
        """Offer undo and redo where there is something to undo or redo."""
        for button, able in ((self.undo, can_undo), (self.redo, can_redo)):
            button.state(["!disabled" if able else "disabled"])

    def _toggle_language(self) -> None:
        self._store.set_app(language=following(self._store.state.language))

    def _toggle_theme(self) -> None:
        self._store.set_app(theme="light" if self._store.state.theme == "dark" else "dark")

    def zoom(self, steps: int) -> None:
        """Go to the next larger (+1) or smaller (−1) zoom; 0 returns to 100 %."""
        position = ZOOMS.index(self._store.state.zoom) + steps if steps else ZOOMS.index(100)
        self._store.set_app(zoom=ZOOMS[min(max(position, 0), len(ZOOMS) - 1)])
