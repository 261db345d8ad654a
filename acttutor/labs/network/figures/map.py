"""The decision map: what the network, or one unit of it, says at every place of the plane."""

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from acttutor.base.numbers.numerals import fixed, percent, significant
from acttutor.core.engine.evaluator import Evaluator
from acttutor.labs.network.model.problem import Problem
from acttutor.labs.network.run import Run
from acttutor.labs.network.words import short_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.decision_map import Array, DecisionMap, MapGrid
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: The web playground evaluates its maps on a grid of 100 × 100 points.
GRID = 100
#: Shades in which points with a number to predict are drawn.
POINT_SHADES = 9
#: Points of classes beyond the third differ in form as well as in colour.
MARKERS = ("o", "o", "o", "s", "^", "D", "v", "P", "X", "p")
GRID_POINTS = MapGrid(-6.0, 6.0, GRID).points

Maps = list[npt.NDArray[np.floating]]


class MapSource:
    """The outputs of all units on the grid, computed once for each frame.

    Args:
        run: the run; its network may be another one after a reset.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._network: object = None
        self.layers: Maps = []

    def update(self) -> None:
        """Compute the maps of the network as it is now; ``layers[0]`` are the inputs."""
        run = self._run
        if run.network is not self._network:
            self._network = run.network
            self._evaluator = Evaluator(run.network, run.feature_grid(GRID_POINTS))
        maps = list(self._evaluator.maps())
        if run.problem is not None:
            maps[-1] = run.problem.shades(maps[-1])
        self.layers = [values.reshape(-1, GRID, GRID) for values in (self._evaluator.inputs, *maps)]


class ProblemMap(DecisionMap):
    """The map of the network with the points, in the units of the data.

    Args:
        lab: the figure.
    """

    #: A legend stands between title and map, names of columns below and beside the numbers.
    head, foot, side = 44.0, 38.0, 56.0

    def __init__(self, lab: LabFigure[Run]) -> None:
        title, ticks = lab.texts("network.map.title"), (-6, -3, 0, 3, 6)
        super().__init__(lab, -6, 6, ticks, title, reading=self._say)
        self.points = self._point_artists()
        # What is read stands over the points.
        lab.live.remove(self.reading)
        lab.moving(self.reading)
        self._problem: tuple[Problem | None, bool] | None = None
        self._written: object = self
        self._legend: Any = None
        self._rect = Rect(0.0, 0.0, 100.0, 100.0)

    def layout(self, rect: Rect) -> None:
        self._rect = rect
        super().layout(rect)
        if self.scale is not None and self.values.ndim == 3:
            # The legend says it.
            self.scale.show(False)

    def update(self, values: Array, discretize: bool = False) -> None:
        others = values.ndim != self.values.ndim
        super().update(values, discretize)
        if others:
            self.layout(self._rect)

    def _say(self, x: float, y: float, value: Array) -> str:
        """Return what is written for a point: the output there, or the most likely class."""
        problem = self._problem and self._problem[0]
        at = np.array([(x, y)]) if problem is None else problem.frame.out_of(np.array([(x, y)]))
        place = "({}, {})".format(*(_number(number) for number in at[0]))
        if np.ndim(value) == 0:
            is_probability = problem is not None and problem.output == "sigmoid"
            return (
                f"{place}  {fixed((float(value) + 1) / 2 if is_probability else float(value), 3)}"
            )
        best = int(value.argmax())
        names = problem.classes if problem is not None else ()
        # A dollar sign in a name begins no mathematics.
        name = short_name(names[best]).replace("$", "") if best < len(names) else ""
        return f"{place}  {name} {percent(float(value[best]))}"

    def _point_artists(self) -> dict[tuple[bool, int], Line2D]:
        """Return one artist for each (training, colour); test points have a strong rim."""
        theme = self.drawing.theme
        classes = theme.classes
        values = np.linspace(-1, 1, POINT_SHADES)
        shades = self.colors.numbers(values)[:, :3] / 255
        artists = {}
        for number, color in enumerate([*classes, *[to_hex(shade) for shade in shades]]):
            for training in (False, True):
                (line,) = self.axes.plot(
                    [],
                    [],
                    ls="",
                    marker=MARKERS[number] if number < len(classes) else "o",
                    ms=4.6,
                    mew=0.7,
                    mfc=color,
                    mec=theme.background if training else theme.text,
                )
                if number >= len(classes):
                    # A number to predict comes with three times as many points.
                    line.set_markersize(3.6)
                    line.set_markeredgewidth(0.4 if training else 0.7)
                    if training:
                        line.set_markeredgecolor(theme.muted)
                artists[training, number] = self.drawing.moving(line)
        return artists

    def show_problem(self, problem: Problem | None, show_test: bool) -> bool:
        """Show the points; ``True`` if ticks or legend changed and a full draw is needed."""
        before = self._problem
        if before is not None and before[0] is problem and before[1] == show_test:
            return False
        self._problem = (problem, show_test)
        for (training, number), artist in self.points.items():
            X = self._points_of(problem, training, number)
            artist.set_visible(len(X) > 0 and (training or show_test))
            artist.set_data(X[:, 0], X[:, 1])
        written = problem and (
            problem.kind,
            problem.classes,
            problem.columns,
            problem.frame,
            problem.span,
        )
        if written == self._written:
            return False
        self._written = written
        self._write_axes(problem)
        return True

    def _points_of(self, problem: Problem | None, training: bool, number: int) -> Any:
        if problem is None:
            return np.zeros((0, 2))
        X, T = (problem.X_train, problem.T_train) if training else (problem.X_test, problem.T_test)
        if problem.kind == "regression":
            shade = np.round((np.clip(T[:, 0], -1, 1) + 1) / 2 * (POINT_SHADES - 1))
            return X[shade + len(self.drawing.theme.classes) == number]
        return X[problem.class_numbers(T) == number]

    def _write_axes(self, problem: Problem | None) -> None:
        """Write the ticks in the units of the data, the columns and the classes."""
        ticks = np.array([-6, -3, 0, 3, 6])
        columns = problem.columns if problem is not None else ("", "", "")
        corners = np.array([[-6.0, -6.0], [6.0, 6.0]])
        if problem is not None:
            corners = problem.frame.out_of(corners)
        for axis, low, high in zip((self.axes.xaxis, self.axes.yaxis), *corners, strict=True):
            axis.set_ticks(ticks, [_number(value) for value in np.linspace(low, high, len(ticks))])
        # Names out of a stranger's file: long perhaps, and a dollar sign is just that.
        looks: Any = {
            "size": SMALL,
            "color": self.drawing.theme.muted,
            "labelpad": 2,
            "parse_math": False,
        }
        self.axes.set_xlabel(short_name(columns[0], 40), **looks)
        self.axes.set_ylabel(short_name(columns[1], 40), **looks)
        self._write_legend(problem)

    def _write_legend(self, problem: Problem | None) -> None:
        if self._legend is not None:
            self._legend.remove()
        kind = problem.kind if problem is not None else "two"
        if kind == "regression" and problem is not None:
            numbers = [len(self.points) // 2 - 1, len(self.drawing.theme.classes)]
            names = [_number(value) for value in problem.span[::-1]]
        else:
            numbers = list(range(problem.n_classes if problem is not None else 2))
            names = list(problem.classes) if problem is not None and problem.classes else []
            names = names or ["+1", "−1", ""]
        handles = [
            Line2D(
                [],
                [],
                ls="",
                marker=self.points[True, n].get_marker(),
                ms=5,
                color=self.points[True, n].get_markerfacecolor(),
            )
            for n in numbers
        ]
        self._legend = self.axes.legend(
            handles,
            [str(n) for n in numbers],
            ncol=3,
            loc="lower right",
            bbox_to_anchor=(1.0, 1.0),
            frameon=False,
            fontsize=SMALL,
            labelcolor=self.drawing.theme.muted,
            handletextpad=0.0,
            columnspacing=0.7,
            borderaxespad=0.1,
            borderpad=0.1,
        )
        # A legend would read mathematics into names, and leave out those that begin with "_".
        for text, name in zip(self._legend.get_texts(), names, strict=False):
            text.set_parse_math(False)
            text.set_text(short_name(name))


def _number(value: float) -> str:
    return significant(value, 3)
