"""The sizes of delta and dW over the layers, each step back in the colours of what caused it."""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.patches import Rectangle

from acttutor.core.arrays import Array
from acttutor.core.nn.flow import bound
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.steps import Staircase, delta_stairs, gradient_stairs
from acttutor.labs.gradients.trial import Trial, steepest
from acttutor.labs.gradients.words import power
from acttutor.plots.drawing import Drawing
from acttutor.plots.epochs import View
from acttutor.plots.parts.charts.end_names import EndName, EndNames
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.style import DASHES, Theme

#: Room for the names of the curves left of the first layer, in logical pixels.
NAMES = 128.0
#: Fewest decades shown, and how many may be empty before the axis follows.
DECADES, SLACK = 4, 3
#: Further out, ticks would leave the floats.
LOWEST, HIGHEST = -290, 290
KINDS = ("norm", "weights", "activation", "signal")
#: How the steps of each kind are dashed.
STEPS = {"norm": DASHES[2], "weights": DASHES[0], "activation": DASHES[4], "signal": DASHES[3]}


def colors(theme: Theme) -> dict[str, str]:
    """Return the colour of each kind of factor, also in the formulas."""
    return {
        "delta": theme.text,
        "weights": theme.series[1],
        "activation": theme.df,
        "signal": theme.f,
        "norm": theme.series[2],
    }


class FlowChart(LineChart):
    """Layers from left to right, sizes upwards on a logarithmic axis; the output is on the right.

    Args:
        drawing: what to draw with.
    """

    def __init__(self, drawing: Drawing) -> None:
        theme, of = drawing.theme, colors(drawing.theme)
        looks = [
            CurveLook(theme.muted, 3.0, alpha=0.45),
            CurveLook(theme.muted, 1.2, alpha=0.45),
            CurveLook(theme.df, 1.2, (4, 3)),
            *(CurveLook(of[kind], 1.2, STEPS[kind]) for kind in KINDS),
            *(CurveLook(of[kind], 2.4, STEPS[kind]) for kind in KINDS),
            CurveLook(theme.text, 0, marker="s", face=theme.background, edge=theme.text),
            CurveLook(theme.text, 0, marker="o", edge=theme.text),
        ]
        super().__init__(
            drawing,
            looks,
            x_places=self._layer_places,
            x_name_of=self._layer_name,
            y_places=_decades,
        )
        self.former, self.former_dW, self.bound = self.curves[:3]
        self.dW, self.delta = self.curves[-2:]
        self.hovered: int | None = None
        self._depth = 0
        self._words: list[str] = []
        self._low, self._high = 0.0, -1.0
        self.hover, self.band = (self._band(color) for color in (theme.wash_dead, theme.selected))
        self.names = EndNames(drawing, 4)
        self.layer_name = EndNames(drawing, 1, rests=True)

    def _band(self, color: str) -> Rectangle:
        band = Rectangle((0, 0), 1, 1, color=color, lw=0)
        band.set_transform(self.axes.get_xaxis_transform())
        self.axes.add_patch(band)
        band.set_animated(True)
        # Below the grid.
        self.drawing.static_artists.insert(0, band)
        return band

    @property
    def _width(self) -> float:
        """The width of the axes in logical pixels."""
        return float(self.axes.bbox.width) / self.drawing.scale

    def _layer_places(self, low: float, high: float, most: int) -> Sequence[float]:
        last = self._depth + 1
        room = self._width / max(high - low, 1)
        stride = next((s for s in (1, 2, 5, 10) if s * room >= 24), 10)
        between = [n for n in range(stride, last, stride) if (last - n) * room >= 34 and n > 1]
        return [1.0, *map(float, between), float(last)]

    def _layer_name(self, value: float) -> str:
        if round(value) == self._depth + 1:
            return self.drawing.texts("gradients.chart.output")
        return f"{value:.0f}"

    def _view_of(self, trials: Sequence[Trial], depth: int) -> View:
        """Return limits that leave room for the names on the left, and follow in decades."""
        self._depth = depth
        unit = (self._width - NAMES) / (depth + 0.7)
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
        return View((1 - NAMES / unit, depth + 1.7), (10.0**self._low, 10.0**self._high), True)

    # -- data ----------------------------------------------------------------------------------

    def follow(self, run: Run) -> None:
        """Show the sizes as they are now, and those of before."""
        trial, former = run.trial, run.before
        depth = max(trial.settings.depth, former.settings.depth if former else 0)
        view = self._view_of([trial] if former is None else [trial, former], depth)
        flow, normalized = trial.now.flow, run.settings.batch_norm
        before = former.now.flow if former is not None else None
        limit = flow.delta[-1] * bound(trial.settings.depth, 0.25)
        nothing = np.zeros(0)
        curves = [
            self._curve(before.delta if before else nothing),
            self._curve(before.gradient if before else nothing),
            self._curve(limit if trial.settings.activation == "sigmoid" else nothing),
            *self._stairs(gradient_stairs(flow, normalized)),
            *self._stairs(delta_stairs(flow, normalized)),
            self._curve(flow.gradient),
            self._curve(flow.delta),
        ]
        self.update(curves, view=view)
        # Thirty layers in a narrow window are sixteen pixels apart.
        size = min(max(0.2 * (self._width - NAMES) / depth, 2.6), 4.5)
        self.delta.set_markersize(size)
        self.dW.set_markersize(0.9 * size)
        self._mark(self.band, run.settings.shown + 1)
        self._mark(self.hover, self.hovered)
        self._place_names(run)

    def _curve(self, values: Array, x: Array | None = None) -> Curve:
        """Return values that can be drawn: 0 lies on the lower edge, what is no number is away."""
        with np.errstate(invalid="ignore"):
            inside = np.clip(values, 10.0**self._low, 10.0**self._high)
        return Curve(np.arange(1.0, len(values) + 1) if x is None else x, inside)

    def _stairs(self, stairs: Staircase) -> list[Curve]:
        nothing = (np.zeros(0), np.zeros(0))
        return [self._curve(y, x) for x, y in (stairs.get(kind, nothing) for kind in KINDS)]

    def _mark(self, band: Rectangle, number: int | None) -> None:
        band.set_visible(number is not None and number <= self._depth)
        if number is not None:
            # Narrow layers still get a band that can be seen, wide ones not a wall.
            half = min(0.5, 14.0 * self._depth / self._width)
            band.set_x(number - half)
            band.set_width(2 * half)

    # -- names ---------------------------------------------------------------------------------

    def _named(self, run: Run) -> list[tuple[str, str, str, float]]:
        """Return name, number, colour and first height of each curve that has a name."""
        theme, texts, flow = self.drawing.theme, self.drawing.texts, run.trial.now.flow
        found = [
            (r"$\Vert\delta\Vert$", theme.text, float(flow.delta[0])),
            (r"$\Vert dW\Vert$", theme.text, float(flow.gradient[0])),
        ]
        if run.before is not None:
            size = float(run.before.now.flow.delta[0])
            found.append((texts("gradients.chart.former"), theme.muted, size))
        named = [(name, f"${power(size)}$", color, size) for name, color, size in found]
        if run.settings.activation == "sigmoid":
            size = float(flow.delta[-1]) * steepest("sigmoid") ** run.settings.depth
            named.append((texts("gradients.chart.bound"), "$0.25^{n}$", theme.df, size))
        return named

    def write(self, run: Run) -> None:
        """Write the names of the curves with their numbers, left of the first layer."""
        self._words = [f"{name} {number}" for name, number, _, _ in self._named(run)]
        self._place_names(run)

    def _place_names(self, run: Run) -> None:
        """Put the names beside the first points, with the numbers that were written last."""
        named = self._named(run)
        sizes = np.clip([size for *_, size in named], *self.axes.get_ylim())
        places = self.axes.transData.transform([(1.0, size) for size in sizes])
        words = self._words if len(self._words) == len(named) else [name for name, *_ in named]
        box, scale = self.axes.bbox, self.drawing.scale
        left = float(places[0, 0]) - 12 * scale
        self.names.update(
            [
                EndName(text, color, float(y))
                for text, (_, _, color, _), (_, y) in zip(words, named, places, strict=True)
            ],
            left,
            box.y0 + 2 * scale,
            box.y1,
            before=True,
        )
        name = EndName(self.drawing.texts("gradients.chart.layer"), self.drawing.theme.muted,
                       box.y0 - 10 * scale)  # fmt: skip
        self.layer_name.update([name], left, box.y0 - 30 * scale, box.y0, before=True)

    # -- the pointer ---------------------------------------------------------------------------

    def layer_at(self, event: MouseEvent, held: bool = False) -> int | None:
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
