"""What part of the plane is shown: wide enough for the walk, in rounded steps, moved gently."""

import math
from collections.abc import Sequence

from acttutor.labs.descent.run import Run
from acttutor.plots.epochs import View

#: Half the width of the view at rest, and the least height above the lower edge of the parabola.
LEAST_HALF, LEAST_TOP = 5.0, 6.0
#: The plateau is only 2 high.
LEAST_TOPS = {"plateau": 3.0}
#: Room beside the outermost point, and below the parabola, as shares of the view.
MARGIN, FOOT = 1.12, 0.28
#: The view grows by these factors, not with every step.
GROWTH_X, GROWTH_Y = math.sqrt(2), 1.5
#: Share of the way to its goal that a view makes in a frame, and when it is there.
PACE, NEAR = 0.22, 0.005


class Glide:
    """Numbers that come nearer to where they should be from frame to frame."""

    def __init__(self) -> None:
        self.now: tuple[float, ...] = ()

    def towards(self, goal: Sequence[float]) -> bool:
        """Make a share of the way, the first time all of it; ``True`` if there is some left."""
        before = self.now or tuple(goal)
        self.now = tuple(
            aim if abs(aim - now) < NEAR * (1 + abs(aim)) else now + PACE * (aim - now)
            for now, aim in zip(before, goal, strict=True)
        )
        return self.now != tuple(goal)


class MovingView:
    """What the axes of the curve show."""

    def __init__(self) -> None:
        #: How often width and height have grown, and the lower edge of the parabola.
        self._glide = Glide()
        self._least = LEAST_TOP
        #: While something is dragged the view stays, or it would run away from the pointer.
        self.held = False

    def follow(self, run: Run) -> bool:
        """Come nearer to what shows start, point and next point; ``True`` if not there yet."""
        if self.held:
            return False
        trajectory = run.trajectory
        places = [trajectory.u[0], trajectory.u[-1]]
        if not run.stuck:
            places.append(trajectory.ahead(run.settings.lr))
        # The parabola stands in the middle; the other curves have theirs at 0.
        middle = trajectory.a if run.curve is None else 0.0
        half = max(abs(trajectory.a + u - middle) for u in places) * MARGIN
        half = max(half, abs(trajectory.a - middle) + 2.0)
        base = min(trajectory.b, 0.0)
        top = (max(trajectory.height(u) for u in places) - base) * MARGIN
        self._least = LEAST_TOPS.get(run.settings.function, LEAST_TOP)
        grown = (_times(half / LEAST_HALF, GROWTH_X), _times(top / self._least, GROWTH_Y))
        return self._glide.towards((*grown, base, middle))

    @property
    def foot(self) -> float:
        """The height on which the parabola stands, or 0 if that is lower."""
        return self._glide.now[2] if self._glide.now else 0.0

    def limits(self) -> View:
        """Return the limits along x and along y."""
        wider, higher, foot, middle = self._glide.now
        half, top = LEAST_HALF * GROWTH_X**wider, self._least * GROWTH_Y**higher
        return View((middle - half, middle + half), (foot - FOOT * top, foot + top))


def _times(share: float, growth: float) -> int:
    """Return how often 1 has to grow until it is not below ``share``."""
    return math.ceil(math.log(max(share, 1.0)) / math.log(growth) - 1e-9)
