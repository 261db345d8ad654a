"""What a second of play goes into, written at the foot of the rail on request."""

import time
import tkinter

import ttkbootstrap as ttk

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import fixed, rounded
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.figure.meter import Meter

#: Numbers that change faster than this cannot be read.
EVERY_S = 0.25


class MeterLabel(ttk.Label):
    """Frames and steps per second, and the time that work and drawing take.

    Args:
        master: the rail.
        texts: the catalogue.
        appearance: theme and sizes.
    """

    def __init__(self, master: tkinter.Misc, texts: Texts, appearance: Appearance) -> None:
        super().__init__(master, style="RailGroup.TLabel", justify="left")
        self._texts = texts
        self._padding = appearance.px(8)
        self._written_s = 0.0

    def show(self, shown: bool) -> None:
        """Show or hide the label."""
        if shown:
            self.pack(side="bottom", anchor="w", padx=self._padding)
        else:
            self.pack_forget()

    def write(self, meter: Meter) -> None:
        """Write the present means, a few times a second."""
        now_s = time.perf_counter()
        if not self.winfo_manager() or now_s - self._written_s < EVERY_S:
            return
        self._written_s = now_s
        words = self._texts(
            "shell.meter",
            frames=fixed(meter.frames_per_second, 0),
            steps=f"{rounded(meter.steps_per_second, 0):,}",
            work=fixed(meter.work_ms, 1),
            draw=fixed(meter.draw_ms, 1),
        )
        self.configure(text=words)
