"""The map: level lines, and the paths seen from above."""

from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from acttutor.core.descent.linear_unit import LinearUnit
from acttutor.labs.descent2d.figures.arrows import StepArrows
from acttutor.labs.descent2d.figures.heights import BANDS, HeightColors, Heights
from acttutor.labs.descent2d.figures.names import MapNames
from acttutor.labs.descent2d.figures.trajectories import CHOSEN_WIDTH, Heads, Paths, racer_color
from acttutor.labs.descent2d.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import MovingGrid
from acttutor.plots.pixel_image import PixelImage

#: Points along each side for the level lines.
GRID = 111
#: Up to so many places of the chosen path have dots; it would be all dots otherwise.
MOST_DOTS = 120
#: A path with more places is drawn with fewer of them, but for its first and its latest ones.
MANY, ENDS = 1200, 300


class MapPart:
    """The picture in which a race is set up.

    Args:
        lab: the figure; it names theme, run and texts.
        colors: those of the heights.
    """

    def __init__(self, lab: LabFigure[Run], colors: HeightColors) -> None:
        self.lab, self.colors = lab, colors
        theme = lab.theme
        self.axes = lab.new_axes(grid=False)
        # Of the grid only the numbers are seen: the image covers the rest.
        self.grid = MovingGrid(self.axes, theme)
        lab.static(self.axes.add_artist(self.grid))
        self.image = PixelImage(self.axes)
        self.axes.add_artist(self.image)
        lab.static(self.image)
        self.levels = LineCollection([], colors=theme.muted, linewidths=0.6, alpha=0.45)
        self.axes.add_collection(self.levels, autolim=False)
        lab.static(self.levels)
        self._build_paths()
        self.arrows = StepArrows(self)
        self._build_points()
        self.names = MapNames(self)
        self._shown: object = None
        self.visible = True

    def _line(self, **options: Any) -> Line2D:
        return self.lab.moving(self.axes.plot([], [], **options)[0])

    def _build_paths(self) -> None:
        theme = self.lab.theme
        self.sample = self._line(color=theme.text, lw=1.2, ls=(0, (4, 3)))
        # Below the halo of the chosen path, above it the chosen path alone.
        self.others = Paths(self.lab, self.axes)
        self.halo = self._line(color=theme.background, lw=4.6)
        self.chosen = self._line(lw=CHOSEN_WIDTH)
        self.dots = self._line(ls="none", marker="o", ms=4.2, mec=theme.background, mew=0.7)

    def _build_points(self) -> None:
        theme = self.lab.theme
        self.minima = self._line(
            ls="none", marker="D", ms=7.5, color=theme.good, mec=theme.background, mew=1.2
        )
        self.saddles = self._line(ls="none", marker="X", ms=8.5, color=theme.muted, mew=0)
        self.start = self._line(
            ls="none", marker="o", ms=9, mfc=theme.background, mec=theme.text, mew=1.8
        )
        self.heads = Heads(self.lab, self.axes, 7.5)

    def set_visible(self, visible: bool) -> None:
        """Show or hide all of it."""
        self.visible = visible
        self.axes.set_visible(visible)
        artists: tuple[Any, ...] = (self.image, self.levels, self.grid, self.others.lines)
        artists += (self.halo, self.chosen, self.minima, self.saddles, self.start)
        for artist in (*artists, self.heads.discs):
            artist.set_visible(visible)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels; the scale is the same along x and y."""
        land = self.lab.run.settings.landscape
        self.lab.place(self.axes, left, top, width, height)
        side = min(width, height)
        (x, y), half = land.centre, land.half
        self.axes.set_xlim(x - half * width / side, x + half * width / side)
        self.axes.set_ylim(y - half * height / side, y + half * height / side)
        self._shown = None

    # -- showing -------------------------------------------------------------------------------

    def update(self, heights: Heights) -> None:
        """Show the function, if it has changed, and the race."""
        shown = (heights, self.axes.bbox.bounds)
        if shown != self._shown:
            self._shown = shown
            self._show_levels(heights)
            self.lab.invalidate()
        self._show_paths()
        self._show_sample()
        self.glide()
        self.arrows.update()
        self.names.update()

    def _show_levels(self, heights: Heights) -> None:
        columns, rows = self.image.pixel_size()
        (left, right), (low, high) = self.axes.get_xlim(), self.axes.get_ylim()
        x = np.linspace(left, right, columns)[None, :]
        y = np.linspace(high, low, rows)[:, None]
        self.image.set_pixels(self.colors.bands(heights.level(x, y)))
        x, y = np.linspace(left, right, GRID), np.linspace(low, high, GRID)
        field = heights.level(*np.meshgrid(x, y))
        maker = contour_generator(x, y, field)
        lines: Any = [line for n in range(1, 2 * BANDS) for line in maker.lines(n / BANDS)]
        self.levels.set_segments(lines)
        land = heights.land
        self.minima.set_data(*zip(*land.minima, strict=True))
        self.saddles.set_data(*np.reshape(land.saddles, (-1, 2)).T)

    def _show_paths(self) -> None:
        run = self.lab.run
        chosen = run.settings.chosen
        paths = {
            name: self.clipped(thinned(trajectory.points))
            for name, trajectory in run.trajectories.items()
        }
        x, y = paths.pop(chosen).T
        self.others.set_data(paths, chosen)
        color = racer_color(self.lab, chosen)
        for line in (self.halo, self.chosen, self.dots):
            line.set_data(x, y)
        self.chosen.set_color(color)
        self.dots.set_color(color)
        self.dots.set_markeredgecolor(self.lab.theme.background)
        self.dots.set_visible(self.visible and run.k <= MOST_DOTS)
        self.start.set_data([run.settings.start[0]], [run.settings.start[1]])

    def clipped(self, points: Any) -> Any:
        """Return points not further out than the renderer can take."""
        land = self.lab.run.settings.landscape
        return np.clip(points, -60 * land.half, 60 * land.half)

    def _show_sample(self) -> None:
        """Draw the line on which the sample of the next step has no error."""
        land = self.lab.run.settings.landscape
        self.sample.set_visible(False)
        if not (self.visible and isinstance(land, LinearUnit) and land.single):
            return
        self.sample.set_visible(True)
        n = land.sample(self.lab.run.chosen.k)
        a, (x0, y0) = land.a[n], land.minima[0]
        along = np.array([-a[1], a[0]]) / np.hypot(*a) * 4 * land.half
        self.sample.set_data([x0 - along[0], x0 + along[0]], [y0 - along[1], y0 + along[1]])

    def glide(self) -> None:
        """Move the heads towards their next places, gently from rest to rest."""
        run = self.lab.run
        share = run.phase * run.phase * (3 - 2 * run.phase)
        places = {}
        for name, trajectory in run.trajectories.items():
            (x0, y0), (x1, y1) = trajectory.here, trajectory.next
            places[name] = self.clipped([x0 + share * (x1 - x0), y0 + share * (y1 - y0)])
        self.heads.set_data(places, run.settings.chosen)


def thinned(points: Any) -> Any:
    """Return a path with at most `MANY` places."""
    if len(points) <= MANY:
        return points
    stride = -(-(len(points) - 2 * ENDS) // (MANY - 2 * ENDS))
    return np.concatenate((points[:ENDS], points[ENDS:-ENDS:stride], points[-ENDS:]))
