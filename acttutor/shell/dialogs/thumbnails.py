"""The small pictures beside the lessons in their list."""

import tkinter

import ttkbootstrap as ttk
from PIL import Image, ImageTk

from acttutor.lessons.thumbnails import HEIGHT, WIDTH, thumbnail
from acttutor.widgets.appearance import Appearance

#: The style of a list whose rows are high enough for a picture.
STYLE = "Pictures.Treeview"
#: Air above and below a picture, in logical pixels.
AIR = 4


class Thumbnails:
    """Pictures of lessons, read when they are asked for.

    Args:
        master: the widget that shows them.
        appearance: says how large they are, and whether they are light or dark.
    """

    def __init__(self, master: tkinter.Misc, appearance: Appearance) -> None:
        self._master, self._appearance = master, appearance
        self._kept: dict[str, ImageTk.PhotoImage | str] = {}
        px = appearance.px
        self._size = px(WIDTH // 2), px(HEIGHT // 2)
        ttk.Style().configure(STYLE, rowheight=self._size[1] + px(AIR))

    def of(self, lesson: str) -> ImageTk.PhotoImage | str:
        """Return the picture of a lesson, or ``""`` for one that has none."""
        if lesson not in self._kept:
            self._kept[lesson] = self._read(lesson)
        return self._kept[lesson]

    def _read(self, lesson: str) -> ImageTk.PhotoImage | str:
        path = thumbnail(lesson, self._appearance.theme.name)
        if not path.is_file():
            return ""
        with Image.open(path) as file:
            picture = file.convert("RGB").resize(self._size, Image.Resampling.LANCZOS)
        return ImageTk.PhotoImage(picture, master=self._master)
