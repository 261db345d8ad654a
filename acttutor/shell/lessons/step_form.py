"""What a step of a lesson says and asks, as a form in one language."""

import tkinter
from dataclasses import replace
from functools import partial
from tkinter import IntVar

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.language.languages import has_blanks
from acttutor.lessons import drafts
from acttutor.lessons.lesson import Step
from acttutor.shell.lessons.goal_rows import GoalRows
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.appearance import menu_looks
from acttutor.widgets.context import attach_tip

#: Lines of each text.
LINES = {"text": 6, "hint": 2, "met": 3}
OPTIONS = 4


class StepForm(ttk.Frame):
    """Fields for the texts, the prediction and the goal of a step.

    Args:
        master: where it goes.
        window: the main window.
        language: in which it is written; other languages are kept.
    """

    def __init__(self, master: tkinter.Misc, window: MainWindow, language: str) -> None:
        super().__init__(master)
        self._window, self._language = window, language
        self._texts, self._px = window.texts, window.appearance.px
        self._step: Step | None = None
        self._row = 0
        self.columnconfigure(1, weight=1)
        self.boxes = {"text": self._text("text")}
        self._build_prediction()
        self.task = self._entry("task")
        self.goal = GoalRows(self, window)
        self._place("goal", self.goal)
        for name in ("hint", "met"):
            self.boxes[name] = self._text(name)
        self._build_values()
        self.goal.on_rows = self._make_room

    # -- fields --------------------------------------------------------------------------------

    def _place(self, name: str, widget: tkinter.Widget) -> None:
        px = self._px
        label = ttk.Label(self, text=self._texts(f"editor.fields.{name}"))
        label.grid(row=self._row, column=0, sticky="nw", padx=(0, px(10)), pady=(px(6), 0))
        widget.grid(row=self._row, column=1, sticky="ew", pady=px(3))
        self._row += 1

    def _tip(self, widget: tkinter.Misc, name: str) -> None:
        attach_tip(widget, self._texts(f"editor.tips.{name}"), self._window.appearance)

    def _entry(self, name: str) -> ttk.Entry:
        entry = ttk.Entry(self, width=20, font="TkDefaultFont")
        self._tip(entry, name)
        self._place(name, entry)
        return entry

    def _text(self, name: str) -> tkinter.Text:
        theme, px = self._window.appearance.theme, self._px
        box = tkinter.Text(
            self, height=LINES[name], width=77, undo=True,
            # Japanese has no blanks to break lines at.
            wrap="word" if has_blanks(self._language) else "char", font="TkDefaultFont",
            background=theme.background, foreground=theme.text, insertbackground=theme.text,
            relief="flat", padx=px(6), pady=px(4),
            highlightthickness=1, highlightbackground=theme.grid, highlightcolor=theme.accent,
        )  # fmt: skip
        # Tab leads on, as it does everywhere else.
        box.bind("<Tab>", lambda _event: _focus(box.tk_focusNext()))
        box.bind("<Shift-Tab>", lambda _event: _focus(box.tk_focusPrev()))
        self._tip(box, name)
        self._place(name, box)
        return box

    def _build_prediction(self) -> None:
        px = self._px
        self.question = self._entry("question")
        frame = ttk.Frame(self)
        self.right = IntVar(self, 0)
        self.options: list[ttk.Entry] = []
        for number in range(OPTIONS):
            row, column = divmod(number, 2)
            button = ttk.Radiobutton(frame, value=number, variable=self.right)
            button.grid(row=row, column=2 * column, padx=(px(8) if column else 0, px(2)))
            self._tip(button, "right")
            entry = ttk.Entry(frame, width=10, font="TkDefaultFont")
            entry.grid(row=row, column=2 * column + 1, sticky="ew", pady=px(2))
            frame.columnconfigure(2 * column + 1, weight=1)
            self._tip(entry, "option")
            self.options.append(entry)
        self._place("predict", frame)

    def _build_values(self) -> None:
        """Offer the values that the sentence at the end can contain, below its label."""
        px = self._px
        self.values = ttk.Button(
            self, icon="braces", icon_size=14, bootstyle="outline", command=self._offer_values
        )
        self.values.grid(row=self._row - 1, column=0, sticky="sw", pady=px(3))
        self._tip(self.values, "insert")
        self.menu = ttk.Menu(self, tearoff=False, **menu_looks(self._window.appearance))

    def _offer_values(self) -> None:
        below = self.values.winfo_rooty() + self.values.winfo_height()
        self.menu.tk_popup(self.values.winfo_rootx(), below)
        self.menu.grab_release()

    def _insert_value(self, name: str) -> None:
        value = self.goal.subjects.now("observe", name)
        format = ":.3f" if isinstance(value, float) else ""
        self.boxes["met"].insert("insert", "{" + name + format + "}")
        self.boxes["met"].focus_set()

    def _fill_menu(self) -> None:
        self.menu.delete(0, "end")
        for label in self.goal.subjects.labels:
            kind, name = self.goal.subjects.subject(label)
            if kind == "observe":
                self.menu.add_command(label=label, command=partial(self._insert_value, name))

    def _make_room(self, rows: int) -> None:
        """Let the text have fewer lines where the goal has many rows."""
        self.boxes["text"].configure(height=max(LINES["text"] - rows, 3))

    # -- a step --------------------------------------------------------------------------------

    def show(self, step: Step) -> None:
        """Show a step."""
        self._step = step
        for name, box in self.boxes.items():
            box.delete("1.0", "end")
            box.insert("1.0", getattr(step, name).get(self._language, "").strip())
            box.edit_reset()
        _put(self.task, step.task.get(self._language, ""))
        asked = step.predict
        _put(self.question, asked.question.get(self._language, "") if asked else "")
        for number, entry in enumerate(self.options):
            given = asked is not None and number < len(asked.options)
            words = asked.options[number] if asked and given else {}
            _put(entry, words.get(self._language, ""))
        self.right.set(asked.right if asked else 0)
        self.goal.show(step.goal, step.lab)
        self._fill_menu()

    def step(self) -> tuple[Step, UserError | None]:
        """Return the step as the form says it now.

        If a goal cannot be used, its error comes along and the step has the goal that it had.
        """
        assert self._step is not None
        step, language, error = self._step, self._language, None
        words = {
            name: drafts.reworded(getattr(step, name), language, box.get("1.0", "end"))
            for name, box in self.boxes.items()
        }
        predict = step.predict
        if predict is None or len(predict.options) <= OPTIONS:
            options = [entry.get() for entry in self.options]
            question, right = self.question.get(), self.right.get()
            predict = drafts.asked(predict, language, question, options, right)
        try:
            goal = self.goal.goal()
        except UserError as trouble:
            goal, error = step.goal, trouble
        task = drafts.reworded(step.task, language, self.task.get())
        self._step = replace(
            step, text=words["text"], hint=words["hint"], met=words["met"],
            task=task, predict=predict, goal=goal,
        )  # fmt: skip
        return self._step, error


def _put(entry: ttk.Entry, text: str) -> None:
    entry.delete(0, "end")
    entry.insert(0, text)


def _focus(widget: tkinter.Misc | None) -> str:
    if widget is not None:
        widget.focus_set()
    return "break"
