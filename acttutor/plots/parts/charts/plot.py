"""An axes as a part, for what a lab draws itself."""

from typing import Any

from matplotlib.lines import Line2D

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect


class Plot:
    """Axes in the house style, with room for the numbers around them.

    What is drawn in them is shown and hidden with them.

    Args:
        drawing: what to draw with.
        left, top, right, bottom: room around the axes in logical pixels.
        zero: whether the lines x = 0 and y = 0 are drawn.
        blank: whether there is no frame at all.
    """

    def __init__(
        self,
        drawing: Drawing,
        left: float = 36.0,
        top: float = 0.0,
        right: float = 0.0,
        bottom: float = 20.0,
        zero: bool = False,
        blank: bool = False,
    ) -> None:
        self.drawing = drawing
        self.around = (left, top, right, bottom)
        self.axes = drawing.blank_axes() if blank else drawing.new_axes()
        for draw in (self.axes.axhline, self.axes.axvline) if zero else ():
            draw(0, color=drawing.theme.line, linewidth=0.8, zorder=1)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.drawing.place_at(self.axes, rect.inside(*self.around))

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        self.axes.set_visible(visible)

    def line(self, rests: bool = False, **options: Any) -> Line2D:
        """Add a line or markers, as `Axes.plot` does, that move from frame to frame, or rest."""
        mark = self.drawing.static if rests else self.drawing.moving
        return mark(self.axes.plot([], [], **options)[0])
