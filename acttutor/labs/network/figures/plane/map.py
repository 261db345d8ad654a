"""The decision map: what the network, or one unit of it, says at every place of the plane."""

import numpy as np
import numpy.typing as npt
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from acttutor.base.numbers.numerals import percent
from acttutor.core.arrays import Array
from acttutor.core.engine.evaluator import Evaluator
from acttutor.labs.network.figures.net.units import number_near, ticks
from acttutor.labs.network.figures.plane.points import DataPoints
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.data.table import WHOLE
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.names import plain_name, short_name
from acttutor.labs.network.run import Run
from acttutor.labs.network.words import class_names
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.decision_map import DecisionMap, MapGrid
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL, Looks

#: The web playground evaluates its maps on a grid of 100 × 100 points.
GRID = 100
GRID_POINTS = MapGrid(-6.0, 6.0, GRID).points
#: The longest name in a reading, in narrow letters.
NAME = 14

Maps = list[npt.NDArray[np.floating]]


class MapSource:
    """The outputs of all units on the grid, computed once for each frame.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self._lab = lab
        self._network: object = None
        self.layers: Maps = []
        #: What the maps were computed for, and which of them was asked for last.
        self._parameters: Array = np.zeros(0)
        self._problem: Problem | None = None
        self._chosen: tuple[Spot | None, Array] | None = None

    def update(self) -> None:
        """Compute the maps of the network as it is now; ``layers[0]`` are the inputs."""
        run = self._lab.run
        same = run.network is self._network and run.problem is self._problem
        if same and np.array_equal(run.network.parameters, self._parameters, equal_nan=True):
            return
        self._parameters, self._problem = run.network.parameters.copy(), run.problem
        self._chosen = None
        if run.network is not self._network:
            self._network = run.network
            self._evaluator = Evaluator(run.network, run.feature_grid(GRID_POINTS))
        maps = list(self._evaluator.maps())
        if run.problem is not None:
            maps[-1] = run.problem.shades(maps[-1])
        self.layers = [values.reshape(-1, GRID, GRID) for values in (self._evaluator.inputs, *maps)]

    def values(self, unit: Spot | None) -> Array:
        """Return the map of a unit, or of the output; the same array as long as it is the same."""
        if self._chosen is None or self._chosen[0] != unit:
            output = self.layers[-1] if len(self.layers[-1]) > 1 else self.layers[-1][0]
            self._chosen = unit, output if unit is None else self.layers[unit.layer][unit.unit]
        return self._chosen[1]


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
        # Beside long numbers there would be no room for it.
        self.y_name = lab.write("", SMALL, lab.theme.muted, parse_math=False)
        self.data = DataPoints(lab, self.axes, self.colors)
        text = lab.theme.text
        (self.pin,) = self.axes.plot([], [], ls="", marker="o", ms=9, mew=1.8, mfc="none", mec=text)
        lab.moving(self.pin)
        self.pin_text = lab.label(self.axes, text, SMALL)
        self.raise_reading()
        self._problem: Problem | None = None
        self._shown_points: object = None
        self._written: object = self
        self._scaled: object = None
        #: Whether the map is that of one unit and not of the whole network.
        self.of_unit = False
        self._legend: Legend | None = None
        self._rect = Rect(0.0, 0.0, 100.0, 100.0)

    def layout(self, rect: Rect) -> None:
        self._rect = rect
        super().layout(rect)
        inner = rect.inside(left=self.side, top=self.head, bottom=self.foot).square()
        self.drawing.put(self.y_name, inner.left - self.side + 12, inner.top - 18)
        if self.scale is not None and self.values.ndim == 3:
            # The legend says it.
            self.scale.show(False)

    def update(self, values: Array, discretize: bool = False) -> None:
        others = values.ndim != self.values.ndim
        super().update(values, discretize)
        if others:
            self.layout(self._rect)

    def show_unit(self, of_unit: bool) -> bool:
        """Say whether one unit is shown; ``True`` if scale or boundary change with it."""
        self.of_unit = of_unit
        problem = self._problem
        is_number = problem is not None and problem.kind == "regression" and not of_unit
        names = ("−1", "+1")
        if problem is not None and not of_unit:
            if is_number:
                low, high = problem.span
                names = (number_near(low, (high - low) / 20), number_near(high, (high - low) / 20))
            elif problem.output == "sigmoid":
                names = ("0", "1")
        if (names, is_number) == self._scaled:
            return False
        self._scaled = names, is_number
        key = "values" if is_number else "title"
        self.title.set_text(self.drawing.texts(f"network.map.{key}"))
        # Of values to predict none is a border between two kinds.
        self.draw_boundary(not is_number)
        if self.scale is not None:
            self.scale.name(*names)
            self.layout(self._rect)
        return True

    def show_pin(self, run: Run) -> None:
        """Mark the point to predict, and write what the network says of it."""
        problem, pinned = run.problem, run.settings.pinned
        shown = problem is not None and len(pinned) == 2
        self.pin.set_visible(shown)
        self.pin_text.set_visible(shown)
        if problem is None or not shown:
            return
        square = problem.frame.into(np.array([pinned]))
        output = problem.shades(run.network.forward(run.feature_grid(square)))[0]
        value = output if problem.kind == "many" else output[0]
        # What lies outside is predicted as well, and stands at the edge.
        x, y = np.clip(square[0], self.low, self.high)
        self.pin.set_data([x], [y])
        self.pin_text.set_text(f"{self.place_text(*square[0])}  {self.value_text(value)}")
        self.put_beside(self.pin_text, float(x), float(y))

    def place_text(self, x: float, y: float) -> str:
        """Return a place of the square in the units of the data."""
        frame = self._problem.frame if self._problem is not None else WHOLE
        at = frame.out_of([x, y])
        steps = (factor / 20 for factor in frame.factor)
        numbers = (number_near(float(v), abs(step)) for v, step in zip(at, steps, strict=True))
        return "({}, {})".format(*numbers)

    def _say(self, x: float, y: float, value: Array) -> str:
        """Return what is written for a point: the place and the output there."""
        said = number_near(float(value), 0.001) if self.of_unit else self.value_text(value)
        return f"{self.place_text(x, y)}  {said}"

    def value_text(self, value: Array) -> str:
        """Return what an output stands for: a number, or a class and how sure it is."""
        problem = self._problem
        if problem is None:
            return number_near(float(value), 0.001)
        if problem.kind == "regression":
            low, high = problem.span
            said = number_near(float(problem.in_units(value)), (high - low) / 400)
            return f"{plain_name(problem.columns[2], NAME)} {said}".strip()
        if problem.kind == "many":
            best = int(value.argmax())
            name = plain_name(class_names(problem)[best], NAME)
            return f"{name} {percent(float(value[best]))}"
        number = float(value)
        name = plain_name(problem.classes[number <= 0], NAME) if problem.classes else ""
        if problem.output == "sigmoid":
            share = (number + 1) / 2
            sure = max(share, 1 - share)
            said = percent(sure) if problem.classes else number_near(share, 0.001)
        else:
            said = number_near(number, 0.001)
        return f"{name} {said}".strip()

    def show_problem(self, problem: Problem | None, show_others: bool) -> bool:
        """Show the points; ``True`` if ticks or legend changed and a full draw is needed.

        Args:
            problem: whose points.
            show_others: whether those that are not learned are shown as well.
        """
        if self._problem is problem and self._shown_points == show_others:
            return False
        self._problem, self._shown_points = problem, show_others
        self.data.update(problem, PARTS if show_others else PARTS[:1])
        written = problem and (
            problem.kind,
            problem.n_outputs,
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

    def _write_axes(self, problem: Problem | None) -> None:
        """Write the ticks in the units of the data, the columns and the classes."""
        columns = problem.columns if problem is not None else ("", "", "")
        frame = problem.frame if problem is not None else WHOLE
        corners = frame.out_of([[-6.0, -6.0], [6.0, 6.0]])
        for k, axis in enumerate((self.axes.xaxis, self.axes.yaxis)):
            low, high = sorted(map(float, corners[:, k]))
            places, names = ticks(low, high)
            points = np.zeros((len(places), 2))
            points[:, k] = places
            axis.set_ticks(frame.into(points)[:, k] if places else [], names)
        # Names out of a stranger's file: long perhaps, and a dollar sign is just that.
        looks: Looks = {
            "size": SMALL,
            "color": self.drawing.theme.muted,
            "labelpad": 2,
            "parse_math": False,
        }
        self.axes.set_xlabel(short_name(columns[0], 40), **looks)
        self.y_name.set_text(short_name(columns[1], 16))
        self._write_legend(problem)

    def _write_legend(self, problem: Problem | None) -> None:
        if self._legend is not None:
            self._legend.remove()
            self._legend = None
        if problem is not None and problem.kind == "regression":
            # The scale says it.
            return
        names = class_names(problem)
        artists = [self.data.artists["train", number] for number in range(len(names))]
        handles = [
            Line2D([], [], ls="", marker=a.get_marker(), ms=5, color=a.get_markerfacecolor())
            for a in artists
        ]
        self._legend = self.axes.legend(
            handles,
            [str(number) for number in range(len(names))],
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
        for text, name in zip(self._legend.get_texts(), names, strict=True):
            text.set_parse_math(False)
            text.set_text(short_name(name))
