"""The scale of a map's colours: a strip from the lowest to the highest, with their names."""

import numpy as np

from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: Width and height of the strip, and the least that is left of it, in logical pixels.
WIDTH, HEIGHT, LEAST = 72.0, 9.0, 24.0
GAP = 5.0


class ColorScale:
    """A strip at the right end of its place, names on both sides.

    Args:
        drawing: what to draw with.
        colors: those of the map.
        low, high: what the colours at both ends mean.
    """

    def __init__(self, drawing: Drawing, colors: DecisionColors, low: str, high: str) -> None:
        self.drawing, self._colors = drawing, colors
        self.axes = drawing.blank_axes()
        self.image = PixelImage(self.axes)
        self.axes.add_artist(self.image)
        self.low = drawing.cell(low, SMALL, drawing.theme.muted)
        self.high = drawing.cell(high, SMALL, drawing.theme.muted)

    def name(self, low: str, high: str) -> None:
        """Name both ends; `layout` has to follow, and a full draw."""
        self.low.set_text(low)
        self.high.set_text(high)

    def layout(self, rect: Rect) -> None:
        """Stand at the right end; where there is too little room, be shorter or go away."""
        drawing, middle = self.drawing, rect.middle[1]
        low, high = (drawing.width_of(text.get_text(), SMALL) for text in (self.low, self.high))
        room = min(rect.width - low - high - 2 * GAP - 10, WIDTH)
        self.show(room >= LEAST)
        right = rect.right - high - GAP
        drawing.put(self.high, rect.right, middle)
        drawing.put(self.low, right - room - GAP, middle)
        drawing.place(self.axes, right - room, middle - HEIGHT / 2, max(room, LEAST), HEIGHT)
        columns, rows = self.image.pixel_size()
        values = np.tile(np.linspace(-1, 1, columns, dtype=np.float32), (rows, 1))
        self.image.set_pixels(self._colors.numbers(values))

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        for artist in (self.axes, self.image, self.low, self.high):
            artist.set_visible(visible)
