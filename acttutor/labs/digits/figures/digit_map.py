"""All digits of a part of the data as points in the plane of two principal components."""

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.base.numbers.numerals import percent
from acttutor.core.arrays import Array
from acttutor.core.data.digits import Labels
from acttutor.core.data.principal_components import principal_components
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import CLASSES
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.style import Looks, Theme

#: Size of a digit in points, and how far from one a click may be, as a share of the map.
SIZE, NEAR = 5.0, 0.03


def digit_colors(theme: Theme) -> tuple[str, ...]:
    """Return a colour for each digit; they are told apart by their shapes as well."""
    return theme.classes


class DigitMap:
    """A heading and the points, each drawn as its digit.

    Args:
        lab: the figure.
        title: what is projected.
    """

    def __init__(self, lab: LabFigure[Run], title: str) -> None:
        self.lab, self._title = lab, title
        theme = lab.theme
        self.heading = Heading(lab, title, moves=True)
        self.axes = lab.new_axes(grid=False)
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_ticks([])
        for spine in self.axes.spines.values():
            spine.set(visible=True, color=theme.line)
        self.dots = [
            lab.moving(
                self.axes.plot([], [], ls="", marker=f"${k}$", ms=SIZE, mew=0.0, color=color)[0]
            )
            for k, color in enumerate(digit_colors(theme))
        ]
        looks: Looks = {"ls": "", "marker": "o", "ms": 12.0, "mew": 1.6, "mfc": "none"}
        (ring,) = self.axes.plot([], [], mec=theme.df, **looks)
        self.ring = lab.moving(ring)
        self.points = np.zeros((0, 2))
        self._axes_before: Array | None = None
        #: What is shown; kept, so that nothing is worked out twice.
        self._shown: Array | None = None

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        self.lab.place_at(self.axes, rect.inside(top=self.heading.height))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.heading.show(visible)
        for artist in (self.axes, *self.dots, self.ring):
            artist.set_visible(visible)

    def update(self, X: Array, labels: Labels, chosen: int | None) -> None:
        """Show samples, shape (n, d), and ring the chosen one."""
        if X is not self._shown:
            self._shown = X
            self._project(X)
            for k in range(CLASSES):
                self.dots[k].set_data(*self.points[labels == k].T)
        points = self.points
        ringed = [] if chosen is None or chosen >= len(points) else [chosen]
        self.ring.set_data(*points[ringed].T)

    def _project(self, X: Array) -> None:
        """Find the plane, and show all of it."""
        if not len(X) or X.shape[1] < 2:
            self.points = np.zeros((len(X), 2))
            return
        found = principal_components(X, 2)
        axes = found.axes
        if self._axes_before is not None and self._axes_before.shape == axes.shape:
            # An axis may turn round from one epoch to the next; the map does not.
            axes = axes * np.where((axes * self._axes_before).sum(axis=1) < 0, -1, 1)[:, None]
        self._axes_before = axes
        self.points = (X - found.mean) @ axes.T
        share = percent(float(found.shares.sum()))
        notes = (self.lab.texts(f"digits.map.{key}", share=share) for key in ("share", "part"))
        self.heading.update(self._title, *notes)
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        margin = np.maximum(high - low, 1e-9) * 0.06
        self.axes.set_xlim(low[0] - margin[0], high[0] + margin[0])
        self.axes.set_ylim(low[1] - margin[1], high[1] + margin[1])

    def place_at(self, event: MouseEvent) -> int | None:
        """Return the number of the sample nearest to the pointer, if one is near."""
        point = data_point(event, self.axes)
        if point is None or not len(self.points):
            return None
        (x0, x1), (y0, y1) = self.axes.get_xlim(), self.axes.get_ylim()
        apart = (self.points - point) / (x1 - x0, y1 - y0)
        distance = np.hypot(*apart.T)
        nearest = int(distance.argmin())
        return nearest if distance[nearest] < NEAR else None
