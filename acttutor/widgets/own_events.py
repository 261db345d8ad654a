"""A window that hears of itself and not of everything in it."""

import tkinter

#: Tk tells a window of these for each of its widgets: a thousand times when a lab opens.
SEQUENCES = ("<Configure>", "<Map>", "<Visibility>")


def hear_own_events(window: tkinter.Tk | tkinter.Toplevel) -> None:
    """Let what is bound to a window so far be called for the window itself alone."""
    own = f"Own{window}"
    window.bindtags((own, *window.bindtags()))
    for sequence in SEQUENCES:
        window.tk.call("bind", own, sequence, window.tk.call("bind", window, sequence))
        window.tk.call("bind", window, sequence, "")
    # ttkbootstrap tells every parent of each child that is shown; nothing listens.
    window.unbind_all("<Map>")
