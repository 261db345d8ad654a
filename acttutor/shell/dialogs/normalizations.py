"""Four ways to normalise a block of pictures: which of its numbers share a mean."""

import tkinter

import numpy as np
import ttkbootstrap as ttk

from acttutor.core.nn.layers.normalizations import NORMALIZATIONS, sharing
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip
from acttutor.widgets.rich_text import RichText

#: Samples, channels, height and width of the block, and groups of its channels.
SHAPE, GROUPS = (4, 6, 2, 3), 2
#: Size of a number, and what parts two pictures, in logical pixels.
CELL, GAP = 11, 5


class NormalizationsDialog(Dialog[tuple[int, int]]):
    """Draws the block four times; a click says of which picture and channel is asked.

    Args:
        window: the main window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "menu.normalizations.label")
        words = self._text(self.frame, 3, 40)
        words.show([("plain", self.texts("normalizations.words"))])
        self.picked = (1, 2)
        row = ttk.Frame(self.frame)
        row.pack(fill="x", pady=(self.px(6), 0))
        self.pictures: dict[str, tkinter.Canvas] = {}
        self.counts: dict[str, RichText] = {}
        for number, kind in enumerate(NORMALIZATIONS):
            self._add(row, number, kind)
        self._draw()
        self.present()

    def _add(self, row: ttk.Frame, number: int, kind: str) -> None:
        px, theme = self.px, self.window.appearance.theme
        place = ttk.Frame(row)
        place.grid(row=0, column=number, padx=(0 if number == 0 else px(18), 0), sticky="n")
        name = self.texts(f"normalizations.{kind}.name")
        ttk.Label(place, text=name, style="SmallTitle.TLabel").pack(anchor="w")
        samples, channels, height, width = SHAPE
        canvas = tkinter.Canvas(
            place,
            width=samples * self._step(width) + px(4),
            height=channels * self._step(height) + px(4),
            background=theme.background,
            highlightthickness=0,
        )
        canvas.pack(anchor="w", pady=px(6))
        canvas.bind("<Button-1>", self._pick)
        attach_tip(canvas, self.texts("normalizations.tip"), self.window.appearance)
        self.pictures[kind] = canvas
        self.counts[kind] = self._text(place, 5, 10)

    def _text(self, master: tkinter.Misc, lines: int, width: int) -> RichText:
        made = RichText(master, self.window.appearance, lines)
        made.configure(width=width)
        made.pack(fill="x")
        return made

    def _step(self, cells: int) -> int:
        """Return the distance from one picture of so many numbers to the next."""
        return self.px(cells * CELL + GAP)

    def _pick(self, event: "tkinter.Event[tkinter.Misc]") -> None:
        samples, channels, height, width = SHAPE
        sample = min(max(event.x // self._step(width), 0), samples - 1)
        channel = min(max(event.y // self._step(height), 0), channels - 1)
        self.picked = (sample, channel)
        self._draw()

    def _draw(self) -> None:
        """Colour all that shares a mean with the picture that is picked."""
        theme = self.window.appearance.theme
        for kind, canvas in self.pictures.items():
            numbers = sharing(kind, SHAPE, GROUPS)
            mine = numbers == numbers[(*self.picked, 0, 0)]
            canvas.delete("all")
            for sample, channel, y, x in np.ndindex(SHAPE):
                left = sample * self._step(SHAPE[3]) + self.px(x * CELL + 1)
                top = channel * self._step(SHAPE[2]) + self.px(y * CELL + 1)
                inside = bool(mine[sample, channel, y, x])
                canvas.create_rectangle(
                    left, top, left + self.px(CELL), top + self.px(CELL),
                    fill=theme.accent if inside else theme.surface,
                    outline=theme.text if (sample, channel) == self.picked else theme.line,
                    tags="mine" if inside else "other",
                )  # fmt: skip
            values = {"count": int(mine.sum()), "means": int(numbers.max()) + 1}
            words = self.texts(f"normalizations.{kind}.words", **values)
            self.counts[kind].show([("plain", words)])

    def kept(self) -> tuple[int, int]:
        return self.picked

    def take_up(self, kept: tuple[int, int]) -> None:
        self.picked = kept
        self._draw()
