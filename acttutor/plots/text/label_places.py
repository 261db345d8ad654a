"""Finds places for labels where they cover nothing."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from acttutor.plots.text.quick import QuickText

Points = npt.NDArray[np.float64]
Spot = tuple[float, float]
Values = npt.NDArray[np.float64]

#: Directions in which a label can stand, in degrees, counter-clockwise from the right.
ANGLES = tuple(range(0, 360, 30))
_CIRCLE = np.array([(math.cos(t), math.sin(t)) for t in np.arange(8) * math.pi / 4])
#: A new place has to be better by so much; otherwise labels would jump about.
LOYALTY = 2.5
PADDING = 3.0
#: Labels stay so far away from the edges of their axes, in logical pixels.
INSET = 3.0


class Labels:
    """Places labels one after another; each avoids lines, points and the labels before it."""

    def __init__(self) -> None:
        self._chosen: dict[int, tuple[int, int]] = {}

    def begin(self, axes: Axes, scale: float) -> None:
        """Start anew, with labels a little inside ``axes``.

        Args:
            axes: where labels may be.
            scale: device pixels per logical pixel.
        """
        self._scale = scale
        self._bounds = axes.bbox.padded(-INSET * scale).extents
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
        anchor: Spot | Sequence[Spot],
        prefer: float,
        distances: Sequence[float] = (9.0, 18.0, 30.0),
    ) -> None:
        """Put ``label`` where it covers least.

        Args:
            label: what to place.
            anchor: where it belongs, in device pixels; or several such places, the best first.
            prefer: the direction from there, in degrees, if all are free.
            distances: how far away it may be, in logical pixels, from near to far.
        """
        width, height = label.extent(float(label.get_figure(root=True).dpi))  # type: ignore[union-attr]
        anchors = np.reshape(np.asarray(anchor, dtype=float), (-1, 2))
        places, angles, away = (
            grid.ravel()
            for grid in np.meshgrid(np.arange(len(anchors)), ANGLES, distances, indexing="ij")
        )
        radians = np.radians(angles)
        middle_x = anchors[places, 0] + np.cos(radians) * (away * self._scale + width / 2)
        middle_y = anchors[places, 1] + np.sin(radians) * (away * self._scale + height / 2)
        left, bottom = middle_x - width / 2, middle_y - height / 2
        cost = np.abs((angles - prefer + 180) % 360 - 180) / 45 + (away - distances[0]) / 8
        cost = cost + places * 1.0
        last = self._chosen.get(id(label))
        if last is not None and last[1] == len(cost):
            cost[last[0]] -= LOYALTY
        cost += self._cost(left, bottom, width, height, self._near(anchors, width, height))
        best = int(cost.argmin())
        self._chosen[id(label)] = (best, len(cost))
        corner = (float(left[best]), float(bottom[best]))
        label.set_position(corner)
        self._taken.append((*corner, corner[0] + width, corner[1] + height))

    def _near(self, anchors: Points, width: float, height: float) -> Points:
        """Return the obstacles that a label at one of the anchors can reach."""
        points = np.concatenate(self._obstacles) if self._obstacles else np.zeros((0, 2))
        reach = np.array([width, height]) + 60 * self._scale
        low, high = anchors.min(axis=0) - reach, anchors.max(axis=0) + reach
        return np.asarray(points[((points > low) & (points < high)).all(axis=1)])

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
            cost += np.where(area > 0, 400 + area / self._scale**2, 0.0)
        return np.asarray(cost)
