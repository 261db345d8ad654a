"""Parts of the panel that only the quiz has: which topics, and how it goes in each."""

import tkinter

import ttkbootstrap as ttk

from acttutor.labs.quiz.model.item import TOPICS
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.state import Settings
from acttutor.widgets.context import attach_tip
from acttutor.widgets.group import make_group
from acttutor.widgets.panel import Panel


class Topics(ttk.Frame):
    """One switch for each topic, with how it goes there, and what is remembered below.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        super().__init__(panel.frame)
        self._panel, self._context = panel, panel.context
        self._on: dict[str, tkinter.BooleanVar] = {}
        self.buttons: dict[str, ttk.Checkbutton] = {}
        self.rows: dict[str, tuple[ttk.Progressbar, ttk.Label]] = {}
        for row, topic in enumerate(TOPICS):
            self._row(row, topic)
        make_group(list(self.buttons.values()), lambda: None, choosing=False)
        self.columnconfigure(1, weight=1)
        px = self._context.px
        self.known = ttk.Label(self, style="Muted.TLabel")
        self.known.grid(row=len(TOPICS), column=0, columnspan=3, sticky="w", pady=(px(6), 0))
        self._context.tip(self.known, "known")
        panel.follow(self._follow)

    def _row(self, row: int, topic: str) -> None:
        context, px = self._context, self._context.px
        variable = self._on[topic] = tkinter.BooleanVar(self)
        name = context.text(f"topics.short.{topic}")
        button = ttk.Checkbutton(self, text=name, variable=variable, command=self._changed)
        button.grid(row=row, column=0, sticky="w", pady=px(2))
        attach_tip(button, context.option("topics", topic), context.appearance)
        bar = ttk.Progressbar(self, maximum=1.0, length=px(60))
        bar.grid(row=row, column=1, sticky="ew", padx=px(8))
        count = ttk.Label(self, width=8, anchor="e", style="Muted.TLabel")
        count.grid(row=row, column=2, sticky="e")
        self.buttons[topic] = button
        self.rows[topic] = (bar, count)

    def _changed(self) -> None:
        chosen = tuple(topic for topic, variable in self._on.items() if variable.get())
        self._context.change(topics=chosen, only=())

    def _follow(self, settings: Settings) -> None:
        for topic, variable in self._on.items():
            variable.set(topic in settings.topics)
        self.refresh()

    def refresh(self) -> None:
        """Show how it goes."""
        run, context = self._panel.run, self._context
        for topic, (right, asked) in run.scores().items():
            bar, count = self.rows[topic]
            bar.configure(value=right / asked if asked else 0.0)
            count.configure(text=f"{right} / {asked}" if asked else "–")
        counts = {how: run.count(how) for how in ("due", "weak", "learning", "strong")}
        self.known.configure(text=context.text("known.line", **counts))
