"""The surface seen from an angle: a parallel projection that the hand can turn."""

import math

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, Values
from acttutor.labs.descent2d.figures.heights import Heights
from acttutor.plots.surface.view import CELLS, TALL, SurfaceView

#: Places between a point and the eye at which it is asked whether the surface is in the way.
PROBES = 14
#: Longest piece of a path that is drawn straight, in halves of the width.
PIECE = 0.06


class Projection(SurfaceView):
    """From (x, y) on the surface to pixels.

    Args:
        heights: how high the surface is.
        azimuth, elevation: from where it is seen, in degrees.
        box: left, bottom, width and height of the picture in pixels.
    """

    def __init__(
        self,
        heights: Heights,
        azimuth: float,
        elevation: float,
        box: tuple[float, float, float, float],
    ) -> None:
        super().__init__(azimuth, elevation, box)
        self.heights = heights
        self.mesh = heights.surface(*self._plane(self.u, self.v))
        self.levels = heights.level(*self._plane(self.u, self.v))

    def _plane(self, u: Values, v: Values) -> tuple[Values, Values]:
        land = self.heights.land
        return land.centre[0] + u * land.half, land.centre[1] + v * land.half

    def square(self, x: Values, y: Values) -> tuple[Values, Values]:
        """Return places in the square, each coordinate from −1 to 1."""
        land = self.heights.land
        return (x - land.centre[0]) / land.half, (y - land.centre[1]) / land.half

    def path(self, places: Array) -> tuple[Array, npt.NDArray[np.bool_]]:
        """Return the pixels of a path laid onto the surface, and which of them are hidden.

        Parts outside the square become nan.
        """
        u, v = self.square(*draped(places, PIECE * self.heights.land.half).T)
        inside = np.maximum(np.abs(u), np.abs(v)) <= 1.0
        u, v = np.where(inside, u, 0.0), np.where(inside, v, 0.0)
        height = self.heights.surface(*self._plane(u, v))
        spots = self.pixels(u, v, height)
        spots[~inside] = math.nan
        return spots, self._hidden(u, v, height)

    def _hidden(self, u: Array, v: Array, height: Array) -> npt.NDArray[np.bool_]:
        """Tell for each place whether the surface stands between it and the eye."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        rise = math.tan(self.tilt) / TALL
        # On its way towards the eye a ray comes forward and rises, until it is above everything.
        far = np.minimum((1.02 - height) / rise, 2 * math.sqrt(2))
        steps = (np.arange(1, PROBES + 1) / PROBES)[:, None] * far
        ray_u, ray_v = u - steps * sin, v - steps * cos
        above = height + steps * rise
        inside = np.maximum(np.abs(ray_u), np.abs(ray_v)) <= 1.0
        return np.asarray((inside & (self._between(ray_u, ray_v) > above + 0.02)).any(axis=0))

    def _between(self, u: Array, v: Array) -> Array:
        """Return the height of the mesh, linear between its corners."""
        columns, rows = ((np.clip(values, -1, 1) + 1) / 2 * CELLS for values in (u, v))
        left, low = (np.minimum(spots.astype(int), CELLS - 1) for spots in (columns, rows))
        x, y = columns - left, rows - low
        mesh = self.mesh
        below = (1 - x) * mesh[low, left] + x * mesh[low, left + 1]
        above = (1 - x) * mesh[low + 1, left] + x * mesh[low + 1, left + 1]
        return np.asarray((1 - y) * below + y * above)


def draped(places: Array, longest: float) -> Array:
    """Return a path with places put between those that are more than ``longest`` apart."""
    lengths = np.hypot(*np.diff(places, axis=0).T)
    marks = np.append(0.0, np.cumsum(np.clip(np.ceil(lengths / longest), 1, 60)))
    steps = np.arange(marks[-1] + 1)
    return np.column_stack([np.interp(steps, marks, column) for column in places.T])
