"""Small pictures in rows and columns, each with a frame around it and words below."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import LocationEvent
from matplotlib.colors import to_rgba

from acttutor.plots.canvas.calm import Calm
from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.number_column import Entry

#: Between two pictures, thickness of a frame, from a picture to it, and height of the words below.
GAP, FRAME, BESIDE, WORDS = 9.0, 2.5, 1.0, 16.0

Pixels = npt.NDArray[np.uint8]


class Tiles:
    """Up to ``most`` square pictures, as large as there is room for.

    All are drawn as one picture: which pixel of which tile lies where is worked out once for a
    layout, so that a frame only looks colours up.

    Args:
        drawing: what to draw with.
        most: the largest number of pictures.
        words: whether something is written below them.
        largest: side of a picture at most, in logical pixels.
        gap: between two pictures.
        pitch: from one picture to the next at least, for words that are wider than it.
        rests: whether it changes only now and then.
    """

    def __init__(
        self,
        drawing: Drawing,
        most: int,
        words: bool = False,
        largest: float = math.inf,
        gap: float = GAP,
        pitch: float = 0.0,
        rests: bool = False,
    ) -> None:
        self.drawing, self.most, self.largest = drawing, most, largest
        self.gap, self.pitch = gap, pitch
        self._rests = rests
        mark = drawing.static if rests else drawing.moving
        self.axes = drawing.blank_axes()
        self.image = mark(PixelImage(self.axes))
        self._calm = Calm(drawing)
        self.axes.add_artist(self.image)
        self.words = [mark(drawing.cell(ha="center")) for _ in range(most if words else 0)]
        self.foot = WORDS if words else 0.0
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        #: Where each picture is that is shown.
        self.places: list[Rect] = []
        self._placed: object = None
        self.visible = True

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect, self._placed = rect, None
        self.drawing.place_at(self.axes, rect)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible = visible
        for artist in (self.axes, self.image, *self.words):
            artist.set_visible(visible)
        if not visible:
            self.places = []
        self._placed = None

    # -- placing -------------------------------------------------------------------------------

    def fitting(self, count: int) -> tuple[int, float]:
        """Return how many pictures stand side by side, and their side, to be the largest."""
        across, side = 1, 0.0
        for columns in range(1, max(count, 1) + 1):
            lines = math.ceil(count / columns)
            step = (self.rect.width - self.gap) / columns
            if columns > 1 and step < self.pitch:
                break
            wide = step - self.gap
            high = (self.rect.height - self.gap) / max(lines, 1) - self.gap - self.foot
            found = min(wide, high, self.largest)
            if found > side + 1e-6:
                across, side = columns, found
        return across, max(side, 4.0)

    def room(self, least: float) -> int:
        """Return how many pictures of this side have room."""
        across = (self.rect.width - self.gap) // max(least + self.gap, self.pitch)
        down = (self.rect.height - self.gap) // (least + self.gap + self.foot)
        return max(int(across), 1) * max(int(down), 1)

    def _place(self, count: int, size: int) -> None:
        """Work out which pixel of which picture lies where."""
        across, side = self.fitting(count)
        scale, gap = self.drawing.scale, self.gap
        step = max(side + gap, self.pitch)
        self.places = [
            Rect(
                self.rect.left + gap + step * (k % across) + (step - gap - side) / 2,
                self.rect.top + gap + (side + gap + self.foot) * (k // across),
                side,
                side,
            )
            for k in range(count)
        ]
        width, height = self.image.pixel_size()
        fine = width / max(self.axes.bbox.width, 1.0)
        # First the pixels of all pictures, then a colour for each frame, then the background.
        pick = np.full((height, width), count * size * size + count, dtype=np.intp)
        pixels = max(round(side * scale * fine), 1)
        beside, thick = (max(round(n * scale * fine), 1) for n in (BESIDE, min(FRAME, 0.4 * gap)))
        cells = np.arange(pixels) * size // pixels
        inner = cells[:, None] * size + cells
        for k, place in enumerate(self.places):
            top = round((place.top - self.rect.top) * scale * fine)
            left = round((place.left - self.rect.left) * scale * fine)
            _fill(pick, top, left, pixels, beside + thick, count * size * size + k)
            _fill(pick, top, left, pixels, beside, count * size * size + count)
            here = pick[top : top + pixels, left : left + pixels]
            here[:] = k * size * size + inner[: here.shape[0], : here.shape[1]]
        self._pick = pick
        for k, words in enumerate(self.words):
            words.set_visible(k < count)
            if k < count:
                place = self.places[k]
                self.drawing.put(words, place.middle[0], place.bottom + self.foot / 2 + 3)

    # -- data ----------------------------------------------------------------------------------

    def update(
        self,
        pictures: Pixels,
        words: Sequence[str | Entry] = (),
        frames: Sequence[str] = (),
    ) -> None:
        """Show pictures.

        Args:
            pictures: shape (count, size, size, 4).
            words: what is written below each.
            frames: colours of their frames, "" for none.
        """
        if not self.visible:
            return
        pictures = pictures[: self.most]
        count, size = pictures.shape[:2]
        placed = (count, size, self.rect, self.drawing.scale)
        if placed != self._placed:
            self._place(count, size)
            self._placed = placed
        nothing = (0, 0, 0, 0)
        rims = [to_rgba(frame) if frame else nothing for frame in frames[:count]]
        rims += [nothing] * (count - len(rims) + 1)
        edges = np.round(np.array(rims) * 255).astype(np.uint8)
        colors = np.concatenate([pictures.reshape(-1, 4), edges])
        # The four bytes of a colour are copied as one number.
        found = np.ascontiguousarray(colors).view(np.uint32).ravel().take(self._pick)
        pixels = found.view(np.uint8).reshape(*found.shape, 4)
        # What rests changes when somebody does something.
        self.image.set_pixels(pixels if self._rests else self._calm.limit(pixels))
        for written, entry in zip(self.words, words[:count], strict=False):
            entry = entry if isinstance(entry, Entry) else Entry(entry)
            written.set_text(entry.text)
            written.set_color(entry.color or self.drawing.theme.muted)
            written.set_fontweight("bold" if entry.bold else "normal")
        if self._rests:
            self.drawing.invalidate()

    def tile_at(self, event: LocationEvent) -> int | None:
        """Return the number of the picture under the pointer."""
        x, y = self.drawing.pointer(event)
        near = (k for k, place in enumerate(self.places) if place.grown(self.gap / 2).holds(x, y))
        return next(near, None)


def _fill(
    pick: npt.NDArray[np.intp], top: int, left: int, side: int, around: int, value: int
) -> None:
    rows = slice(max(top - around, 0), top + side + around)
    pick[rows, max(left - around, 0) : left + side + around] = value
