"""What is on the screen once nothing is on its way any more, to compare with another time."""

import tkinter

import numpy as np
from fit import descendants, visible_texts

#: Names beside points stay where they were if they can, and dashes begin elsewhere.
DIFFERENT = 0.04
#: What can be read off a widget; each kind has some of them.
READ = ("text", "state", "value")


def settled_picture(app):
    """Return words and pixels of the figure."""
    app.pump()
    app.wait(lambda: app.player._after_id is None)
    app.pump()
    figure = app.view.host.figure
    words = sorted(text.get_text() for text in visible_texts(figure))
    return words, np.array(app.view.host.canvas.buffer_rgba())


def assert_like_a_new_figure(app):
    """Build the figure of the lab anew: it says what the present one does, and looks alike."""
    words, present = settled_picture(app)
    app.window.show_lab()
    new_words, new = settled_picture(app)
    assert words == new_words and present.shape == new.shape
    different = (present != new).any(axis=-1).mean()
    assert different < DIFFERENT, f"{different:.2%} of the pixels"


def panel_words(app):
    """Return what the widgets of the panel say and where they are, whoever made them."""
    return [
        (widget.winfo_class(), widget.winfo_rootx(), widget.winfo_rooty(), *_read(widget))
        for widget in descendants(app.view.panel)
    ]


def _read(widget):
    options = widget.keys()
    found = [str(widget.cget(name)) for name in READ if name in options]
    if isinstance(widget, tkinter.Entry):
        found.append(widget.get())
    if "variable" in options and str(widget.cget("variable")):
        found.append(str(widget.getvar(str(widget.cget("variable")))))
    return found
