"""One optimizer in the race: its walk, and what is known about every place of it."""

import math

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.descent.landscapes import Landscape
from acttutor.core.descent.trajectory import Trajectory
from acttutor.core.optim.step_parts import carried, change, memory_after
from acttutor.labs.descent2d.hyperparameters import Hyper

#: So near to a minimum, as a share of half the picture, counts as arrived; and near a saddle.
ARRIVED, AT_SADDLE = 0.02, 0.03


class OptimizerTrajectory:
    """A walk with its heights and distances, each computed once.

    Args:
        optimizer: its id.
        land: what is walked on.
        start: the first place.
        hyper: the parameters of the optimizer.
    """

    def __init__(
        self, optimizer: str, land: Landscape, start: tuple[float, float], hyper: Hyper
    ) -> None:
        self.id, self.land, self.hyper = optimizer, land, hyper
        self._walk = Trajectory(land, optimizer, start, hyper.lr, hyper.params(optimizer))
        self._points = np.zeros((256, 2))
        self._heights = np.zeros(256)
        self._away = np.zeros(256)
        self._known = 0
        self._learn()

    def _learn(self) -> None:
        """Note what is new."""
        new = self._walk.points[self._known :]
        count = self._known + len(new)
        if not new:
            return
        while count > len(self._points):
            self._points = np.concatenate((self._points, np.zeros_like(self._points)))
            self._heights = np.concatenate((self._heights, np.zeros_like(self._heights)))
            self._away = np.concatenate((self._away, np.zeros_like(self._away)))
        part = slice(self._known, count)
        self._points[part] = new
        x, y = self._points[part].T
        with np.errstate(all="ignore"):
            self._heights[part] = self.land.f(x, y) - self.land.lowest
            self._away[part] = np.min([np.hypot(x - a, y - b) for a, b in self.land.minima], axis=0)
        self._known = count

    def go_to(self, k: int) -> None:
        """Be at step k, or where the walk has ended before that."""
        if k > self._walk.k:
            self._walk.step(k - self._walk.k)
        elif k < self._walk.k:
            self._walk.back_to(k)
            self._known = min(self._known, k)
        self._learn()

    # -- where it is ---------------------------------------------------------------------------

    @property
    def k(self) -> int:
        """The number of steps taken."""
        return self._walk.k

    @property
    def points(self) -> Array:
        """The places from the start to the present one, shape (k + 1, 2)."""
        return self._points[: self.k + 1]

    @property
    def heights(self) -> Array:
        """How far above the lowest value f is at each place, shape (k + 1,)."""
        return self._heights[: self.k + 1]

    @property
    def here(self) -> tuple[float, float]:
        """The present place."""
        return self._walk.here

    @property
    def next(self) -> tuple[float, float]:
        """The place after the next step."""
        return self._walk.next

    @property
    def value(self) -> float:
        """f at the present place."""
        return float(self._heights[self.k] + self.land.lowest)

    @property
    def gradient(self) -> tuple[float, float]:
        """The gradient that the next step is made with."""
        gx, gy = self.land.gradient(*self.here, self.k)
        return float(gx), float(gy)

    @property
    def gradient_size(self) -> float:
        """How long the gradient of f is at the present place."""
        return math.hypot(*(float(slope) for slope in self.land.df(*self.here)))

    @property
    def remembered(self) -> dict[str, tuple[float, float]]:
        """What the optimizer remembers in the next step, by its symbol; see its rule."""
        rows = memory_after(
            self.id, self._walk.memory, self.hyper.params(self.id), np.array(self.gradient)
        )
        return {symbol: (float(row[0]), float(row[1])) for symbol, row in rows.items()}

    @property
    def change(self) -> tuple[float, float]:
        """The next step, also where it is too short to move the place."""
        step = change(
            self.id,
            self._walk.memory,
            self.hyper.params(self.id),
            np.array(self.gradient),
            self.hyper.lr,
        )
        return float(step[0]), float(step[1])

    @property
    def velocity(self) -> tuple[float, float]:
        """The part of the next step that earlier gradients cause."""
        if self.diverged:
            return 0.0, 0.0
        part = carried(
            self.id,
            self._walk.memory,
            self.hyper.params(self.id),
            np.array(self.gradient),
            self.hyper.lr,
        )
        return float(part[0]), float(part[1])

    # -- how it fares --------------------------------------------------------------------------

    @property
    def diverged(self) -> bool:
        """Whether the numbers became too large."""
        return self._walk.diverged

    @property
    def outside(self) -> bool:
        """Whether the present place is outside the picture."""
        (x, y), (a, b) = self.here, self.land.centre
        return max(abs(x - a), abs(y - b)) > self.land.half

    @property
    def arrival(self) -> int | None:
        """The step since which a minimum is close; ``None`` if it is not."""
        far = self._away[: self.k + 1] > ARRIVED * self.land.half
        if far[-1]:
            return None
        return int(len(far) - np.argmax(far[::-1])) if far.any() else 0

    @property
    def at_saddle(self) -> bool:
        """Whether a saddle is close."""
        x, y = self.here
        near = AT_SADDLE * self.land.half
        return any(math.hypot(x - a, y - b) < near for a, b in self.land.saddles)

    @property
    def state(self) -> str:
        """How it fares: "diverged", "outside", "arrived", "saddle" or "on_its_way"."""
        if self.diverged:
            return "diverged"
        if self.outside:
            return "outside"
        if self.arrival is not None:
            return "arrived"
        return "saddle" if self.at_saddle else "on_its_way"

    @property
    def goal(self) -> tuple[float, float] | None:
        """The minimum that it has arrived at."""
        return None if self.arrival is None else self.land.nearest_minimum(*self.here)
