"""How the units of a layer, and of all layers, share: what answers, what is off, what is dead."""

import numpy as np
import numpy.typing as npt

from acttutor.labs.gradients.figures.chart import FlowChart
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.words import off_word
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.charts.bars import StepBars
from acttutor.plots.parts.charts.end_names import EndName, EndNames
from acttutor.plots.parts.charts.line_chart import SIDE
from acttutor.plots.parts.layout import Rect

Array = npt.NDArray[np.floating]

#: Half the width of a bar, in layers, and at most in logical pixels: names stand before the first.
HALF, MOST = 0.34, 56.0
BINS = 36
#: Limits of y that hold whatever u is.
FIXED = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}
#: Limits of u that are kept while it fills them reasonably.
EMPTIEST = 0.4
#: The highest bar of a histogram is so much of its height.
HIGH = (0.0, 1.08)


class LayerShares(StepBars):
    """One bar per hidden layer, from 0 to 1, in the columns of the chart above."""

    def __init__(self, drawing: Drawing) -> None:
        theme = drawing.theme
        super().__init__(drawing, [theme.wash_dead, theme.muted, theme.bad], numbers=False)
        # Dead is hatched, so that it is told from off without its colour.
        self.layers[-1].set(hatch="////", edgecolor=theme.background)
        self.names = EndNames(drawing, 2, rests=True)

    def layout(self, rect: Rect) -> None:
        super().layout(rect.inside(left=SIDE, right=8))

    def update_for(self, run: Run, chart: FlowChart) -> None:
        """Show the shares of all layers."""
        trial, drawing, span = run.trial, self.drawing, chart.axes.get_xlim()
        numbers = np.arange(1, trial.settings.depth + 1)
        layer = self.axes.bbox.width / (span[1] - span[0]) / drawing.scale
        half = min(HALF, MOST / layer)
        edges = np.column_stack((numbers - half, numbers + half)).ravel()
        heights = [np.zeros(len(edges) - 1) for _ in self.layers]
        shares = (np.ones(len(numbers)), trial.flat_shares(), trial.dead_shares())
        for bars, values in zip(heights, shares, strict=True):
            # Between two bars there is a bar of no height.
            bars[::2] = values
        self.update(edges, *heights, x=span, y=(0.0, 1.0))
        theme, texts, box = drawing.theme, drawing.texts, self.axes.bbox
        left = float(self.axes.transData.transform((1 - half, 0.5))[0])
        middle = (box.y0 + box.y1) / 2
        names = [
            EndName(texts("gradients.chart.dead"), theme.bad, middle - 7 * drawing.scale),
            EndName(texts(f"gradients.chart.{off_word(run.settings)}"), theme.muted,
                    middle + 7 * drawing.scale),
        ]  # fmt: skip
        self.names.update(names, left, box.y0 - 9 * drawing.scale, box.y1 + 9 * drawing.scale, True)


class Histograms:
    """u and y of the layer that is looked into, the saturated part in grey.

    Args:
        drawing: what to draw with.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        colors = [drawing.theme.f, drawing.theme.muted]
        self.z, self.a = StepBars(drawing, colors, " "), StepBars(drawing, colors, " ")
        self._limits: dict[str, tuple[float, float]] = {}

    def update(self, run: Run) -> None:
        """Show the layer as it is now."""
        trial, layer, texts = run.trial, run.settings.shown, self.drawing.texts
        z, a = trial.now.inputs[layer], trial.now.outputs[layer]
        fixed = FIXED.get(run.settings.activation)
        self._show(self.z, z, trial.flat(layer), self._kept("z", z))
        self._show(self.a, a, trial.flat(layer), fixed or self._kept("a", a))
        self.z.title.set_text(texts("gradients.histograms.z", number=layer + 1))
        self.a.title.set_text(texts("gradients.histograms.a"))

    @staticmethod
    def _show(
        part: StepBars, values: Array, flat: npt.NDArray[np.bool_], limits: tuple[float, float]
    ) -> None:
        edges = np.linspace(*limits, BINS + 1)
        counts = np.histogram(values, edges)[0].astype(float)
        grey = np.histogram(values[flat], edges)[0]
        top = max(counts.max(), 1.0)
        part.update(edges, counts / top, grey / top, x=limits, y=HIGH)

    def _kept(self, name: str, values: Array) -> tuple[float, float]:
        """Return limits around ``values`` that do not tremble while they change a little."""
        low, high = float(values.min()), float(values.max())
        if name in self._limits:
            kept_low, kept_high = self._limits[name]
            filled = (high - low) >= EMPTIEST * (kept_high - kept_low)
            if kept_low <= low and high <= kept_high and filled:
                return self._limits[name]
        # At least as wide as digits can tell apart.
        margin = 0.12 * (high - low) or max(abs(high) * 0.1, 0.5)
        self._limits[name] = (low - margin, high + margin)
        return self._limits[name]
