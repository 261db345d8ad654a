"""Drives the real window as a user would: with pointer events, keys and real widgets."""

import gc
import time
from _tkinter import DONT_WAIT, WINDOW_EVENTS
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import ttkbootstrap as ttk

from acttutor import startup
from acttutor.base.state.fields import changed
from acttutor.base.state.store import AppState, Store
from acttutor.labs.registry import LABS, lab_settings
from acttutor.plots.style import install_fonts
from acttutor.shell import collector
from acttutor.shell.unattended.self_test import pump
from acttutor.shell.window import Window
from acttutor.system import placing

#: A screen that grants another size does so sooner.
LONGEST_RESIZE_S = 2.0
#: How often the window may work in vain for what a test waits for. It is work that counts and not
#: time: five milliseconds each where nothing else goes on, and longer on a busy machine.
MOST_TURNS = 12_000
#: Tests go from lab to lab faster than anybody: one look for garbage is for several of them.
LOOK_MS = 1500


class Driver:
    """A window, and hands to use it with."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.root = window.root
        self.store = window.store
        self.view = window.view
        self.player = window.view.player

    @property
    def figure(self) -> Any:
        """The figure of the lab on the screen."""
        return self.view.host.lab_figure

    @property
    def controls(self) -> Any:
        """The controls in the panel, by the name of their setting."""
        return self.view.panel.controls

    def pump(self, seconds: float = 0.0) -> None:
        """Let the window handle what has happened, for some time if it needs time."""
        pump(self.root, seconds)
        # A round trip: the screen has done what it was asked for, and what it says to that is here.
        self.root.winfo_pointerx()
        while self.root.tk.dooneevent(WINDOW_EVENTS | DONT_WAIT):
            pass
        self.root.update_idletasks()

    def begin(
        self,
        lab: str,
        size: tuple[int, int] = placing.USUAL,
        language: str = "en",
        theme: str = "light",
        zoom: int = 100,
        **changes: Any,
    ) -> None:
        """Show a lab as it begins: its defaults but for ``changes``, paused, nothing pointed at."""
        self.player.pause()
        # The focus would leave the window with the pointer, when the window gets smaller.
        self.move_pointer_away()
        canvas = self.view.host.widget
        # An entry over the figure goes when it loses the focus.
        canvas.focus_force()
        self.pump()
        # From here on, what has the focus was come to with the keyboard.
        canvas.event_generate("<Tab>")
        self.root.focus_force()
        self.pump()
        canvas.focus_force()
        canvas.event_generate("<Motion>", x=2, y=2)
        canvas.event_generate("<Leave>")
        self.pump()
        self.root.minsize(*placing.LEAST)
        if (self.root.winfo_width(), self.root.winfo_height()) != size:
            self.resize(*size)
        with self.view.host.waiting():
            settings = {lab: changed(LABS[lab].defaults(), **changes)}
            self.store.put_back(lab, settings, language=language, theme=theme, zoom=zoom)
        # What a test changes first is not taken back together with this.
        self.window.history.seal()
        self.player.reset()
        self.window.notice.hide()
        self.pump()

    def move_pointer_away(self) -> None:
        """Put the real pointer where it hovers over nothing, so that no tooltip is under way."""
        root = self.root
        left, top = root.winfo_rootx(), root.winfo_rooty()
        right, low = left + root.winfo_width(), top + root.winfo_height()
        corners = list(
            product((root.winfo_screenwidth() - 1, 0), (root.winfo_screenheight() - 1, 0))
        )
        free = [(x, y) for x, y in corners if not (left <= x < right and top <= y < low)]
        x, y = (free or corners)[0]
        root.event_generate("<Motion>", warp=True, x=x - left, y=y - top)
        self.pump(0.01)

    def wait(self, condition: Callable[[], bool], turns: int = MOST_TURNS) -> None:
        """Let the window work until ``condition()`` holds; a busy machine may take its time."""
        for _ in range(turns):
            if condition():
                return
            self.pump(0.005)
        assert condition(), "waited in vain"

    def settle(self) -> None:
        """Let the window end what it does: a slow machine does not open a file at once."""
        self.pump()
        self.wait(lambda: not self.window.worker.works)
        self.pump()

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until it has it; see `LONGEST_RESIZE_S`."""
        root = self.root
        least_width, least_height = root.minsize()
        wanted = (max(width, least_width), max(height, least_height))
        root.geometry(f"{width}x{height}")
        end_s = time.perf_counter() + LONGEST_RESIZE_S
        while (root.winfo_width(), root.winfo_height()) != wanted:
            self.pump(0.005)
            if time.perf_counter() > end_s:
                return
        self.pump()

    # -- widgets -------------------------------------------------------------------------------

    def click(self, widget: Any, x: int | None = None, y: int | None = None) -> None:
        """Click a widget, by default in its middle."""
        self.pump()
        x = widget.winfo_width() // 2 if x is None else x
        y = widget.winfo_height() // 2 if y is None else y
        widget.event_generate("<Enter>", x=x, y=y)
        widget.event_generate("<Motion>", x=x, y=y)
        widget.event_generate("<ButtonPress-1>", x=x, y=y)
        widget.event_generate("<ButtonRelease-1>", x=x, y=y)
        self.pump()
        # The click may have taken the widget away; otherwise it would go on to show its tooltip.
        if widget.winfo_exists():
            widget.event_generate("<Leave>")

    def drag_slider(self, name: str, fraction: float, steps: int = 6) -> None:
        """Drag the slider of a setting to ``fraction`` of its length."""
        scale = self.controls[name].scale
        self.pump()
        x0, y0 = scale.coords()
        goal = round(fraction * (scale.winfo_width() - 1))
        scale.event_generate("<ButtonPress-1>", x=x0, y=y0)
        for step in range(1, steps + 1):
            scale.event_generate(
                "<B1-Motion>", x=x0 + (goal - x0) * step // steps, y=y0, state=0x100
            )
            self.pump()
        scale.event_generate("<ButtonRelease-1>", x=goal, y=y0)
        self.pump()

    @property
    def readout(self) -> str:
        """The readings beside the transport, with blanks of one kind."""
        return self.window.transport.readout.cget("text").replace("\xa0", " ")

    def type_value(self, name: str, text: str) -> None:
        """Type a value into the entry of a setting and press Return."""
        entry = self.controls[name].entry
        entry.focus_force()
        entry.delete(0, "end")
        entry.insert(0, text)
        entry.event_generate("<Return>")
        self.pump()

    def key(self, sequence: str, widget: Any = None) -> None:
        """Press a key, with the focus on ``widget`` (by default on the figure)."""
        widget = widget or self.view.host.widget
        widget.focus_force()
        self.pump()
        widget.event_generate(sequence)
        self.pump()

    # -- figure --------------------------------------------------------------------------------

    def pixel(self, axes: Any, x: float, y: float) -> tuple[int, int]:
        """Return the place of a data point on the canvas, in Tk's pixels."""
        px, py = axes.transData.transform((x, y))
        return round(px), round(self.view.host.widget.winfo_height() - py)

    def move_to_data(self, axes: Any, x: float, y: float) -> None:
        """Move the pointer to a data point."""
        px, py = self.pixel(axes, x, y)
        self.view.host.widget.event_generate("<Motion>", x=px, y=py)
        self.pump()

    def click_data(self, axes: Any, x: float, y: float) -> None:
        """Click at a data point."""
        px, py = self.pixel(axes, x, y)
        self.move_to_data(axes, x, y)
        self.view.host.widget.event_generate("<ButtonPress-1>", x=px, y=py)
        self.view.host.widget.event_generate("<ButtonRelease-1>", x=px, y=py)
        self.pump()

    def drag_data(
        self, axes: Any, start: tuple[float, float], end: tuple[float, float], steps: int = 6
    ) -> None:
        """Drag from one data point to another."""
        canvas = self.view.host.widget
        (x0, y0), (x1, y1) = self.pixel(axes, *start), self.pixel(axes, *end)
        canvas.event_generate("<Motion>", x=x0, y=y0)
        canvas.event_generate("<ButtonPress-1>", x=x0, y=y0)
        for step in range(1, steps + 1):
            x, y = x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps
            canvas.event_generate("<Motion>", x=x, y=y, state=0x100)
            self.pump()
        canvas.event_generate("<ButtonRelease-1>", x=x1, y=y1)
        self.pump()


@contextmanager
def open_window(
    lab: str = "activations", language: str = "en", theme: str = "light", zoom: int = 100
) -> Iterator[Driver]:
    """Open the real window; at the end nothing may have gone wrong or stay scheduled."""
    startup.prepare()
    install_fonts()
    # What the windows before have imported stays; looking through it each time takes long.
    gc.collect()
    gc.freeze()
    collector.LOOK_MS = LOOK_MS
    root = ttk.App(title="ActTutor")
    # What Tab goes by is read from Tcl's library at its first use, which Wine does in vain.
    root.tk.eval("catch {tk_focusNext .}")
    scaling = root.tk.call("tk", "scaling")
    placing.put(root)
    window = Window(root, Store(AppState(lab, language, theme, zoom, lab_settings())))
    driver = Driver(window)
    # On a busy machine it takes the screen a while; Tab passes over widgets that are not there yet.
    driver.wait(lambda: bool(root.winfo_viewable() and window.host.layer.full_draws))
    driver.pump(0.05)
    try:
        yield driver
        driver.move_pointer_away()
        window.worker.close()
        window.view.close()
        window.notice.hide()
        window.collector.close()
        if window.keeper is not None:
            window.keeper.close()
            window.keeper = None
        driver.pump()
        scheduled = root.tk.splitlist(root.tk.call("after", "info"))
        leftovers = [root.tk.call("after", "info", name) for name in scheduled]
    finally:
        # Tk keeps the scaling with the connection to the display, so the next window would get it.
        root.tk.call("tk", "scaling", scaling)
        window.close()
    assert not window.errors, window.errors
    assert not leftovers, leftovers
