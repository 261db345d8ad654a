"""Finds places for labels where they cover nothing."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from acttutor.plots.quick_text import QuickText

Points = npt.NDArray[np.float64]
Values = npt.NDArray[np.float64]

#: Directions in which a label can stand, in degrees, counter-clockwise from the right.
ANGLES = tuple(range(0, 360, 30))
_CIRCLE = np.array([(math.cos(t), math.sin(t)) for t in np.arange(8) * math.pi / 4])
#: A new place has to be better by so much; otherwise labels would jump about.
LOYALTY = 2.5
PADDING = 3.0


class Labels:
    """Places labels one after another; each avoids lines, points and the labels before it."""

    def __init__(self) -> None:
        self._chosen: dict[int, tuple[int, int]] = {}
        self.begin(1.0, (0.0, 0.0, 1.0, 1.0))

    def begin(self, scale: float, bounds: tuple[float, float, float, float]) -> None:
        """Start anew; ``bounds`` are left, bottom, right, top, all in device pixels.

        Args:
            scale: device pixels per logical pixel.
            bounds: where labels may be.
        """
        self._scale = scale
        self._bounds = bounds
        self._obstacles: list[Points] = []
        self._taken: list[tuple[float, float, float, float]] = []

    def avoid(self, points: Points) -> None:
        """Keep labels away from a line, given by points in device pixels."""
        if len(points):
            self._obstacles.append(points[np.isfinite(points).all(axis=1)])

    def avoid_line(self, start: Sequence[float], end: Sequence[float]) -> None:
        """Keep labels away from a straight line between two points in device pixels."""
        length = math.dist(start, end)
        if math.isfinite(length):
            count = min(int(length / (5 * self._scale)) + 2, 300)
            self._obstacles.append(np.linspace(start, end, count))

    def avoid_disc(self, middle: Points, radius: float) -> None:
        """Keep labels away from a round marker of ``radius`` logical pixels."""
        self._obstacles.append(middle + _CIRCLE * radius * self._scale)

    def place(
        self,
        label: QuickText,
        anchor: tuple[float, float],
        prefer: float,
        distances: Sequence[float] = (9.0, 18.0, 30.0),
    ) -> None:
        """Put ``label`` near ``anchor``, in direction ``prefer`` (degrees) if that is free."""
        width, height = label.extent(label.get_figure(root=True).dpi)  # type: ignore[union-attr]
        points = np.concatenate(self._obstacles) if self._obstacles else np.zeros((0, 2))
        near = np.abs(points - anchor) < (width + 60 * self._scale, height + 60 * self._scale)
        points = points[near.all(axis=1)]
        angles = np.repeat(ANGLES, len(distances))
        away = np.tile(distances, len(ANGLES))
        radians = np.radians(angles)
        left = anchor[0] + np.cos(radians) * (away * self._scale + width / 2) - width / 2
        bottom = anchor[1] + np.sin(radians) * (away * self._scale + height / 2) - height / 2
        cost = np.abs((angles - prefer + 180) % 360 - 180) / 45 + (away - distances[0]) / 8
        last = self._chosen.get(id(label))
        if last is not None and last[1] == len(angles):
            cost[last[0]] -= LOYALTY
        cost += self._cost(left, bottom, width, height, points)
        best = int(cost.argmin())
        self._chosen[id(label)] = (best, len(angles))
        corner = (float(left[best]), float(bottom[best]))
        label.set_position(corner)
        self._taken.append((*corner, corner[0] + width, corner[1] + height))

    def _cost(
        self, left: Values, bottom: Values, width: float, height: float, points: Points
    ) -> Values:
        """Return how much labels with these lower left corners would cover or leave the axes."""
        pad = PADDING * self._scale
        right, top = left + width, bottom + height
        low_x, low_y, high_x, high_y = self._bounds
        outside = np.maximum(low_x - left, 0) + np.maximum(right - high_x, 0)
        outside += np.maximum(low_y - bottom, 0) + np.maximum(top - high_y, 0)
        x, y = points.T[:, :, None]
        inside = (x > left - pad) & (x < right + pad) & (y > bottom - pad) & (y < top + pad)
        cost = 2.0 * outside / self._scale + 3.0 * np.count_nonzero(inside, axis=0)
        for x0, y0, x1, y1 in self._taken:
            wide = np.minimum(right, x1) - np.maximum(left, x0) + pad
            high = np.minimum(top, y1) - np.maximum(bottom, y0) + pad
            area = np.maximum(wide, 0) * np.maximum(high, 0)
            cost += np.where(area > 0, 40 + area / self._scale**2 / 20, 0.0)
        return np.asarray(cost)
