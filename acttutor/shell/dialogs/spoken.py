"""What the figure shows, in sentences that can be read, selected and copied."""

import tkinter

import ttkbootstrap as ttk

from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.main_window import MainWindow
from acttutor.widgets import clipboard


class SpokenDialog(Dialog[None]):
    """A box that has the focus, for those who read with their ears or their fingers.

    Args:
        window: the main window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "menu.spoken.title")
        px, theme = self.px, window.appearance.theme
        self.box = tkinter.Text(
            self.frame,
            width=56,
            height=11,
            wrap="word" if self.texts("language.blanks") == "yes" else "char",
            font="TkTextFont",
            spacing3=px(6),
            padx=px(8),
            pady=px(8),
            relief="flat",
            background=theme.background,
            foreground=theme.text,
            highlightthickness=2,
            highlightbackground=theme.line,
            highlightcolor=theme.accent,
        )
        self.box.pack(fill="both", expand=True)
        # What cannot be typed into has no use for Tab.
        self.box.bind("<Tab>", self._leave_box)
        foot = ttk.Frame(self.frame)
        foot.pack(fill="x", pady=(px(12), 0))
        self.again_button = self.button(foot, "say_again", self.write)
        self.copy_button = self.button(foot, "copy_words", self._copy, "primary")
        for button in (self.again_button, self.copy_button):
            button.pack(side="left", padx=(0, px(8)))
        self.button(foot, "close", self.close).pack(side="right")
        self.write()
        self.present()
        self.box.focus_set()

    def write(self) -> None:
        """Say what the figure shows now."""
        self.box.configure(state="normal")
        self.box.delete("1.0", "end")
        self.box.insert("1.0", "\n".join(self.window.view.spoken()))
        self.box.configure(state="disabled")
        self.box.mark_set("insert", "1.0")
        self.window.view.speak()

    def _leave_box(self, event: "tkinter.Event[tkinter.Misc]") -> str:
        event.widget.tk_focusNext().focus()  # type: ignore[union-attr]
        return "break"

    def _copy(self) -> None:
        clipboard.copy_text(self.window.root, self.box.get("1.0", "end-1c"))
        self.window.say("menu.copied")

    def vanish(self) -> None:
        self.window.view.voice.stop()
        super().vanish()

    def kept(self) -> None:
        return None
