"""A limit on flashing: no place of a map or of another large area changes to and fro too often.

WCAG 2.2, 2.3.1 allows three flashes a second: a flash is a pair of opposing changes of the relative
luminance by a tenth or more, the darker of them below 0.8. What would be the next of too many stays
as it is until a second has gone by. With less motion, everything changes twice a second at most.
"""

import numpy as np
import numpy.typing as npt

from acttutor.plots.drawing import Drawing

Pixels = npt.NDArray[np.uint8]
#: The four bytes of each pixel as one number.
Colors = npt.NDArray[np.uint32]

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
#: What each degree of a colour adds to the relative luminance.
_RED, _GREEN, _BLUE = 0.2126 * _LINEAR, 0.7152 * _LINEAR, 0.0722 * _LINEAR


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
        self._look(self._seen(pixels), now)
        self._wait(bool(self._held.any()))
        if self.waits:
            held = self._held.reshape([len(cells) for cells in self._looked])
            mask = held[self._cell_of[0]][:, self._cell_of[1]]
            mixed = np.where(mask, _as_numbers(self._shown), _as_numbers(pixels))
            pixels = mixed.view(np.uint8).reshape(pixels.shape)
        self._shown, self._changed = pixels, now
        return pixels

    def _begin(self, pixels: Pixels, now: float) -> None:
        sides = pixels.shape[:2]
        counts = [min(side, MOST_CELLS) for side in sides]
        #: The rows and columns that are looked at, and for each the number of its cell.
        self._looked = [
            ((np.arange(n) + 0.5) / n * side).astype(int)
            for n, side in zip(counts, sides, strict=True)
        ]
        self._cell_of = [np.arange(side) * n // side for n, side in zip(counts, sides, strict=True)]
        #: Where each cell is looked at, as one number, and the colour that was asked for there.
        self._places = np.add.outer(self._looked[0] * sides[1], self._looked[1]).ravel()
        self._asked = self._seen(pixels)
        #: The latest extreme of each cell, and whether it was reached upwards, 0 for not known.
        self._extreme = _light(self._asked)
        self._way = np.zeros(self._extreme.shape, dtype=np.int8)
        #: When each cell turned, the oldest time first, and which have to stay as they are.
        self._turned = np.full((MOST_CHANGES, *self._extreme.shape), -np.inf)
        self._held = np.zeros(self._extreme.shape, dtype=bool)
        self._shown, self._changed = pixels, now
        self.waits = False

    def _seen(self, pixels: Pixels) -> Colors:
        """Return the colours of the cells."""
        colors: Colors = _as_numbers(pixels).take(self._places)
        return colors

    def _look(self, colors: Colors, now: float) -> None:
        """Take note of what turns, and of what has to stay as it is."""
        # Nothing new is found where the same is asked for again, and most cells are like that.
        cells = np.flatnonzero((colors != self._asked) | self._held)
        self._asked = colors
        light, extreme = _light(colors[cells]), self._extreme[cells]
        change = light - extreme
        way = np.sign(change).astype(np.int8)
        onward = way == self._way[cells]
        turns = (np.abs(change) >= CHANGE) & (np.minimum(light, extreme) < LIGHT) & ~onward
        held = turns & (now - self._turned[0, cells] < SECOND)
        turns &= ~held
        self._held[cells] = held
        turned = cells[turns]
        if turned.size:
            self._turned[:-1, turned] = self._turned[1:, turned]
            self._turned[-1, turned] = now
            self._way[turned] = way[turns]
        # Going on in the same direction only moves the extreme.
        moves = turns | onward
        self._extreme[cells[moves]] = light[moves]

    def _wait(self, waits: bool) -> None:
        self.waits = waits
        if waits:
            self._drawing.request_frame(1000 * SELDOM / 2)


def _as_numbers(pixels: Pixels) -> Colors:
    """Return pixels of shape (rows, columns, 4) with one number for each."""
    return np.ascontiguousarray(pixels).view(np.uint32)[..., 0]


def _light(colors: Colors) -> npt.NDArray[np.float64]:
    """Return the relative luminance of colours."""
    red, green, blue, _ = colors.view(np.uint8).reshape(-1, 4).T
    light: npt.NDArray[np.float64] = _RED.take(red) + _GREEN.take(green) + _BLUE.take(blue)
    return light
