"""The surface itself, drawn from back to front."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from acttutor.core.arrays import Array
from acttutor.plots.style import Theme
from acttutor.plots.surface.view import CELLS, SurfaceView

#: A line of the mesh stands at every so many cells.
EVERY = 4
#: Rows of cells that are drawn at once; what is drawn at once is not sorted any further.
STRIP = 2
#: Light falls from the left, from above and from behind the eye.
LIGHT = np.array([-0.45, -0.35, 0.82])


class SurfaceMesh(Artist):
    """Shaded triangles with a coarse mesh of lines.

    Matplotlib's own 3-D axes take ten times as long and cannot be drawn over.

    Args:
        theme: the colours.
        colors: returns red, green and blue, from 0 to 1, for levels from 0 to 1.
    """

    def __init__(self, theme: Theme, colors: Callable[[Array], Array]) -> None:
        super().__init__()
        self._colors = colors
        self._dark = theme.is_dark
        self._ink = (*to_rgb(theme.text), 0.34 if theme.is_dark else 0.22)
        self._projection: SurfaceView | None = None

    def set_projection(self, projection: SurfaceView) -> None:
        """Show the surface as ``projection`` sees it."""
        self._projection = projection

    def draw(self, renderer: RendererBase) -> None:
        """Draw strip after strip, the nearest last."""
        seen = self._projection
        if seen is None or not self.get_visible():
            return
        # Nearer strips and nearer cells come later; which these are depends on the turn.
        rows = slice(None, None, -1 if math.cos(seen.turn) >= 0 else 1)
        columns = slice(None, None, -1 if math.sin(seen.turn) >= 0 else 1)
        spots = seen.pixels(seen.u, seen.v, seen.mesh)[rows, columns]
        colors = self._shaded(seen)[rows, columns]
        for row in range(0, CELLS, STRIP):
            part = slice(row, row + STRIP + 1)
            self._draw_strip(renderer, spots[part], colors[part])
            self._draw_lines(renderer, spots, row)

    def _shaded(self, seen: SurfaceView) -> npt.NDArray[np.float64]:
        """Return the colour of each corner in the light."""
        rise = np.gradient(seen.mesh * 1.6, 2.0 / CELLS)
        cos, sin = math.cos(seen.turn), math.sin(seen.turn)
        normal = np.stack((-rise[1], -rise[0], np.ones_like(seen.mesh)), axis=-1)
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
        # The light stays with the eye while the surface turns.
        light = np.array(
            [LIGHT[0] * cos + LIGHT[1] * sin, -LIGHT[0] * sin + LIGHT[1] * cos, LIGHT[2]]
        )
        bright = np.clip(normal @ light, 0.0, 1.0)[..., None]
        base = self._colors(seen.levels)
        ones = np.ones((*seen.mesh.shape, 1))
        low, high = (0.62, 1.25) if self._dark else (0.72, 1.06)
        return np.concatenate((np.clip(base * (low + (high - low) * bright), 0, 1), ones), axis=-1)

    @staticmethod
    def _draw_strip(renderer: RendererBase, spots: Array, colors: Array) -> None:
        """Draw the cells between some rows of corners as pairs of triangles."""

        def corners(values: Array) -> Array:
            a, b = values[:-1, :-1], values[:-1, 1:]
            c, d = values[1:, 1:], values[1:, :-1]
            return np.stack((a, b, c, a, c, d), axis=2).reshape(-1, 3, values.shape[-1])

        context = renderer.new_gc()
        renderer.draw_gouraud_triangles(
            context, corners(spots), corners(colors), IdentityTransform()
        )
        context.restore()

    def _draw_lines(self, renderer: RendererBase, spots: Array, row: int) -> None:
        """Draw the lines of the mesh that belong to a strip."""
        across = spots[row : row + STRIP + 1, ::EVERY].transpose(1, 0, 2).reshape(-1, 2)
        codes = np.tile([Path.MOVETO] + [Path.LINETO] * STRIP, len(across) // (STRIP + 1))
        if (row + STRIP) % EVERY == 0 or row == 0:
            along = spots[0 if row == 0 else row + STRIP]
            across = np.concatenate((across, along))
            codes = np.concatenate((codes, [Path.MOVETO], [Path.LINETO] * (len(along) - 1)))
        context = renderer.new_gc()
        context.set_foreground(self._ink, isRGBA=True)
        context.set_linewidth(0.7)
        renderer.draw_path(context, Path(across, codes), IdentityTransform())
        context.restore()
