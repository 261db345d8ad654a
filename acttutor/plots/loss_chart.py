"""The loss over the epochs: training solid, test dashed, values under the pointer."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator
from matplotlib.transforms import IdentityTransform

from acttutor.plots.cached_text import CachedText
from acttutor.plots.style import BODY, SMALL, Theme

#: More points than this are not told apart on a chart of this size.
MOST_POINTS = 400
#: Limits of the loss axis; further out the ticks themselves would overflow.
LOWEST, HIGHEST = 1e-100, 1e200

Array = npt.NDArray[np.float64]


class LossChart:
    """Two curves in an axes of its own.

    Args:
        axes: where to draw.
        theme: the colours.
        names: what to call training, test and epoch.
        moving: marks artists as moving, see `acttutor.plots.lab_figure.LabFigure.moving`.
    """

    def __init__(self, axes: Axes, theme: Theme, names: dict[str, str], moving: Any) -> None:
        self.axes = axes
        self.names = names
        self._x_high = 0.0
        self._y_limits = (0.0, 0.0)
        self._log = False
        self.pointer: float | None = None
        (self.train,) = axes.plot([], [], color=theme.text, lw=1.8, ms=4)
        (self.test,) = axes.plot([], [], color=theme.text, lw=1.5, ls=(0, (4, 2)))
        self.cursor = axes.axvline(0, color=theme.muted, lw=0.8, visible=False)
        self.reading = CachedText(
            0.98,
            0.96,
            "",
            transform=axes.transAxes,
            ha="right",
            va="top",
            size=SMALL,
            color=theme.text,
            bbox={"facecolor": theme.background, "edgecolor": "none", "pad": 2, "alpha": 0.9},
        )
        self.labels = [
            CachedText(
                0,
                0,
                names[key],
                transform=IdentityTransform(),
                size=SMALL,
                color=theme.text,
                va="center",
            )
            for key in ("train", "test")
        ]
        for text in (self.reading, *self.labels):
            axes.add_artist(text)
        axes.set_xlabel(names["epoch"], color=theme.muted, size=SMALL, labelpad=2)
        axes.set_title(
            names["title"], loc="left", size=BODY, color=theme.text, weight="bold", pad=8
        )
        for artist in (self.train, self.test, self.cursor, self.reading, *self.labels):
            moving(artist)

    def update(self, epochs: Array, train: Array, test: Array, log: bool) -> bool:
        """Show the losses after ``epochs`` (ascending); ``True`` if a full draw is needed.

        The losses are finite; those on test data may be nan.
        """
        last = int(epochs[-1]) if len(epochs) else -1
        # The first of every so many epochs, so that points stay where they are as more come.
        marks = np.arange(0, last + 1, max(1, math.ceil((last + 1) / MOST_POINTS)))
        picked = np.unique(np.append(np.searchsorted(epochs, marks), len(epochs) - 1))
        picked = picked[picked >= 0]
        x, y_train, y_test = epochs[picked], train[picked], test[picked]
        self.train.set_data(x, y_train)
        self.test.set_data(x, y_test)
        changed = self._fit(last, y_train, y_test, log)
        self._place_labels(x, y_train, y_test)
        self._read(epochs, train, test)
        return changed

    def _fit(self, last: int, train: Any, test: Any, log: bool) -> bool:
        """Widen the limits in rounded steps, so that a full draw is rare."""
        x_high = _round_up(max(last, 10) * 1.15)
        values = np.concatenate((train, test))
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
            return False
        self._x_high, self._y_limits, self._log = x_high, limits, log
        # Limits first: a logarithmic axis refuses a zero that it still shows.
        self.axes.set_ylim(0.5, 1.0)
        self.axes.set_yscale("log" if log else "linear")
        self.axes.set_ylim(*limits)
        self.axes.set_xlim(0, x_high)
        self.axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        self.axes.yaxis.set_major_locator(LogLocator(numticks=5) if log else MaxNLocator(4))
        self.axes.yaxis.set_minor_locator(NullLocator())
        return True

    def _place_labels(self, x: Any, train: Any, test: Any) -> None:
        """Write each name at the end of its curve, the higher curve's name above."""
        for label in self.labels:
            label.set_visible(bool(len(x)) and self.pointer is None)
        if not len(x):
            return
        box = self.axes.get_window_extent()
        scale = float(self.axes.figure.dpi) / 96
        ends = []
        for values in (train, test):
            value = values[-1] if math.isfinite(values[-1]) else math.nan
            ends.append(self.axes.transData.transform((x[-1], value))[1])
        self.labels[1].set_visible(self.labels[1].get_visible() and math.isfinite(ends[1]))
        near = 14 * scale
        low, high = box.y0 + 8 * scale, box.y1 - 6 * scale
        ends = [min(max(end, low), high) if math.isfinite(end) else end for end in ends]
        if math.isfinite(ends[1]) and abs(ends[0] - ends[1]) < near:
            middle = min(max((ends[0] + ends[1]) / 2, low + near / 2), high - near / 2)
            above = 1 if train[-1] >= test[-1] else -1
            ends = [middle + above * near / 2, middle - above * near / 2]
        # Behind the curve's end, where `_fit` leaves room.
        end_x = self.axes.transData.transform((x[-1], 1.0))[0] + 5 * scale
        for label, end_y in zip(self.labels, ends, strict=True):
            if math.isfinite(end_y):
                label.set_position((end_x, end_y))

    def point_at(self, event: Any) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        inside = event is not None and event.inaxes is self.axes
        pointer = event.xdata if inside else None
        changed = pointer != self.pointer
        self.pointer = pointer
        return changed

    def _read(self, epochs: Array, train: Array, test: Array) -> None:
        shown = self.pointer is not None and len(epochs) > 0
        self.cursor.set_visible(shown)
        self.reading.set_visible(shown)
        if not shown or self.pointer is None:
            return
        after = int(np.searchsorted(epochs[1:], self.pointer))
        # Of the two epochs around the pointer the nearer one.
        index = after + int(
            after + 1 < len(epochs)
            and epochs[after + 1] - self.pointer < self.pointer - epochs[after]
        )
        epoch = int(epochs[index])
        self.cursor.set_xdata([epoch, epoch])
        names = self.names
        words = f"{names['epoch']} {epoch}   {names['train']} {train[index]:.4g}"
        if math.isfinite(test[index]):
            words += f"   {names['test']} {test[index]:.4g}"
        self.reading.set_text(words)


def _round_up(value: float) -> float:
    """Return the next of 1, 1.5, 2, 3, 5, 7 times a power of ten."""
    if not value > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    step = next((s for s in (1, 1.5, 2, 3, 5, 7, 10) if s * power >= value), 10)
    return float(step * power)
