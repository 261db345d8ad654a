"""A sentence over the figure: what went wrong, or what just happened."""

import tkinter

import ttkbootstrap as ttk

from acttutor.base.language.texts import Texts
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import attach_tip

SHOWN_MS = 9000


class Notice(ttk.Frame):
    """A bar with one sentence that goes by itself or with a click.

    Args:
        master: the frame over which it is shown.
        texts: the catalogue.
        appearance: theme and sizes.
    """

    def __init__(self, master: tkinter.Misc, texts: Texts, appearance: Appearance) -> None:
        px = appearance.px
        super().__init__(master, style="Notice.TFrame", padding=(px(14), px(8), px(6), px(8)))
        self._px = px
        self._after_id: str | None = None
        self.label = ttk.Label(self, style="Notice.TLabel", justify="left")
        self.label.pack(side="left", fill="x", expand=True)
        surface = appearance.theme.wash_warning
        self.close = ttk.Button(
            self, icon="x-lg", icon_size=12, bootstyle=f"ghost @{surface}", command=self.hide
        )
        self.close.pack(side="right")
        attach_tip(self.close, texts("shell.close.tip"), appearance)

    def show(self, sentence: str) -> None:
        """Show a sentence, in place of the one before."""
        self.hide()
        width = max(self.master.winfo_width() - self._px(120), self._px(240))
        self.label.configure(text=sentence, wraplength=width)
        self.place(relx=0.5, rely=1.0, y=-self._px(12), anchor="s")
        self.lift()
        self._after_id = self.after(SHOWN_MS, self.hide)

    def hide(self) -> None:
        """Take the sentence away."""
        if self._after_id is not None:
            self.after_cancel(self._after_id)
            self._after_id = None
        self.place_forget()

    def destroy(self) -> None:
        """Take the bar away together with its timer."""
        self.hide()
        super().destroy()
