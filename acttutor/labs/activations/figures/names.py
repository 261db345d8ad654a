"""Names at the right ends of the curves."""

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.charts.end_names import EndName, EndNames


def to_logical(drawing: Drawing, axes: Axes, x: float, y: float) -> tuple[float, float]:
    """Return a data point in logical pixels from the top left corner of the figure."""
    px, py = axes.transData.transform((x, y))
    return px / drawing.scale, drawing.size()[1] - py / drawing.scale


class CurveNames(EndNames):
    """The names of the curves of one axes, beside its right edge."""

    def name(self, axes: Axes, names: list[tuple[str, str, npt.NDArray[np.float64]]]) -> None:
        """Write the name of each curve in its colour where its heights end."""
        named = []
        for text, color, heights in names:
            known = heights[np.isfinite(heights)]
            end = float(known[-1]) if known.size else 0.0
            y = float(axes.transData.transform((0.0, end))[1])
            named.append(EndName(text, color, y))
        self.update(named, axes.bbox.x1 + 2 * self.drawing.scale, axes.bbox.y0, axes.bbox.y1)
