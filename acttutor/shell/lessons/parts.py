"""Parts of the lesson editor: what concerns the whole lesson, and the list of its steps."""

import re
import tkinter
from collections.abc import Callable
from dataclasses import replace
from tkinter import StringVar
from typing import Any, Protocol, TypeVar

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.language.languages import LANGUAGES
from acttutor.base.language.texts import Texts
from acttutor.lessons import drafts
from acttutor.lessons.lesson import Lesson, Step, line_in
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip

W = TypeVar("W", bound=tkinter.Widget)

LEVELS = ("★", "★★", "★★★")


class Editor(Protocol):
    """What the list of steps tells to do something."""

    def choose(self, index: int) -> None:
        """Go to another step."""

    def capture(self) -> None:
        """Add the experiment on the screen as a step."""

    def capture_again(self) -> None:
        """Let the chosen step begin with the experiment on the screen."""

    def move(self, by: int) -> None:
        """Let the chosen step come earlier or later."""

    def delete(self) -> None:
        """Take the chosen step out."""

    def button(
        self, master: tkinter.Misc, name: str, command: Callable[[], object], style: str = "outline"
    ) -> ttk.Button:
        """Add a button with label and tooltip."""


class LessonHead(ttk.Frame):
    """Title, duration and level of a lesson.

    Args:
        master: where it goes.
        window: the main window.
    """

    def __init__(self, master: tkinter.Misc, window: MainWindow) -> None:
        super().__init__(master)
        self._window, self._px = window, window.appearance.px
        self.titles: dict[str, ttk.Entry] = {}
        for language in LANGUAGES:
            self.titles[language] = self._field(f"title_{language}", ttk.Entry, width=30)
        self.minutes = self._field("minutes", ttk.Entry, width=4, justify="right")
        self._level = StringVar(self)
        self.level = self._field(
            "level",
            ttk.Combobox, textvariable=self._level, values=LEVELS, width=7, state="readonly",
        )  # fmt: skip

    def _field(self, name: str, kind: type[W], **options: Any) -> W:
        px, texts = self._px, self._window.texts
        label = ttk.Label(self, text=texts(f"editor.fields.{name}"))
        label.pack(side="left", padx=(0, px(6)))
        widget = kind(self, **options)
        widget.pack(side="left", padx=(0, px(14)))
        attach_tip(widget, texts(f"editor.tips.{name}"), self._window.appearance)
        return widget

    def show(self, lesson: Lesson) -> None:
        """Show a lesson."""
        for language, entry in self.titles.items():
            _put(entry, lesson.title.get(language, ""))
        _put(self.minutes, str(lesson.minutes))
        self._level.set(LEVELS[lesson.level - 1])

    def taken(self, lesson: Lesson) -> Lesson:
        """Return a lesson with what the fields say now."""
        title = lesson.title
        for language, entry in self.titles.items():
            title = drafts.reworded(title, language, entry.get())
        text = self.minutes.get().strip()
        minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        level = LEVELS.index(self._level.get()) + 1
        return replace(lesson, title=title, minutes=minutes, level=level)


class StepList(ttk.Frame):
    """The steps of a lesson, what the chosen one begins with, and what can be done with it.

    Args:
        master: where it goes.
        window: the main window.
        editor: does what the buttons say.
    """

    def __init__(self, master: tkinter.Misc, window: MainWindow, editor: Editor) -> None:
        super().__init__(master)
        px = window.appearance.px
        self._window, self._texts = window, window.texts
        self.list = ttk.Treeview(self, show="tree", height=17, selectmode="browse")
        self.list.column("#0", width=px(236))
        self.list.pack(fill="both", expand=True)
        self.list.bind("<<TreeviewSelect>>", lambda _event: self._on_chosen(editor))
        attach_tip(self.list, self._texts("editor.tips.steps"), window.appearance)
        self.about = ttk.Label(self, style="Muted.TLabel", wraplength=px(236), justify="left")
        self.about.pack(fill="x", pady=(px(6), 0))
        self.capture = editor.button(self, "capture_step", editor.capture, "primary")
        self.capture.pack(fill="x", pady=px(6))
        row = ttk.Frame(self)
        row.pack(fill="x")
        self.buttons: dict[str, ttk.Button] = {}
        for name, icon, command in (
            ("up", "arrow-up", lambda: editor.move(-1)),
            ("down", "arrow-down", lambda: editor.move(+1)),
            ("again", "camera", editor.capture_again),
            ("delete", "trash", editor.delete),
        ):
            button = ttk.Button(row, command=command, icon=icon, icon_size=14, bootstyle="outline")
            button.pack(side="left", fill="x", expand=True, padx=px(2))
            attach_tip(button, self._texts(f"editor.tips.{name}"), window.appearance)
            self.buttons[name] = button

    def show(self, lesson: Lesson, index: int) -> None:
        """Show the steps of a lesson, one of them chosen."""
        if len(self.list.get_children()) != len(lesson.steps):
            self.list.delete(*self.list.get_children())
            for number in range(len(lesson.steps)):
                self.list.insert("", "end", str(number))
        for number, step in enumerate(lesson.steps):
            self.list.item(str(number), text=f"{number + 1}. {self._summary(step)}")
        if lesson.steps:
            self.list.selection_set(str(index))
            self.list.see(str(index))
        self.about.configure(text=self._beginning(lesson.steps[index]) if lesson.steps else "")
        for button in self.buttons.values():
            button.state(["!disabled" if lesson.steps else "disabled"])

    def _on_chosen(self, editor: Editor) -> None:
        for chosen in self.list.selection():
            editor.choose(int(chosen))

    def _summary(self, step: Step) -> str:
        language = self._texts.language
        words = line_in(step.task, language) or line_in(step.text, language)
        return words or f"({self._texts(f'{step.lab}.name')})"

    def _beginning(self, step: Step) -> str:
        """Return what a step begins with, in words."""
        lab = self._texts(f"{step.lab}.name")
        if step.settings is None:
            return self._texts("editor.goes_on", lab=lab)
        words = self._texts("editor.begins", lab=lab, settings=len(step.settings), steps=step.run)
        limited = len(step.hide) + len(step.lock)
        return words + (self._texts("editor.limited", controls=limited) if limited else "")


def sentence(texts: Texts, error: UserError) -> str:
    """Return what is wrong with a draft, with the names that the fields have in the editor."""
    if error.key != "editor.wrong":
        return texts.error(error)
    field, step = str(error.values["field"]), error.values["step"]
    first = re.split(r"[. ]", field)[0]
    name = texts.first(f"editor.fields.{first}", field)
    if "{" in field:
        name = f"{name} {field.removeprefix(first).strip()}"
    key = "editor.wrong" if step else "editor.wrong_lesson"
    return texts(key, step=step, field=name)


def _put(entry: ttk.Entry, text: str) -> None:
    entry.delete(0, "end")
    entry.insert(0, text)
