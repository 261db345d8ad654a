"""The curve that parts the points, drawn across the map by pointer or by keys."""

from matplotlib.axes import Axes
from matplotlib.backend_bases import MouseEvent

from acttutor.core.data.datasets import CURVE_X
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import CURVE
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.curve_pen import CurvePen


class DrawnCurve:
    """Shown where the data are parted by it, and drawn anew wherever a pen goes.

    Args:
        lab: the figure.
        axes: of the map.
    """

    def __init__(self, lab: LabFigure[Run], axes: Axes) -> None:
        self.lab, self.axes = lab, axes
        (self.line,) = axes.plot([], [], color=lab.theme.text, lw=1.2, ls=(0, (4, 3)))
        lab.moving(self.line)
        #: Whether the button is down.
        self.held = False
        self._pen = CurvePen(CURVE_X, ())

    def update(self) -> None:
        """Show the curve, where there is one."""
        settings = self.lab.run.settings
        self.line.set_visible(settings.data == CURVE)
        if settings.data == CURVE:
            self.line.set_data(CURVE_X, settings.curve)

    def press(self, event: MouseEvent) -> None:
        """Begin a stroke at the pointer."""
        self.held = True
        self._pen = CurvePen(CURVE_X, self.lab.run.settings.curve)
        self.drag(event)

    def drag(self, event: MouseEvent) -> None:
        """Let the curve run to the pointer."""
        self.draw_to(*self.axes.transData.inverted().transform((event.x, event.y)))

    def draw_to(self, x: float, y: float) -> None:
        """Draw straight on from the place before, or begin where something else has drawn."""
        curve = self.lab.run.settings.curve
        if tuple(self._pen.heights) != curve and not self.held:
            self._pen = CurvePen(CURVE_X, curve)
        self._pen.draw_to(x, y)
        self.lab.change(curve=tuple(self._pen.heights))
