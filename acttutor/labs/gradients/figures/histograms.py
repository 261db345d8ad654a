"""How z and a of one layer are spread, the saturated part in grey."""

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import StepPatch
from matplotlib.ticker import NullLocator

from acttutor.labs.gradients.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.moving_grid import MovingGrid, nice_places
from acttutor.plots.style import BODY

Array = npt.NDArray[np.floating[Any]]

BINS = 36
#: Limits of a that hold whatever z is.
FIXED = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}
#: Limits of z that are kept while it fills them reasonably.
EMPTIEST = 0.4


class Histogram:
    """One histogram, with a grey part.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        self.axes: Axes = parent.new_axes()
        self.axes.set_ylim(0, 1.08)
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_major_locator(NullLocator())
        theme = parent.theme
        self.grid = MovingGrid(self.axes, theme, x_places=nice_places, y_places=lambda *_: ())
        self.axes.add_artist(self.grid)
        parent.resting(self.grid)
        self.all: StepPatch = parent.moving(
            self.axes.stairs([0.0], [0.0, 1.0], fill=True, color=theme.f, lw=0)
        )
        self.flat: StepPatch = parent.moving(
            self.axes.stairs([0.0], [0.0, 1.0], fill=True, color=theme.muted, lw=0)
        )
        self.title = parent.resting(parent.write("", BODY, theme.text, bold=True, va="bottom"))

    def show(self, values: Array, flat: npt.NDArray[np.bool_], limits: tuple[float, float]) -> None:
        """Show all values in blue, and those that are flat in grey in front of them."""
        edges = np.linspace(*limits, BINS + 1)
        counts = np.histogram(values, edges)[0].astype(float)
        grey = np.histogram(values[flat], edges)[0]
        top = max(counts.max(), 1.0)
        self.all.set_data(counts / top, edges, 0.0)
        self.flat.set_data(grey / top, edges, 0.0)
        if self.axes.get_xlim() != limits:
            self.axes.set_xlim(*limits)


class Histograms:
    """z and a of the layer that is looked into.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        self._texts = parent.texts
        self.z, self.a = Histogram(parent), Histogram(parent)
        self._limits: dict[str, tuple[float, float]] = {}

    def update(self, run: Run) -> None:
        """Show the layer as it is now."""
        trial, layer = run.trial, run.settings.shown
        z, a = trial.now.inputs[layer], trial.now.outputs[layer]
        flat = trial.flat(layer)
        self.z.show(z, flat, self._kept("z", z))
        fixed = FIXED.get(run.settings.activation)
        self.a.show(a, flat, fixed or self._kept("a", a))
        self.z.title.set_text(self._texts("gradients.histograms.z", number=layer + 1))
        self.a.title.set_text(self._texts("gradients.histograms.a"))

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
