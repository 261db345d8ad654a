"""Tooltips: what a control does, and what the terms of the glossary in a label mean."""

from typing import Any, ClassVar

import ttkbootstrap as ttk
from ttkbootstrap.internal import positioning

from acttutor.base.language import glossary
from acttutor.base.language.languages import has_blanks
from acttutor.base.language.texts import Texts
from acttutor.plots.text.wrapping import wrap
from acttutor.widgets.appearance import FONTS, Appearance

# On Linux the library would ask the X server for all screens at every movement of the pointer, over
# a connection and with classes of ctypes made anew, which are never freed. Tk knows the screen.
positioning._XINERAMA_UNAVAILABLE = True

#: Width of the words in logical pixels, and the time until they appear.
WIDTH = 280
DELAY_MS = 500
#: The pointer may tremble by so many pixels.
STILL = 3


class Tip(ttk.ToolTip):
    """Words above or below a widget after the pointer has rested on it.

    They go when the pointer moves, at a click, a key, or when the page changes, and do not cover
    what they explain.

    Args:
        widget: what they are about.
        text: the words.
        appearance: theme and sizes.
    """

    #: The one on the screen.
    shown: ClassVar["Tip | None"] = None
    #: Where the pointer was at the latest click on something that has one.
    clicked_at: ClassVar[tuple[int, int] | None] = None

    def __init__(self, widget: Any, text: str, appearance: Appearance) -> None:
        super().__init__(widget, text=text, delay=DELAY_MS, padding=appearance.px(8))
        self.wraplength = 0
        self._rested_at = (0, 0)
        widget.bind("<ButtonPress>", self._click, add="+")
        widget.bind("<<TraverseIn>>", self._name, add="+")
        widget.bind("<FocusOut>", lambda _event: self.leave(), add="+")
        if widget.winfo_class() in ("TLabel", "TFrame"):
            # Whatever knows of the focus, Tk thinks, wants to have it.
            widget.configure(takefocus=False)

    def _click(self, event: Any) -> None:
        """Keep in mind where a click was."""
        Tip.clicked_at = (event.x_root, event.y_root)

    def _name(self, _event: Any) -> None:
        """Say what a widget without words is, when Tab comes to it."""
        options = self.widget.keys()
        if "text" in options and not str(self.widget.cget("text")):
            self.schedule()

    @classmethod
    def dismiss(cls) -> bool:
        """Take away the one on the screen; ``False`` if there is none."""
        shown = Tip.shown
        if shown is not None:
            shown.leave()
        return shown is not None

    def enter(self, event: Any = None) -> None:
        """Wait for the pointer to rest, unless a click put something else under it."""
        if event is not None:
            self._rested_at = (event.x_root, event.y_root)
            if self._rested_at == Tip.clicked_at:
                return
        super().enter(event)

    def move_tip(self, *events: Any) -> None:
        """Go when the pointer moves; it may rest again."""
        x, y = (events[0].x_root, events[0].y_root) if events else self._rested_at
        moved = max(abs(x - self._rested_at[0]), abs(y - self._rested_at[1])) > STILL
        if moved and self.toplevel is not None:
            self.leave()
        elif moved and self.id:
            self.schedule()
        if moved:
            self._rested_at = (x, y)

    def hide_tip(self) -> None:
        super().hide_tip()
        if Tip.shown is self:
            Tip.shown = None

    def show_tip(self, *_: Any) -> None:
        """Show the words; broken here, because Tk would begin Japanese lines with 、 or 。"""
        # While a menu is open, the pointer is its own.
        if self.toplevel is not None or self.widget.tk.call("grab", "current"):
            return
        Tip.dismiss()
        Tip.shown = self
        window = self.widget.winfo_toplevel()
        below = self.widget.winfo_rooty() - window.winfo_rooty() > window.winfo_height() / 2
        self.position = "top" if below else "bottom"
        self.text = "\n".join(wrap(self.text, WIDTH, FONTS["TkTooltipFont"][0]))
        super().show_tip()
        labels: list[Any] = self.toplevel.winfo_children() if self.toplevel else []
        for label in labels:
            label.configure(style="Tip.TLabel")


class TermTip(Tip):
    """A tooltip with the entries of the terms that a label holds, by the pointer or by Tab.

    The pointer becomes a question mark over a label that has any.

    Args:
        label: where the text stands; it may change.
        texts: the catalogue.
        appearance: theme and sizes.
    """

    def __init__(self, label: Any, texts: Texts, appearance: Appearance) -> None:
        super().__init__(label, "", appearance)
        self._label_with_terms = label
        self._texts = texts
        # Tab comes to what has something to explain.
        label.configure(takefocus=lambda _path: bool(label.winfo_viewable() and self._entries()))

    def _name(self, event: Any) -> None:
        """Explain the terms when Tab comes to them."""
        self.text = self._entries()
        if self.text:
            self.schedule()

    def enter(self, event: Any = None) -> None:
        """Look for terms; without one there is nothing to show."""
        self.text = self._entries()
        self._label_with_terms.configure(cursor="question_arrow" if self.text else "")
        if self.text:
            super().enter(event)

    def _entries(self) -> str:
        texts = self._texts
        # Lines may be broken within words.
        blank = " " if has_blanks(texts.language) else ""
        words = str(self._label_with_terms.cget("text")).replace("\n", blank)
        ids = [id for _, id in glossary.marked(words, texts.language, set()) if id]
        return "\n\n".join(
            "\n".join(texts(f"glossary.{id}.{part}") for part in ("term", "text")) for id in ids
        )
