"""What part of the plane is shown: wide enough for the walk, in rounded steps, moved gently."""

import math

from acttutor.labs.descent.run import Run
from acttutor.plots.log_axis import rounded_up

#: Half the width of the view at rest, and the least height above the lower edge of the parabola.
LEAST_HALF, LEAST_TOP = 5.0, 6.0
#: The plateau is only 2 high.
LEAST_TOPS = {"plateau": 3.0}
#: Room beside the outermost point, and below the parabola, as shares of the view.
MARGIN, FOOT = 1.12, 0.28
#: The view grows by these factors, not with every step.
GROWTH_X, GROWTH_Y = math.sqrt(2), 1.5
#: Share of the way to its goal that the view makes in a frame, and when it is there.
PACE, NEAR = 0.22, 0.004


class View:
    """The limits of the axes of the curve."""

    def __init__(self) -> None:
        self._half = self._top = 0.0
        self._foot = 0.0
        #: While something is dragged the view stays, or it would run away from the pointer.
        self.held = False

    def _goal(self, run: Run) -> tuple[float, float, float]:
        """Return half the width, height and lower edge that show start, point and next point."""
        trajectory = run.trajectory
        places = [trajectory.u[0], trajectory.u[-1]]
        if not run.stuck:
            places.append(trajectory.ahead(run.settings.lr))
        half = max(abs(trajectory.a + u) for u in places) * MARGIN
        half = rounded_up(max(half, abs(trajectory.a) + 2.0), LEAST_HALF, GROWTH_X)
        base = min(trajectory.b, 0.0)
        top = max(trajectory.height(u) for u in places) - base
        least = LEAST_TOPS.get(run.settings.function, LEAST_TOP)
        top = rounded_up(top * MARGIN, least, GROWTH_Y)
        return half, top, base

    def follow(self, run: Run) -> bool:
        """Come nearer to what should be shown; ``True`` if it is not reached yet."""
        half, top, base = self._goal(run)
        if not self._half:
            self._half, self._top, self._foot = half, top, base
            return False
        if self.held:
            return False
        self._half = _nearer(self._half, half)
        self._top = _nearer(self._top, top)
        away = base - self._foot
        self._foot = base if abs(away) < 0.02 else self._foot + away * PACE
        return (self._half, self._top, self._foot) != (half, top, base)

    @property
    def foot(self) -> float:
        """The height on which the parabola stands, or 0 if that is lower."""
        return self._foot

    def limits(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the limits along x and along y."""
        low, high = self._foot - FOOT * self._top, self._foot + self._top
        return (-self._half, self._half), (low, high)


def _nearer(value: float, goal: float) -> float:
    """Return ``value`` moved towards ``goal``, by equal factors in equal times."""
    away = math.log(goal / value)
    return goal if abs(away) < NEAR else value * math.exp(away * PACE)
