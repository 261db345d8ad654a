"""A window hears that it is resized itself, and not that what is in it is."""

import tkinter

import pytest

from acttutor.widgets.own_events import hear_own_events

pytestmark = pytest.mark.window


def test_the_sizes_of_what_is_in_a_window_are_not_told_to_it(app):
    top = tkinter.Toplevel(app.root)
    try:
        inside = tkinter.Frame(top, width=50, height=50)
        inside.place(x=0, y=0)
        heard = []
        top.bind("<Configure>", lambda event: heard.append(event.widget), add="+")
        hear_own_events(top)
        top.geometry("200x200")
        app.wait(lambda: top.winfo_width() == 200)
        inside.place(width=80)
        app.wait(lambda: inside.winfo_width() == 80)
        app.pump()
        assert heard and set(heard) == {top}
    finally:
        top.destroy()
    app.pump()
