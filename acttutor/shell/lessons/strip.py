"""The strip of a lesson below the figure: text, goal, hint, previous and next."""

import tkinter
from collections.abc import Callable, Iterable
from typing import Protocol

import ttkbootstrap as ttk

from acttutor.lessons.attempt import Attempt
from acttutor.lessons.lesson import Lesson, line_in, words_in
from acttutor.lessons.markup import Piece, pieces
from acttutor.shell.lessons.prediction import Prediction
from acttutor.shell.lessons.step_marks import StepMarks
from acttutor.shell.lessons.strip_height import Heights, needed_height
from acttutor.shell.lessons.wrapped import WrappedLabel
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.rich_text import RichText

#: Height of the line with the goal in logical pixels.
GOAL = 24
#: Space at both sides of the words: below the figure, and beside it, where it is narrow.
SIDE, NARROW_SIDE = 20, 14
#: Size of the words in points: on a desk, and on a projector.
READ, PRESENTED = 10.5, 13.5


class Turns(Protocol):
    """What the buttons of the strip do."""

    def go(self, by: int) -> None:
        """Go to another step."""

    def restore(self) -> None:
        """Set the present step up again."""

    def close(self) -> None:
        """Leave the lesson."""

    def predict(self, option: int) -> None:
        """Take the learner's prediction."""

    def state_of(self, index: int) -> str:
        """Return how a step stands, see `acttutor.shell.lessons.step_marks`."""


class LessonStrip(ttk.Frame):
    """Shows the steps of a lesson, one at a time; it stays from step to step.

    Args:
        window: the main window.
        turns: what the buttons do.
        lesson: the lesson that is going on.
        index: the step in it that is shown first.
        attempt: the learner's attempt at that step.
        heights: of strips that are known; one that is found is put there.
    """

    def __init__(
        self,
        window: MainWindow,
        turns: Turns,
        lesson: Lesson,
        index: int,
        attempt: Attempt,
        heights: Heights,
    ) -> None:
        px = window.appearance.px
        side = px(NARROW_SIDE if window.layout.strip_beside else SIDE)
        super().__init__(window.root, style="Strip.TFrame", padding=(side, px(6)))
        self._window, self._turns, self._px = window, turns, px
        self._lesson, self._heights = lesson, heights
        self._texts = window.texts
        self._language = window.store.state.language
        self._place = self._present_place()
        self.columnconfigure(0, weight=1)
        # The text has what head, answers, goal and verdict leave, and the whole never moves.
        self.rowconfigure(1, weight=1)
        self.grid_propagate(False)
        self._build_head()
        self.body = self._text(1, window.appearance.theme.surface)
        self.body.grid(row=1, column=0, sticky="nsew", pady=(px(4), px(4)))
        self.prediction = Prediction(self, window, turns.predict)
        self.prediction.grid(row=2, column=0, sticky="ew", pady=(0, px(4)))
        self._build_goal()
        #: What was said last, at the goal or as a hint.
        self.said: RichText | None = None
        self.show(index, attempt)
        self._fit(window.host.winfo_width())
        self.bind("<Configure>", lambda event: self._fit(event.width))

    def _present_place(self) -> tuple[bool, bool]:
        """Return whether there is a stage, and whether the words stand beside the figure there."""
        return self._window.presenting, self._window.layout.strip_beside

    def suits(self, lesson: Lesson) -> bool:
        """Tell whether this strip can show the steps of a lesson where it is to stand now."""
        return lesson is self._lesson and self._place == self._present_place()

    def show(self, index: int, attempt: Attempt) -> None:
        """Show a step.

        Args:
            index: its number.
            attempt: the learner's attempt at it.
        """
        self._step, self._attempt = self._lesson.steps[index], attempt
        self._show_head(index)
        self.body.show(pieces(words_in(self._step.text, self._language)), self._window.mark_terms)
        self._unsay()
        self.prediction.show(attempt)
        self._show_goal()
        if attempt.met:
            self.show_met()

    def _fit(self, width: int) -> None:
        """Have the one height that all steps of the lesson share at this width."""
        px, lesson = self._px, self._lesson
        inside = width - 2 * px(SIDE)
        if inside < px(80):  # not on the screen yet
            return
        if self._window.layout.strip_beside:
            self._fit_said()
            return
        key = (lesson.id, self._language, inside, self.body.line_height())
        if key not in self._heights:
            self._heights[key] = needed_height(lesson, self._language, self.body, inside, px)
        # A step without a goal keeps its place, too.
        around = self._head.winfo_reqheight() + px(GOAL) + px(6 + 6 + 4 + 4)
        height = min(self._heights[key] + around, self._window.layout.strip_room())
        if height != self.winfo_height():
            self.configure(height=height)
        self._fit_said()

    def _fit_said(self) -> None:
        """Let a verdict be as high as it needs, as long as a line of the text stays."""
        if self.said is None:
            return
        around = self._head.winfo_reqheight() + self._px(GOAL + 40)
        lines = (self._height() - around) // self.body.line_height()
        self.said.fit(max(lines - 1, 1))

    def _height(self) -> int:
        """Return the height of the strip, which beside the figure is that of the stage."""
        beside = self._window.layout.strip_beside
        return self._window.host.winfo_height() if beside else int(str(self.cget("height")))

    def _text(self, height: int, surface: str, master: tkinter.Misc | None = None) -> RichText:
        points = PRESENTED if self._window.presenting else READ
        made = RichText(master or self, self._window.appearance, height, surface, points)
        made.meaning_of = lambda id: self._texts(f"glossary.{id}.text")
        return made

    def _button(
        self,
        master: tkinter.Misc,
        name: str,
        command: Callable[[], object],
        icon: str,
        style: str = "outline",
    ) -> ttk.Button:
        """A small button with an icon; its words are in the tooltip."""
        surface = self._window.appearance.theme.surface
        if style == "ghost":
            style = f"ghost @{surface}"
        button = ttk.Button(master, command=command, icon=icon, icon_size=14, bootstyle=style)
        attach_tip(button, self._texts(f"lessons.{name}.tip"), self._window.appearance)
        return button

    def _build_head(self) -> None:
        turns, lesson, px = self._turns, self._lesson, self._px
        head = self._head = ttk.Frame(self, style="Strip.TFrame")
        head.grid(row=0, column=0, sticky="ew")
        self.close = self._button(head, "close", turns.close, "x-lg", "ghost")
        self.close.pack(side="right")
        self.next = self._button(head, "next", lambda: turns.go(+1), "chevron-right")
        self.next.pack(side="right", padx=(px(4), px(8)))
        self.previous = self._button(head, "previous", lambda: turns.go(-1), "chevron-left")
        self.previous.pack(side="right")
        self.back = self._button(head, "back", turns.restore, "arrow-counterclockwise", "ghost")
        self.back.pack(side="right", padx=px(8))
        self.hint = self._button(head, "hint", self.show_hint, "lightbulb", "ghost")
        # Packed from the right, but reached by Tab from left to right.
        for button in (self.hint, self.back, self.previous, self.next, self.close):
            button.lift()
        self.marks: StepMarks | None = None
        if self._window.presenting:  # the bar below the stage says where one is
            return
        title = line_in(lesson.title, self._language)
        self._title = ttk.Label(head, text=title, style="StripBold.TLabel")
        self.number = ttk.Label(head, style="StripMuted.TLabel")
        self.marks = StepMarks(head, self._window, turns, len(lesson.steps))
        head.bind("<Configure>", lambda event: self._fit_head(event.width))

    def _fit_head(self, width: int) -> None:
        """Say left of the buttons where one is: in full, without the marks, or by number alone."""
        px = self._px
        if self.marks is None or width <= 1:  # not on the screen yet
            return
        shown: list[tuple[tkinter.Widget, int, int]] = [
            (self._title, 0, self._title.winfo_reqwidth()),
            (self.number, px(12), self.number.winfo_reqwidth()),
            (self.marks, px(8), self.marks.most_width),
        ]
        buttons = (self.hint, self.back, self.previous, self.next, self.close)
        # With the hint, which a step may not have: the words stay where they are from step to step.
        room = width - sum(button.winfo_reqwidth() for button in buttons) - px(8 + 8 + 4 + 8)
        for part in (2, 0):
            if sum(gap + wide for _, gap, wide in shown) > room:
                shown.pop(part)[0].pack_forget()
        for widget, gap, _ in shown:
            widget.pack(side="left", padx=(gap, 0))

    def _show_head(self, index: int) -> None:
        self.previous.state(["disabled" if index == 0 else "!disabled"])
        self.next.configure(bootstyle="outline")
        if self._step.hint:
            self.hint.pack(side="right", after=self.back)
        else:
            self.hint.pack_forget()
        if self.marks is not None:
            count = len(self._lesson.steps)
            self.number.configure(text=self._texts("lessons.number", number=index + 1, count=count))
            self.marks.show(index)
            self._fit_head(self._head.winfo_width())

    def _wrap_task(self, width: int) -> None:
        """Beside the figure the goal has as many lines as it needs."""
        if width > 1 and self._window.layout.strip_beside:
            self.task.fit(width - self._tick.winfo_reqwidth() - self._px(14))

    def _build_goal(self) -> None:
        self._goal = ttk.Frame(self, style="Strip.TFrame")
        self._goal.grid(row=3, column=0, sticky="ew")
        self._tick = ttk.Label(self._goal, style="Strip.TLabel")
        font = "ActStage" if self._window.presenting else "TkDefaultFont"
        self.task = WrappedLabel(self._goal, font, style="Strip.TLabel")
        self._tick.configure(font=font)
        self._goal.bind("<Configure>", lambda event: self._wrap_task(event.width))

    def _show_goal(self) -> None:
        step = self._step
        if step.goal is None:
            self._tick.pack_forget()
            self.task.pack_forget()
            return
        # No colour of its own is that of the style.
        self._tick.configure(text="○", foreground="")
        task = line_in(step.task, self._language)
        self.task.say(self._texts("lessons.goal", task=task))
        self._tick.pack(side="left")
        self.task.pack(side="left", padx=self._px(6))
        self._wrap_task(self._goal.winfo_width())

    # -- what happens --------------------------------------------------------------------------

    def show_hint(self) -> None:
        """Say the hint below the text."""
        self._say(words_in(self._step.hint, self._language), "wash_warning")

    def show_prediction(self) -> None:
        """Keep the answer that was given."""
        self.prediction.show_given()

    def show_met(self) -> None:
        """Tick the goal off and say what the experiment shows."""
        attempt = self._attempt
        self._tick.configure(text="✓", foreground=self._window.appearance.theme.good)
        self.next.configure(bootstyle="primary")
        # Not the run on the screen: the learner may have gone to another lab.
        said = attempt.said(self._window.view.runs[self._step.lab], self._language)
        verdict = attempt.verdict()
        words = [attempt.answer(self._language), said]
        if verdict == "seen":
            words.insert(0, self._texts("lessons.seen"))
        text = "\n\n".join(part for part in words if part)
        if text:
            self._say(text, "wash_warning" if verdict in ("wrong", "seen") else "wash_good")
        self.prediction.show_outcome()
        if self.marks is not None:
            self.marks.refresh()

    def _say(self, text: str, surface: str) -> None:
        """Put a sentence on a coloured ground at the end of the strip."""
        self._unsay()
        self.said = self._text(2, getattr(self._window.appearance.theme, surface))
        self.said.configure(padx=self._px(8), pady=self._px(4))
        self.said.grid(row=4, column=0, sticky="ew", pady=(self._px(6), 0))
        self.said.show(_without_first_break(pieces(text)), self._window.mark_terms)
        self._fit_said()

    def _unsay(self) -> None:
        if self.said is not None:
            self.said.destroy()
            self.said = None


def _without_first_break(parts: Iterable[Piece]) -> list[Piece]:
    found = list(parts)
    return found[1:] if found and found[0].kind == "break" else found
