"""A surface over a square seen from an angle: a parallel projection that the hand can turn."""

import math

import numpy as np

from acttutor.core.arrays import Array, Values

#: Height of the surface, in halves of its width.
TALL = 1.05
#: Cells of the mesh along each side.
CELLS = 36
#: Degrees that the surface turns for each logical pixel of a drag.
TURN = 0.5


class SurfaceView:
    """From places of the square, each coordinate from −1 to 1, and heights to pixels.

    Args:
        azimuth, elevation: from where it is seen, in degrees.
        box: left, bottom, width and height of the picture in pixels.

    Attributes:
        u, v: the corners of the mesh, shape (CELLS + 1, CELLS + 1).
        mesh, levels: their heights, and what their colours stand for, from 0 to 1.
    """

    mesh: Array
    levels: Array

    def __init__(
        self, azimuth: float, elevation: float, box: tuple[float, float, float, float]
    ) -> None:
        self.turn, self.tilt = math.radians(azimuth), math.radians(elevation)
        left, bottom, width, height = box
        tall = 2 * math.sqrt(2) * math.sin(self.tilt) + TALL * math.cos(self.tilt)
        self.scale = min(width / (2.06 * math.sqrt(2)), height / (1.06 * tall))
        self.middle = left + width / 2, bottom + height / 2
        self._lift = TALL / 2 * math.cos(self.tilt)
        side = np.linspace(-1.0, 1.0, CELLS + 1)
        self.u, self.v = np.meshgrid(side, side)

    def pixels(self, u: Values, v: Values, height: Values) -> Array:
        """Return pixels, shape (…, 2), of places of the square at heights from 0 to 1."""
        across, back = self._turned(u, v)
        up = back * math.sin(self.tilt) + height * TALL * math.cos(self.tilt) - self._lift
        return np.stack(
            (self.middle[0] + self.scale * across, self.middle[1] + self.scale * up), axis=-1
        )

    def _turned(self, u: Values, v: Values) -> tuple[Values, Values]:
        """Return how far to the right, and how far back, places of the square are."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return u * cos - v * sin, u * sin + v * cos


def turned(
    azimuth: float, elevation: float, dx: float, dy: float, scale: float
) -> dict[str, float]:
    """Return azimuth and elevation after a drag by some device pixels."""
    turn = TURN / scale
    return {
        "azimuth": (azimuth + turn * dx + 180.0) % 360.0 - 180.0,
        "elevation": elevation - turn * dy,
    }
