"""The controls of the softmax lab."""

import tkinter
from functools import partial

import ttkbootstrap as ttk

from acttutor.labs.softmax import words
from acttutor.labs.softmax.figure import Figure
from acttutor.labs.softmax.run import Run
from acttutor.labs.softmax.state import (
    FAILURES,
    FURTHEST,
    MOST,
    PRESETS,
    TEMPERATURES,
    Settings,
    failing_shift,
    with_logit,
)
from acttutor.widgets.context import LabContext
from acttutor.widgets.controls import Control
from acttutor.widgets.figure.number_over_figure import open_number_entry
from acttutor.widgets.group import make_group
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    change = panel.context.change
    panel.answer(Figure, partial(_answer, panel))
    panel.section("logits")
    panel.control("classes")
    panel.control("true", kind=TrueClass)
    preset = partial(change, shift=0.0, temperature=1.0)
    panel.buttons(*((name, partial(preset, **z)) for name, z in PRESETS.items()), columns=1)
    panel.section("temperature")
    panel.control("temperature")
    temperatures = TEMPERATURES.items()
    panel.buttons(*((name, partial(change, temperature=t)) for name, t in temperatures), columns=3)
    panel.note(lambda _settings: words.limit(panel.run, panel.context.texts))
    panel.section("shift")
    panel.control("shift")
    panel.buttons(*((name, partial(_fail, panel, name)) for name in FAILURES), columns=3)
    panel.note(lambda _settings: panel.context.text("shift.note"))


def _answer(panel: Panel[Run], figure: Figure) -> None:
    figure.edit_logit = partial(_edit_logit, panel)


def _fail(panel: Panel[Run], failure: str) -> None:
    """Shift all logits to where the naive form fails, or back."""
    shift = failing_shift(panel.context.settings, failure)
    panel.context.change(shift=shift, temperature=1.0)


class TrueClass(Control):
    """One button for each class; the true one is pressed."""

    context: LabContext[Settings]

    def build(self) -> None:
        """Create a label with the buttons below it."""
        px = self.context.px
        frame = ttk.Frame(self.master)
        frame.grid(row=self.row, column=0, columnspan=3, sticky="ew", pady=px(3))
        self.label = ttk.Label(frame, text=self.context.label("true"))
        self.label.grid(row=0, column=0, columnspan=MOST, sticky="w", pady=px(2))
        self._value = tkinter.IntVar(frame)
        self.buttons = []
        for index in range(MOST):
            button = ttk.Radiobutton(
                frame,
                text=str(index + 1),
                value=index + 1,
                variable=self._value,
                command=lambda: self.change(self._value.get()),
                bootstyle="primary outline toolbutton",
            )
            button.grid(row=1, column=index, sticky="ew", padx=(0, px(1)))
            frame.columnconfigure(index, weight=1, uniform="classes")
            self.context.tip(button, "true")
            self.buttons.append(button)
        make_group(self.buttons, lambda: self.buttons[self._value.get() - 1])
        self.add(frame)

    def refresh(self, settings: Settings) -> None:
        """Show the classes that there are, and the true one."""
        self._value.set(min(settings.true, settings.classes))
        for index, button in enumerate(self.buttons):
            # Locked, the chosen one still looks chosen.
            there = index < settings.classes and not self.locked
            chosen = index + 1 == self._value.get()
            button.state(["!disabled" if there or chosen else "disabled"])

    def lock(self) -> None:
        """Disable all buttons but the chosen one."""
        super().lock()
        self.refresh(self.context.settings)


def _edit_logit(panel: Panel[Run], index: int, place: tuple[float, float]) -> None:
    """Open an entry over the figure for one logit, as it stands there, with the shift."""
    context = panel.context
    shift = context.settings.shift

    def take(value: float) -> None:
        logits = with_logit(context.settings.logits, index, value - shift)
        context.change(logits=logits)

    shown = words.logit(float(panel.run.z[index]))
    open_number_entry(panel, place, shown, take, shift - FURTHEST, shift + FURTHEST)
