"""The strip of a lesson below the figure: text, goal, hint, previous and next."""

import tkinter
from collections.abc import Callable, Iterable
from tkinter import IntVar
from typing import Protocol

import ttkbootstrap as ttk
from ttkbootstrap import Style

from acttutor.lessons.attempt import Attempt
from acttutor.lessons.lesson import Lesson, line_in, words_in
from acttutor.lessons.markup import Piece, pieces
from acttutor.shell.lessons.step_marks import StepMarks
from acttutor.shell.lessons.strip_height import ROW, Heights, needed_height
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.group import make_group
from acttutor.widgets.rich_text import RichText

#: Height of the line with the goal in logical pixels.
GOAL = 24
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
    """Shows a step of a lesson.

    Args:
        window: the main window.
        turns: what the buttons do.
        lesson: the lesson that is going on.
        index: the step in it.
        attempt: the learner's attempt at the step.
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
        super().__init__(window.root, style="Strip.TFrame", padding=(px(20), px(6)))
        self._window, self._turns, self._px = window, turns, px
        self._lesson, self._index, self._attempt = lesson, index, attempt
        self._step, self._heights = lesson.steps[index], heights
        self._texts = window.texts
        self._language = window.store.state.language
        self.hint: ttk.Button | None = None
        self.columnconfigure(0, weight=1)
        # The text has what head, answers, goal and verdict leave, and the whole never moves.
        self.rowconfigure(1, weight=1)
        self.grid_propagate(False)
        self._build_head()
        self.body = self._text(1, window.appearance.theme.surface)
        self.body.grid(row=1, column=0, sticky="nsew", pady=(px(4), px(4)))
        self.body.show(pieces(words_in(self._step.text, self._language)), window.mark_terms)
        self._build_prediction()
        self._build_goal()
        self._fit(window.host.winfo_width())
        self.bind("<Configure>", lambda event: self._fit(event.width))
        if attempt.predicted is not None:
            self.show_prediction()
        if attempt.met:
            self.show_met()

    def _fit(self, width: int) -> None:
        """Have the one height that all steps of the lesson share at this width."""
        px, lesson = self._px, self._lesson
        inside = width - 2 * px(20)
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
        if self._index == 0:
            self.previous.state(["disabled"])
        self.back = self._button(head, "back", turns.restore, "arrow-counterclockwise", "ghost")
        self.back.pack(side="right", padx=px(8))
        if self._step.hint:
            self.hint = self._button(head, "hint", self.show_hint, "lightbulb", "ghost")
            self.hint.pack(side="right")
        # Packed from the right, but reached by Tab from left to right.
        for button in (self.hint, self.back, self.previous, self.next, self.close):
            if button is not None:
                button.lift()
        if self._window.presenting:  # the bar below the stage says where one is
            return
        # After the buttons: where there is little room, those stay.
        title = line_in(lesson.title, self._language)
        ttk.Label(head, text=title, style="StripBold.TLabel").pack(side="left")
        number = self._texts("lessons.number", number=self._index + 1, count=len(lesson.steps))
        self.number = ttk.Label(head, text=number, style="StripMuted.TLabel")
        self.number.pack(side="left", padx=(px(12), 0))
        self.marks = StepMarks(head, self._window, self._turns, lesson, self._index)
        self.marks.pack(side="left", padx=(px(8), 0))

    def _build_prediction(self) -> None:
        """Put the question and its answers side by side."""
        prediction = self._step.predict
        self._answer = IntVar(self, -1)
        self.options: list[ttk.Radiobutton] = []
        self.outcome: tuple[ttk.Label, ...] = ()
        if prediction is None:
            return
        px, surface = self._px, self._window.appearance.theme.surface
        frame = ttk.Frame(self, style="Strip.TFrame")
        frame.grid(row=2, column=0, sticky="ew", pady=(0, px(4)))
        self._question = ttk.Label(
            frame, text=line_in(prediction.question, self._language), style="StripBold.TLabel"
        )
        for number, words in enumerate(prediction.options):
            button = ttk.Radiobutton(
                frame,
                text=line_in(words, self._language),
                value=number,
                variable=self._answer,
                command=lambda: self._turns.predict(self._answer.get()),
                bootstyle=f"@{surface}",
            )
            attach_tip(button, self._texts("lessons.predict_tip"), self._window.appearance)
            self.options.append(button)
        make_group(self.options, lambda: None, choosing=False)
        self._enlarge(self._question, *self.options)
        self._prediction = frame
        frame.bind("<Configure>", lambda event: self._flow_prediction(event.width))

    def _flow_prediction(self, width: int) -> None:
        """Put question and answers side by side, and begin a line where there is no more room."""
        px, used, row = self._px, 0, 0
        self._question.configure(wraplength=width)
        shown: list[tkinter.Widget] = [*self.outcome] or [self._question, *self.options]
        for widget in shown:
            needed = widget.winfo_reqwidth() + px(14)
            if used and used + needed > width:
                used, row = 0, row + 1
            widget.place(x=used, y=row * px(ROW))
            used += needed
        self._prediction.configure(height=(row + 1) * px(ROW))

    def _enlarge(self, *widgets: tkinter.Widget) -> None:
        """Write as large on a stage as the text is there."""
        for widget in widgets:
            font = "ActStage" if self._window.presenting else "TkDefaultFont"
            if widget.winfo_class() == "TRadiobutton":  # its style alone has a font
                Style.get_instance().configure(widget.cget("style"), font=font)
            elif self._window.presenting:
                widget.configure({"font": font})

    def _wrap_task(self, width: int) -> None:
        """Beside the figure the goal has as many lines as it needs."""
        if self._window.layout.strip_beside:
            self.task.configure(wraplength=width - self._tick.winfo_reqwidth() - self._px(14))

    def _build_goal(self) -> None:
        step, px = self._step, self._px
        self._goal = ttk.Frame(self, style="Strip.TFrame")
        self._goal.grid(row=3, column=0, sticky="ew")
        self._tick = ttk.Label(self._goal, style="Strip.TLabel", text="○")
        self.task = ttk.Label(self._goal, style="Strip.TLabel")
        if step.goal is not None:
            self.task.configure(
                text=self._texts("lessons.goal", task=line_in(step.task, self._language))
            )
            self._tick.pack(side="left")
            self.task.pack(side="left", padx=px(6))
            self._enlarge(self._tick, self.task)
            self._goal.bind("<Configure>", lambda event: self._wrap_task(event.width))
        self.said: RichText | None = None

    # -- what happens --------------------------------------------------------------------------

    def show_hint(self) -> None:
        """Say the hint below the text."""
        self._say(words_in(self._step.hint, self._language), "wash_warning")

    def show_prediction(self) -> None:
        """Keep the answer that was given, and say so if it came too late."""
        self._answer.set(-1 if self._attempt.predicted is None else self._attempt.predicted)
        for button in self.options:
            button.state(["disabled"])

    def _show_outcome(self) -> None:
        """Put what was predicted and what happened side by side, in the place of the answers."""
        attempt, asked = self._attempt, self._step.predict
        if asked is None or attempt.predicted is None:
            return
        for widget in (self._question, *self.options):
            widget.place_forget()
        theme, verdict = self._window.appearance.theme, attempt.verdict()
        sign, color = {
            "right": ("✓", theme.good),
            "wrong": ("✗", theme.bad),
            "seen": ("–", theme.muted),
        }[verdict]
        chosen = line_in(asked.options[attempt.predicted], self._language)
        happened = line_in(asked.options[asked.right], self._language)
        predicted = self._texts("lessons.predicted", answer=chosen, sign=sign)
        self.outcome = (
            ttk.Label(self._prediction, text=predicted, foreground=color, style="StripBold.TLabel"),
            ttk.Label(
                self._prediction,
                text=self._texts("lessons.happened", answer=happened),
                style="StripBold.TLabel",
            ),
        )
        self._enlarge(*self.outcome)
        self._flow_prediction(self._prediction.winfo_width())

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
        self._show_outcome()
        if not self._window.presenting:
            self.marks.refresh()

    def _say(self, text: str, surface: str) -> None:
        """Put a sentence on a coloured ground at the end of the strip."""
        if self.said is not None:
            self.said.destroy()
        self.said = self._text(2, getattr(self._window.appearance.theme, surface))
        self.said.configure(padx=self._px(8), pady=self._px(4))
        self.said.grid(row=4, column=0, sticky="ew", pady=(self._px(6), 0))
        self.said.show(_without_first_break(pieces(text)), self._window.mark_terms)
        self._fit_said()


def _without_first_break(parts: Iterable[Piece]) -> list[Piece]:
    found = list(parts)
    return found[1:] if found and found[0].kind == "break" else found
