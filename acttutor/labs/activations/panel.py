"""The controls of the activation lab."""

import tkinter
from functools import partial
from typing import Any

import ttkbootstrap as ttk

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.formula.expression import OWN
from acttutor.labs.activations import words
from acttutor.labs.activations.comparisons import COMPARISONS
from acttutor.labs.activations.figure import Figure
from acttutor.labs.activations.functions import FUNCTIONS
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import MAX_OTHERS, Choices, param_setting, shown
from acttutor.widgets.context import LabContext, attach_tip
from acttutor.widgets.formula_entry import FormulaEntry
from acttutor.widgets.group import make_group
from acttutor.widgets.panel import Panel

#: Buttons in a row of the functions that can be laid over.
COLUMNS = 4


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    # The pointer of another picture says nothing about this one.
    panel.run.pointer = None
    panel.answer(Figure, partial(_answer, panel))
    panel.section("function")
    panel.control("function")
    for function, activation in ACTIVATIONS.items():
        for param in activation.params:
            name = param_setting(function, param.id)
            panel.control(name, shown=partial(_is_shown, function))
    panel.section("own")
    panel.across(FormulaEntry(panel, "own", partial(_show_own, panel)))
    panel.section("comparisons")
    change = panel.context.change
    comparisons = panel.buttons(
        *((name, partial(change, **one.changes)) for name, one in COMPARISONS.items())
    )
    for button in comparisons.values():
        compact(button, panel.context)
    panel.section("others")
    others = panel.parts["others"] = Others(panel)
    panel.across(others)
    panel.section("picture")
    panel.control("view", segments=True)
    panel.control("half_width")
    panel.control("threshold")
    panel.control("probe")


def _is_shown(function: str, settings: Choices) -> bool:
    """Tell whether a function is in the picture, and with it the controls of its parameters."""
    return function in shown(settings)


def _show_own(panel: Panel[Run], formula: str) -> None:
    """Take a formula over, and show it if it is not in the picture."""
    context = panel.context
    function = {} if OWN in shown(context.settings) else {"function": OWN}
    context.change(own=formula, **function)


def _answer(panel: Panel[Run], figure: Figure) -> None:
    figure.hover = partial(_hover, panel)


def _hover(panel: Panel[Run], x: float | None) -> None:
    """Let the pointer hold the probe at x; ``None`` lets it go."""
    if panel.run.pointer != x:
        panel.run.pointer = x
        panel.view.repaint()


def compact(button: ttk.Button | ttk.Checkbutton, context: LabContext[Choices]) -> None:
    """Give a button small letters, little padding and, until it is pressed, a quiet look."""
    style: Any = ttk.Style()
    px, theme = context.px, context.appearance.theme
    parent = button.cget("style")
    kind = f"Compact.{parent}"
    style.configure(kind, font="ActSmall", padding=(0, px(2)))
    static_artists = "!selected !active !disabled"
    for option, color in (("foreground", theme.text), ("bordercolor", theme.line)):
        states = [(static_artists, color), ("disabled !selected", theme.line)]
        style.map(kind, **{option: [*states, *style.map(parent, option)]})
    button.configure(style=kind)


class Others(ttk.Frame):
    """One button for each function, pressed if it is laid over the chosen one."""

    def __init__(self, panel: Panel[Run]) -> None:
        super().__init__(panel.frame)
        self._panel = panel
        context = panel.context
        self.buttons: dict[str, ttk.Checkbutton] = {}
        self._values: dict[str, tkinter.BooleanVar] = {}
        for index, function in enumerate(FUNCTIONS):
            name = words.name(function, context.texts)
            self._values[function] = tkinter.BooleanVar(self)
            button = ttk.Checkbutton(
                self,
                # Without a short name, the last key is shown as it is: the name itself.
                text=context.texts.first(
                    f"activations.chips.{function}", f"functions.{function}.short", name
                ),
                variable=self._values[function],
                command=lambda function=function: self._toggle(function),
                bootstyle="primary outline toolbutton",
            )
            row, column = divmod(index, COLUMNS)
            button.grid(
                row=row, column=column, sticky="ew", padx=(0, context.px(3)), pady=context.px(2)
            )
            self.columnconfigure(column, weight=1, uniform="others")
            compact(button, context)
            attach_tip(button, context.text("others.tip", name=name), context.appearance)
            self.buttons[function] = button
        make_group(list(self.buttons.values()), lambda: None, choosing=False)
        panel.follow(self.refresh)

    def _toggle(self, function: str) -> None:
        others = [other for other in shown(self._panel.context.settings)[1:] if other != function]
        if self._values[function].get():
            others.append(function)
        self._panel.context.change(others=tuple(others))
        self.refresh(self._panel.context.settings)

    def refresh(self, settings: Choices) -> None:
        """Show which functions are laid over, and which could be."""
        functions = shown(settings)
        full = len(functions) > MAX_OTHERS
        for function, button in self.buttons.items():
            over = function in functions[1:]
            self._values[function].set(over)
            possible = over or not (full or function == settings.function)
            button.state(["!disabled" if possible else "disabled"])
