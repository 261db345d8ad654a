"""The sizes of delta and dW over the layers, each step back in the colours of what caused it."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator

from acttutor.core.nn.flow import Flow, bound
from acttutor.labs.gradients.figures.names import CurveNames
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.steps import Staircase, delta_stairs, gradient_stairs
from acttutor.labs.gradients.trial import Trial
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import MovingGrid, decade_name
from acttutor.plots.style import DPI, Theme

Array = npt.NDArray[np.floating[Any]]

#: Room for the names of the curves left of the first layer, in logical pixels.
NAMES = 128.0
#: Fewest decades shown, and how many may be empty before the axis follows.
DECADES, SLACK = 4, 3
#: Further out, ticks would leave the floats.
LOWEST, HIGHEST = -290, 290
KINDS = ("norm", "weights", "activation", "signal")


def colors(theme: Theme) -> dict[str, str]:
    """Return the colour of each kind of factor, also in the formulas."""
    return {
        "delta": theme.text,
        "weights": theme.series[1],
        "activation": theme.df,
        "signal": theme.f,
        "norm": theme.series[2],
    }


class FlowChart:
    """Layers from left to right, sizes upwards on a logarithmic axis; the output is on the right.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        self._parent = parent
        self.theme = theme = parent.theme
        self.axes = axes = parent.new_axes()
        axes.set_yscale("log")
        axes.set_xlim(0, 12)
        axes.set_ylim(1e-8, 1.0)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(NullLocator())
            axis.set_minor_locator(NullLocator())
        self._depth = 0
        self._low, self._high = 0.0, -1.0
        self.hovered: int | None = None
        self.grid = MovingGrid(
            axes, theme, self._layer_places, _decades, self._layer_name, decade_name
        )
        axes.add_artist(self.grid)
        self.band, self.hover = (self._band(color) for color in (theme.selected, theme.wash_dead))
        parent.resting(self.hover)
        parent.resting(self.band)
        parent.resting(self.grid)
        self._build_lines()
        self.names = CurveNames(parent, axes)

    def _band(self, color: str) -> Rectangle:
        band = Rectangle((0, 0), 1, 1, color=color, lw=0)
        band.set_transform(self.axes.get_xaxis_transform())
        self.axes.add_patch(band)
        return band

    def _line(self, color: str, width: float, **options: Any) -> Line2D:
        (line,) = self.axes.plot([], [], color=color, lw=width, **options)
        return self._parent.moving(line)

    def _build_lines(self) -> None:
        theme = self.theme
        pale = {"alpha": 0.45, "solid_capstyle": "round"}
        self.former = self._line(theme.muted, 3.0, **pale)
        self.former_dW = self._line(theme.muted, 1.2, **pale)
        self.bound = self._line(theme.df, 1.2, ls=(0, (4, 3)))
        of = colors(theme)
        self.dW_stairs = {kind: self._line(of[kind], 1.2) for kind in KINDS}
        self.stairs = {kind: self._line(of[kind], 2.4) for kind in KINDS}
        marks = {"ls": "", "mec": theme.text, "mew": 1.1}
        self.dW = self._line(theme.text, 0, marker="s", ms=4, mfc=theme.background, **marks)
        self.delta = self._line(theme.text, 0, marker="o", ms=4.5, mfc=theme.text, **marks)

    # -- axes ----------------------------------------------------------------------------------

    def _layer_places(self, low: float, high: float, most: int) -> Sequence[float]:
        last = self._depth + 1
        box = self.axes.bbox
        room = (box.width / max(high - low, 1)) / (float(self.axes.figure.dpi) / DPI)
        stride = next((s for s in (1, 2, 5, 10) if s * room >= 24), 10)
        between = [n for n in range(stride, last, stride) if (last - n) * room >= 34 and n > 1]
        return [1.0, *map(float, between), float(last)]

    def _layer_name(self, value: float) -> str:
        if round(value) == self._depth + 1:
            return self._parent.texts("gradients.chart.output")
        return f"{value:.0f}"

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self._parent.place(self.axes, left, top, width, height)
        self._width = width
        self._depth = 0

    def x_limits(self, depth: int) -> tuple[float, float]:
        """Return limits that leave room for the names on the left."""
        span = depth + 0.7
        unit = (self._width - NAMES) / span
        return 1 - NAMES / unit, depth + 1.7

    def _fit(self, trials: Sequence[Trial], depth: int) -> None:
        if depth != self._depth:
            self._depth = depth
            self.axes.set_xlim(*self.x_limits(depth))
            # Thirty layers in a narrow window are sixteen pixels apart.
            size = min(max(0.2 * (self._width - NAMES) / depth, 2.6), 4.5)
            self.delta.set_markersize(size)
            self.dW.set_markersize(0.9 * size)
        values = np.concatenate([_heights(trial) for trial in trials])
        values = values[(values > 0) & np.isfinite(values)]
        low, high = (values.min(), values.max()) if len(values) else (1e-3, 1.0)
        need_low = max(math.floor(math.log10(low)), LOWEST)
        need_high = min(math.ceil(math.log10(high) + 0.15), HIGHEST)
        need_low = min(need_low, need_high - DECADES)
        kept = self._low <= need_low <= self._low + SLACK
        kept &= self._high - SLACK <= need_high <= self._high
        if not kept:
            self._low, self._high = float(need_low), float(need_high)
            self.axes.set_ylim(10.0**self._low, 10.0**self._high)

    # -- data ----------------------------------------------------------------------------------

    def update(self, run: Run) -> None:
        """Show the sizes as they are now, and those of before."""
        trial, former = run.trial, run.before
        depth = max(trial.settings.depth, former.settings.depth if former else 0)
        self._fit([trial] if former is None else [trial, former], depth)
        flow = trial.now.flow
        self._show(self.stairs, delta_stairs(flow, run.settings.batch_norm))
        self._show(self.dW_stairs, gradient_stairs(flow, run.settings.batch_norm))
        numbers = np.arange(1, len(flow.delta) + 1)
        self.delta.set_data(numbers, self._inside(flow.delta))
        self.dW.set_data(numbers, self._inside(flow.gradient))
        self._show_former(former)
        self._show_bound(trial, flow)
        self._mark(self.band, run.settings.shown + 1)
        self._mark(self.hover, self.hovered)
        low, high = self.axes.get_ylim()
        self.names.place(run, low, high)

    def _inside(self, values: Array) -> Array:
        """Return values that can be drawn: 0 lies on the lower edge, what is no number is away."""
        with np.errstate(invalid="ignore"):
            return np.clip(values, 10.0**self._low, 10.0**self._high)

    def _show(self, lines: dict[str, Line2D], stairs: Staircase) -> None:
        for kind, line in lines.items():
            x, y = stairs.get(kind, (np.zeros(0), np.zeros(0)))
            line.set_data(x, self._inside(y))

    def _show_former(self, former: Trial | None) -> None:
        for line in (self.former, self.former_dW):
            line.set_visible(former is not None)
        if former is not None:
            flow = former.now.flow
            numbers = np.arange(1, len(flow.delta) + 1)
            self.former.set_data(numbers, self._inside(flow.delta))
            self.former_dW.set_data(numbers, self._inside(flow.gradient))

    def _show_bound(self, trial: Trial, flow: Flow) -> None:
        depth = trial.settings.depth
        self.bound.set_visible(trial.settings.activation == "sigmoid")
        self.bound.set_data(np.arange(1, depth + 2), flow.delta[-1] * bound(depth, 0.25))

    def _mark(self, band: Rectangle, number: int | None) -> None:
        band.set_visible(number is not None and number <= self._depth)
        if number is not None:
            # Narrow layers still get a band that can be seen, wide ones not a wall.
            half = min(0.5, 14.0 * self._depth / self._width)
            band.set_x(number - half)
            band.set_width(2 * half)

    # -- the pointer ---------------------------------------------------------------------------

    def layer_at(self, event: Any, held: bool = False) -> int | None:
        """Return the number of the hidden layer under the pointer, from 1; ``None`` elsewhere.

        Args:
            held: the layer is being dragged, so the nearest one counts, wherever the pointer is.
        """
        if not held and event.inaxes is not self.axes:
            return None
        x = float(self.axes.transData.inverted().transform((event.x, event.y))[0])
        number = round(x)
        if held:
            return min(max(number, 1), self._depth)
        return number if 1 <= number <= self._depth else None


def _heights(trial: Trial) -> Array:
    """Return all heights that the curves of a trial reach, also on the way from layer to layer."""
    flow, normalized = trial.now.flow, trial.settings.batch_norm
    stairs = (delta_stairs(flow, normalized), gradient_stairs(flow, normalized))
    between = [y for stair in stairs for _x, y in stair.values()]
    return np.concatenate((flow.delta, flow.gradient, *between))


def _decades(low: float, high: float, most: int) -> Sequence[float]:
    """Return at most ``most`` powers of ten whose exponents are multiples of a round number."""
    first, last = round(math.log10(low)), round(math.log10(high))
    stride = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / s <= most)
    start = math.ceil(first / stride) * stride
    return [10.0**exponent for exponent in range(start, last + 1, stride)]
