"""The surface with the paths on it; it is turned by dragging."""

import math
from typing import Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform

from acttutor.labs.descent2d.figures.heights import HeightColors, Heights
from acttutor.labs.descent2d.figures.mesh import SurfaceMesh
from acttutor.labs.descent2d.figures.projection import Projection
from acttutor.labs.descent2d.figures.trajectories import Heads, Paths
from acttutor.labs.descent2d.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import number_name
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, SMALL

#: Places of a path that are laid onto the surface, at most.
MOST_PLACES = 260
#: Degrees that the surface turns for each logical pixel of a drag.
TURN = 0.5


class SurfacePart:
    """The picture beside the map.

    Args:
        lab: the figure; it names theme, run and texts.
        colors: those of the heights.
    """

    def __init__(self, lab: LabFigure[Run], colors: HeightColors) -> None:
        self.lab = lab
        self.axes = lab.blank_axes()
        self.mesh = SurfaceMesh(lab.theme, colors)
        self.projection: Any = None
        floor = self.axes.plot([], [], color=lab.theme.line, lw=1.0, transform=IdentityTransform())
        self.floor = lab.static(floor[0])
        self.axes.add_artist(self.mesh)
        lab.static(self.mesh)
        self.numbers = [self._text(lab.theme.muted, SMALL) for _ in range(4)]
        self.names = [self._text(lab.theme.text, BODY + 1) for _ in range(2)]
        self.caption = lab.static(lab.write("", SMALL, lab.theme.muted, ha="right", va="bottom"))
        self._build_paths()
        self._shown: object = None

    def _text(self, color: str, size: float) -> QuickText:
        text = QuickText(
            0,
            0,
            "",
            size=size,
            color=color,
            ha="center",
            va="center",
            transform=IdentityTransform(),
        )
        self.axes.add_artist(text)
        return self.lab.static(text)

    def _line(self, **options: Any) -> Line2D:
        line = self.axes.plot([], [], transform=IdentityTransform(), **options)[0]
        return self.lab.moving(line)

    def _build_paths(self) -> None:
        theme, pixels = self.lab.theme, IdentityTransform()
        self.behind = Paths(self.lab, self.axes, 0.3, pixels)
        self.halo = self._line(color=theme.background, lw=4.6)
        self.paths = Paths(self.lab, self.axes, transform=pixels)
        self.minima = self._line(
            ls="none", marker="D", ms=6.5, color=theme.good, mec=theme.background, mew=1.2
        )
        self.heads = Heads(self.lab, self.axes, 6.5, pixels)

    def set_visible(self, visible: bool) -> None:
        """Show or hide all of it."""
        self.axes.set_visible(visible)
        artists: list[Any] = [self.floor, self.mesh, self.caption, *self.numbers, *self.names]
        artists += [self.halo, self.minima]
        artists += [self.behind.lines, self.paths.lines, self.heads.discs]
        for artist in artists:
            artist.set_visible(visible)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self.lab.place(self.axes, left, top, width, height)
        self.lab.put(self.caption, left + width, top + height)
        self._shown = None

    # -- showing -------------------------------------------------------------------------------

    def update(self, heights: Heights) -> None:
        """Show the surface, if it has changed, and the paths."""
        settings, box = self.lab.run.settings, self.axes.bbox
        shown = (heights, settings.azimuth, settings.elevation, box.bounds)
        if shown != self._shown:
            self._shown = shown
            room = (box.x0, box.y0, box.width, box.height)
            self.projection = Projection(heights, settings.azimuth, settings.elevation, room)
            self.mesh.set_projection(self.projection)
            self._show_floor(heights)
            self.lab.invalidate()
        self._show_minima(heights)
        self._show_paths()

    def _show_floor(self, heights: Heights) -> None:
        """Draw the square that the surface stands over, with names and numbers at its edges."""
        seen, land = self.projection, heights.land
        corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=float)
        spots = seen.pixels(corners[:, 0], corners[:, 1], np.zeros(5))
        self.floor.set_data(spots[:, 0], spots[:, 1])
        # Of two parallel edges the nearer one, which the surface does not cover, is written on.
        near_v = -1.0 if math.cos(seen.turn) >= 0 else 1.0
        near_u = -1.0 if math.sin(seen.turn) >= 0 else 1.0
        ends = [land.centre[axis] + sign * land.half for axis in (0, 1) for sign in (-1, 1)]
        places = [(-0.8, near_v), (0.8, near_v), (near_u, -0.8), (near_u, 0.8)]
        for label, end, (u, v) in zip(self.numbers, ends, places, strict=True):
            label.set_text(number_name(round(end, 2)))
            label.set_position(self._beside(u, v, 10))
        symbols = ("w_1", "w_2") if land.id == "inputs" else ("x", "y")
        for label, symbol, (u, v) in zip(
            self.names, symbols, ((0.0, near_v), (near_u, 0.0)), strict=True
        ):
            label.set_text(f"${symbol}$")
            label.set_position(self._beside(u, v, 13))
        key = "log" if heights.softness else "linear"
        self.caption.set_text(self.lab.texts(f"descent2d.surface.{key}", softness=heights.softness))

    def _beside(self, u: float, v: float, away: float) -> tuple[float, float]:
        """Return a place beside an edge of the floor, ``away`` logical pixels out."""
        x, y = self.projection.pixels(u, v, 0.0)
        middle_x, middle_y = self.projection.pixels(0.0, 0.0, 0.0)
        length = max(math.hypot(x - middle_x, y - middle_y), 1e-9)
        reach = away * self.lab.scale / length
        return float(x + (x - middle_x) * reach), float(y + (y - middle_y) * reach)

    def _show_minima(self, heights: Heights) -> None:
        spots = self.projection.path(np.array(heights.land.minima[:1]))[0]
        for place in heights.land.minima[1:]:
            spots = np.concatenate((spots, self.projection.path(np.array([place]))[0]))
        self.minima.set_data(spots[:, 0], spots[:, 1])

    def _show_paths(self) -> None:
        chosen = self.lab.run.settings.chosen
        seen, hidden, heads = {}, {}, {}
        for name, trajectory in self.lab.run.trajectories.items():
            places = trajectory.points
            stride = max(1, math.ceil(len(places) / MOST_PLACES))
            spots, covered = self.projection.path(places[::-1][::stride][::-1])
            heads[name] = spots[-1]
            seen[name] = np.where(covered[:, None], math.nan, spots)
            if covered.any():
                hidden[name] = spots
        self.behind.set_data(hidden, chosen)
        self.paths.set_data(seen, chosen)
        self.heads.set_data(heads, chosen)
        self.halo.set_data(*seen[chosen].T)

    # -- the pointer ---------------------------------------------------------------------------

    def turned(self, dx: float, dy: float) -> tuple[float, float]:
        """Return azimuth and elevation after a drag by some device pixels."""
        settings, scale = self.lab.run.settings, self.lab.scale
        azimuth = settings.azimuth + TURN * dx / scale
        return (azimuth + 180.0) % 360.0 - 180.0, settings.elevation - TURN * dy / scale
