"""Uses the window by its keys alone, from wherever the focus is: no widget is told anything."""

from typing import Any

from operated import grouped

from acttutor.base.numbers.numerals import significant
from acttutor.plots.handles import next_to

#: Keysyms of what is typed into numbers.
KEYSYMS = {
    "-": "minus",
    "−": "minus",
    ".": "period",
    "/": "slash",
    "_": "underscore",
    "*": "asterisk",
    "^": "asciicircum",
    "(": "parenleft",
    ")": "parenright",
}
WAYS = {"Right": (1, 0), "Left": (-1, 0), "Down": (0, 1), "Up": (0, -1)}
#: Stops of Tab in a window at most.
STOPS = 160


class Keyboard:
    """Ten fingers.

    Args:
        app: the driver of the window.
    """

    def __init__(self, app: Any) -> None:
        self.app, self.figure = app, app.view.host.keyboard

    @property
    def focus(self) -> Any:
        """The widget that has the focus."""
        return self.app.root.focus_get()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.app.root.tk.call("event", "generate", self._focused(), f"<{key}>")
            self.app.root.tk.call("event", "generate", self._focused(), "<KeyRelease>")
            self.app.pump()

    def _focused(self) -> str:
        # The list of a box is none of tkinter's widgets.
        return str(self.app.root.tk.call("focus"))

    def type(self, text: str) -> None:
        """Type a number or a word."""
        self.press(*(f"Key-{KEYSYMS.get(letter, letter)}" for letter in text))

    def type_over(self, number: float) -> None:
        """Type a number in place of what stands there, and Enter."""
        if self.focus.winfo_class() == "TEntry":
            self.focus.select_range(0, "end")
        self.type(significant(number, 6))
        self.press("Return")

    def tab_to(self, *widgets: Any) -> None:
        """Press Tab until one of some widgets has the focus."""
        self._unfold(widgets[0])
        paths = {str(widget) for widget in widgets}
        for _ in range(STOPS):
            if self._focused() in paths and not self.figure.active:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not come to {paths}")

    def _unfold(self, widget: Any) -> None:
        """Open the section of the panel that a widget is in."""
        for section in self.app.view.panel.sections:
            if section.is_folded and section.holds(widget):
                self.tab_to(section.heading)
                self.press("space")

    # -- the panel -----------------------------------------------------------------------------

    def push(self, button: Any) -> None:
        """Press a button, alone or one of a group."""
        self._unfold(button)
        group = grouped(button)
        self.tab_to(button, *group)
        for _ in group:
            if self.focus is button:
                break
            self.press("Right")
        assert self.focus is button
        self.press("space")

    def choose_in(self, buttons: dict[Any, Any], wanted: Any) -> None:
        """Choose in a group of buttons."""
        self.tab_to(*buttons.values())
        for _ in buttons:
            if self.focus is buttons[wanted]:
                break
            self.press("Right")
        assert self.focus is buttons[wanted]
        self.press("space")

    def set(self, name: str, value: Any) -> bool:
        """Set a setting by its control in the panel; ``False`` if it has none there."""
        control = self.app.controls.get(name)
        if control is None or not control.is_offered:
            return False
        if hasattr(control, "entry"):
            self.tab_to(control.entry)
            # What Tab comes to is selected, and typing replaces it.
            self.type(f"{value:.6f}".rstrip("0").rstrip("."))
            self.press("Return")
        elif hasattr(control, "switch"):
            self.push(control.switch)
        elif hasattr(control, "box"):
            self._choose_from(control, control.spec.options.index(value))
        elif hasattr(control, "buttons") and isinstance(value, str):
            self.choose_in(control.buttons, value)
        else:
            return False
        return True

    def _choose_from(self, control: Any, index: int) -> None:
        """Choose from a drop-down list."""
        self.tab_to(control.box)
        by = index - control.box.current()
        self.press("Down")
        self.press(*(["Down"] * by if by > 0 else ["Up"] * -by), "Return")

    # -- the figure ----------------------------------------------------------------------------

    def go_to(self, id: str) -> None:
        """Walk to a handle of the figure, by the shortest way of arrows."""
        if not self.figure.active:
            self.press("F6")
        if self.figure.current not in {handle.id for handle in self.figure.handles()}:
            self.press("Right")
        ways: dict[str, list[str]] = {self.figure.current: []}
        handles = {handle.id: handle for handle in self.figure.handles()}
        ahead = [self.figure.current]
        while ahead and id not in ways:
            here = ahead.pop(0)
            for key, way in WAYS.items():
                there = next_to(list(handles.values()), handles[here], *way).id
                if there not in ways:
                    ways[there] = [*ways[here], key]
                    ahead.append(there)
        self.press(*ways[id])
        assert self.figure.current == id

    def type_at(self, id: str, *values: float) -> None:
        """Type the numbers of a handle where it stands."""
        self.go_to(id)
        for number, value in enumerate(values):
            if number:
                self.press("Key-BackSpace")
            self.type(significant(value, 6))
            self.press("Return")
        self.press("Escape")

    def click_at(self, id: str) -> None:
        """Choose what stands at a handle."""
        self.go_to(id)
        self.press("Return")
