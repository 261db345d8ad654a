"""What a learner predicts at a step of a lesson: the question, its answers, and what happened."""

import tkinter
from collections.abc import Callable
from tkinter import IntVar
from tkinter import font as tkfont

import ttkbootstrap as ttk
from ttkbootstrap import Style

from acttutor.lessons.attempt import Attempt
from acttutor.lessons.lesson import line_in
from acttutor.plots.text.wrapping import wrap_measured
from acttutor.shell.lessons.strip_height import BESIDE_ANSWER, ROW
from acttutor.shell.lessons.wrapped import WrappedLabel
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.group import make_group


class Prediction(ttk.Frame):
    """The question of a step and its answers side by side; nothing where nothing is asked.

    Args:
        master: the strip of the lesson.
        window: the main window.
        predict: takes the number of an answer.
    """

    def __init__(
        self, master: tkinter.Misc, window: MainWindow, predict: Callable[[int], object]
    ) -> None:
        super().__init__(master, style="Strip.TFrame")
        self._window, self._predict = window, predict
        self._language = window.store.state.language
        self._attempt: Attempt | None = None
        self._answer = IntVar(self, -1)
        self._question: WrappedLabel | None = None
        self.options: list[ttk.Radiobutton] = []
        #: Their words.
        self._answers: list[str] = []
        self.outcome: tuple[WrappedLabel, ...] = ()
        self.bind("<Configure>", lambda event: self._flow(event.width))

    def show(self, attempt: Attempt) -> None:
        """Ask what the step of an attempt asks, and keep an answer that was given."""
        self._attempt = attempt
        if str(self.tk.call("focus")).startswith(f"{self}."):
            # Tk 8.6 keeps a pointer to a widget that had the focus when it was destroyed.
            self._window.host.widget.focus_set()
        for child in self.winfo_children():
            child.destroy()
        self._question, self.options, self._answers, self.outcome = None, [], [], ()
        asked = attempt.step.predict
        if asked is None:
            self.grid_remove()
            return
        self.grid()
        self._question = self._label(line_in(asked.question, self._language))
        for number, words in enumerate(asked.options):
            self._answers.append(line_in(words, self._language))
            self.options.append(self._option(number, self._answers[-1]))
        make_group(self.options, lambda: None, choosing=False)
        self._answer.set(-1)
        if attempt.predicted is not None:
            self.show_given()
        self._flow(self.winfo_width())

    def _label(self, text: str, color: str = "") -> WrappedLabel:
        font = "ActStage" if self._window.presenting else "TkHeadingFont"
        label = WrappedLabel(self, font, foreground=color, style="StripBold.TLabel")
        label.say(text)
        return label

    def _option(self, number: int, words: str) -> ttk.Radiobutton:
        appearance = self._window.appearance
        button = ttk.Radiobutton(
            self,
            text=words,
            value=number,
            variable=self._answer,
            command=lambda: self._predict(number),
            bootstyle=f"@{appearance.theme.surface}",
        )
        # Its style alone has a font.
        Style.get_instance().configure(button.cget("style"), font=self._font().name)
        attach_tip(button, self._window.texts("lessons.predict_tip"), appearance)
        return button

    def _font(self) -> tkfont.Font:
        """Return the font of the answers."""
        name = "ActStage" if self._window.presenting else "TkDefaultFont"
        return tkfont.nametofont(name, self)

    def _flow(self, width: int) -> None:
        """Put question and answers side by side, and begin a line where there is no more room."""
        if self._question is None or width <= 1:
            return
        px, used, top, high = self._window.appearance.px, 0, 0, 0
        for label in (self._question, *self.outcome):
            label.fit(width - px(4))
        for button, words in zip(self.options, self._answers, strict=True):
            lines = wrap_measured(words, width - px(BESIDE_ANSWER), self._font().measure)
            button.configure(text="\n".join(lines))
        shown: list[tkinter.Widget] = [*self.outcome] or [self._question, *self.options]
        for widget in shown:
            needed = widget.winfo_reqwidth() + px(14)
            if used and used + needed > width:
                used, top, high = 0, top + high, 0
            widget.place(x=used, y=top)
            used, high = used + needed, max(high, px(ROW), widget.winfo_reqheight())
        self.configure(height=top + high)

    def show_given(self) -> None:
        """Keep the answer that was given."""
        if self._attempt is not None and self._attempt.predicted is not None:
            self._answer.set(self._attempt.predicted)
        for button in self.options:
            button.state(["disabled"])

    def show_outcome(self) -> None:
        """Put what was predicted and what happened side by side, in the place of the answers."""
        attempt, question = self._attempt, self._question
        if attempt is None or attempt.predicted is None or question is None:
            return
        asked = attempt.step.predict
        if asked is None:
            return
        for widget in (question, *self.options):
            widget.place_forget()
        texts, theme = self._window.texts, self._window.appearance.theme
        sign, color = {
            "right": ("✓", theme.good),
            "wrong": ("✗", theme.bad),
            "seen": ("–", theme.muted),
        }[attempt.verdict()]
        chosen = line_in(asked.options[attempt.predicted], self._language)
        happened = line_in(asked.options[asked.right], self._language)
        predicted = texts("lessons.predicted", answer=chosen, sign=sign)
        self.outcome = (
            self._label(predicted, color),
            self._label(texts("lessons.happened", answer=happened)),
        )
        self._flow(self.winfo_width())
