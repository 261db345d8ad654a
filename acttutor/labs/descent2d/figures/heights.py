"""From values of f to heights between 0 and 1, and from heights to colours."""

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgb

from acttutor.core.arrays import Array, Values
from acttutor.core.descent.landscapes import Landscape
from acttutor.plots.style import Theme

Pixels = npt.NDArray[np.uint8]
#: Bands of colour in the map.
BANDS = 16


#: f at which the height of the surface begins to grow as a logarithm; 0 for f itself. A smaller
#: value would make the valleys narrower than the mesh.
SOFTNESS = {"rosenbrock": 20, "beale": 5, "himmelblau": 20}


class Heights:
    """How high f is drawn.

    Args:
        land: the function.
    """

    def __init__(self, land: Landscape) -> None:
        self.land = land
        corners = np.linspace(-land.half, land.half, 61)
        x, y = np.meshgrid(corners + land.centre[0], corners + land.centre[1])
        self._top = float((land.f(x, y) - land.lowest).max())
        self.softness = SOFTNESS.get(land.id, 0)

    def surface(self, x: Values, y: Values) -> Array:
        """Return the height of the surface: f itself, or its logarithm if f varies too much."""
        above, top = np.maximum(self.land.f(x, y) - self.land.lowest, 0.0), self._top
        if self.softness:
            above, top = np.log1p(above / self.softness), np.log1p(top / self.softness)
        return np.asarray(above / top)

    def level(self, x: Values, y: Values) -> Array:
        """Return the height that colours and level lines belong to.

        A root or a logarithm spreads the lines down into the valley, where the race is decided.
        """
        above = np.maximum(self.land.f(x, y) - self.land.lowest, 0.0)
        if self.land.logarithmic:
            return np.asarray(np.log1p(above) / np.log1p(self._top))
        return np.asarray(np.sqrt(above / self._top))


class HeightColors:
    """Colours from the bottom to the top, the same in map and surface.

    Args:
        theme: the colours.
    """

    def __init__(self, theme: Theme) -> None:
        low, high = (0.62, 0.05) if theme.is_dark else (0.46, 0.03)
        share = np.linspace(low, high, 256)[:, None]
        ends = np.array(to_rgb(theme.f)), np.array(to_rgb(theme.background))
        # A touch of grey: the paths are to be the strongest colours.
        grey = np.array(to_rgb(theme.muted))
        self.table = share * (0.7 * ends[0] + 0.3 * grey) + (1 - share) * ends[1]
        self._bytes = np.full((BANDS, 4), 255, dtype=np.uint8)
        middles = ((np.arange(BANDS) + 0.5) / BANDS * 255).astype(int)
        self._bytes[:, :3] = np.round(self.table[middles] * 255)

    def smooth(self, height: Array) -> npt.NDArray[np.float64]:
        """Return red, green and blue, from 0 to 1, for heights from 0 to 1."""
        return np.asarray(self.table[np.clip(height * 255, 0, 255).astype(int)])

    def bands(self, height: Array) -> Pixels:
        """Return RGBA pixels in `BANDS` steps for heights from 0 to 1."""
        table = self._bytes.view(np.uint32).ravel()
        steps = np.clip(height * BANDS, 0, BANDS - 1).astype(np.intp)
        return np.asarray(table.take(steps).view(np.uint8).reshape(*steps.shape, 4))
