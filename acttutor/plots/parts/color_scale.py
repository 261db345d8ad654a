"""The scale of a map's colours: a strip from the lowest to the highest, with their names."""

from typing import Protocol

import numpy as np

from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.decision_colors import FloatArray, Pixels
from acttutor.plots.drawing import AnyArtist, Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: Width and height of the strip, and the least that is left of it, in logical pixels.
WIDTH, HEIGHT, LEAST = 72.0, 9.0, 24.0
GAP = 5.0


class Colors(Protocol):
    """The colours of numbers."""

    def numbers(self, values: FloatArray) -> Pixels:
        """Return pixels of shape (*values.shape, 4) for numbers from −1 to 1."""


def _unmarked(artist: AnyArtist) -> AnyArtist:
    return artist


class ColorScale:
    """A strip at the right end of its place, names on both sides.

    Args:
        drawing: what to draw with.
        colors: those of the map.
        low, high: what the colours at both ends mean.
        rests: whether the names change without a full draw.
    """

    def __init__(
        self, drawing: Drawing, colors: Colors, low: str = "", high: str = "", rests: bool = False
    ) -> None:
        self.drawing, self._colors = drawing, colors
        self.rect = Rect(0.0, 0.0, 100.0, HEIGHT)
        self.axes = drawing.blank_axes()
        marked = drawing.static if rests else _unmarked
        self.image = marked(PixelImage(self.axes))
        self.axes.add_artist(self.image)
        self.low = marked(drawing.cell(low, SMALL, drawing.theme.muted))
        self.high = marked(drawing.cell(high, SMALL, drawing.theme.muted))

    def name(self, low: str, high: str) -> None:
        """Name both ends and make room; unless it rests, a full draw has to follow."""
        self.low.set_text(low)
        self.high.set_text(high)
        self.layout(self.rect)
        self.drawing.invalidate()

    def layout(self, rect: Rect) -> None:
        """Stand at the right end; where there is too little room, be shorter or go away."""
        self.rect = rect
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
