"""Many losses over the epochs in one picture, each named at its end."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from acttutor.base.numbers.numerals import significant
from acttutor.plots.epoch_axes import Array, EpochAxes
from acttutor.plots.parts.end_names import spread
from acttutor.plots.style import DPI, SMALL, Theme
from acttutor.plots.text.cached import CachedText

#: Height kept free for a name, in logical pixels.
LINE = 14.0


class CurvesChart(EpochAxes):
    """One curve for each name.

    Args:
        axes: where to draw; right of it there must be room for the names.
        theme: the colours.
        title, epoch: what stands above the chart and below it.
        names: names of the curves; an empty one is not written.
        colors: their colours.
        widths: their widths in points.
        moving: marks artists as moving, see `acttutor.plots.lab_figure.LabFigure.moving`.
    """

    def __init__(
        self,
        axes: Axes,
        theme: Theme,
        title: str,
        epoch: str,
        names: Sequence[str],
        colors: Sequence[str],
        widths: Sequence[float],
        moving: Any,
    ) -> None:
        super().__init__(axes, theme, title, epoch, moving)
        self.curves = [
            moving(axes.plot([], [], color=color, lw=width)[0])
            for color, width in zip(colors, widths, strict=True)
        ]
        self.cursor = moving(axes.axvline(0, color=theme.muted, lw=0.8, visible=False))
        self.names = names
        self.labels = []
        for color in colors:
            label = CachedText(0, 0, "", transform=IdentityTransform(), size=SMALL, color=color)
            label.set_verticalalignment("center")
            axes.add_artist(label)
            self.labels.append(moving(label))

    def update(self, epochs: Array, losses: Array, log: bool) -> None:
        """Show ``losses`` of shape (curves, epochs), nan after a curve's end."""
        picked = self.thinned(epochs)
        x = epochs[picked]
        for curve, values in zip(self.curves, losses, strict=True):
            curve.set_data(x, values[picked])
            curve.set_marker("o" if len(x) == 1 else "")
            curve.set_markersize(3)
        last = int(epochs[-1]) if len(epochs) else -1
        self.fit(last, losses[:, picked].ravel(), log)
        self._write_names(epochs, losses)

    def _write_names(self, epochs: Array, losses: Array) -> None:
        """Write the names at the curves' ends; under the pointer, with the values there."""
        shown = self.pointer is not None and len(epochs) > 0
        index = self.nearest(epochs) if shown else len(epochs) - 1
        self.cursor.set_visible(shown)
        if shown:
            self.cursor.set_xdata([epochs[index], epochs[index]])
        box = self.axes.get_window_extent()
        scale = float(self.axes.figure.dpi) / DPI
        wanted, labels = [], []
        for label, name, values in zip(self.labels, self.names, losses, strict=True):
            value = _last_finite(values[: index + 1])
            label.set_visible(bool(name) and value is not None)
            if not name or value is None:
                continue
            label.set_text(f"{name}  {significant(value, 3)}" if shown else name)
            wanted.append(float(self.axes.transData.transform((0.0, value))[1]))
            labels.append(label)
        wanted = [y if math.isfinite(y) else box.y0 for y in wanted]
        places = spread(wanted, LINE * scale, box.y0 + 4 * scale, box.y1 - 4 * scale)
        # Behind the curves' ends, where `fit` leaves room.
        end = float(self.axes.transData.transform((epochs[-1], 1.0))[0]) if len(epochs) else box.x0
        for label, place in zip(labels, places, strict=True):
            label.set_position((end + 6 * scale, place))


def _last_finite(values: Array) -> float | None:
    finite = values[np.isfinite(values)]
    return float(finite[-1]) if len(finite) else None
