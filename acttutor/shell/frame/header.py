"""The header: which lab, its question, and how the window looks."""

import tkinter
from collections.abc import Callable
from tkinter import font as tkfont

import ttkbootstrap as ttk

from acttutor.base.language.languages import about, following
from acttutor.base.language.texts import Texts
from acttutor.base.state.store import ZOOMS, Store
from acttutor.labs.registry import LABS
from acttutor.shell.commands import Commands
from acttutor.shell.frame.menu import FileMenu
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import attach_tip
from acttutor.widgets.tips import TermTip

#: Room beside title, question and tools, in logical pixels.
MARGINS = 60


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
        master: tkinter.Misc,
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
        self._lab = ""
        # Packed from the right, but reached by Tab from left to right.
        tools = self._tools = ttk.Frame(self)
        tools.pack(side="right")
        self.title = ttk.Label(self, style="Title.TLabel")
        self.title.pack(side="left")
        self.question = ttk.Label(self, style="Question.TLabel")
        self.question.pack(side="left", padx=(px(16), px(8)), pady=(px(3), 0))
        for label in (self.title, self.question):
            TermTip(label, texts, appearance)
        # Tab goes through the tools after the words, as one reads.
        tools.lift()
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
        self._measure()
        self.bind("<Configure>", lambda _event: self._fit())

    def _tool(
        self, master: tkinter.Misc, name: str, command: Callable[[], object], icon: str
    ) -> ttk.Button:
        button = ttk.Button(master, command=command, bootstyle="ghost", icon=icon, icon_size=16)
        button.pack(side="left", padx=self._appearance.px(1))
        attach_tip(button, self._texts(f"shell.{name}.tip"), self._appearance)
        return button

    def show(self, lab: str) -> None:
        """Show title and question of a lab."""
        self._lab = lab
        self._fit()

    def _measure(self) -> None:
        """Find the widths of all words, which decide what there is room for."""
        title, question = (tkfont.nametofont(name, self) for name in ("ActTitle", "ActQuestion"))
        texts = self._texts
        self._titles = {lab: title.measure(texts(f"{lab}.title")) for lab in LABS}
        self._names = {lab: title.measure(texts(f"{lab}.name")) for lab in LABS}
        self._questions = {lab: question.measure(texts(f"{lab}.question")) for lab in LABS}
        self.update_idletasks()
        self._tools_width = self._tools.winfo_reqwidth()
        self._say_tools(False)
        self.update_idletasks()
        self._icons_width = self._tools.winfo_reqwidth()

    def _say_tools(self, worded: bool) -> None:
        for button, text in self._worded.items():
            button.configure(text=text if worded else "")

    def _fit(self) -> None:
        """Keep one line: leave out the words of the buttons, then the question, then a long title.

        What the buttons show depends on the width alone, so that they keep their places whichever
        lab is on the screen.
        """
        width, lab = self.winfo_width(), self._lab
        if width <= 1 or not lab:
            return
        room = width - self._appearance.px(MARGINS)
        longest = max(self._titles[one] + self._questions[one] for one in LABS)
        worded = longest + self._tools_width <= room
        self._say_tools(worded)
        room -= self._tools_width if worded else self._icons_width
        short = self._titles[lab] > room
        small = short and self._names[lab] > room
        self.title.configure(
            text=self._texts(f"{lab}.name" if short else f"{lab}.title"),
            style="SmallTitle.TLabel" if small else "Title.TLabel",
        )
        fits = self._titles[lab] + self._questions[lab] <= room
        self.question.configure(text=self._texts(f"{lab}.question") if fits else "")

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
