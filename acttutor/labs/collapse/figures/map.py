"""The map of outputs over the plane, with its boundary and the point of the largest difference."""

import numpy as np
from matplotlib.colors import to_rgba

from acttutor.base.numbers.numerals import fixed
from acttutor.core.arrays import Array
from acttutor.labs.collapse.run import REACH
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.decision_map import DecisionMap
from acttutor.plots.style import HEADING, Looks


class OutputMap(DecisionMap):
    """A map that can be marked at a point, and hidden behind a question mark."""

    def __init__(self, drawing: Drawing, title: str) -> None:
        super().__init__(drawing, -REACH, REACH, (-REACH, 0, REACH), title, reading=_read)
        looks: Looks = {"ls": "none", "mfc": "none", "mec": drawing.theme.point, "clip_on": False}
        (self.mark,) = self.axes.plot([], [], marker="o", ms=13, mew=2.4, **looks)
        (self.heart,) = self.axes.plot([], [], marker="x", ms=5, mew=1.8, **looks)
        self.unknown = self.axes.text(0, 0, "?", size=2 * HEADING, color=drawing.theme.muted)
        self.unknown.set(ha="center", va="center", visible=False)
        for artist in (self.mark, self.heart, self.unknown):
            drawing.moving(artist)

    def hide(self) -> None:
        """Show nothing but a question mark."""
        columns, rows = self.image.pixel_size()
        plain = np.round(255 * np.array(to_rgba(self.drawing.theme.surface))).astype(np.uint8)
        self.image.set_pixels(np.tile(plain, (rows, columns, 1)))
        self._shown = None
        for artist in (self.boundary, self.mark, self.heart, self.reading):
            artist.set_visible(False)
        self.unknown.set_visible(True)

    def follow(self, values: Array, marked: tuple[float, float] | None) -> None:
        """Show outputs, and a mark if there is something to mark."""
        self.update(values)
        self.unknown.set_visible(False)
        self.boundary.set_visible(True)
        for artist in (self.mark, self.heart):
            artist.set_visible(marked is not None)
            artist.set_data(*np.reshape(marked or (), (2, -1)))


def _read(x: float, y: float, value: Array) -> str:
    return f"({fixed(x)}, {fixed(y)})  {fixed(float(value), 3)}"
