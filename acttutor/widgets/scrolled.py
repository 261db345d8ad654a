"""A frame that scrolls."""

import re
from typing import Any

import ttkbootstrap as ttk


class Scrolled(ttk.ScrolledFrame):
    """ttkbootstrap's, without what it leaves behind.

    The bindings of a tag outlive its widgets, and tkinter does not delete the commands that they
    call, each of which holds the whole frame.
    """

    def destroy(self) -> None:
        """Take the frame away, and the commands of the mouse wheel with it."""
        root, commands = self.nametowidget("."), _commands_of(self, self._wheel_tag)
        super().destroy()
        for command in commands:
            root.deletecommand(command)


def _commands_of(widget: Any, tag: str) -> set[str]:
    """Return the Tcl commands that the bindings of a tag call."""
    scripts = [widget.tk.call("bind", tag, event) for event in widget.bind_class(tag)]
    return {name for script in scripts for name in re.findall(r"\[(\d\S*)", str(script))}
