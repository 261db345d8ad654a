"""A limit on flashing: no place of a map or of another large area changes to and fro too often.

WCAG 2.2, 2.3.1 allows three flashes a second: a flash is a pair of opposing changes of the relative
luminance by a tenth or more, the darker of them below 0.8. What would be the next of too many stays
as it is until a second has gone by. With less motion, everything changes twice a second at most.
"""

import numpy as np
import numpy.typing as npt

from acttutor.plots.drawing import Drawing

Pixels = npt.NDArray[np.uint8]

#: Changes to and fro that a place may make within a second: two flashes, where three are allowed.
MOST_CHANGES, SECOND = 4, 1.0
#: What counts as a change of luminance, and what is too light for a flash: half of what the rule
#: says, because a cell stands for all of its pixels.
CHANGE, LIGHT = 0.05, 0.85
#: With less motion, an area changes after so many seconds at the soonest.
SELDOM = 0.5
#: Places are looked at in a grid of at most so many rows and columns.
MOST_CELLS = 128

_SRGB = np.arange(256) / 255
_LINEAR = np.where(_SRGB <= 0.04045, _SRGB / 12.92, ((_SRGB + 0.055) / 1.055) ** 2.4)


class Calm:
    """Hands pixels on, but for those that would flash.

    Args:
        drawing: tells the time and whether there is to be less motion, and is asked for another
            frame when what is held may go on.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._shown: Pixels | None = None
        self._changed = 0.0
        self._subject = drawing.subject
        #: Whether something else is shown than was asked for.
        self.waits = False

    def forget(self) -> None:
        """Begin anew: what comes next is another picture, and somebody has asked for it."""
        self._shown = None
        self.waits = False

    def limit(self, pixels: Pixels) -> Pixels:
        """Return what may be shown now in the place of ``pixels``, shape (rows, columns, 4)."""
        now = self._drawing.time_s()
        if self._subject != self._drawing.subject:
            self._subject = self._drawing.subject
            self.forget()
        if self._shown is None or self._shown.shape != pixels.shape:
            self._begin(pixels, now)
            return pixels
        if self._drawing.less_motion and now - self._changed < SELDOM:
            self._wait(not np.array_equal(self._shown, pixels))
            return self._shown
        held = self._held(self._light(pixels), now)
        self._wait(bool(held.any()))
        if self.waits:
            mask = held[self._cell_of[0]][:, self._cell_of[1]]
            pixels = np.where(mask[..., None], self._shown, pixels)
        self._shown, self._changed = pixels, now
        return pixels

    def _begin(self, pixels: Pixels, now: float) -> None:
        sides = pixels.shape[:2]
        counts = [min(side, MOST_CELLS) for side in sides]
        #: The pixels that are looked at, and for each row and column the number of its cell.
        self._looked = np.ix_(
            *((np.arange(n) + 0.5) / n * side for n, side in zip(counts, sides, strict=True))
        )
        self._looked = tuple(places.astype(int) for places in self._looked)
        self._cell_of = [np.arange(side) * n // side for n, side in zip(counts, sides, strict=True)]
        #: The latest extreme of each cell, and whether it was reached upwards, 0 for not known.
        self._extreme = self._light(pixels)
        self._way = np.zeros(self._extreme.shape, dtype=np.int8)
        #: When each cell turned, the oldest time first.
        self._turned = np.full((MOST_CHANGES, *self._extreme.shape), -np.inf)
        self._shown, self._changed = pixels, now
        self.waits = False

    def _light(self, pixels: Pixels) -> npt.NDArray[np.float64]:
        """Return the relative luminance of the cells."""
        light: npt.NDArray[np.float64] = _LINEAR[pixels[self._looked][..., :3]] @ np.array(
            (0.2126, 0.7152, 0.0722)
        )
        return light

    def _held(self, light: npt.NDArray[np.float64], now: float) -> npt.NDArray[np.bool_]:
        """Take note of what turns, and return which cells have to stay as they are."""
        change = light - self._extreme
        way = np.sign(change).astype(np.int8)
        turns = (np.abs(change) >= CHANGE) & (np.minimum(light, self._extreme) < LIGHT)
        turns &= way != self._way
        held: npt.NDArray[np.bool_] = turns & (now - self._turned[0] < SECOND)
        turns &= ~held
        times = self._turned[:, turns]
        self._turned[:, turns] = np.concatenate((times[1:], np.full((1, times.shape[1]), now)))
        self._way[turns] = way[turns]
        # Going on in the same direction only moves the extreme.
        moves = turns | ((way == self._way) & ~held)
        self._extreme[moves] = light[moves]
        return held

    def _wait(self, waits: bool) -> None:
        self.waits = waits
        if waits:
            self._drawing.request_frame(1000 * SELDOM / 2)
