"""Write a lesson: capture experiments as its steps, and say what to do with them."""

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.lessons import drafts
from acttutor.lessons.drafts import TypedGoal
from acttutor.lessons.lesson import SUFFIX, Lesson, Step
from acttutor.lessons.reader import read_lesson
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.surroundings import Surroundings
from acttutor.shell.lessons.parts import LessonHead, StepList, sentence
from acttutor.shell.lessons.step_form import StepForm
from acttutor.widgets.file_dialogs import ask_open, ask_save

#: The step that is shown, and its goal as it was typed if that cannot be used.
Shown: TypeAlias = tuple[int, TypedGoal | None]


class LessonEditor(Dialog[Shown]):
    """The draft of a lesson: its steps on the left, the chosen one on the right.

    Closing it leaves the draft as it is, in `Commands.draft`.

    Args:
        window: the main window.
        capture: begin with capturing the experiment on the screen as a step.
        draft: what to go on with; by default what is not saved, or the lesson that is going on.
    """

    window: Surroundings
    confirms = False
    lowest, narrows = 460, False

    def __init__(
        self, window: Surroundings, capture: bool = False, draft: drafts.Draft | None = None
    ) -> None:
        super().__init__(window, "menu.write_lesson")
        self._language = window.store.state.language
        guide = window.guide
        self.draft = window.commands.draft = draft or drafts.to_go_on_with(
            window.commands.draft, guide.written
        )
        self._warned = False
        #: What is offered when an unsaved draft is left.
        self._asked: ttk.Frame | None = None
        self.index = 0
        self.head = LessonHead(self.frame, window)
        self.head.pack(fill="x")
        body = ttk.Frame(self.frame)
        body.pack(fill="both", expand=True, pady=self.px(8))
        self.steps = StepList(body, window, self)
        self.steps.pack(side="left", fill="y", padx=(0, self.px(16)))
        self.form = StepForm(body, window, self._language)
        self._empty = ttk.Label(
            body, text=self.texts("editor.empty"), style="Muted.TLabel", wraplength=self.px(420)
        )
        self._build_buttons()
        playing = guide.lesson is not None and guide.lesson.id == self.lesson.id
        typed = self.draft.typed
        self.show(typed.step if typed else self._playing(guide.index) if playing else 0)
        self.present()
        if capture:
            self.capture()

    def _playing(self, index: int) -> int:
        """Return the step that is played; the questions at the end are none of the file."""
        return min(index, len(self.lesson.steps) - 1)

    @property
    def lesson(self) -> Lesson:
        """The lesson as it is now."""
        return self.draft.lesson

    @lesson.setter
    def lesson(self, lesson: Lesson) -> None:
        self.draft.lesson = lesson

    # -- building ------------------------------------------------------------------------------

    def _build_buttons(self) -> None:
        px = self.px
        row = ttk.Frame(self.frame)
        row.pack(side="bottom", fill="x", pady=(px(8), 0))
        self.button(row, "new_lesson", self.begin_anew).pack(side="left")
        self.button(row, "edit_lesson", self._open).pack(side="left", padx=px(8))
        self.saver = self.button(row, "save_lesson", self._save, "primary")
        self.trier = self.button(row, "try_lesson", self.try_out)
        closer = self.button(row, "close_draft", self.leave)
        for button in (self.saver, self.trier, closer):
            button.pack(side="right", padx=(px(8), 0))
            button.lower()

    # -- showing -------------------------------------------------------------------------------

    def show(self, index: int) -> None:
        """Show the draft, with one of its steps."""
        lesson = self.lesson
        self.head.show(lesson)
        self.index = min(max(index, 0), max(len(lesson.steps) - 1, 0))
        self.steps.show(lesson, self.index)
        if lesson.steps:
            self._empty.pack_forget()
            self.form.show(lesson.steps[self.index])
            typed = self.draft.typed
            if typed is not None and typed.step == self.index:
                self.form.goal.type(typed.kind, typed.rows)
            if not self.form.winfo_manager():
                self.form.pack(side="left", fill="both", expand=True)
                self.present()  # it is larger now
        else:
            self.form.pack_forget()
            self._empty.pack(side="left", fill="both", expand=True)

    def choose(self, index: int) -> None:
        """Go to another step."""
        if index == self.index:
            return
        if self.take():
            self.show(index)
        else:  # what cannot be used stays before the eyes of whoever can mend it
            self.steps.show(self.lesson, self.index)

    # -- taking what was typed -----------------------------------------------------------------

    def take(self) -> bool:
        """Take what was typed into the draft; ``False`` if some of it cannot be used."""
        error = self.take_quietly()
        self.complain(sentence(self.texts, error) if error else "")
        return error is None

    def take_quietly(self) -> UserError | None:
        """Take what was typed into the draft, and return what is wrong with it; that is kept beside
        the lesson until it can be used."""
        lesson, error = self.head.taken(self.lesson), None
        if lesson.steps:
            step, error = self.form.step()
            lesson = drafts.with_step(lesson, self.index, step)
        self.lesson = lesson
        unusable = error is not None
        self.draft.typed = TypedGoal(self.index, *self.form.goal.typed()) if unusable else None
        return error

    def settle(self) -> None:
        self.take_quietly()

    def _complete(self, lesson: Lesson) -> Lesson | None:
        """Return the lesson if it can be used; otherwise go to the step that is to blame."""
        try:
            return drafts.complete(lesson)
        except UserError as error:
            step = error.values.get("step")
            if isinstance(step, int) and step:
                self.show(step - 1)
            self.complain(sentence(self.texts, error))
            return None

    # -- steps ---------------------------------------------------------------------------------

    def capture(self) -> None:
        """Add the experiment on the screen as a step, behind the chosen one."""
        if not self.take():
            return
        index = self.index + 1 if self.lesson.steps else 0
        self.lesson = drafts.inserted(self.lesson, index, self._captured())
        self.show(index)
        self.form.boxes["text"].focus_set()

    def _captured(self) -> Step:
        window = self.window
        return drafts.captured(window.view.run, window.view.lab.id, window.limiter.present)

    def capture_again(self) -> None:
        """Let the chosen step begin with the experiment on the screen."""
        if not self.lesson.steps or not self.take():
            return
        old, new = self.lesson.steps[self.index], self._captured()
        goal = old.goal if old.lab == new.lab else None
        new = replace(
            old, lab=new.lab, settings=new.settings, run=new.run, hide=new.hide, lock=new.lock,
            goal=goal, solution=(), highlight=old.highlight if old.lab == new.lab else (),
        )  # fmt: skip
        self.lesson = drafts.with_step(self.lesson, self.index, new)
        self.show(self.index)

    def delete(self) -> None:
        """Take the chosen step out."""
        if self.lesson.steps:
            self.take()
            self.draft.typed = None
            self.lesson = drafts.without(self.lesson, self.index)
            self.show(self.index)

    def move(self, by: int) -> None:
        """Let the chosen step come earlier or later."""
        if self.lesson.steps and self.take():
            self.lesson = drafts.moved(self.lesson, self.index, by)
            self.show(self.index + by)

    # -- lessons and files ---------------------------------------------------------------------

    def _may_drop(self) -> bool:
        """Whether the draft is saved, or was asked to be dropped twice."""
        self.take()
        if self.draft.is_saved or not self.lesson.steps or self._warned:
            return True
        self._warned = True
        self.complain(self.texts("editor.unsaved"))
        return False

    def edit(self, lesson: Lesson, index: int = 0) -> None:
        """Go on with another lesson."""
        self.draft.go_on_with(lesson)
        self._warned = False
        self.index = index
        self.show(index)
        self.complain("")

    def begin_anew(self) -> None:
        """Begin another lesson."""
        if self._may_drop():
            self.edit(drafts.new_lesson())

    def _open(self) -> None:
        if not self._may_drop():
            return
        name = ask_open(
            parent=self.top, title=self.texts("menu.write_lesson"),
            filetypes=[("TOML", f"*{SUFFIX}")],
        )  # fmt: skip
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Go on with a lesson from a file, or say why not."""
        try:
            self.edit(read_lesson(path))
        except UserError as error:
            self.complain(self.texts.error(error))

    def _save(self) -> None:
        if not self.take() or self._complete(self.lesson) is None:
            return
        name = ask_save(
            parent=self.top, title=self.texts("menu.save_lesson.label"), defaultextension=SUFFIX,
            initialfile=self.lesson.path.name if self.lesson.path else f"{self.lesson.id}{SUFFIX}",
            filetypes=[("TOML", f"*{SUFFIX}")],
        )  # fmt: skip
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the lesson, or say what is missing; its id is that of the file."""
        if not self.take():
            return
        lesson = self._complete(replace(self.lesson, id=drafts.id_for(path), path=path))
        if lesson is None:
            return
        try:
            self.window.commands.save_lesson(lesson, path)
        except UserError as error:
            self.complain(self.texts.error(error))
            return
        self.edit(lesson, self.index)
        self.complain(self.texts("menu.saved", file=path.name))

    def try_out(self) -> None:
        """Play the lesson from the chosen step; the draft waits in the menu."""
        if not self.take():
            return
        lesson, index = self._complete(self.lesson), self.index
        if lesson is not None:
            self.close()
            self.window.guide.open(lesson, index)

    # -- another language, and the end ---------------------------------------------------------

    def kept(self) -> Shown:
        self.take_quietly()
        return self.index, self.draft.typed

    def again(self) -> "LessonEditor":
        return LessonEditor(self.window, draft=self.draft)

    def take_up(self, kept: Shown) -> None:
        self.show(kept[0])

    def leave(self) -> None:
        self.take()
        if self.draft.is_saved or self._asked is not None:
            self.close()
            return
        self.complain(self.texts("editor.leaving"))
        self._asked = ttk.Frame(self.frame)
        self._asked.pack(fill="x", pady=(self.px(8), 0))
        keep = self.button(self._asked, "keep_draft", self.close, "primary")
        keep.pack(side="left")
        self.button(self._asked, "drop_draft", self._drop).pack(side="left", padx=self.px(8))
        keep.focus_set()

    def _drop(self) -> None:
        """Give up what was written since the lesson was saved."""
        self.draft.go_on_with(self.draft.saved)
        self.vanish()

    def close(self) -> None:
        if self.top.winfo_exists():
            self.take_quietly()
        super().close()


def open_editor(window: Surroundings, capture: bool = False) -> LessonEditor:
    """Return the editor, which may be open already; ``capture`` adds a step."""
    editors = [dialog for dialog in window.dialogs if isinstance(dialog, LessonEditor)]
    if not editors:
        return LessonEditor(window, capture)
    (editor,) = editors
    if capture:
        editor.capture()
    editor.top.lift()
    return editor
