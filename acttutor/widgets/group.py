"""Buttons of which one is chosen: a single stop for Tab, with arrows between them."""

import tkinter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

WAYS = {"Left": -1, "Up": -1, "Right": 1, "Down": 1}


def make_group(
    buttons: Sequence[Any], chosen: Callable[[], Any | None], choosing: bool = True
) -> None:
    """Let Tab come to the chosen one of some buttons, and arrows go to the others.

    Args:
        buttons: in the order in which they are read.
        chosen: returns the one that is chosen, if any.
        choosing: whether an arrow chooses what it comes to; otherwise a blank or Enter does.
    """

    def can(button: Any) -> bool:
        return bool(button.winfo_viewable()) and not button.instate(["disabled"])

    def stop(_path: object, button: Any) -> str:
        if str(button.tk.call("focus")) in map(str, buttons):
            return "0"  # From within, Tab goes out, forwards and backwards.
        first = chosen()
        if first is None or not can(first):
            first = next(filter(can, buttons), None)
        # Tk looks itself whether it is seen and works.
        return "" if button is first else "0"

    def go(event: "tkinter.Event[tkinter.Misc]", button: Any) -> str:
        # One that can be pressed no more, since it was, still has the keyboard.
        index, way = buttons.index(button), WAYS[event.keysym]
        ahead = [buttons[(index + way * by) % len(buttons)] for by in range(1, len(buttons))]
        there = next(filter(can, ahead), None)
        if there is not None:
            there.focus_set()
            there.event_generate("<<TraverseIn>>")
            if choosing:
                there.invoke()
        return "break"

    def press(button: Any, _event: object) -> str:
        button.invoke()
        # The class would press it once more, even if it is gone by now.
        return "break"

    for button in buttons:
        button.configure(takefocus=partial(stop, button=button))
        for key in WAYS:
            button.bind(f"<Key-{key}>", partial(go, button=button))
        button.bind("<Return>", partial(press, button))
