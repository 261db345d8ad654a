"""Finds places for labels where they cover nothing."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from acttutor.plots.quick_text import QuickText

Points = npt.NDArray[np.float64]

#: Directions in which a label can stand, in degrees, counter-clockwise from the right.
ANGLES = tuple(range(0, 360, 30))
_CIRCLE = np.array([(math.cos(t), math.sin(t)) for t in np.arange(8) * math.pi / 4])
#: A new place has to be better by so much; otherwise labels would jump about.
LOYALTY = 2.5
PADDING = 3.0


class Labels:
    """Places labels one after another; each avoids lines, points and the labels before it.

    Args:
        scale: device pixels per logical pixel.
    """

    def __init__(self) -> None:
        self._chosen: dict[int, tuple[float, float]] = {}
        self.begin(1.0, (0.0, 0.0, 1.0, 1.0))

    def begin(self, scale: float, bounds: tuple[float, float, float, float]) -> None:
        """Start anew for a frame; ``bounds`` are left, bottom, right, top in device pixels."""
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
        last = self._chosen.get(id(label))
        best, best_cost, best_key = anchor, math.inf, (prefer, distances[0])
        for distance in distances:
            for angle in ANGLES:
                corner = self._corner(anchor, angle, distance * self._scale, width, height)
                turn = abs((angle - prefer + 180) % 360 - 180)
                cost = turn / 45 + (distance - distances[0]) / 8
                cost -= LOYALTY if (angle, distance) == last else 0
                cost += self._cost(corner, width, height, points)
                if cost < best_cost:
                    best, best_cost, best_key = corner, cost, (angle, distance)
        self._chosen[id(label)] = best_key
        label.set_position(best)
        self._taken.append((best[0], best[1], best[0] + width, best[1] + height))

    @staticmethod
    def _corner(
        anchor: tuple[float, float], angle: float, distance: float, width: float, height: float
    ) -> tuple[float, float]:
        """Return the lower left corner of a label that leaves ``distance`` to the anchor."""
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        x = anchor[0] + cosine * (distance + width / 2) - width / 2
        y = anchor[1] + sine * (distance + height / 2) - height / 2
        return x, y

    def _cost(
        self, corner: tuple[float, float], width: float, height: float, points: Points
    ) -> float:
        """Return how much a label at this corner would cover or leave the axes."""
        pad = PADDING * self._scale
        left, bottom = corner
        right, top = left + width, bottom + height
        low_x, low_y, high_x, high_y = self._bounds
        outside = max(low_x - left, 0) + max(right - high_x, 0)
        outside += max(low_y - bottom, 0) + max(top - high_y, 0)
        cost = 2.0 * outside / self._scale
        x, y = points[:, 0], points[:, 1]
        inside = (x > left - pad) & (x < right + pad) & (y > bottom - pad) & (y < top + pad)
        cost += 3.0 * float(np.count_nonzero(inside))
        for other in self._taken:
            wide = min(right, other[2]) - max(left, other[0]) + pad
            high = min(top, other[3]) - max(bottom, other[1]) + pad
            if wide > 0 and high > 0:
                cost += 40 + wide * high / self._scale**2 / 20
        return cost
