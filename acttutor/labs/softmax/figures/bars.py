"""The logits as bars whose ends can be dragged, with the push of both losses as arrows."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection

from acttutor.labs.softmax.figures.grid import Grid
from acttutor.labs.softmax.state import FURTHEST
from acttutor.plots.arrows import Arrows
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import MovingGrid

#: Half of what the axis shows: the furthest logit, and room for an arrow.
HALF_WIDTH = FURTHEST + 2.0
#: Length of the arrow of slope 1 in logical pixels; longer ones are scaled down together.
ARROW = 52.0
#: Share of the row that a bar takes, and how far from its middle the arrows are.
THICK, BESIDE = 0.44, 0.3


def rectangles(starts: Sequence[float], ends: Sequence[float], thick: float) -> Any:
    """Return the corners of horizontal bars in rows 0, 1, 2, …, shape (n, 4, 2)."""
    low, high = np.asarray(starts, dtype=float), np.asarray(ends, dtype=float)
    middle = np.arange(len(high)) + 0.5
    x = np.stack([low, high, high, low], axis=1)
    y = np.stack([middle - thick / 2] * 2 + [middle + thick / 2] * 2, axis=1)
    return np.stack([x, y], axis=2)


class BarsPart:
    """The column of logits.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure) -> None:
        self.lab = lab
        theme, moving = lab.theme, lab.moving
        self.axes = lab.new_axes(grid=False)
        moving(self.axes.add_artist(MovingGrid(self.axes, theme, y_places=lambda *_: ())))
        self.zero = moving(self.axes.axvline(0, color=theme.muted, lw=1.0))
        self.bars: Any = PolyCollection([], facecolors=theme.f, linewidths=0, alpha=0.85)
        self.axes.add_collection(self.bars, autolim=False)
        moving(self.bars)
        self.push = Arrows(self.axes, theme.df, moving, width=2.2, head=9, gap=0)
        self.squared_push = Arrows(self.axes, theme.crowd[3], moving, width=2.2, head=9, gap=0)
        self.ends = moving(
            self.axes.plot(
                [],
                [],
                ls="none",
                marker="o",
                ms=8,
                color=theme.point,
                mec=theme.background,
                mew=1.3,
            )[0]
        )

    def layout(self, grid: Grid) -> None:
        """Fill the column of bars."""
        self.lab.place(self.axes, grid.bars[0], grid.top, grid.bars[1], grid.count * grid.row)
        self.axes.set_ylim(grid.count, 0)

    def update(self) -> None:
        """Show the logits; the axis moves with the shift, so that only its numbers change."""
        run = self.lab.run
        z, count, shift = run.z, run.settings.classes, run.settings.shift
        low, high = shift - HALF_WIDTH, shift + HALF_WIDTH
        if self.axes.get_xlim() != (low, high):
            self.axes.set_xlim(low, high)
        # Far from 0 a bar begins where the picture ends.
        start = min(max(0.0, low), high)
        self.bars.set_verts(rectangles([start] * count, z, THICK))
        middle, unit = np.arange(count) + 0.5, self.arrow_unit()
        self.ends.set_data(z, middle)
        for arrows, slope, beside in (
            (self.push, run.slope, -BESIDE),
            (self.squared_push, run.squared_slope, BESIDE),
        ):
            ends = z - slope * unit
            arrows.set_data(
                np.column_stack([z, middle + beside]), np.column_stack([ends, middle + beside])
            )

    def arrow_unit(self) -> float:
        """Return the length of the arrow of slope 1 in units of z, the same for both losses.

        It is chosen so that every arrow ends within the axis.
        """
        run = self.lab.run
        per_pixel = 2 * HALF_WIDTH * self.lab.scale / self.axes.bbox.width
        unit = ARROW * per_pixel / max(float(np.abs(run.slope).max()), 1.0)
        z = np.array(run.settings.logits[: run.settings.classes])
        for slope in (run.slope, run.squared_slope):
            # An arrow points against its slope.
            room = HALF_WIDTH - 0.2 + np.sign(slope) * z
            with np.errstate(divide="ignore"):
                unit = min(unit, float((room / np.abs(slope)).min()))
        return float(unit)

    def logit_at(self, event: Any) -> float:
        """Return the logit, without the shift, that ends under the pointer, in tenths."""
        box = self.axes.bbox
        share = (event.x - box.x0) / box.width
        return round(float((2 * share - 1) * HALF_WIDTH), 1)

    def away(self, event: Any, index: int) -> float:
        """Return how far the pointer is from the end of a bar, in logical pixels."""
        box = self.axes.bbox
        z = self.lab.run.settings.logits[index]
        end = box.x0 + (z / HALF_WIDTH + 1) / 2 * box.width
        return float(abs(event.x - end)) / self.lab.scale
