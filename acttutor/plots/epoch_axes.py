"""An axes over epochs: limits that widen in steps, and the epoch under the pointer."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from acttutor.plots.moving_grid import (
    MovingGrid,
    decade_name,
    decade_places,
    nice_places,
    number_name,
    whole_places,
)
from acttutor.plots.style import BODY, SMALL, Theme

#: More points than this are not told apart on a chart of this size.
MOST_POINTS = 400
#: Limits of the loss axis; further out the ticks themselves would overflow.
LOWEST, HIGHEST = 1e-100, 1e200

Array = npt.NDArray[np.floating[Any]]


class EpochAxes:
    """An axes whose x is the epoch and whose y is a loss, linear or logarithmic.

    Args:
        axes: where to draw.
        theme: the colours.
        title: what stands above.
        epoch: what to call an epoch.
        moving: marks artists as moving, see `acttutor.plots.lab_figure.LabFigure.moving`.
    """

    def __init__(self, axes: Axes, theme: Theme, title: str, epoch: str, moving: Any) -> None:
        self.axes = axes
        self.pointer: float | None = None
        self._x_high = 0.0
        self._y_limits = (0.0, 0.0)
        self._log = False
        # Limits move while the network learns; Matplotlib's own ticks would ask for a full draw.
        self.grid = MovingGrid(axes, theme, whole_places, self._heights, y_name=self._name)
        axes.add_artist(self.grid)
        moving(self.grid)
        axes.set_xlabel(epoch, color=theme.muted, size=SMALL, labelpad=15)
        axes.set_title(title, loc="left", size=BODY, color=theme.text, weight="bold", pad=8)

    @staticmethod
    def thinned(epochs: Array) -> npt.NDArray[np.intp]:
        """Return which of the ascending ``epochs`` to draw: few enough, the last one always.

        The first of every so many epochs, so that points stay where they are as more come.
        """
        last = int(epochs[-1]) if len(epochs) else -1
        marks = np.arange(0, last + 1, max(1, math.ceil((last + 1) / MOST_POINTS)))
        picked = np.unique(np.append(np.searchsorted(epochs, marks), len(epochs) - 1))
        return picked[picked >= 0]

    def _heights(self, low: float, high: float, most: int) -> Sequence[float]:
        # A power of ten is short and low, so one more than usual has room.
        return decade_places(low, high, most + 2) if self._log else nice_places(low, high, most)

    def _name(self, value: float) -> str:
        return (decade_name if self._log else number_name)(value)

    def fit(self, last: int, values: Array, log: bool) -> None:
        """Show ``values`` up to epoch ``last``; the limits widen in rounded steps."""
        x_high = _round_up(max(last, 10) * 1.15)
        values = np.clip(values[np.isfinite(values)], 0.0, HIGHEST)
        if log:
            positive = values[values >= LOWEST]
            low, high = (positive.min(), positive.max()) if len(positive) else (0.1, 1.0)
            limits = (10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high)))
            if limits[0] == limits[1]:
                limits = (limits[0] / 10, limits[1])
        else:
            limits = (0.0, _round_up(values.max() * 1.05) if len(values) else 1.0)
        if (x_high, limits, log) == (self._x_high, self._y_limits, self._log):
            return
        self._x_high, self._y_limits, self._log = x_high, limits, log
        # Limits first: a logarithmic axis refuses a zero that it still shows.
        self.axes.set_ylim(0.5, 1.0)
        self.axes.set_yscale("log" if log else "linear")
        self.axes.set_ylim(*limits)
        self.axes.set_xlim(0, x_high)
        self.axes.yaxis.set_major_locator(NullLocator())
        self.axes.yaxis.set_minor_locator(NullLocator())

    def point_at(self, event: Any) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        inside = event is not None and event.inaxes is self.axes
        pointer = event.xdata if inside else None
        changed = pointer != self.pointer
        self.pointer = pointer
        return changed

    def nearest(self, epochs: Array) -> int:
        """Return the index of the epoch nearest to the pointer."""
        assert self.pointer is not None
        after = int(np.searchsorted(epochs[1:], self.pointer))
        # Of the two epochs around the pointer the nearer one.
        return after + int(
            after + 1 < len(epochs)
            and epochs[after + 1] - self.pointer < self.pointer - epochs[after]
        )


def _round_up(value: float) -> float:
    """Return the next of 1, 1.5, 2, 3, 5, 7 times a power of ten."""
    if not value > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    step = next((s for s in (1, 1.5, 2, 3, 5, 7, 10) if s * power >= value), 10)
    return float(step * power)
