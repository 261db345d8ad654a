"""The point on the map that is sent through the network: dropped, dragged and let go."""

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.labs.network.figures.plane.map import ProblemMap
from acttutor.labs.network.run import Run
from acttutor.plots.lab_figure import LabFigure

#: How near to a training point the probe is put onto it, and to the probe the pointer takes hold of
#: it, in logical pixels.
SNAP, HOLD = 6.0, 10.0


class Probe:
    """A hand on the pinned point.

    Args:
        lab: the figure.
        map_: the map that it lies on.
    """

    def __init__(self, lab: LabFigure[Run], map_: ProblemMap) -> None:
        self._lab, self._map = lab, map_
        #: Whether the pointer holds it.
        self.held = False
        self._moved = False

    def is_under(self, event: MouseEvent) -> bool:
        """Whether the pointer is over the probe."""
        if not self._map.pin.get_visible():
            return False
        place = self._map.axes.transData.transform(np.ravel(np.asarray(self._map.pin.get_data())))
        return bool(np.hypot(*(place - (event.x, event.y))) <= HOLD * self._lab.scale)

    def take(self, event: MouseEvent, x: float, y: float) -> None:
        """Take hold of the probe, or drop it at a place of the square."""
        self.held, self._moved = True, not self.is_under(event)
        if self._moved:
            self.put(x, y)

    def drag(self, event: MouseEvent) -> None:
        """Follow the pointer."""
        inverse = self._map.axes.transData.inverted()
        x, y = np.clip(inverse.transform((event.x, event.y)), self._map.low, self._map.high)
        self._moved = True
        self.put(float(x), float(y))

    def let_go(self) -> None:
        """End a drag; a click on the probe takes it away."""
        held, self.held = self.held, False
        if held and not self._moved:
            self._lab.change(pinned=())

    def put(self, x: float, y: float) -> None:
        """Put the probe to a place in the square, or onto the training point that is there."""
        problem = self._lab.run.problem
        if problem is None:
            return
        at, points = np.array([x, y]), problem.X_train
        pixels = self._map.axes.transData.transform(np.vstack([at, points]))
        far = np.hypot(*(pixels[1:] - pixels[0]).T)
        if far.min() <= SNAP * self._lab.scale:
            at = points[int(far.argmin())]
        self._lab.change(pinned=tuple(map(float, problem.frame.out_of(at))))
