"""The time of a training on the chart of its losses: visited by dragging, and runs kept there."""

from collections.abc import Callable

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.core.arrays import Array
from acttutor.labs.network.figures.plane.map import GRID, GRID_POINTS, ProblemMap
from acttutor.labs.network.model.factory import expanded
from acttutor.labs.network.run import Run
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.buttons import PAD, Buttons
from acttutor.plots.parts.charts.line_chart import Curve, LineChart, joined
from acttutor.plots.parts.decision_map import zero_lines
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: Height of the button that keeps a run.
HIGH = 19.0
#: The least width of the chart for words in full.
ROOMY = 300.0
#: Points of a grey line at most.
MOST_SEEN = 400


class Course:
    """The moment that is visited, and the boundary of a run that is kept.

    Args:
        lab: the figure.
        chart: the chart of the losses.
        map_: the decision map.
        visit: visits an epoch.
    """

    def __init__(
        self,
        lab: LabFigure[Run],
        chart: LineChart,
        map_: ProblemMap,
        visit: Callable[[int], None],
    ) -> None:
        self._lab, self._chart, self._map, self._visit = lab, chart, map_, visit
        theme = lab.theme
        self.moment = lab.moving(chart.axes.axvline(0, color=theme.accent, lw=2.0))
        (self.dot,) = chart.axes.plot([], [], "o", color=theme.accent, ms=6)
        lab.moving(self.dot)
        (self.boundary,) = map_.axes.plot([], [], color=theme.muted, lw=1.3, ls=(0, (4, 2)))
        lab.moving(self.boundary)
        self.buttons = Buttons(lab, 1, rests=True)
        self.buttons.size = SMALL
        #: Whether the pointer holds the moment.
        self.held = False
        self._drawn: object = None
        self._shown: object = None

    def layout(self) -> None:
        """Put the button to the right end of the title of the chart."""
        rect = self._lab.place_of(self._chart.axes)
        wide = self._lab.width_of(self._name(), SMALL) + 2 * PAD
        left = rect.right - wide - 1
        self.buttons.layout(Rect(left, rect.top - HIGH - 4, wide + 2, HIGH))
        if not self._lab.printed:
            self._chart.heading.end_at(left - 6)

    def _name(self) -> str:
        ghost = self._lab.run.ghost
        key = "unpin" if ghost is not None and ghost.pinned else "pin"
        narrow = self._lab.place_of(self._chart.axes).width < ROOMY
        return self._lab.texts(f"network.losses.{key}{'_short' if narrow else ''}")

    def other_runs(self) -> Curve:
        """Return the losses of a run that is kept, and those after the moment that is visited."""
        run, curves = self._lab.run, []
        if run.ghost is not None:
            curves.append(_thinned(run.ghost.epochs, run.ghost.losses))
        if run.timeline.head is not None:
            rest = run.timeline.head.losses
            later = rest.epochs >= run.epoch
            curves.append(_thinned(rest.epochs[later], rest.of("train")[later]))
        return joined(sorted(curves, key=lambda curve: float(curve.x[-1])))

    def update(self) -> None:
        """Show the moment that is visited, and what can be done with this run."""
        run = self._lab.run
        visiting = run.timeline.head is not None
        self.moment.set_visible(visiting)
        self.dot.set_visible(visiting)
        if visiting:
            self.moment.set_xdata([run.epoch, run.epoch])
            self.dot.set_data([run.epoch], [run.losses.of("train")[-1]])
        if self._lab.printed:
            return
        name = self._name() if run.trainer is not None else ""
        shown = (name, self.buttons.hovered, self._lab.place_of(self._chart.axes))
        if shown != self._shown:
            self._shown = shown
            self.layout()
            self.buttons.update([name] if name else [])

    def show_boundary(self) -> None:
        """Show where a run that is kept has its boundary, on the same data."""
        ghost, problem = self._lab.run.ghost, self._lab.run.problem
        if self._drawn is ghost and (ghost is None or ghost.problem is problem):
            return
        self._drawn = ghost
        fits = ghost is not None and ghost.problem is problem and problem.kind == "two"
        self.boundary.set_visible(fits)
        if ghost is not None and fits and problem is not None:
            outputs = ghost.network.forward(expanded(GRID_POINTS, ghost.features))
            values = np.nan_to_num(problem.shades(outputs)).reshape(GRID, GRID)
            self.boundary.set_data(*zero_lines([values], self._map.low, self._map.high))

    # -- the pointer ---------------------------------------------------------------------------

    def press(self, event: MouseEvent) -> bool:
        """Visit the moment that was clicked; whether it was one."""
        if event.button != 1 or event.inaxes is not self._chart.axes:
            return False
        self.held = True
        self.drag(event)
        return True

    def drag(self, event: MouseEvent) -> None:
        """Visit the moment under the pointer."""
        x, _ = self._chart.axes.transData.inverted().transform((event.x, event.y))
        self._visit(min(max(round(float(x)), 0), self._lab.run.last_epoch))

    def presses_pin(self, event: MouseEvent) -> bool:
        """Whether the button that keeps a run was clicked."""
        return event.button == 1 and self.buttons.button_at(event) is not None

    def point_at(self, event: MouseEvent | LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        return self.buttons.point_at(event)

    def handles(self, pin: Callable[[], object]) -> list[Handle]:
        """Return the button for those who use no pointer."""
        return [Handle("pin", place, self._name(), press=pin) for place in self.buttons.places]


def _thinned(epochs: Array, losses: Array) -> Curve:
    """Return a curve with no more points than are seen."""
    kept = np.unique(np.linspace(0, len(epochs) - 1, min(len(epochs), MOST_SEEN)).astype(int))
    return Curve(epochs[kept], losses[kept])
