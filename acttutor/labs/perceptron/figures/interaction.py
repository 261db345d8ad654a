"""What the pointer does in the maps: points are moved, added, taken away and change their class."""

import math
from collections.abc import Callable

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.perceptron.figures.map import UnitMap, foot_of
from acttutor.labs.perceptron.run import Run
from acttutor.labs.perceptron.samples import MOST, Sample, snapped
from acttutor.plots.lab_figure import LabFigure

#: How near to a point or to the tip of w the pointer takes hold of it, in logical pixels.
REACH = 13.0
#: A pointer that moved less than this has only clicked.
STILL = 3.0


class Hand:
    """Answers the pointer over both maps.

    Args:
        lab: the figure.
        maps: the map of the step unit, and that of the sigmoid unit.
        too_many: called if another point is wanted where there are as many as there may be.
    """

    def __init__(
        self, lab: LabFigure[Run], maps: tuple[UnitMap, UnitMap], too_many: Callable[[], None]
    ) -> None:
        self.lab = lab
        self.maps = maps
        self._too_many = too_many
        #: The point that is held, ``"w"`` for the arrow, or nothing.
        self.held: int | str | None = None
        #: The map in which it was taken hold of.
        self._part = self.maps[0]
        self._pressed_at = (0.0, 0.0)
        self._moved = False

    # -- what is under the pointer -------------------------------------------------------------

    def _nearest(self, event: LocationEvent) -> UnitMap:
        """Return the map in which the pointer is, or the nearest one."""
        left, right = self.maps
        return left if event.x < (left.axes.bbox.x1 + right.axes.bbox.x0) / 2 else right

    def _away(self, part: UnitMap, event: LocationEvent, x: float, y: float) -> float:
        """Return how far the pointer is from a place of a map, in logical pixels."""
        place = part.axes.transData.transform((x, y))
        return math.dist(place, (event.x, event.y)) / self.lab.scale

    def target(self, event: LocationEvent) -> int | str | None:
        """Return what is under the pointer: the index of a point, ``"w"``, or nothing."""
        # A point on the edge may be taken from outside as well.
        part, run = self._nearest(event), self.lab.run
        points = [self._away(part, event, x, y) for x, y, _ in run.problem.samples]
        if min(points) <= REACH:
            return points.index(min(points))
        tip = self.maps[0].tip_of(run.state.w)
        return "w" if tip and self._away(self.maps[0], event, *tip) <= REACH else None

    def cursor(self, event: MouseEvent) -> str:
        """Return the shape of the pointer."""
        if self.held is not None or self.target(event) is not None:
            return "move"
        return "cross" if event.inaxes is self._nearest(event).axes else ""

    # -- what it does --------------------------------------------------------------------------

    def press(self, event: MouseEvent) -> bool:
        """Take hold of a point or of the arrow; otherwise add a point. Button 3 takes one away."""
        if event.button == 3:
            return self.remove(event)
        if event.button != 1:
            return False
        self._pressed_at, self._moved = (event.x, event.y), False
        self._part = self._nearest(event)
        self.held = self.target(event)
        if self.held is None and event.inaxes is self._part.axes:
            self._add(event)
        return False

    def _place(self, event: MouseEvent) -> tuple[float, float]:
        """Return where the pointer is, also outside of the map."""
        x, y = self._part.axes.transData.inverted().transform((event.x, event.y))
        return float(x), float(y)

    def _add(self, event: MouseEvent) -> None:
        samples = self.lab.run.problem.samples
        if len(samples) >= MOST:
            self._too_many()
            return
        x, y = self._place(event)
        added = (snapped(x), snapped(y), int(self.lab.run.settings.pen))
        # The new point is held, so that it can still be put right.
        self.held, self._moved = len(samples), True
        self._set((*samples, added))

    def remove(self, event: LocationEvent) -> bool:
        """Take the point under the pointer away; the last one stays."""
        index = self.target(event)
        samples = self.lab.run.problem.samples
        if isinstance(index, int) and len(samples) > 1:
            self.held = None
            self._set(samples[:index] + samples[index + 1 :])
        return False

    def _set(self, samples: tuple[Sample, ...]) -> None:
        self.lab.change(data="own", points=samples)

    def move(self, event: MouseEvent) -> bool:
        """Drag what is held; ``False`` if nothing is."""
        if self.held is None:
            return False
        if math.dist(self._pressed_at, (event.x, event.y)) > STILL * self.lab.scale:
            self._moved = True
        if self._moved:
            self._drag(event)
        return True

    def _drag(self, event: MouseEvent) -> None:
        x, y = self._place(event)
        samples = list(self.lab.run.problem.samples)
        if not isinstance(self.held, int):
            self._turn(x, y)
        elif self.held < len(samples):
            samples[self.held] = (snapped(x), snapped(y), samples[self.held][2])
            self._set(tuple(samples))

    def _turn(self, x: float, y: float) -> None:
        """Begin anew with a line through the same foot, its arrow towards the pointer."""
        w = self.lab.run.state.w
        foot = foot_of(w)
        if foot is None or math.dist(foot, (x, y)) < 1e-6:
            return
        longer = math.hypot(w[1], w[2]) / math.dist(foot, (x, y))
        w1, w2 = longer * (x - foot[0]), longer * (y - foot[1])
        self.lab.change(w0=(-w1 * foot[0] - w2 * foot[1], w1, w2))

    def release(self, event: MouseEvent) -> bool:
        """Let go; a point that was only clicked changes its class."""
        held, self.held = self.held, None
        samples = self.lab.run.problem.samples
        if isinstance(held, int) and not self._moved and held < len(samples):
            x, y, t = samples[held]
            self._set((*samples[:held], (x, y, 1 - t), *samples[held + 1 :]))
        return held is not None
