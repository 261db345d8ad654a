"""The map: level lines, and the paths seen from above."""

from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.collections import LineCollection

from acttutor.core.arrays import Array
from acttutor.core.descent.linear_unit import LinearUnit
from acttutor.labs.descent2d.figures.arrows import StepArrows
from acttutor.labs.descent2d.figures.heights import BANDS, HeightColors, Heights
from acttutor.labs.descent2d.figures.names import MapNames
from acttutor.labs.descent2d.figures.trajectories import Heads, Paths, clipped
from acttutor.labs.descent2d.run import Run
from acttutor.plots.canvas.pixel_image import PixelImage
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import MovingGrid
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect

#: Points along each side for the level lines.
GRID = 111
#: Up to so many places of the chosen path have dots; it would be all dots otherwise.
MOST_DOTS = 120
#: A path with more places is drawn with fewer of them, but for its first and its latest ones.
MANY, ENDS = 1200, 300


class Map(Plot):
    """The picture in which a race is set up.

    Args:
        lab: the figure; it names theme, run and texts.
        colors: those of the heights.
    """

    #: Room for the numbers on the left and below, in logical pixels.
    SIDE = 34.0

    def __init__(self, lab: LabFigure[Run], colors: HeightColors) -> None:
        super().__init__(lab, left=self.SIDE, bottom=self.SIDE)
        self.lab, self.colors = lab, colors
        theme, ring = lab.theme, lab.theme.background
        self.image = PixelImage(self.axes)
        self.levels = LineCollection([], colors=theme.muted, linewidths=0.6, alpha=0.45)
        # Of the grid only the numbers are seen: the image covers the rest.
        for artist in (MovingGrid(self.axes, theme), self.image, self.levels):
            lab.static(self.axes.add_artist(artist))
        self.sample = self.line(color=theme.text, lw=1.2, ls=(0, (4, 3)))
        self.paths = Paths(lab, self.axes, halo=True)
        self.dots = self.line(ls="none", marker="o", ms=4.2, mec=ring, mew=0.7)
        self.arrows = StepArrows(lab, self.axes)
        self.minima = self.line(ls="none", marker="D", ms=7.5, color=theme.good, mec=ring, mew=1.2)
        self.saddles = self.line(ls="none", marker="X", ms=8.5, color=theme.muted, mew=0)
        self.start = self.line(ls="none", marker="o", ms=9, mfc=ring, mec=theme.text, mew=1.8)
        self.heads = Heads(lab, self.axes, 7.5)
        self.names = MapNames(lab, self.axes)
        self._shown: object = None

    def layout(self, rect: Rect) -> None:
        super().layout(rect)
        # The scale is the same along x and y.
        land, size = self.lab.run.settings.landscape, np.array(self.axes.bbox.size)
        (x, y), (reach_x, reach_y) = land.centre, land.half * size / size.min()
        self.axes.set(xlim=(x - reach_x, x + reach_x), ylim=(y - reach_y, y + reach_y))
        self._shown = None

    def update(self, heights: Heights) -> None:
        """Show the function, if it has changed, and the race."""
        if not self.axes.get_visible():
            return
        shown = (heights, self.axes.bbox.bounds)
        if shown != self._shown:
            self._shown = shown
            self._show_levels(heights)
            self.lab.invalidate()
        self._show_paths()
        self._show_sample()
        self.glide()
        self.arrows.update(self.lab.run.chosen)
        self.names.follow(self.lab.run, self.arrows)

    def _show_levels(self, heights: Heights) -> None:
        (left, right), (low, high) = self.axes.get_xlim(), self.axes.get_ylim()

        def field(columns: int, rows: int) -> tuple[Array, Array, Array]:
            x, y = np.linspace(left, right, columns), np.linspace(low, high, rows)
            return x, y, heights.level(x[None, :], y[:, None])

        self.image.set_pixels(self.colors.bands(field(*self.image.pixel_size())[2][::-1]))
        maker = contour_generator(*field(GRID, GRID))
        lines: Any = [line for n in range(1, 2 * BANDS) for line in maker.lines(n / BANDS)]
        self.levels.set_segments(lines)
        self.minima.set_data(*np.transpose(heights.land.minima))
        self.saddles.set_data(*np.reshape(heights.land.saddles, (-1, 2)).T)

    def _show_paths(self) -> None:
        run, land = self.lab.run, self.lab.run.settings.landscape
        racers, chosen = run.trajectories, run.settings.chosen
        paths = {name: clipped(_thinned(racer.points), land) for name, racer in racers.items()}
        self.paths.update(paths, chosen)
        self.dots.set_visible(run.k <= MOST_DOTS)
        self.dots.set_data(*paths[chosen].T)
        self.dots.set_markerfacecolor(self.paths.colors[chosen])
        self.start.set_data(*np.transpose([run.settings.start]))

    def _show_sample(self) -> None:
        """Draw the line on which the sample of the next step has no error."""
        land = self.lab.run.settings.landscape
        self.sample.set_visible(isinstance(land, LinearUnit) and land.single)
        if isinstance(land, LinearUnit):
            a = land.a[land.sample(self.lab.run.chosen.k)]
            along = np.array([-a[1], a[0]]) / np.hypot(*a) * 4 * land.half
            self.sample.set_data(*np.transpose([land.minima[0] - along, land.minima[0] + along]))

    def glide(self) -> None:
        """Move the heads towards their next places, gently from rest to rest."""
        run = self.lab.run
        places = {
            name: clipped(racer.here + run.eased * np.subtract(racer.next, racer.here), racer.land)
            for name, racer in run.trajectories.items()
        }
        self.heads.update(places, run.settings.chosen)


def _thinned(points: Array) -> Array:
    """Return a path with at most `MANY` places."""
    if len(points) <= MANY:
        return points
    stride = -(-(len(points) - 2 * ENDS) // (MANY - 2 * ENDS))
    return np.concatenate((points[:ENDS], points[ENDS:-ENDS:stride], points[-ENDS:]))
