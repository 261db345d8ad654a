"""The loss over the epochs: training solid, test dashed, values under the pointer."""

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from acttutor.plots.cached_text import CachedText
from acttutor.plots.epoch_axes import Array, EpochAxes
from acttutor.plots.style import SMALL, Theme


class LossChart(EpochAxes):
    """Two curves in an axes of its own.

    Args:
        axes: where to draw.
        theme: the colours.
        names: what to call training, test and epoch.
        moving: marks artists as moving, see `acttutor.plots.lab_figure.LabFigure.moving`.
    """

    def __init__(self, axes: Axes, theme: Theme, names: dict[str, str], moving: Any) -> None:
        super().__init__(axes, theme, names["title"], names["epoch"], moving)
        self.names = names
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
        for artist in (self.train, self.test, self.cursor, self.reading, *self.labels):
            moving(artist)

    def update(self, epochs: Array, train: Array, test: Array, log: bool) -> None:
        """Show the losses after ``epochs`` (ascending).

        The losses are finite; those on test data may be nan.
        """
        picked = self.thinned(epochs)
        x, y_train, y_test = epochs[picked], train[picked], test[picked]
        self.train.set_data(x, y_train)
        self.test.set_data(x, y_test)
        last = int(epochs[-1]) if len(epochs) else -1
        # A curve of one point would be invisible.
        self.train.set_marker("o" if len(x) == 1 else "")
        self.fit(last, np.concatenate((y_train, y_test)), log)
        self._place_labels(x, y_train, y_test)
        self._read(epochs, train, test)

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

    def _read(self, epochs: Array, train: Array, test: Array) -> None:
        shown = self.pointer is not None and len(epochs) > 0
        self.cursor.set_visible(shown)
        self.reading.set_visible(shown)
        if not shown or self.pointer is None:
            return
        index = self.nearest(epochs)
        epoch = int(epochs[index])
        self.cursor.set_xdata([epoch, epoch])
        names = self.names
        words = f"{names['epoch']} {epoch}   {names['train']} {train[index]:.4g}"
        if math.isfinite(test[index]):
            words += f"   {names['test']} {test[index]:.4g}"
        self.reading.set_text(words)
