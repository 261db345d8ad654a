"""The scale of ε on curves beyond the parabola: which ε leads from x₀ to where."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from acttutor.core.descent.objectives import Curve, basins
from acttutor.labs.descent import words_curves
from acttutor.labs.descent.figures.outcomes import BasinBands, Region, ink_of, regions
from acttutor.labs.descent.run import STEPS_AHEAD, Run
from acttutor.labs.descent.state import HIGHEST_RATE
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import SMALL

#: Learning rates that are tried, and names that can be written.
TRIED, MOST_NAMES = 126, 6


class RateFates:
    """Coloured stretches in the band of ε, with names where they fit.

    Args:
        lab: the figure.
        axes: those of the scale.
        top, height: of the band in the units of the axes.
    """

    def __init__(self, lab: LabFigure[Run], axes: Axes, top: float, height: float) -> None:
        self.lab, self.axes = lab, axes
        self._middle = top + height / 2
        self.bands = BasinBands(lab, axes, top, top + height, axes.transData)
        self.names = []
        for _ in range(MOST_NAMES):
            name = QuickText(
                0, 0, "", size=SMALL + 0.5, ha="center", va="center", transform=IdentityTransform()
            )
            axes.add_artist(name)
            self.names.append(lab.moving(name))
        self._known: tuple[object, list[Region]] = (None, [])

    def update(self) -> None:
        """Show where the start leads."""
        run = self.lab.run
        for name in self.names:
            name.set_visible(False)
        if run.curve is None or run.hidden:
            self.bands.clear()
            return
        shown = self._regions(run, run.curve)
        self.bands.set_data(shown, run.curve)
        self._write(shown, run.curve)

    def _regions(self, run: Run, curve: Curve) -> list[Region]:
        key = (run.settings.function, run.settings.x0)
        if self._known[0] != key:
            rates = np.linspace(0.0, HIGHEST_RATE, TRIED)
            found = basins(curve, run.settings.x0, rates, STEPS_AHEAD)
            self._known = (key, regions(rates, found))
        return self._known[1]

    def _write(self, shown: list[Region], curve: Curve) -> None:
        """Write names into the widest regions."""
        widest = sorted(shown, key=lambda region: region.low - region.high)[:MOST_NAMES]
        for name, (low, high, basin) in zip(self.names, widest, strict=False):
            name.set_text(words_curves.basin_name(self.lab.run, basin, self.lab.texts))
            name.set_color(ink_of(self.lab.theme, basin, curve))
            ends = self.axes.transData.transform([(low, self._middle), (high, self._middle)])
            width, _ = name.extent(float(self.lab.figure.dpi))
            if width + 6 * self.lab.scale <= ends[1, 0] - ends[0, 0]:
                name.set_position(ends.mean(axis=0))
                name.set_visible(True)
