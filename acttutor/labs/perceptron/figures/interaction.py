"""What the pointer does in the maps: points are moved, added, taken away and change their class."""

import math
from collections.abc import Callable
from functools import partial

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.perceptron.figures.map import UnitMap, foot_of
from acttutor.labs.perceptron.run import Run
from acttutor.labs.perceptron.samples import HIGH, LOW, MOST, Sample, snapped
from acttutor.labs.perceptron.state import LARGEST_WEIGHT
from acttutor.plots.crosshair import Crosshair
from acttutor.plots.handles import Amount, Handle
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
        self._cross = Crosshair(lab, "place")

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
        count = len(self.lab.run.problem.samples)
        if self._add_at(*self._place(event)):
            # The new point is held, so that it can still be put right.
            self.held, self._moved = count, True

    def _add_at(self, x: float, y: float) -> bool:
        """Add a point, if there may be another one."""
        samples = self.lab.run.problem.samples
        if len(samples) >= MOST:
            self._too_many()
            return False
        added = (snapped(x), snapped(y), int(self.lab.run.settings.pen))
        self._set((*samples, added))
        return True

    def remove(self, event: LocationEvent) -> bool:
        """Take the point under the pointer away; the last one stays."""
        index = self.target(event)
        if isinstance(index, int):
            self.held = None
            self._take_away(index)
        return False

    def _take_away(self, index: int) -> None:
        samples = self.lab.run.problem.samples
        if len(samples) > 1:
            self._set(samples[:index] + samples[index + 1 :])

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
        samples = self.lab.run.problem.samples
        if not isinstance(self.held, int):
            self._turn(x, y)
        elif self.held < len(samples):
            self._move_to(self.held, x, y)

    def _move_to(self, index: int, x: float, y: float) -> None:
        samples = list(self.lab.run.problem.samples)
        samples[index] = (snapped(x), snapped(y), samples[index][2])
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
            self._flip(held)
        return held is not None

    def _flip(self, index: int) -> None:
        """Give a point the other class."""
        samples = self.lab.run.problem.samples
        x, y, t = samples[index]
        self._set((*samples[:index], (x, y, 1 - t), *samples[index + 1 :]))

    # -- the same without a pointer ------------------------------------------------------------

    def handles(self) -> list[Handle]:
        """Return the points, the arrow of w, the line, and the place of another point."""
        lab, part = self.lab, self.maps[0]
        texts, found = lab.texts, []
        for index, (x, y, t) in enumerate(lab.run.problem.samples):
            amounts = (
                Amount(x, LOW, HIGH, 0.1, name="x₁"),
                Amount(y, LOW, HIGH, 0.1, name="x₂"),
            )
            found.append(
                Handle(
                    f"point {index}",
                    lab.around(part.axes, x, y, 12.0),
                    texts("perceptron.handles.point", number=index + 1, target=t),
                    amounts,
                    partial(self._move_to, index),
                    partial(self._flip, index),
                    partial(self._take_away, index),
                )
            )
        name = texts("perceptron.handles.add")
        return [*found, *self._weights(part), self._cross.handle(part.axes, name, self._add_at)]

    def _weights(self, part: UnitMap) -> list[Handle]:
        """Return the handles of w at its tip, and of b where the line is."""
        b, w1, w2 = self.lab.run.state.w
        tip, foot = part.tip_of((b, w1, w2)), foot_of((b, w1, w2))
        bounds = (-LARGEST_WEIGHT, LARGEST_WEIGHT, 0.1)
        if tip is None or foot is None:
            return []

        def turn(w1: float, w2: float) -> None:
            # The line stays at its foot.
            self.lab.change(w0=(-w1 * foot[0] - w2 * foot[1], w1, w2))

        weights = (Amount(w1, *bounds, name="w₁"), Amount(w2, *bounds, name="w₂"))
        return [
            Handle("w", self.lab.around(part.axes, *tip, 12.0), "w", weights, turn),
            Handle(
                "b",
                self.lab.around(part.axes, *foot, 10.0),
                "b",
                (Amount(b, *bounds),),
                lambda b: self.lab.change(w0=(b, w1, w2)),
            ),
        ]
