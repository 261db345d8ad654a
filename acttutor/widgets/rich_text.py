"""Paragraphs with emphasis and inline formulas, sharp at any zoom and in both themes."""

import math
import tkinter
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from tkinter import font as tkfont
from typing import Any

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from PIL import Image, ImageTk

from acttutor.plots.style import FONT_FAMILY
from acttutor.plots.text.wrapping import NOT_FIRST, breakable
from acttutor.widgets.appearance import Appearance

#: A formula is a little larger than the words around it, as in print.
FORMULA = 1.2
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
        # Tk gives a text a height in lines of its own font: this one is as low as can be, so that
        # formulas, which are higher than words, leave no gap.
        self._unit = tkfont.Font(master, family=family, size=-1)
        super().__init__(
            master,
            wrap="none",
            font=self._unit,
            background=self._background,
            foreground=theme.text,
            relief="flat",
            borderwidth=0,
            highlightthickness=0,
            padx=0,
            pady=0,
            spacing2=appearance.px(1),
            spacing3=appearance.px(1),
            cursor="arrow",
            takefocus=lambda _path: bool(self.tag_ranges("term")) and self._is_seen(),
            state="disabled",
        )
        self.tag_configure("body", font=self._font)
        self.tag_configure("strong", font=self._bold)
        self._set_height(height * self._line())
        self.tag_configure("term", underline=True, underlinefg=theme.muted)
        self._images: list[Any] = []
        self._parts: list[tuple[str, str, tuple[str, ...]]] = []
        self._flowed_for = 0
        self.bind("<Configure>", lambda _event: self._flow())
        #: Returns the meaning of a term by its id.
        self.meaning_of: Callable[[str], str] = lambda id: ""
        self._shown_term = ""
        self._tip: tkinter.Toplevel | None = None
        self.bind("<Motion>", self._on_motion)
        for event in ("<Leave>", "<Destroy>"):
            self.bind(event, lambda _event: self._hide_meaning())
        #: The term that the keyboard is at, by its number.
        self._at = 0
        self.tag_configure("here", background=theme.accent, foreground=theme.background)
        self.bind("<<TraverseIn>>", lambda _event: self._visit(0))
        self.bind("<FocusOut>", lambda _event: self._leave())
        self.bind("<Escape>", lambda _event: self._leave())
        for key, by in (("Left", -1), ("Up", -1), ("Right", 1), ("Down", 1)):
            self.bind(f"<{key}>", partial(self._turn, by))

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

    def _is_seen(self) -> bool:
        return bool(self.winfo_viewable())

    def _turn(self, by: int, _event: object) -> str:
        """Go to another term, wherever Tab has come to one."""
        self._visit(self._at + by)
        return "break"

    def _visit(self, number: int) -> None:
        """Mark a term, and show what it means."""
        self._leave()
        ends = [str(end) for end in self.tag_ranges("term")]
        terms = list(zip(ends[::2], ends[1::2], strict=True))
        if not terms:
            return
        self._at = number % len(terms)
        start, end = terms[self._at]
        self.see(start)
        self.tag_add("here", start, end)
        tags, box = self.tag_names(start), self.bbox(start)
        term = next((tag.removeprefix(TERM) for tag in tags if tag.startswith(TERM)), "")
        if term and box is not None:
            x, y = self.winfo_rootx() + box[0], self.winfo_rooty() + box[1]
            self._show_meaning(self.meaning_of(term), x, y)

    def _leave(self) -> None:
        self._hide_meaning()
        self.tag_remove("here", "1.0", "end")

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
        self._parts = []
        for kind, text in pieces:
            if kind in ("formula", "break"):
                self._parts.append((kind, text, ()))
                continue
            for words, id in mark(text):
                tags = ("strong",) if kind == "strong" else ()
                self._parts.append((kind, words, (*tags, "term", f"{TERM}{id}") if id else tags))
        self._flowed_for = 0
        self._flow()

    def _flow(self) -> None:
        """Break the words into lines for the present width.

        Tk breaks lines at blanks alone, and Japanese has none.
        """
        width = self.winfo_width() - 2 * int(str(self.cget("padx")))
        if width < self._pixels() or width == self._flowed_for:
            return
        self._flowed_for = width
        self.configure(state="normal")
        self.delete("1.0", "end")
        for tag in self.tag_names():
            if tag.startswith(TERM):
                self.tag_delete(tag)
        self._images = []
        used = 0
        for kind, text, tags in self._parts:
            if kind == "break":
                self.insert("end", "\n", "body")
                used = 0
            elif kind == "formula":
                used = self._place_formula(text, used, width)
            else:
                used = self._place_words(text, tags, used, width)
        self.configure(state="disabled")

    def _place_words(self, text: str, tags: tuple[str, ...], used: int, width: int) -> int:
        """Insert words; returns how much of the last line is used."""
        font = self._bold if "strong" in tags else self._font
        for unit in breakable(text):
            needed = font.measure(unit.rstrip())
            # What may not begin a line stays on the one before: it hangs into the margin.
            if used and used + needed > width and unit[0] not in NOT_FIRST:
                self.insert("end", "\n", "body")
                used = 0
            if used == 0:
                unit = unit.lstrip()
            self.insert("end", unit, ("body", *tags))
            used += font.measure(unit)
        return used

    def _place_formula(self, text: str, used: int, width: int) -> int:
        """Insert a formula; returns how much of the last line is used."""
        image = self._formula_image(text)
        if used and used + image.width() > width:
            self.insert("end", "\n", "body")
            used = 0
        # Tk shows nothing of a picture that nobody keeps.
        self._images.append(image)
        self.image_create("end", image=image, align="center")
        return used + int(image.width())

    def _formula_image(self, text: str) -> Any:
        """Return the picture of a formula, with margins that put it on the line."""
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
        return ImageTk.PhotoImage(image, master=self)

    def measure(self, words: str) -> int:
        """Return the width of words in device pixels."""
        return self._font.measure(words)

    def count_lines(self, parts: Iterable[tuple[str, str]], width: int) -> float:
        """Return how many lines pieces need at a width in device pixels; see `show`.

        A line with a formula is higher than one, so the number need not be whole.
        """
        lines, used, formulas = 1.0, 0, 0
        for kind, text in parts:
            if kind == "break":
                lines, used = lines + 1, 0
            elif kind == "formula":
                alpha, _ = _formula(text, self._pixels() * FORMULA)
                formulas += used == 0 or formulas == 0
                used, lines = _after(used, alpha.shape[1] + 2, width, lines)
            else:
                font = self._bold if kind == "strong" else self._font
                for unit in breakable(text):
                    hangs = unit[0] in NOT_FIRST
                    needed = 0 if hangs else font.measure(unit.rstrip())
                    used, lines = _after(used, needed, width, lines)
                    used += font.measure(unit) - needed
        return lines + 0.3 * formulas

    def line_height(self) -> int:
        """Return the height of a line of words in device pixels, with the gap to the next."""
        return self._line() + 2 * self._appearance.px(1)

    def fit(self, most: int) -> None:
        """Be as high as the words need, up to ``most`` lines; more of them can be scrolled."""
        self.update_idletasks()
        self._flow()
        found: Any = self.count("1.0", "end", "update", "ypixels")
        pixels = found[0] if isinstance(found, tuple) else found
        self._set_height(min(max(pixels or 0, self._line()), most * self._line()))

    def _line(self) -> int:
        """Return the height of a line of words in device pixels."""
        return int(self._font.metrics("linespace")) + self._appearance.px(1)

    def _set_height(self, pixels: int) -> None:
        # Its lines have the same space between them as those of words.
        unit = self._unit.metrics("linespace") + self._appearance.px(1)
        height = math.ceil(pixels / unit)
        if height != int(self.cget("height")):
            self.configure(height=height)


def _after(used: int, needed: int, width: int, lines: float) -> tuple[int, float]:
    """Return what is used of the last line, and the lines, once something more has its place."""
    return (needed, lines + 1) if used and used + needed > width else (used + needed, lines)


@lru_cache(maxsize=256)
def _formula(text: str, pixels: float) -> tuple[Any, int]:
    """Return the coverage of a formula, shape (height, width), and its depth below the baseline."""
    parser: Any = MathTextParser("agg")
    font = FontProperties(family=[FONT_FAMILY], size=pixels)
    found = parser.parse(text, 72.0, font)  # a pixel is then a point
    return np.asarray(found.image, dtype=np.uint8), round(found.depth)
