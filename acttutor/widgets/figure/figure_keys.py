"""The figure by the keyboard: arrows walk between its handles, and change the one that is held."""

import tkinter
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from matplotlib.backend_bases import MouseButton, MouseEvent

from acttutor.base.numbers.numerals import significant
from acttutor.plots.handles import FINE, LARGE, USUAL, Handle, after, next_to
from acttutor.plots.lab_figure import AnyFigure
from acttutor.widgets.figure.figure_ring import FigureRing

#: Direction of each arrow: to the right, and down.
WAYS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
PAGES = {"Prior": (0, -1), "Next": (0, 1)}
ENTER = ("Return", "KP_Enter")
#: What begins a number that is typed at once.
DIGITS = (*"0123456789", *(f"KP_{digit}" for digit in range(10)), "minus", "period")
SHIFT, CONTROL = 0x1, 0x4
#: What keys do in a figure, for the table of all keys.
TABLE = {
    "come": ["<Tab>", "<F6>"],
    "walk": ["<Left>", "<Right>", "<Up>", "<Down>"],
    "in_order": ["<Control-Left>", "<Control-Right>", "<Home>", "<End>"],
    "take": ["<Return>"],
    "change": ["<Left>", "<Right>", "<Up>", "<Down>"],
    "finely": ["<Shift-Left>", "<Shift-Right>"],
    "much": ["<Prior>", "<Next>", "<Control-Left>", "<Control-Right>"],
    "type": ["0…9", "<Return>"],
    "remove": ["<Delete>"],
    "let_go": ["<Escape>"],
}

#: Lets a number be typed over the figure: its place in pixels, what stands there, what takes the
#: new one, and its bounds.
TypeNumber = Callable[..., Any]


class Host(Protocol):
    """The place of the figure as its keys see it."""

    widget: Any
    canvas: Any
    on_let_go: Callable[[], None]

    @property
    def drawn_figure(self) -> AnyFigure | None:
        """The figure, if it is drawn."""

    def refresh(self) -> None:
        """Show the present data at once."""


class FigureKeys:
    """Answers the keys while the figure has been come to with Tab.

    A click brings the pointer back: then the keys are those of the window again.

    Args:
        host: the place of the figure.
    """

    def __init__(self, host: Host) -> None:
        self._host, self._widget = host, host.widget
        #: Whether the figure was come to with the keyboard.
        self.active = False
        #: Which handle is in view, and whether arrows change it.
        self.current = ""
        self.held = False
        self.type_number: TypeNumber = lambda *_values, **_options: None
        self._typing = False
        self._ring = FigureRing(self._widget)
        widget = self._widget
        # Only where there is something to take hold of; Tk then looks whether it is seen.
        widget.configure(takefocus=lambda _path: "" if self.handles() else "0")
        widget.bind("<<TraverseIn>>", lambda _event: self.start(), add="+")
        widget.bind("<FocusOut>", self._on_focus_out, add="+")
        for button in (1, 3):
            widget.bind(f"<Button-{button}>", lambda _event: self.stop(), add="+")
        names = (*WAYS, *PAGES, *ENTER, *DIGITS, "Home", "End", "Escape", "Delete", "space")
        for name in names:
            # In place of Matplotlib's binding, which gets what is not taken here.
            widget.bind(f"<Key-{name}>", self._on_key)

    # -- coming and going ----------------------------------------------------------------------

    @property
    def _figure(self) -> AnyFigure | None:
        return self._host.drawn_figure

    def handles(self) -> Sequence[Handle]:
        """Return what there is to take hold of."""
        return self._figure.handles() if self._figure is not None else ()

    def start(self) -> bool:
        """Take the keys; ``False`` if there is nothing to take hold of."""
        handles = self.handles()
        if not handles:
            return False
        self.active, self.held = True, False
        self._widget.focus_set()
        if self._find(handles) is None:
            typed = self._typed_in and not handles[0].amounts
            self.current = "" if typed else handles[0].id
        self._point()
        self.show()
        return True

    def stop(self) -> None:
        """Give the keys back to the window."""
        if not self.active:
            return
        self.active = self.held = False
        self.show()
        if self._figure is not None and self._figure.on_leave(None):
            self._host.refresh()

    def _on_focus_out(self, _event: Any) -> None:
        if not self._typing:
            self.stop()

    @property
    def _typed_in(self) -> bool:
        return self._figure is not None and self._figure.is_typed_in

    def _find(self, handles: Sequence[Handle]) -> Handle | None:
        return next((handle for handle in handles if handle.id == self.current), None)

    # -- keys ----------------------------------------------------------------------------------

    def _on_key(self, event: "tkinter.Event[tkinter.Misc]") -> str | None:
        if not self.active and self._typed_in and event.keysym in WAYS and self.start():
            # Answers may be typed without Tab; so may they be walked to.
            return "break" if self.current or self._go(self.handles()[0]) else None
        if self.active and self._takes(event):
            return "break"
        if self._typed_in and event.keysym in DIGITS:
            # What is typed is what Enter answers, wherever arrows had gone before.
            self.current = ""
            self.show()
        self._host.canvas.key_press(event)
        return None

    def _takes(self, event: "tkinter.Event[tkinter.Misc]") -> bool:
        key, state = event.keysym, int(event.state)
        handles = self.handles()
        present = self._find(handles)
        if key == "Escape":
            self._escape()
            return True
        if present is None:
            self.held = False
            return bool(handles) and key in WAYS and self._go(handles[0])
        if key in DIGITS:
            return self._type(present, "-" if key == "minus" else event.char)
        if key in ENTER:
            return self._enter(present)
        if key == "space":
            return not present.amounts and self._enter(present)
        if key == "Delete":
            return present.remove is not None and self._do(present.remove)
        if self.held:
            return self._change(present, key, state)
        return self._walk(handles, present, key, state)

    def _escape(self) -> None:
        if self.held:
            self.held = False
            self.show()
        else:
            self.stop()

    def _walk(self, handles: Sequence[Handle], present: Handle, key: str, state: int) -> bool:
        if key in WAYS:
            right, down = WAYS[key]
            if state & CONTROL:
                return self._go(after(handles, present, right + down))
            return self._go(next_to(handles, present, right, down))
        if key in ("Home", "End"):
            return self._go(handles[0 if key == "Home" else -1])
        return False

    def _go(self, handle: Handle) -> bool:
        self.current, self.held = handle.id, False
        self._point()
        self.show()
        return True

    def _change(self, present: Handle, key: str, state: int) -> bool:
        if key in ("Home", "End"):
            first, *others = present.amounts
            ends = (first.low if key == "Home" else first.high, *(a.value for a in others))
            return self._take(present, ends)
        right, down = {**WAYS, **PAGES}[key]
        size = LARGE if key in PAGES or state & CONTROL else FINE if state & SHIFT else USUAL
        return self._do(lambda: present.change(right * size, -down * size))

    def _take(self, handle: Handle, values: Sequence[float]) -> bool:
        take = handle.take
        return take is not None and self._do(lambda: take(*values))

    def _do(self, act: Callable[[], object]) -> bool:
        """Change something, and show what came of it as under a pointer."""
        act()
        self._host.refresh()
        self._point()
        self.show()
        self._host.on_let_go()
        return True

    def _enter(self, handle: Handle) -> bool:
        if handle.amounts and not self.held:
            self.held = True
            self.show()
            return True
        if handle.press is not None:
            return self._do(handle.press)
        if handle.amounts:
            return self._type(handle)
        self._typing = True
        try:
            self._click(handle)
        finally:
            self._typing = False
        return True

    def _type(self, handle: Handle, begun: str = "", given: tuple[float, ...] = ()) -> bool:
        """Let the numbers of a handle be typed, one after the other."""
        if not handle.amounts or handle.take is None:
            return False
        amount, scale = handle.amounts[len(given)], self._scale
        x, y = handle.rect.middle

        def take(value: float) -> None:
            values = (*given, value)
            if len(values) < len(handle.amounts):
                self._type(handle, given=values)
            else:
                self._take(handle, values)

        self._typing = True
        try:
            shown = begun or significant(amount.value, 4)
            self.type_number(
                (x * scale, y * scale), shown, take, amount.low, amount.high, begun=bool(begun)
            )
        finally:
            self._typing = False
        return True

    # -- as a pointer would --------------------------------------------------------------------

    @property
    def _scale(self) -> float:
        return self._figure.scale if self._figure is not None else 1.0

    def _event(self, name: str, handle: Handle, button: MouseButton | None = None) -> MouseEvent:
        figure = self._figure
        assert figure is not None
        x, y = map(round, figure.device(*handle.rect.middle))
        return MouseEvent(f"{name}_event", self._host.canvas, x, y, button)

    def _point(self) -> None:
        """Show what a pointer at the handle would be told."""
        figure, handle = self._figure, self._find(self.handles())
        if self.active and figure is not None and handle is not None:
            figure.on_leave(None)
            figure.on_move(self._event("motion_notify", handle))
            self._host.refresh()

    def _click(self, handle: Handle) -> None:
        figure = self._figure
        assert figure is not None
        left = MouseButton.LEFT
        figure.on_press(self._event("button_press", handle, left))
        if figure is self._figure:
            figure.on_release(self._event("button_release", handle, left))
        self._host.refresh()
        self._point()
        self.show()
        self._host.on_let_go()

    def show(self) -> None:
        """Draw the rings where they belong now, and say what the keys do."""
        if self.active and self._figure is not None:
            self._ring.show(self._figure, self._find(self.handles()), self.held)
        else:
            self._ring.clear()
