"""An entry for learning rates to compare."""

import tkinter

import ttkbootstrap as ttk

from acttutor.base.errors import UserError
from acttutor.base.numbers.numerals import significant
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import Settings, parse_rates
from acttutor.widgets.panel import Panel


class RatesEntry:
    """Label and entry, there while the learner's own values are compared.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        self._context = context = panel.context
        px = context.px
        self.row = ttk.Frame(panel.frame)
        panel.across(self.row)
        ttk.Label(self.row, text=context.label("rates")).pack(side="left")
        self._text = tkinter.StringVar(self.row)
        self.entry = ttk.Entry(self.row, textvariable=self._text, width=10)
        self.entry.pack(side="left", fill="x", expand=True, padx=(px(8), 0))
        for sequence in ("<Return>", "<KP_Enter>", "<FocusOut>"):
            self.entry.bind(sequence, self._take)
        self.entry.bind("<Escape>", lambda _event: self._show())
        context.tip(self.entry, "rates")
        panel.parts["rates"] = self
        panel.follow(self._follow)

    def _written(self) -> str:
        return " ".join(significant(rate, 6) for rate in self._context.settings.rates)

    def _show(self) -> None:
        self._text.set(self._written())

    def _take(self, event: "tkinter.Event[tkinter.Misc]") -> None:
        text = self._text.get()
        if text.strip() == self._written():
            return
        try:
            self._context.change(rates=parse_rates(text))
        except UserError as error:
            self._context.complain(error)
            # What was typed stays as long as it can still be mended.
            if event.type != tkinter.EventType.FocusOut:
                return
        self._show()

    def _follow(self, settings: Settings) -> None:
        if settings.compare != "own":
            self.row.grid_remove()
            return
        self.row.grid()
        if self.entry.focus_displayof() is not self.entry:
            self._show()
