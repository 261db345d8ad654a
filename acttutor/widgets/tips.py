"""Tooltips: what a control does, and what the terms of the glossary in a label mean."""

from typing import Any

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


class Tip(ttk.ToolTip):
    """Words beside the pointer while it rests on a widget.

    Args:
        widget: what they are about.
        text: the words.
        appearance: theme and sizes.
    """

    def __init__(self, widget: Any, text: str, appearance: Appearance) -> None:
        super().__init__(widget, text=text, delay=DELAY_MS, padding=appearance.px(8))
        self.wraplength = 0

    def show_tip(self, *_: Any) -> None:
        """Show the words; broken here, because Tk would begin Japanese lines with 、 or 。"""
        self.text = "\n".join(wrap(self.text, WIDTH, FONTS["TkTooltipFont"][0]))
        super().show_tip()
        labels: list[Any] = self.toplevel.winfo_children() if self.toplevel else []
        for label in labels:
            label.configure(style="Tip.TLabel")


class TermTip(Tip):
    """A tooltip with the entries of the terms that a label holds when it is pointed at.

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
