"""What shows that the keyboard is in the figure: rings, arrows, and words on what keys do."""

from collections.abc import Sequence
from typing import Any

import ttkbootstrap as ttk

from acttutor.base.numbers.numerals import significant
from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import AnyFigure

#: Tag of what is drawn.
RING = "ring"
#: Length of an arrow and its distance from the ring, in logical pixels.
ARROW = 5.0
#: What formulas are written with, and what stands for it in running text.
MARKS = {r"\eta": "η", r"\varepsilon": "ε", r"\,": " ", "$": "", "{": "", "}": "", "\n": " "}
#: From the words to the edge, in pixels.
EDGE = 8


class FigureRing:
    """Drawn by Tk over the picture, so that the figure is left alone.

    Args:
        canvas: on which the figure is.
    """

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._caption: ttk.Label | None = None

    def clear(self) -> None:
        """Take everything away."""
        self._canvas.delete(RING)
        if self._caption is not None:
            self._caption.destroy()
            self._caption = None

    def show(self, figure: AnyFigure, handle: Handle | None, held: bool) -> None:
        """Draw a ring around the figure and one around the handle, and say what the keys do."""
        self.clear()
        canvas, color = self._canvas, figure.theme.accent
        width, height = canvas.winfo_width(), canvas.winfo_height()
        canvas.create_rectangle(1, 1, width - 2, height - 2, outline=color, width=2, tags=RING)
        if handle is not None:
            self._draw(figure, handle, held)
        self._say(figure, handle, held)

    def _draw(self, figure: AnyFigure, handle: Handle, held: bool) -> None:
        scale, theme, create = figure.scale, figure.theme, self._canvas.create_rectangle
        left, top, wide, high = handle.rect.grown(4)
        box = tuple(scale * v for v in (left, top, left + wide, top + high))
        create(*box, outline=theme.background, width=6, tags=RING)
        create(*box, outline=theme.accent, width=3 if held else 2, tags=RING)
        if held:
            self._draw_arrows(figure, box, len(handle.amounts) > 1)

    def _draw_arrows(self, figure: AnyFigure, box: tuple[float, ...], both: bool) -> None:
        """Draw at the sides where what is held can go."""
        left, top, right, bottom = box
        x, y, size = (left + right) / 2, (top + bottom) / 2, ARROW * figure.scale
        ways = [(right + size, y, 1, 0), (left - size, y, -1, 0)]
        if both:
            ways += [(x, bottom + size, 0, 1), (x, top - size, 0, -1)]
        theme, create = figure.theme, self._canvas.create_polygon
        for px, py, dx, dy in ways:
            tip = px + size * dx, py + size * dy
            one, other = (px - size * dy, py - size * dx), (px + size * dy, py + size * dx)
            create(*tip, *one, *other, fill=theme.accent, outline=theme.background, tags=RING)

    def _say(self, figure: AnyFigure, handle: Handle | None, held: bool) -> None:
        """Say what is in view and what keys do, away from the ring, in one line if that fits."""
        what, keys = _words(figure, handle, held)
        width, height = self._canvas.winfo_width(), self._canvas.winfo_height()
        self._caption = caption = ttk.Label(
            self._canvas, text=f"{what}　{keys}".strip(), style="Tip.TLabel", padding=4
        )
        if caption.winfo_reqwidth() > width - 2 * EDGE:
            caption.configure(text=f"{what}\n{keys}".strip(), wraplength=width - 4 * EDGE)
        room = caption.winfo_reqheight() + 2 * EDGE
        # Where nothing is in view yet, the buttons at the bottom stay free.
        low = handle is None or handle.rect.grown(10).bottom * figure.scale > height - room
        caption.place(x=EDGE, y=EDGE if low else height - EDGE, anchor="nw" if low else "sw")


def _words(figure: AnyFigure, handle: Handle | None, held: bool) -> tuple[str, str]:
    """Return what a handle is called with its numbers, and what keys do to it."""
    texts = figure.texts
    if handle is None:
        return "", texts("keys.figure.begin")
    kind = "walk" if handle.amounts else "click"
    if held:
        kind = "held_pressed" if handle.press is not None else "held"
    keys = texts(f"keys.figure.{kind}")
    if handle.remove is not None:
        keys += texts("keys.figure.remove")
    return f"{_plain(handle.name)}{_values(handle.amounts)}", keys


def _plain(name: str) -> str:
    """Return a name without the marks of formulas, which Tk does not set."""
    for mark, plain in MARKS.items():
        name = name.replace(mark, plain)
    return name


def _values(amounts: Sequence[Amount]) -> str:
    """Return the numbers of a handle behind its name."""
    if not amounts:
        return ""
    numbers = ", ".join(f"{a.name} {significant(a.value, 4)}".strip() for a in amounts)
    return f" = {numbers}" if len(amounts) == 1 else f"  {numbers}"
