"""The points of the data on the map: training points full, the others hollow."""

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from acttutor.core.arrays import Array
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.problem import Problem
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.drawing import Drawing
from acttutor.plots.style import MARKERS

#: Shades in which points with a number to predict are drawn.
SHADES = 9
#: How wide the ring of a hollow point is, in points; that of validation data leaves a small hole.
RINGS = {"validation": 1.9, "test": 1.2}
#: No points, and so no numbers of colours.
NOTHING: tuple[Array, npt.NDArray[np.intp]] = (np.zeros((0, 2)), np.zeros(0, dtype=np.intp))


class DataPoints:
    """One artist for each part of the data and each colour.

    Args:
        drawing: what to draw with.
        axes: those of the map.
        colors: those of the map, for numbers to predict.
    """

    def __init__(self, drawing: Drawing, axes: Axes, colors: DecisionColors) -> None:
        theme = drawing.theme
        self._n_classes = len(theme.classes)
        shades = colors.numbers(np.linspace(-1, 1, SHADES))[:, :3] / 255
        faces = [*theme.classes, *[to_hex(shade) for shade in shades]]
        self._n_colors = len(faces)
        #: By the part of the data and the number of the colour, first those of the classes.
        self.artists: dict[tuple[str, int], Line2D] = {}
        for number, color in enumerate(faces):
            is_class = number < self._n_classes
            for part in PARTS:
                ring = RINGS.get(part)
                rim = color if ring else theme.background
                if not is_class:
                    # Where a number is predicted well, the map has its colour.
                    rim = theme.text
                    ring = ring and ring / 2
                (line,) = axes.plot(
                    [],
                    [],
                    ls="",
                    marker=MARKERS[number] if is_class else "o",
                    # A number to predict comes with three times as many points.
                    ms=(4.6 if is_class else 3.6) + (0.4 if ring else 0.0),
                    mew=ring or (0.7 if is_class else 0.4),
                    mfc=theme.background if ring else color,
                    mec=rim,
                )
                self.artists[part, number] = drawing.moving(line)

    def update(self, problem: Problem | None, parts: tuple[str, ...]) -> None:
        """Show the points of some parts of the data."""
        for part in PARTS:
            X, numbers = self._colored(problem, part) if part in parts else NOTHING
            for number in range(self._n_colors):
                chosen = X[numbers == number]
                artist = self.artists[part, number]
                artist.set_visible(len(chosen) > 0)
                if len(chosen):
                    artist.set_data(chosen[:, 0], chosen[:, 1])

    def _colored(self, problem: Problem | None, part: str) -> tuple[Array, npt.NDArray[np.intp]]:
        """Return the points of a part and the number of the colour of each."""
        if problem is None or not len(problem.part(part)[0]):
            return NOTHING
        X, T = problem.part(part)
        if problem.kind != "regression":
            return X, problem.class_numbers(T)
        shades = np.round((np.clip(T[:, 0], -1, 1) + 1) / 2 * (SHADES - 1))
        return X, self._n_classes + shades.astype(np.intp)
