"""Names at the right ends of the curves, and the colours in which words can be read."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb

from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import MAX_OTHERS
from acttutor.labs.activations.words import name
from acttutor.plots.end_labels import EndLabels
from acttutor.plots.lab_figure import LabFigure


def readable(color: str, text: str) -> str:
    """Return ``color`` darkened (or lightened) towards the text colour, for words."""
    red, green, blue = 0.62 * np.array(to_rgb(color)) + 0.38 * np.array(to_rgb(text))
    return str(to_hex((red, green, blue)))


def to_logical(owner: LabFigure[Run], axes: Axes, x: float, y: float) -> tuple[float, float]:
    """Return a data point in logical pixels from the top left corner of the figure."""
    px, py = axes.transData.transform((x, y))
    return px / owner.scale, owner.size()[1] - py / owner.scale


def _end(values: npt.NDArray[np.float64]) -> float:
    """Return the height at which a curve ends: its last value, if it has any."""
    known = values[np.isfinite(values)]
    return float(known[-1]) if known.size else 0.0


class Names:
    """Names the curves of both axes.

    Args:
        owner: the figure of the lab.
        axes: those of f and of f′.
        colors: returns the colours of f and f′ of the curve with this index.
    """

    def __init__(
        self,
        owner: LabFigure[Run],
        axes: tuple[Axes, Axes],
        colors: Callable[[int], tuple[str, str]],
    ) -> None:
        self.owner = owner
        self.axes = axes
        self.colors = colors
        self.labels = (EndLabels(owner, MAX_OTHERS + 1), EndLabels(owner, MAX_OTHERS + 1))

    def update(self) -> None:
        """Follow the curves of the run; a single function needs names only if laid over f′."""
        run = self.owner.run
        overlaid = run.settings.view == "overlaid"
        if len(run.functions) == 1:
            curve = run.curves[0]
            words, ends = (["f", "f′"], [_end(curve.f), _end(curve.df)]) if overlaid else ([], [])
            self._write(0, words, ends, list(self.colors(0)))
            self._write(1, [], [], [])
            return
        words = [name(function, self.owner.texts) for function in run.functions]
        colors = [self.colors(index)[0] for index in range(len(words))]
        self._write(0, words, [_end(curve.f) for curve in run.curves], colors)
        if overlaid:
            self._write(1, [], [], [])
        else:
            self._write(1, words, [_end(curve.df) for curve in run.curves], colors)

    def _write(self, index: int, words: list[str], ends: list[float], colors: list[str]) -> None:
        axes = self.axes[index]
        right, (low, high) = axes.get_xlim()[1], axes.get_ylim()
        tops = [to_logical(self.owner, axes, right, end)[1] for end in ends]
        left, top = to_logical(self.owner, axes, right, high)
        _, bottom = to_logical(self.owner, axes, right, low)
        shades = [readable(color, self.owner.theme.text) for color in colors]
        self.labels[index].update(words, shades, tops, left + 8, top + 8, bottom - 8)
