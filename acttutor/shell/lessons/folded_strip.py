"""What stands for the strip of a lesson elsewhere: one line that leads there."""

from collections.abc import Callable

import ttkbootstrap as ttk

from acttutor.shell.main_window import MainWindow
from acttutor.widgets.context import attach_tip


class FoldedStrip(ttk.Frame):
    """A button that leads to a step of a lesson, and one that puts it away.

    Args:
        window: the main window.
        words: what the button says.
        go: what it does.
        close: gives the lesson up.
    """

    def __init__(
        self,
        window: MainWindow,
        words: str,
        go: Callable[[], object],
        close: Callable[[], object],
    ) -> None:
        px = window.appearance.px
        super().__init__(window.root, style="Strip.TFrame", padding=(px(20), px(3)))
        surface = window.appearance.theme.surface
        self.go = ttk.Button(
            self, text=words, command=lambda: go(), icon="mortarboard", icon_size=14,
            bootstyle=f"link @{surface}",
        )  # fmt: skip
        self.go.pack(side="left")
        attach_tip(self.go, window.texts("lessons.way_back_tip"), window.appearance)
        self.close = ttk.Button(
            self, command=lambda: close(), icon="x-lg", icon_size=14, bootstyle=f"ghost @{surface}"
        )
        self.close.pack(side="right")
        attach_tip(self.close, window.texts("lessons.close.tip"), window.appearance)
