"""The goal of a step, as rows: what is looked at, how it is compared, and with what."""

import tkinter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from tkinter import StringVar

import ttkbootstrap as ttk

from acttutor.labs.registry import LABS
from acttutor.lessons import drafts
from acttutor.lessons.drafts import Typed
from acttutor.lessons.goals import TESTS
from acttutor.lessons.lesson import Condition
from acttutor.shell.lessons.goal_variables import Subjects
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip

#: Rows that have room; more can be written into the file by hand.
MOST = 4


class Row:
    """One condition.

    Args:
        rows: where it stands.
        condition: what it shows.
    """

    def __init__(self, rows: "GoalRows", condition: Condition) -> None:
        self._rows, self._kept = rows, condition
        px, texts = rows.px, rows.texts
        self.frame = ttk.Frame(rows.frame)
        self.frame.pack(fill="x", pady=px(2))
        self.remove = rows.icon(self.frame, "remove_goal", "x-lg", partial(rows.remove, self))
        self.remove.pack(side="right")
        self.is_nested = condition.kind in ("all", "any")
        if self.is_nested:
            ttk.Label(self.frame, text=texts("editor.nested"), style="Muted.TLabel").pack(
                anchor="w"
            )
            return
        subjects = rows.subjects
        self.name = StringVar(self.frame, subjects.label(condition.kind, condition.name))
        self.test = StringVar(self.frame)
        self.value = StringVar(self.frame)
        box = rows.box(self.frame, "subject", self.name, subjects.labels, 30)
        box.pack(fill="x", expand=True)
        box.bind("<<ComboboxSelected>>", lambda _event: self._begin())
        self._test_box = rows.box(self.frame, "test", self.test, [], 8)
        self._test_box.bind("<<ComboboxSelected>>", lambda _event: self._follow())
        self._value_box = rows.box(self.frame, "value", self.value, [], 16, state="normal")
        test = "changed" if condition.kind == "changed" else condition.test
        self._show(test, condition.value)

    def _begin(self) -> None:
        """Propose a comparison with the present value of what was chosen."""
        value = self._rows.subjects.now(*self._rows.subjects.subject(self.name.get()))
        self._show(drafts.default_test(value), value)

    def _show(self, test: str, value: object) -> None:
        subjects, texts = self._rows.subjects, self._rows.texts
        kind, name = subjects.subject(self.name.get())
        tests = [*TESTS, *(("changed",) if kind == "setting" else ())]
        self._tests = {texts(f"editor.tests.{one}"): one for one in tests}
        self._test_box.configure(values=list(self._tests))
        # What was kept may not fit any more.
        self.test.set(texts(f"editor.tests.{test if test in tests else tests[0]}"))
        self._value_box.configure(values=list(subjects.names(kind, name)))
        self.value.set(subjects.written(kind, name, value))
        self._written: tuple[str, ...] = (self.name.get(), self.test.get(), self.value.get())
        self._follow()

    def _follow(self) -> None:
        """A setting that has to be changed, to whatever, needs no value."""
        changed = self._tests.get(self.test.get()) == "changed"
        self._value_box.state(["disabled" if changed else "!disabled"])

    def _is_untouched(self) -> bool:
        if self.is_nested:
            return True
        return self._written == (self.name.get(), self.test.get(), self.value.get()) and (
            self._rows.subjects.label(self._kept.kind, self._kept.name) == self.name.get()
            and self._kept.value is not None
        )

    def typed(self) -> Typed:
        """Return what the row shows, usable or not."""
        if self._is_untouched():
            return self._kept, None
        subjects, value = self._rows.subjects, self.value.get()
        kind, name = subjects.subject(self.name.get())
        meant = subjects.names(kind, name).get(value, value)
        return self._kept, (kind, name, self._tests[self.test.get()], meant)

    def type(self, kind: str, name: str, test: str, value: object) -> None:
        """Show what `typed` returned, as words that somebody typed."""
        self.name.set(self._rows.subjects.label(kind, name))
        self._show(test, value)
        self._written = ()

    def condition(self) -> Condition:
        """Return what the row says; a `UserError` if its value cannot be used."""
        if self._is_untouched():
            return self._kept  # with digits that are not shown
        subjects = self._rows.subjects
        kind, name = subjects.subject(self.name.get())
        test = self._tests[self.test.get()]
        if test == "changed":
            return Condition("changed", name)
        value = drafts.value_of(
            self.value.get(), subjects.names(kind, name), subjects.spec(kind, name), test
        )
        same = (kind, name) == (self._kept.kind, self._kept.name)
        return replace(
            self._kept, kind=kind, name=name, test=test, value=value,
            held=self._kept.held if same else 0,
        )  # fmt: skip


class GoalRows(ttk.Frame):
    """The rows of a goal, and whether all or any of them must hold.

    Args:
        master: where it goes.
        window: the main window.
    """

    def __init__(self, master: tkinter.Misc, window: MainWindow) -> None:
        super().__init__(master)
        self._window, self.texts, self.px = window, window.texts, window.appearance.px
        head = ttk.Frame(self)
        head.pack(fill="x")
        self._kinds = {self.texts(f"editor.{kind}"): kind for kind in ("all", "any")}
        self.kind = StringVar(self)
        self._kind_box = self.box(head, "joined", self.kind, list(self._kinds), 24)
        self.add = self.icon(head, "add_goal", "plus-lg", self._add)
        self.add.pack(side="left")
        self.frame = ttk.Frame(self)
        self.frame.pack(fill="x")
        self.rows: list[Row] = []
        #: Called with the number of rows whenever it may have changed.
        self.on_rows: Callable[[int], None] = lambda _rows: None

    def box(
        self,
        master: tkinter.Misc,
        name: str,
        variable: StringVar,
        values: list[str],
        width: int,
        state: str = "readonly",
    ) -> ttk.Combobox:
        """Add a drop-down list with a tooltip."""
        box = ttk.Combobox(master, textvariable=variable, values=values, width=width, state=state)
        box.pack(side="left", padx=(0, self.px(6)))
        attach_tip(box, self.texts(f"editor.tips.{name}"), self._window.appearance)
        return box

    def icon(
        self, master: tkinter.Misc, name: str, icon: str, command: Callable[[], None]
    ) -> ttk.Button:
        """Return a small button with a tooltip."""
        button = ttk.Button(master, command=command, icon=icon, icon_size=14, bootstyle="ghost")
        attach_tip(button, self.texts(f"editor.tips.{name}"), self._window.appearance)
        return button

    def show(self, goal: Condition | None, lab: str) -> None:
        """Show the goal of a step in a lab."""
        run = self._window.view.runs.get(lab) or LABS[lab].run_class(LABS[lab].defaults())
        self.subjects = Subjects(self.texts, lab, run)
        for row in self.rows:
            row.frame.destroy()
        conditions, kind = drafts.rows_of(goal)
        self.kind.set(self.texts(f"editor.{kind}"))
        self.rows = [Row(self, condition) for condition in conditions]
        self._follow()

    def goal(self) -> Condition | None:
        """Return what the rows say; a `UserError` if a value cannot be used."""
        return drafts.joined([row.condition() for row in self.rows], self._kinds[self.kind.get()])

    def typed(self) -> tuple[str, tuple[Typed, ...]]:
        """Return what the rows show, usable or not, without any text of the program."""
        return self._kinds[self.kind.get()], tuple(row.typed() for row in self.rows)

    def type(self, kind: str, typed: Iterable[Typed]) -> None:
        """Show what `typed` returned, in another language perhaps."""
        for row in self.rows:
            row.frame.destroy()
        self.kind.set(self.texts(f"editor.{kind}"))
        self.rows = []
        for condition, words in typed:
            self.rows.append(Row(self, condition))
            if words is not None:
                self.rows[-1].type(*words)
        self._follow()

    def _add(self) -> None:
        row = Row(self, Condition("observe", self.subjects.subject(self.subjects.labels[0])[1]))
        row._begin()
        self.rows.append(row)
        self._follow()

    def remove(self, row: Row) -> None:
        """Take a row away."""
        self.rows.remove(row)
        self.add.focus_set()
        row.frame.destroy()
        self._follow()

    def _follow(self) -> None:
        self.on_rows(len(self.rows))
        self.add.state(["disabled" if len(self.rows) >= MOST else "!disabled"])
        self._kind_box.state(["!disabled" if len(self.rows) > 1 else "disabled"])
        if not self.rows:  # an empty frame keeps the height that it had
            self.frame.configure(height=1)
