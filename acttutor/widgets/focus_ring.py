"""The ring around a button that has the keyboard: ttk's own is one dotted pixel."""

from typing import Any

import ttkbootstrap as ttk
from PIL import Image, ImageDraw, ImageTk

#: The middle of a picture, in device pixels. Tk lays it side by side until a button is filled: one
#: of three pixels is laid a thousand times, which takes Windows a tenth of a second a button.
MIDDLE = (600, 120)
#: Elements that show the focus, in the layouts of all kinds of buttons.
ELEMENTS = ("Button.focus", "Toolbutton.focus", "Checkbutton.focus", "Radiobutton.focus")


def make_rings(style: ttk.Style, outer: str, inner: str, width: int) -> list[Any]:
    """Give the buttons of the present theme a ring of two colours, seen on light and dark alike.

    Args:
        style: whose theme is in use and has no rings yet.
        outer, inner: colours; one of them is seen on whatever the button is filled with.
        width: of each, in device pixels.

    Returns:
        The pictures; Tk shows nothing of one that nobody keeps.
    """
    ring = Image.new("RGBA", (MIDDLE[0] + 4 * width, MIDDLE[1] + 4 * width))
    draw = ImageDraw.Draw(ring)
    right, bottom = ring.width - 1, ring.height - 1
    draw.rectangle((0, 0, right, bottom), outline=outer, width=width)
    draw.rectangle((width, width, right - width, bottom - width), outline=inner, width=width)
    pictures = [ImageTk.PhotoImage(picture) for picture in (Image.new("RGBA", ring.size), ring)]
    empty, shown = pictures
    # Of the room for words it takes as little as ttk's own.
    looks: Any = {"border": 2 * width, "padding": max(width // 2, 1), "sticky": "nswe"}
    looks |= {"width": 4 * width, "height": 4 * width}  # a button need not be as large as it
    for name in ELEMENTS:
        style.element_create(name, "image", empty, ("focus", shown), **looks)
    return pictures
