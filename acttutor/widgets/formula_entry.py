"""A line to type a formula into, with one sentence below it if it cannot be used."""

import tkinter
from collections.abc import Callable
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.language.formula_texts import gap_sentence, mistake
from acttutor.core.formula.expression import ExpressionError, parse
from acttutor.plots.text.wrapping import wrap
from acttutor.widgets.panel import WIDTH, AnyPanel
from acttutor.widgets.section import show_in_grid
from acttutor.widgets.variables import watch

#: Size of the type of widgets, in points.
BODY = 10.0


class FormulaEntry(ttk.Frame):
    """Edits a setting that holds a formula, at every key.

    What is typed is read at once. A formula goes to the store; anything else gets its sentence
    and leaves the setting as it is.

    Args:
        panel: the panel of the lab.
        name: the setting, a text that `acttutor.core.formula.expression.parse` understands.
        change: takes over a formula that can be used.
    """

    def __init__(
        self,
        panel: AnyPanel,
        name: str,
        change: Callable[[str], None],
    ) -> None:
        super().__init__(panel.frame)
        self.context, self.name = panel.context, name
        self._change = change
        self._last = ""
        px = self.context.px
        self.label = ttk.Label(self, text="f(x) =")
        self.label.grid(row=0, column=0, sticky="w", padx=(0, px(6)))
        self.text = tkinter.StringVar(self)
        self.entry = ttk.Entry(self, textvariable=self.text)
        self.entry.grid(row=0, column=1, sticky="ew")
        self.columnconfigure(1, weight=1)
        self.message = ttk.Label(self, wraplength=px(WIDTH - 40), justify="left")
        self.message.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(px(3), 0))
        for widget in (self.label, self.entry):
            self.context.tip(widget, name)
        self.entry.bind("<Escape>", lambda _event: self.restore())
        for key in ("<Return>", "<KP_Enter>"):
            self.entry.bind(key, lambda _event: self._on_text(confirmed=True))
        panel.follow(self.refresh)
        watch(self.text, self, self._on_text)

    def _on_text(self, confirmed: bool = False) -> None:
        try:
            formula = parse(self.text.get()).text
        except ExpressionError as error:
            words = mistake(error.code, error.values, self.context.texts)
            self._say(words, self.context.appearance.theme.bad)
            return
        self._last = formula
        self._warn(formula)
        # What `restore` writes is in the settings already; Return shows it nevertheless.
        if confirmed or formula != getattr(self.context.settings, self.name):
            self._change(formula)

    def _warn(self, formula: str) -> None:
        """Say where the formula has no value, if there is such a place."""
        words = gap_sentence(parse(formula).places, self.context.texts)
        self._say(words, self.context.appearance.theme.warning)

    def _say(self, words: str, color: str) -> None:
        # Tk breaks lines only at blanks, where there are any: Japanese would be torn apart there.
        lines = wrap(words, WIDTH - 48, BODY)
        self.message.configure(text="\n".join(lines), foreground=color)
        show_in_grid(self.message, bool(words))

    def restore(self) -> None:
        """Write the formula that is in use, whatever has been typed."""
        formula = getattr(self.context.settings, self.name)
        self._last = formula
        if self.text.get() != formula:
            self.text.set(formula)
        self._warn(formula)

    def refresh(self, settings: Any) -> None:
        """Show the formula in ``settings``, unless it is the one that is being typed."""
        if getattr(settings, self.name) != self._last:
            self.restore()
