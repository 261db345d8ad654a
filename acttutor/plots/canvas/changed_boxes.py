"""Where two pictures differ.

Handing a picture of a window to Tk takes two milliseconds and as long again until it is on the
screen; finding out what has changed takes a quarter of one, and most frames change little.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

#: Rows or columns without a change that are worth a box more.
GAP = 24
#: A box more takes as long as this many pixels more.
WORTH = 8_000


class Box(NamedTuple):
    """A rectangle of pixels; right and bottom are the first outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        """Its pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    def around(self, other: "Box") -> "Box":
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def changed_boxes(
    before: npt.NDArray[np.uint32], after: npt.NDArray[np.uint32], gap: int = GAP
) -> list[Box]:
    """Return boxes that hold every pixel in which two pictures differ.

    Columns with changes make a strip, and rows with changes within a strip a box; where fewer than
    ``gap`` lines without a change lie between two, they are one. Boxes that take longer apart than
    together are one as well.

    Args:
        before, after: one number for each pixel, both of the same shape (rows, columns).
        gap: see above, in pixels.
    """
    differs = before != after
    boxes: list[Box] = []
    for left, right in _runs(differs.any(axis=0), gap):
        for top, bottom in _runs(differs[:, left:right].any(axis=1), gap):
            columns = np.flatnonzero(differs[top:bottom, left:right].any(axis=0))
            first, last = left + int(columns[0]), left + int(columns[-1])
            _add(boxes, Box(first, top, last + 1, bottom))
    return boxes


def _add(boxes: list[Box], box: Box) -> None:
    """Add a box, as one with each that it is cheaper to hand over together with."""
    for other in tuple(boxes):
        both = box.around(other)
        if both.area <= box.area + other.area + WORTH:
            boxes.remove(other)
            box = both
    boxes.append(box)


def _runs(changed: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Return beginning and end of each run of changed lines."""
    places = np.flatnonzero(changed)
    if not places.size:
        return []
    cuts = np.flatnonzero(np.diff(places) > gap) + 1
    ends = [0, *cuts.tolist(), places.size]
    return [(int(places[a]), int(places[b - 1]) + 1) for a, b in pairwise(ends)]
