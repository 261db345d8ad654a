"""The transport: reset, step back, play, step, speed; and the readout beside it."""

import re
import tkinter
from collections.abc import Callable
from tkinter import font as tkfont

import ttkbootstrap as ttk

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import Settings
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import AnyContext, attach_tip
from acttutor.widgets.controls.number import NumberControl
from acttutor.widgets.figure.player import Player

#: Below this width, in logical pixels, the bar does without what it can do without.
COMPACT = 860
#: What stands between two readings instead of several blanks: Tk breaks no line there.
WIDE_BLANK = "\u3000"
#: A blank within a reading, and one at which no line is broken.
WITHIN, NO_BREAK = re.compile(r"(?<=[^\s,]) (?=\S)"), "\u00a0"
#: The edges of a label, both together.
EDGES = 4


class Transport(ttk.Frame):
    """The bar at the bottom of the window.

    Args:
        master: the window.
        texts: the catalogue.
        appearance: theme and sizes.
        player: what the buttons drive.
    """

    def __init__(
        self, master: tkinter.Misc, texts: Texts, appearance: Appearance, player: Player
    ) -> None:
        px = appearance.px
        super().__init__(master, padding=(px(16), px(8)))
        self._texts = texts
        self._appearance = appearance
        self._player = player
        self._speed: NumberControl | None = None
        #: Buttons that have words where there is room for them.
        self._words: dict[ttk.Button, str] = {}
        self.controls = ttk.Frame(self)
        self.controls.pack(side="left")
        self.reset = self._button("reset", "arrow-counterclockwise", player.reset, words=True)
        self.back = self._button("back", "skip-start-fill", player.step_back)
        self.play = self._button("play", "play-fill", player.toggle, words=True)
        self.play.configure(bootstyle="primary", width=8)
        self.step = self._button("step", "skip-end-fill", player.step)
        self.speed_frame = ttk.Frame(self.controls)
        self.speed_frame.pack(side="left", padx=(px(12), 0))
        # A gap where the slider was.
        self.speed_frame.columnconfigure(1, minsize=px(8))
        self.readout = ttk.Label(self, anchor="e", justify="right")
        self.readout.pack(side="right", fill="x", expand=True, padx=(px(16), 0))
        self._compact = False
        self.bind("<Configure>", lambda event: self._fit(event.width))
        self._font = tkfont.nametofont("TkDefaultFont", self)
        #: Whether the readout has needed small type since it was shown in this width.
        self._crowded, self._width = False, 0
        #: Whether its type is small and how wide a line may be, and the words in it.
        self._fitted, self._said = (False, 0), ""
        self.readout.bind("<Configure>", lambda _event: self._fit_readout())

    def _button(
        self, name: str, icon: str, command: Callable[[], None], words: bool = False
    ) -> ttk.Button:
        px = self._appearance.px
        button = ttk.Button(
            self.controls, command=command, icon=icon, icon_size=16, bootstyle="outline"
        )
        if words:
            self._words[button] = self._texts(f"shell.{name}.label")
            button.configure(text=self._words[button], compound="left")
        button.pack(side="left", padx=(0, px(6)))
        attach_tip(button, self._texts(f"shell.{name}.tip"), self._appearance)
        return button

    def show(self, context: AnyContext, has_time: bool) -> None:
        """Show the controls for a lab; a lab without time has only the readout."""
        for child in self.speed_frame.winfo_children():
            child.destroy()
        self._speed = None
        if not has_time:
            self.controls.pack_forget()
            return
        self.controls.pack(side="left", before=self.readout)
        if "speed" in context.settings.__dataclass_fields__:
            self._speed = NumberControl(self.speed_frame, 0, context, "speed")
            self._speed.refresh(context.settings)
            self._show_slider()

    def _fit(self, width: int) -> None:
        """Where there is little room, do without words, slider and large type."""
        compact = 1 < width < self._appearance.px(COMPACT)
        if compact == self._compact:
            return
        self._compact = compact
        self._show_slider()
        self._fit_readout()
        self.play.configure(width=0 if compact else 8)
        for button, words in self._words.items():
            button.configure(text="" if compact else words)

    def _show_slider(self) -> None:
        if self._speed is not None:
            ring = self._speed.ring
            if self._compact:
                ring.grid_remove()
            else:
                ring.grid()

    def _fit_readout(self) -> None:
        """Let the readout have two lines of small type where one line is too long for its place.

        It keeps them then: numbers change their width from frame to frame.
        """
        width = self.readout.winfo_width()
        too_long = 1 < width < self._font.measure(self._said)
        self._crowded = too_long or (self._crowded and width == self._width)
        self._width = width
        small = self._compact or self._crowded
        # A label has edges of its own, which grow with the zoom.
        room = max(width - self._appearance.px(EDGES), 1) if small else 0
        if (small, room) != self._fitted:
            self._fitted = small, room
            self.readout.configure(style="Small.TLabel" if small else "TLabel", wraplength=room)

    def refresh(self, settings: Settings, words: str) -> None:
        """Show the speed in ``settings`` and the readout ``words``."""
        if self._speed is not None:
            self._speed.refresh(settings)
        self.write(words)

    def write(self, words: str) -> None:
        """Show the readout; its lines break between readings and not within one."""
        words = words.replace(WIDE_BLANK, 4 * " ")
        if "  " in words:
            words = WITHIN.sub(NO_BREAK, words)
        if words != self._said:
            self._said = words
            self.readout.configure(text=words)
            if not self._crowded:
                self._fit_readout()

    def show_playing(self) -> None:
        """Let the play button say what a click would do now."""
        state = "pause" if self._player.playing else "play"
        words = self._words[self.play] = self._texts(f"shell.{state}.label")
        self.play.configure(icon=f"{state}-fill", text="" if self._compact else words)
