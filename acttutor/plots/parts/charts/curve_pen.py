"""A pen that draws a curve: heights above fixed places, changed wherever the pointer goes."""

from collections.abc import Sequence

import numpy as np

from acttutor.core.arrays import Array


class CurvePen:
    """Turns strokes of the pointer into heights.

    Args:
        places: where heights are taken, equally far apart; shape (n,).
        heights: of the curve that is drawn over; ``None`` where there is none yet.
    """

    def __init__(self, places: Array, heights: Sequence[float | None]) -> None:
        self._places = places
        self.heights = list(heights)
        self._last: tuple[float, float] | None = None

    def draw_to(self, x: float, y: float) -> None:
        """Let the curve run to a place, straight from where the pen was last."""
        (x0, y0), (x1, y1) = sorted((self._last or (x, y), (x, y)))
        self._last = x, y
        start, step = self._places[0], self._places[1] - self._places[0]
        first, last = (round((end - start) / step) for end in (x0, x1))
        for i in range(max(first, 0), min(last + 1, len(self.heights))):
            at = self._places[i]
            self.heights[i] = float(np.interp(at, (x0, x1), (y0, y1))) if x1 > x0 else y
