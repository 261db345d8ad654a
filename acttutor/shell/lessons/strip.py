"""The strip of a lesson below or beside the figure: text, goal, hint, previous and next."""

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
from acttutor.widgets.column import Column
from acttutor.widgets.context import attach_tip
from acttutor.widgets.rich_text import RichText

#: Height of the line with the goal in logical pixels.
GOAL = 24
#: Space at both sides of the words: below the figure, and beside it, where it is narrow.
SIDE, NARROW_SIDE = 20, 12
#: More lines than anything has.
UNBOUND = 1000
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

    Below the figure the text scrolls, beside it all that is said does.

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
        self._place = self._present_place(window)
        self._beside = window.layout.strip_beside
        side = px(NARROW_SIDE if self._beside else SIDE)
        super().__init__(window.root, style="Strip.TFrame", padding=(side, px(6)))
        self._window, self._turns, self._px = window, turns, px
        self._lesson, self._heights = lesson, heights
        self._texts = window.texts
        self._language = window.store.state.language
        self.columnconfigure(0, weight=1)
        # The words have what the head leaves, and the whole never moves.
        self.rowconfigure(1, weight=1)
        self.grid_propagate(False)
        self._build_head()
        self._words = self._build_words()
        #: What was said last, at the goal or as a hint.
        self.said: RichText | None = None
        self.body = self._text(1, window.appearance.theme.surface)
        self.body.grid(row=1, column=0, sticky="nsew", pady=(px(4), px(4)))
        self.prediction = Prediction(self._words, window, turns.predict)
        self.prediction.grid(row=2, column=0, sticky="ew", pady=(0, px(4)))
        self._build_goal()
        self.show(index, attempt)
        self._fit(window.host.winfo_width())
        self.bind("<Configure>", lambda event: self._fit(event.width))
        self.body.bind("<Configure>", lambda _event: self._fit_said(), add="+")

    @staticmethod
    def _present_place(window: MainWindow) -> tuple[bool, bool]:
        """Return whether there is a stage, and whether the words stand beside the figure."""
        return window.presenting, window.layout.strip_beside

    def _build_words(self) -> ttk.Frame:
        """Return the frame of all that is said, which scrolls where it stands beside the figure."""
        window, ground = self._window, "Strip.TFrame"
        #: What scrolls beside the figure.
        self.column: Column | None = None
        if self._beside:
            look = window.appearance
            self.column = Column(self, look, 0, window.layout.strip_width(), ground)
            self.column.paint(ground, look.theme.surface)
            self.column.grid(row=1, column=0, sticky="nsew")
            words: ttk.Frame = self.column.scrolled
        else:
            words = ttk.Frame(self, style=ground)
            words.grid(row=1, column=0, sticky="nsew")
            # The text has what answers, goal and verdict leave.
            words.rowconfigure(1, weight=1)
        words.columnconfigure(0, weight=1)
        self._heading: WrappedLabel | None = None
        if self._beside and not window.presenting:
            self._heading = WrappedLabel(words, "TkHeadingFont", style="StripBold.TLabel")
            self._heading.say(line_in(self._lesson.title, self._language))
            self._heading.grid(row=0, column=0, sticky="w", pady=(self._px(4), 0))
        return words

    def suits(self, lesson: Lesson) -> bool:
        """Tell whether this strip can show the steps of a lesson where it is to stand now."""
        return lesson is self._lesson and self._place == self._present_place(self._window)

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
        if self.column is not None:
            self.column.scrolled.yview_moveto(0)
        self._fit_said()
        if attempt.met:
            self.show_met()

    def _fit(self, width: int) -> None:
        """Have the one height that all steps of the lesson share at this width."""
        px, lesson = self._px, self._lesson
        inside = width - 2 * px(SIDE)
        if inside < px(80):  # not on the screen yet
            return
        if self._beside:
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
        """Let words beside the figure be as high as they need; below it a verdict is so, too, as
        long as a line of the text stays."""
        if self.column is not None:
            width = self.column.canvas.winfo_width()
            if width < self._px(80):  # not on the screen yet
                return
            if self._heading is not None:
                self._heading.fit(width)
            self.task.fit(width - self._tick.winfo_reqwidth() - self._px(18))
            for text in (self.body, self.said):
                if text is not None:
                    text.fit(UNBOUND)
            self.column.follow_focus()
        elif self.said is not None:
            around = self._head.winfo_reqheight() + self._px(GOAL + 40)
            lines = (int(str(self.cget("height"))) - around) // self.body.line_height()
            self.said.fit(max(lines - 1, 1))

    def _text(self, height: int, surface: str) -> RichText:
        points = PRESENTED if self._window.presenting else READ
        made = RichText(self._words, self._window.appearance, height, surface, points)
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
        head.columnconfigure(0, weight=1)
        tools = self._tools = ttk.Frame(head, style="Strip.TFrame")
        self.hint = self._button(tools, "hint", self.show_hint, "lightbulb", "ghost")
        self.back = self._button(tools, "back", turns.restore, "arrow-counterclockwise", "ghost")
        self.back.pack(side="left", padx=px(8))
        self.previous = self._button(tools, "previous", lambda: turns.go(-1), "chevron-left")
        self.previous.pack(side="left")
        self.next = self._button(tools, "next", lambda: turns.go(+1), "chevron-right")
        self.next.pack(side="left", padx=(px(4), 0))
        tools.grid(row=0, column=1)
        self.close = self._button(head, "close", turns.close, "x-lg", "ghost")
        self.close.grid(row=0, column=2, padx=(px(8), 0))
        self.marks: StepMarks | None = None
        if self._window.presenting:  # the bar below the stage says where one is
            return
        where = ttk.Frame(head, style="Strip.TFrame")
        where.grid(row=0, column=0, sticky="w")
        title = line_in(lesson.title, self._language)
        self._title = ttk.Label(where, text=title, style="StripBold.TLabel")
        self.number = ttk.Label(where, style="StripMuted.TLabel")
        self.marks = StepMarks(where, self._window, turns, len(lesson.steps))
        head.bind("<Configure>", lambda event: self._fit_head(event.width))

    def _fit_head(self, width: int) -> None:
        """Say left of the buttons where one is: in full, without the marks, or by number alone;
        and above them where even that has no room. Beside the figure the title has its own line."""
        px = self._px
        if self.marks is None or width <= 1:  # not on the screen yet
            return
        shown: list[tuple[tkinter.Widget, int, int]] = [
            (self._title, 0, self._title.winfo_reqwidth()),
            (self.number, px(12), self.number.winfo_reqwidth()),
            (self.marks, px(8), self.marks.most_width),
        ]
        if self._beside:
            shown.pop(0)
        close = self.close.winfo_reqwidth() + px(8)
        # With the hint, which a step may not have: the words stay where they are from step to step.
        buttons = (self.hint, self.back, self.previous, self.next)
        tools = sum(button.winfo_reqwidth() for button in buttons) + px(8 + 8 + 4)
        low = sum(shown[-2][1:]) + tools + close > width
        self._tools.grid(row=int(low), column=1 - low, columnspan=1 + 2 * low, sticky="e")
        room = width - close - (0 if low else tools)
        for part in (self.marks, self._title):
            if sum(gap + wide for _, gap, wide in shown) > room:
                part.pack_forget()
                shown = [each for each in shown if each[0] is not part]
        for number, (widget, gap, _) in enumerate(shown):
            widget.pack(side="left", padx=(gap if number else 0, 0))

    def _show_head(self, index: int) -> None:
        self.previous.state(["disabled" if index == 0 else "!disabled"])
        self.next.configure(bootstyle="outline")
        if self._step.hint:
            self.hint.pack(side="left", before=self.back)
        else:
            self.hint.pack_forget()
        if self.marks is not None:
            count = len(self._lesson.steps)
            self.number.configure(text=self._texts("lessons.number", number=index + 1, count=count))
            self.marks.show(index)
            self._fit_head(self._head.winfo_width())

    def _build_goal(self) -> None:
        self._goal = ttk.Frame(self._words, style="Strip.TFrame")
        self._goal.grid(row=3, column=0, sticky="ew")
        self._tick = ttk.Label(self._goal, style="Strip.TLabel")
        font = "ActStage" if self._window.presenting else "TkDefaultFont"
        self.task = WrappedLabel(self._goal, font, style="Strip.TLabel")
        self._tick.configure(font=font)

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
        if self.column is not None:
            self.update_idletasks()
            self.column.scroll_to(self.said)

    def _unsay(self) -> None:
        if self.said is not None:
            self.said.destroy()
            self.said = None


def _without_first_break(parts: Iterable[Piece]) -> list[Piece]:
    found = list(parts)
    return found[1:] if found and found[0].kind == "break" else found
