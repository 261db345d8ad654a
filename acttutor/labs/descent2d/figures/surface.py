"""The surface with the paths on it; it is turned by dragging."""

import math

import numpy as np
from matplotlib.transforms import IdentityTransform

from acttutor.base.numbers.numerals import rounded
from acttutor.labs.descent2d.figures.heights import HeightColors, Heights
from acttutor.labs.descent2d.figures.projection import Projection
from acttutor.labs.descent2d.figures.trajectories import Heads, Paths
from acttutor.labs.descent2d.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import number_name
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.style import BODY, SMALL, Looks
from acttutor.plots.surface.mesh import SurfaceMesh
from acttutor.plots.surface.view import turned
from acttutor.plots.text.quick import QuickText

#: Places of a path that are laid onto the surface, at most.
MOST_PLACES = 260


class Surface(Plot):
    """The picture beside the map, drawn in device pixels.

    Args:
        lab: the figure; it names theme, run and texts.
        colors: those of the heights.
    """

    def __init__(self, lab: LabFigure[Run], colors: HeightColors) -> None:
        super().__init__(lab, left=0, top=-8, bottom=12, blank=True)
        self.lab, theme = lab, lab.theme
        self.projection: Projection
        pixels: Looks = {"transform": IdentityTransform()}
        self.floor = lab.static(self.axes.plot([], [], color=theme.line, lw=1.0, **pixels)[0])
        self.mesh = SurfaceMesh(theme, colors.smooth)
        lab.static(self.axes.add_artist(self.mesh))
        #: Beside the edges of the floor: both names, and the numbers at both ends of each.
        self.names = [self._text(theme.text, BODY + 1) for _ in range(2)]
        self.numbers = [self._text(theme.muted, SMALL) for _ in range(4)]
        self.caption = self._text(theme.muted, SMALL, "right", "bottom")
        self.behind = Paths(lab, self.axes, 0.3, **pixels)
        self.paths = Paths(lab, self.axes, halo=True, **pixels)
        ring: Looks = {"mec": theme.background, "mew": 1.2}
        self.minima = self.line(ls="none", marker="D", ms=6.5, color=theme.good, **ring, **pixels)
        self.heads = Heads(lab, self.axes, 6.5, **pixels)
        self._shown: object = None

    def _text(self, color: str, size: float, ha: str = "center", va: str = "center") -> QuickText:
        place: Looks = {"ha": ha, "va": va, "transform": IdentityTransform()}
        text = QuickText(0, 0, "", size=size, color=color, **place)
        self.axes.add_artist(text)
        return self.lab.static(text)

    def update(self, heights: Heights) -> None:
        """Show the surface, if it has changed, and the paths."""
        settings, box = self.lab.run.settings, self.axes.bbox
        if not self.axes.get_visible():
            return
        shown = (heights, settings.azimuth, settings.elevation, box.bounds)
        if shown != self._shown:
            self._shown = shown
            self.projection = Projection(heights, settings.azimuth, settings.elevation, box.bounds)
            self.mesh.set_projection(self.projection)
            self._show_floor(heights)
            self.lab.invalidate()
        spots = [self.projection.path(np.array([place]))[0] for place in heights.land.minima]
        self.minima.set_data(*np.concatenate(spots).T)
        self._show_paths()

    def _show_floor(self, heights: Heights) -> None:
        """Draw the square that the surface stands over, with names and numbers at its edges."""
        seen, land = self.projection, heights.land
        u, v = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=float).T
        self.floor.set_data(*seen.pixels(u, v, np.zeros(5)).T)
        # Of two parallel edges the nearer one, which the surface does not cover, is written on.
        near_v = -1.0 if math.cos(seen.turn) >= 0 else 1.0
        near_u = -1.0 if math.sin(seen.turn) >= 0 else 1.0
        ends = [middle + sign * land.half for middle in land.centre for sign in (-1, 1)]
        names = ["$w_1$", "$w_2$"] if land.id == "inputs" else ["$x$", "$y$"]
        names += [number_name(float(rounded(end, 2))) for end in ends]
        places = [(0.0, near_v), (near_u, 0.0)]
        places += [(-0.8, near_v), (0.8, near_v), (near_u, -0.8), (near_u, 0.8)]
        for label, name, (u, v) in zip((*self.names, *self.numbers), names, places, strict=True):
            label.set_text(name)
            label.set_position(self._beside(u, v, 13 if label in self.names else 10))
        key = "log" if heights.softness else "linear"
        self.caption.set_text(self.lab.texts(f"descent2d.surface.{key}", softness=heights.softness))
        self.caption.set_position((self.axes.bbox.x1, self.axes.bbox.y0))

    def _beside(self, u: float, v: float, away: float) -> tuple[float, float]:
        """Return a place beside an edge of the floor, ``away`` logical pixels out."""
        spot, middle = self.projection.pixels(u, v, 0.0), self.projection.pixels(0.0, 0.0, 0.0)
        out = (spot - middle) / max(math.dist(spot, middle), 1e-9)
        x, y = spot + out * away * self.lab.scale
        return float(x), float(y)

    def _show_paths(self) -> None:
        chosen = self.lab.run.settings.chosen
        seen, hidden, heads = {}, {}, {}
        for name, trajectory in self.lab.run.trajectories.items():
            stride = max(1, math.ceil(len(trajectory.points) / MOST_PLACES))
            spots, covered = self.projection.path(trajectory.points[::-1][::stride][::-1])
            heads[name] = spots[-1]
            seen[name] = np.where(covered[:, None], math.nan, spots)
            if covered.any():
                hidden[name] = spots
        self.behind.update(hidden, chosen)
        self.paths.update(seen, chosen)
        self.heads.update(heads, chosen)

    def turned(self, dx: float, dy: float) -> dict[str, float]:
        """Return the settings of the view after a drag by some device pixels."""
        settings = self.lab.run.settings
        return turned(settings.azimuth, settings.elevation, dx, dy, self.lab.scale)
