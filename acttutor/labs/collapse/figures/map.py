"""The map of outputs over the plane, with its boundary and the point of the largest difference."""

from typing import Any

import numpy as np
import numpy.typing as npt
from contourpy import contour_generator
from matplotlib.colors import to_rgba

from acttutor.labs.collapse.run import GRID, REACH, Run
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.pixel_image import PixelImage, bilinear
from acttutor.plots.style import BODY, HEADING

Array = npt.NDArray[np.float64]
_SIDE = np.linspace(-REACH, REACH, GRID)


class OutputMap:
    """Axes with a map; where it is 0 a line is drawn.

    Args:
        lab: the figure.
        title: what stands above.
    """

    def __init__(self, lab: LabFigure[Run], title: str) -> None:
        self.lab = lab
        theme = lab.theme
        self.axes = lab.new_axes(grid=False)
        self.axes.set_xlim(-REACH, REACH)
        self.axes.set_ylim(-REACH, REACH)
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_ticks([-REACH, 0, REACH], [f"−{REACH:g}", "0", f"{REACH:g}"])
        for spine in self.axes.spines.values():
            spine.set_visible(False)
        self.title = lab.write(title, BODY, bold=True)
        self.colors = DecisionColors(theme)
        self.image = PixelImage(self.axes)
        lab.figure.add_artist(lab.moving(self.image))
        (self.boundary,) = self.axes.plot([], [], color=theme.text, lw=1.5)
        (self.mark,) = self.axes.plot(
            [],
            [],
            ls="none",
            marker="o",
            ms=13,
            mfc="none",
            mec=theme.point,
            mew=2.4,
            clip_on=False,
        )
        (self.heart,) = self.axes.plot(
            [], [], ls="none", marker="x", ms=5, mec=theme.point, mew=1.8, clip_on=False
        )
        self.unknown = self.axes.text(0, 0, "?", size=2 * HEADING, color=theme.muted)
        self.unknown.set(ha="center", va="center", visible=False)
        for artist in (self.boundary, self.mark, self.heart, self.unknown):
            lab.moving(artist)
        self._shown: Any = None

    def hide(self) -> None:
        """Show nothing but a question mark."""
        columns, rows = self.image.pixel_size()
        plain = np.round(255 * np.array(to_rgba(self.lab.theme.surface))).astype(np.uint8)
        self.image.set_pixels(np.tile(plain, (rows, columns, 1)))
        self._shown = None
        for artist in (self.boundary, self.mark, self.heart):
            artist.set_visible(False)
        self.unknown.set_visible(True)

    def update(self, values: Array, marked: tuple[float, float] | None) -> None:
        """Show outputs (GRID, GRID), and a mark if there is something to mark."""
        self.unknown.set_visible(False)
        self.boundary.set_visible(True)
        columns, rows = self.image.pixel_size()
        shown = (id(values), columns, rows)
        if self._shown is None or self._shown[0] != shown:
            # The array is kept, so that its identity is not given to another one.
            self._shown = (shown, values)
            near = np.clip(values, -3.0, 3.0).astype(np.float32)
            self.image.set_pixels(self.colors.numbers(bilinear(near, rows, columns)))
            self._show_boundary(values)
        for artist in (self.mark, self.heart):
            artist.set_visible(marked is not None)
            if marked is not None:
                artist.set_data([marked[0]], [marked[1]])

    def _show_boundary(self, values: Array) -> None:
        lines: Any = contour_generator(_SIDE, _SIDE[::-1], values).lines(0.0)
        gap = np.full((1, 2), np.nan)
        pieces = [piece for line in lines for piece in (line, gap)]
        points = np.concatenate(pieces) if pieces else np.zeros((0, 2))
        self.boundary.set_data(*points.T)
