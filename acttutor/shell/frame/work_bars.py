"""Bars over the figure: what long work is going on, how far it is, and a way to give it up."""

import time
import tkinter

import ttkbootstrap as ttk

from acttutor.base.language.texts import Texts
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import attach_tip
from acttutor.widgets.worker import Work, Worker

LENGTH = 180
#: How long a bar needs from end to end while nobody knows the share that is done.
ROUND_S = 1.5


class WorkBars(ttk.Frame):
    """A row for each task of a worker; nothing while there is none.

    Args:
        master: the frame over which it is shown.
        worker: does the work.
        texts: the catalogue.
        appearance: theme and sizes.
    """

    def __init__(
        self, master: tkinter.Misc, worker: Worker, texts: Texts, appearance: Appearance
    ) -> None:
        px = appearance.px
        super().__init__(master, style="Notice.TFrame", padding=(px(14), px(6)))
        self._worker, self._texts, self._appearance = worker, texts, appearance
        self._rows: dict[Work, Row] = {}
        worker.on_change = self.follow
        self.follow()

    def row_of(self, work: Work) -> "Row":
        """Return the row of a task."""
        return self._rows[work]

    def follow(self) -> None:
        """Show what the worker is at."""
        works = self._worker.works
        for work in [work for work in self._rows if work not in works]:
            self._rows.pop(work).destroy()
        for work in works:
            if work not in self._rows:
                self._rows[work] = Row(self, work, self._worker, self._texts, self._appearance)
            self._rows[work].follow()
        if not works:
            self.place_forget()
        elif not self.winfo_manager():
            self.place(relx=0.5, rely=0.0, y=self._appearance.px(12), anchor="n")
            self.lift()

    def destroy(self) -> None:
        """Take the bars away; the work goes on."""
        self._worker.on_change = lambda: None
        super().destroy()


class Row(ttk.Frame):
    """Words, a bar and a button for one task."""

    def __init__(
        self, master: WorkBars, work: Work, worker: Worker, texts: Texts, appearance: Appearance
    ) -> None:
        px = appearance.px
        super().__init__(master, style="Notice.TFrame")
        self._work = work
        words = texts(work.key, **work.values)
        self.words = ttk.Label(self, text=words, style="Notice.TLabel")
        self.words.pack(side="left")
        self.bar = ttk.Progressbar(self, maximum=1.0, length=px(LENGTH))
        self.cancel = ttk.Button(
            self,
            text=texts("menu.cancel.label"),
            command=lambda: worker.cancel(work),
            bootstyle="outline",
        )
        self.cancel.pack(side="right")
        self.bar.pack(side="right", padx=px(12))
        attach_tip(self.cancel, texts("shell.work.cancel_tip"), appearance)
        self.pack(fill="x", pady=px(2))

    def follow(self) -> None:
        """Show how far the task is."""
        share = self._work.share
        if share is None:
            share = (time.perf_counter() - self._work.begun_s) / ROUND_S % 1.0
        self.bar.configure(mode="determinate" if self._work.share else "indeterminate", value=share)
