"""A label that breaks its words into lines where a reader would: Tk knows blanks alone."""

import tkinter
from tkinter import font as tkfont
from typing import Any

import ttkbootstrap as ttk

from acttutor.plots.text.wrapping import wrap_measured


class WrappedLabel(ttk.Label):
    """A label in as many lines as its words need.

    Args:
        master: where it goes.
        font: the name of its font.
        options: of the label.
    """

    def __init__(self, master: tkinter.Misc, font: str, **options: Any) -> None:
        super().__init__(master, font=font, **options)
        self._font = tkfont.nametofont(font, master)
        self._words = ""

    def say(self, words: str) -> None:
        """Show words in one line, until `fit` tells how wide it may be."""
        self._words = words
        self.configure(text=words)

    def fit(self, width: int) -> None:
        """Break the words into lines that are not wider than so many device pixels."""
        present = max(map(self._font.measure, str(self.cget("text")).split("\n")))
        inside = width - (self.winfo_reqwidth() - present)
        self.configure(text="\n".join(wrap_measured(self._words, inside, self._font.measure)))
