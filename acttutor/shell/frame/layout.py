"""Who gives way when the window has little room, so that the figure keeps its place.

The rail drops its names first; then the panel folds away behind a handle, which lays it over the
figure. The words of a lesson stand below the figure, with no more than their share of the height,
or beside it where that leaves it larger; in the least windows they take the place of the rail.
"""

import tkinter
from collections.abc import Callable
from typing import Protocol

import ttkbootstrap as ttk

from acttutor.base.language.texts import Texts
from acttutor.plots.scale import LEAST, SMALLEST
from acttutor.shell.frame.sidebar import Rail
from acttutor.shell.lab_view import LabView
from acttutor.widgets.appearance import Appearance
from acttutor.widgets.context import attach_tip
from acttutor.widgets.figure.figure_host import FigureHost
from acttutor.widgets.panel import AnyPanel
from acttutor.widgets.section import show_in_grid

#: The width that the figure has before anything else has more than it needs, in logical pixels.
FIGURE = LEAST[0]
#: The width of the handle of a panel that has folded away, in logical pixels.
HANDLE = 40
#: What the strip of a lesson may take of the height between header and transport.
STRIP_SHARE = 0.42
#: The same on a stage, where the figure comes first.
STAGE_SHARE = 0.36
#: A stage is wide from this ratio of width and height on.
WIDE = 1.3
#: What the words take of the width beside the figure, and the least off a stage in logical pixels.
BESIDE, COLUMN = 0.27, 200


class Framed(Protocol):
    """The main window as far as it is placed here."""

    root: ttk.App
    texts: Texts
    appearance: Appearance
    view: LabView
    host: FigureHost
    rail: Rail

    @property
    def header(self) -> ttk.Frame:
        """What is above."""

    @property
    def transport(self) -> ttk.Frame:
        """What is below."""

    @property
    def presenting(self) -> bool:
        """Whether everything is shown large, for an audience."""


class Layout:
    """Places rail, panel and figure of the main window.

    Args:
        window: the main window.
    """

    def __init__(self, window: Framed) -> None:
        self._window = window
        #: Whether the panel has folded away for want of room.
        self.folded = False
        #: Whether a panel that has folded away is lying over the figure.
        self.opened = False
        self.handle: ttk.Frame | None = None
        #: The strip of a lesson while it is there.
        self.strip: ttk.Frame | None = None
        #: Called when it would stand better on the other side of the figure.
        self.on_turned: Callable[[], None] = lambda: None
        self._beside = False
        #: Whether rail, words and figure have no room side by side.
        self._crowded = False
        #: What is above and below, which a stage does without.
        self.bars: tuple[tkinter.Widget, ...] = ()
        self._size = (0, 0)
        window.root.bind("<Configure>", self._on_size, add="+")

    @property
    def parts(self) -> tuple[ttk.Frame, ...]:
        """What `build` has made."""
        return (self.handle, self._edge) if self.handle is not None else ()

    def take_down(self) -> None:
        """Place nothing from now on until `build`: the parts are about to go.

        Tk tells of a new size whenever it is asked for one, also while others are made.
        """
        self.handle = None

    def build(self) -> ttk.Frame:
        """Create the handle anew, in the present language and look."""
        window, px = self._window, self._window.appearance.px
        self.handle = ttk.Frame(window.root, padding=px(4))
        self.button = ttk.Button(
            self.handle, icon="sliders", icon_size=16, bootstyle="outline", command=self.toggle
        )
        self.button.pack(pady=px(4))
        attach_tip(self.button, window.texts("shell.controls.tip"), window.appearance)
        self._edge = ttk.Frame(window.root, style="Line.TFrame")
        return self.handle

    def _on_size(self, event: "tkinter.Event[tkinter.Misc]") -> None:
        if event.widget is self._window.root and (event.width, event.height) != self._size:
            self._size = (event.width, event.height)
            self.arrange()

    def arrange(self) -> None:
        """Give everybody the place that there is."""
        window, panel = self._window, self._window.view.panel
        if panel is None or self.handle is None:
            return
        width, least = window.root.winfo_width(), window.appearance.px(FIGURE)
        rail, stage = window.rail, window.presenting
        if width <= 1:  # not on the screen yet
            return
        aside = self.strip is not None and self.strip_beside
        words = self.strip_width() if aside else 0
        beside = panel.whole_width + words
        rail.narrow(width - rail.wide - beside < least)
        self.folded = width - rail.slim - beside < least
        alone = width - rail.slim - window.appearance.px(HANDLE) - words
        self._crowded = aside and alone < window.appearance.px(SMALLEST * FIGURE)
        places = [(rail, not stage and not self._crowded), (self.handle, self.folded and not stage)]
        for part, shown in (*places, *((bar, not stage) for bar in self.bars)):
            show_in_grid(part, shown)
        if stage or self.folded:
            panel.grid_remove()
        else:
            self.opened = False
            panel.place_forget()
            panel.grid()
        self._lay_over(panel, self.handle, self.folded and self.opened and not stage)
        if self.strip is not None:
            self.strip.configure(width=words)
            if aside != self._beside:
                self._beside = aside
                self.on_turned()

    def _lay_over(self, panel: AnyPanel, handle: ttk.Frame, shown: bool) -> None:
        """Lay the panel over the figure, beside its handle, or take it away from there."""
        window, px = self._window, self._window.appearance.px
        if not shown:
            if panel.winfo_manager() == "place":
                panel.place_forget()
            self._edge.place_forget()
            return
        root = window.root
        root.update_idletasks()
        top = window.host.winfo_y()
        right = root.winfo_width() - handle.winfo_reqwidth()
        width, height = min(panel.whole_width, right), handle.winfo_height()
        left = right - width
        panel.place(in_=root, x=left, y=top, width=width, height=height)
        self._edge.place(in_=root, x=left - 1, y=top, width=px(1), height=height)
        panel.lift()
        self._edge.lift()

    def toggle(self) -> None:
        """Lay the panel over the figure, or fold it away again."""
        self.opened = not self.opened
        self.arrange()

    def open(self) -> None:
        """Have the panel on the screen, for something in it that is to be seen; but not where it
        would cover the words of a lesson, which are to be read first, or most of the figure."""
        window, panel = self._window, self._window.view.panel
        window.root.update_idletasks()
        covers = panel is not None and 2 * panel.whole_width > window.host.winfo_width()
        if self.folded and not self.opened and not self._crowded and not covers:
            self.toggle()

    def close(self) -> bool:
        """Fold the panel away; ``False`` if it was not lying over the figure."""
        was = self.folded and self.opened
        if was:
            self.toggle()
        return was

    def put_strip(self, strip: ttk.Frame) -> None:
        """Place the strip of a lesson: below the figure, before it, or behind it on a stage."""
        window = self._window
        self.strip, self._beside = strip, self.strip_beside
        if self._beside:
            strip.configure(width=self.strip_width())
            strip.grid(row=2, rowspan=2, column=3 if window.presenting else 1, sticky="nsew")
        else:
            strip.grid(row=3, column=2, sticky="ew")
        # Tab comes to it where the eye does.
        if self._beside and not window.presenting:
            strip.lower(window.host)
        else:
            strip.lift(window.host)

    @property
    def strip_beside(self) -> bool:
        """Whether the words of a lesson stand beside the figure: where it is larger then, and on a
        stage that is wide."""
        window, root = self._window, self._window.root
        width, height = root.winfo_width(), root.winfo_height()
        if window.presenting:
            return width > WIDE * height
        px = window.appearance.px
        wide = width - window.rail.slim - px(HANDLE)
        high = self._height_between()
        below = min(wide / px(LEAST[0]), (high - self.strip_room()) / px(LEAST[1]), 1.0)
        beside = min((wide - self.strip_width()) / px(LEAST[0]), high / px(LEAST[1]), 1.0)
        return beside > below

    def strip_width(self) -> int:
        """Return the width of words beside the figure, in device pixels."""
        window = self._window
        least = 0 if window.presenting else window.appearance.px(COLUMN)
        return max(round(BESIDE * window.root.winfo_width()), least)

    def strip_room(self) -> int:
        """Return the height that the strip of a lesson may have, in device pixels."""
        share = STAGE_SHARE if self._window.presenting else STRIP_SHARE
        return round(share * self._height_between())

    def _height_between(self) -> int:
        """Return the height between header and transport, in device pixels."""
        window = self._window
        used = window.header.winfo_reqheight() + window.transport.winfo_reqheight()
        return max(window.root.winfo_height() - used, 1)
