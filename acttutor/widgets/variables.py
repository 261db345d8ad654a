"""Variables of Tk that tell when they change, for as long as there is somebody to tell."""

from collections.abc import Callable
from tkinter import Variable
from typing import Any


def watch(variable: Variable, widget: Any, changed: Callable[[], None]) -> None:
    """Call ``changed`` whenever a variable is written, until a widget is destroyed.

    A trace that stays would hold the widget, and all that it belongs to, for ever.
    """
    name = variable.trace_add("write", lambda *_names: changed())

    def forget(event: Any) -> None:
        if event.widget is widget:
            variable.trace_remove("write", name)

    widget.bind("<Destroy>", forget, add="+")
