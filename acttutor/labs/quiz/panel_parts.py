"""Parts of the panel that only the quiz has: which topics, and how it goes in each."""

import tkinter
from typing import Any

import ttkbootstrap as ttk

from acttutor.labs.quiz.item import TOPICS
from acttutor.labs.quiz.leitner import WAITS
from acttutor.widgets.panel import Panel


class TopicButtons(ttk.Frame):
    """One switch for each topic.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel.frame)
        self._context = context = panel.context
        self._on: dict[str, tkinter.BooleanVar] = {}
        self.buttons: dict[str, ttk.Checkbutton] = {}
        for topic in TOPICS:
            variable = tkinter.BooleanVar(self)
            button = ttk.Checkbutton(
                self,
                text=context.option("topics", topic),
                variable=variable,
                command=self._changed,
            )
            button.pack(anchor="w", pady=context.px(2))
            context.tip(button, "topics")
            self._on[topic] = variable
            self.buttons[topic] = button
        panel.follow(self._refresh)

    def _changed(self) -> None:
        chosen = tuple(topic for topic, variable in self._on.items() if variable.get())
        self._context.change(topics=chosen, only=())

    def _refresh(self, settings: Any) -> None:
        for topic, variable in self._on.items():
            variable.set(topic in settings.topics)


class Progress(ttk.Frame):
    """Right answers of each topic, and how many templates are in which box.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel.frame)
        self._panel, context = panel, panel.context
        px = context.px
        self.rows: dict[str, tuple[ttk.Progressbar, ttk.Label]] = {}
        for row, topic in enumerate(TOPICS):
            name = ttk.Label(self, text=context.text(f"topics.short.{topic}"), style="Muted.TLabel")
            name.grid(row=row, column=0, sticky="w")
            bar = ttk.Progressbar(self, maximum=1.0, length=px(80))
            bar.grid(row=row, column=1, sticky="ew", padx=px(8), pady=px(3))
            count = ttk.Label(self, width=8, anchor="e", style="Muted.TLabel")
            count.grid(row=row, column=2, sticky="e")
            self.rows[topic] = (bar, count)
        self.columnconfigure(1, weight=1)
        self.boxes = ttk.Label(self, style="Muted.TLabel")
        self.boxes.grid(row=len(TOPICS), column=0, columnspan=3, sticky="w", pady=(px(6), 0))
        context.tip(self.boxes, "boxes")
        panel.follow(lambda _settings: self.refresh())

    def refresh(self) -> None:
        """Show how it goes."""
        run, context = self._panel.run, self._panel.context
        for topic, (right, asked) in run.scores().items():
            bar, count = self.rows[topic]
            bar.configure(value=right / asked if asked else 0.0)
            count.configure(text=f"{right} / {asked}" if asked else "–")
        counts = "  ".join(str(run.boxes.count(box)) for box in range(1, len(WAITS) + 1))
        self.boxes.configure(text=context.text("boxes.line", counts=counts))
