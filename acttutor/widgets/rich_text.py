"""Paragraphs with emphasis and inline formulas, sharp at any zoom and in both themes."""

import math
import tkinter
from collections.abc import Callable, Iterable
from functools import lru_cache
from tkinter import font as tkfont
from typing import Any

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from PIL import Image, ImageTk

from acttutor.plots.style import FONT_FAMILY
from acttutor.widgets.appearance import Appearance

#: A formula is a little larger than the words around it, as in print.
FORMULA = 1.08
#: Begins the tags of words that are in the glossary; their id follows.
TERM = "term:"


class RichText(tkinter.Text):
    """A text that cannot be edited.

    Args:
        master: where it goes.
        appearance: theme and sizes.
        height: lines that are seen at once.
        surface: colour behind the words; by default that of the window.
        points: size of the words.
    """

    def __init__(
        self,
        master: Any,
        appearance: Appearance,
        height: int = 5,
        surface: str = "",
        points: float = 10.5,
    ) -> None:
        theme = appearance.theme
        self._appearance = appearance
        self._background = surface or theme.background
        family = tkfont.nametofont("TkDefaultFont", master).actual("family")
        self._points = points
        self._font = tkfont.Font(master, family=family, size=-self._pixels())
        self._bold = tkfont.Font(master, family=family, size=-self._pixels(), weight="bold")
        super().__init__(
            master,
            height=height,
            wrap="word",
            font=self._font,
            background=self._background,
            foreground=theme.text,
            relief="flat",
            borderwidth=0,
            highlightthickness=0,
            padx=0,
            pady=0,
            spacing2=appearance.px(3),
            spacing3=appearance.px(3),
            cursor="arrow",
            takefocus=0,
            state="disabled",
        )
        self.tag_configure("strong", font=self._bold)
        self.tag_configure("term", underline=True, underlinefg=theme.muted)
        self.tag_configure("gap", font=(family, -max(self._pixels() // 3, 1)))
        self._images: list[Any] = []
        #: Returns the meaning of a term by its id.
        self.meaning_of: Callable[[str], str] = lambda id: ""
        self._shown_term = ""
        self._tip: tkinter.Toplevel | None = None
        self.bind("<Motion>", self._on_motion)
        for event in ("<Leave>", "<Destroy>"):
            self.bind(event, lambda _event: self._hide_meaning())

    # -- the glossary --------------------------------------------------------------------------

    def _on_motion(self, event: Any) -> None:
        """Show the meaning of the term under the pointer."""
        tags = self.tag_names(f"@{event.x},{event.y}")
        term = next((tag.removeprefix(TERM) for tag in tags if tag.startswith(TERM)), "")
        if term == self._shown_term:
            return
        self._hide_meaning()
        if term:
            self._shown_term = term
            self._show_meaning(self.meaning_of(term), event.x_root, event.y_root)

    def _show_meaning(self, words: str, x: int, y: int) -> None:
        theme, px = self._appearance.theme, self._appearance.px
        self._tip = tkinter.Toplevel(self, background=theme.line)
        self._tip.withdraw()
        self._tip.wm_overrideredirect(True)
        tkinter.Label(
            self._tip,
            text=words,
            wraplength=px(320),
            justify="left",
            padx=px(10),
            pady=px(6),
            font="TkTooltipFont",
            background=theme.background,
            foreground=theme.text,
        ).pack(padx=1, pady=1)
        self._tip.update_idletasks()
        # Above the words, so that they stay readable; below where there is no room.
        above = y - self._tip.winfo_reqheight() - px(14)
        left = min(x, self.winfo_screenwidth() - self._tip.winfo_reqwidth())
        self._tip.geometry(f"+{left}+{above if above > 0 else y + px(18)}")
        self._tip.deiconify()

    def _hide_meaning(self) -> None:
        self._shown_term = ""
        if self._tip is not None:
            self._tip.destroy()
            self._tip = None

    def _pixels(self) -> int:
        """Return the height of the font in device pixels."""
        return max(self._appearance.px(self._points * 96 / 72), 6)

    def show(
        self,
        pieces: Iterable[tuple[str, str]],
        mark: Callable[[str], Iterable[tuple[str, str]]] = lambda text: ((text, ""),),
    ) -> None:
        """Show pieces: pairs of kind (plain, strong, formula, break) and text.

        Args:
            pieces: see `acttutor.lessons.markup`.
            mark: cuts a plain text into pairs of text and glossary id, which may be empty.
        """
        self.configure(state="normal")
        self.delete("1.0", "end")
        for tag in self.tag_names():
            if tag.startswith(TERM):
                self.tag_delete(tag)
        self._images = []
        for kind, text in pieces:
            if kind == "formula":
                self._insert_formula(text)
            elif kind == "break":
                self.insert("end", "\n", "gap")
            else:
                for part, id in mark(text):
                    tags = ("strong",) if kind == "strong" else ()
                    self.insert("end", part, (*tags, "term", f"{TERM}{id}") if id else tags)
        self.configure(state="disabled")

    def _insert_formula(self, text: str) -> None:
        theme = self._appearance.theme
        metrics = self._font.metrics()
        alpha, depth = _formula(text, self._pixels() * FORMULA)
        # Tk centres a picture on the line: with these margins its baseline is that of the words.
        ascent = alpha.shape[0] - depth
        lower = metrics["ascent"] - metrics["descent"]
        above, below = max(0, lower - (ascent - depth)), max(0, (ascent - depth) - lower)
        alpha = np.pad(alpha, ((above, below), (1, 1)))
        image = Image.new("RGB", alpha.shape[::-1], self._background)
        image.paste(Image.new("RGB", image.size, theme.text), mask=Image.fromarray(alpha))
        photo = ImageTk.PhotoImage(image, master=self)
        self._images.append(photo)  # Tk shows nothing of a picture that nobody keeps
        self.image_create("end", image=photo, align="center")

    def fit(self, most: int) -> None:
        """Be as high as the words need, up to ``most`` lines; more of them can be scrolled."""
        self.update_idletasks()
        found: Any = self.count("1.0", "end", "update", "ypixels")
        pixels = found[0] if isinstance(found, tuple) else found
        line = self._font.metrics("linespace") + self._appearance.px(6)
        lines = math.ceil((pixels or line) / line)
        lines = min(max(lines, 1), most)
        if lines != int(self.cget("height")):
            self.configure(height=lines)


@lru_cache(maxsize=256)
def _formula(text: str, pixels: float) -> tuple[Any, int]:
    """Return the coverage of a formula, shape (height, width), and its depth below the baseline."""
    parser: Any = MathTextParser("agg")
    font = FontProperties(family=[FONT_FAMILY], size=pixels)
    found = parser.parse(text, 72.0, font)  # a pixel is then a point
    return np.asarray(found.image, dtype=np.uint8), round(found.depth)
