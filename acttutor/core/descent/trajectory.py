"""Walks of the optimizers over a landscape, step by step and back again."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from acttutor.core.checks import check_number
from acttutor.core.descent.landscapes import Landscape, Point
from acttutor.core.optim.optimizers import make_optimizer

#: Beyond this, a walk has diverged and ends.
LIMIT = 1e6
#: Steps between two memories of the optimizer that are kept for stepping back.
STRIDE = 64


class Trajectory:
    """The places that one optimizer visits, the next one always included.

    Args:
        landscape: what to walk on.
        optimizer: id of `acttutor.core.optim.optimizers.OPTIMIZERS`.
        start: the first place.
        lr: learning rate.
        params: the other parameters of the optimizer, by name.

    Raises:
        ValueError: unknown optimizer, or a parameter that it does not take.
    """

    def __init__(
        self,
        landscape: Landscape,
        optimizer: str,
        start: Point,
        lr: float,
        params: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self.landscape, self.optimizer, self.lr = landscape, optimizer, check_number("lr", lr)
        self.params = dict(params)
        self._rule = make_optimizer(optimizer, 2, params)
        self._x = np.array(start, dtype=np.float64)
        #: The places 0 … k + 1, or 0 … k if the walk has diverged.
        self.points: list[Point] = [(float(start[0]), float(start[1]))]
        #: The number of steps taken.
        self.k = 0
        #: The memory of the optimizer before every `STRIDE`-th step.
        self._memories: list[Any] = []
        #: Its memory before the step from the present place, see `acttutor.core.optim.step_parts`.
        self.memory: Any = None
        self._ended = False
        self._look_ahead()

    @property
    def diverged(self) -> bool:
        """Whether the walk has ended at the present place."""
        return self._ended and self.k == len(self.points) - 1

    @property
    def here(self) -> Point:
        """The present place."""
        return self.points[self.k]

    @property
    def next(self) -> Point:
        """The place after the next step; the present one if the walk has ended."""
        return self.points[-1]

    def step(self, steps: int = 1) -> None:
        """Go on, unless the walk has diverged."""
        self.k += steps
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Find the places up to k + 1, in one loop: whole walks are found again and again."""
        rule, x, lr = self._rule, self._x, self.lr
        scale = float(rule.gradient_scale(lr))
        gradient, slopes, points = self.landscape.gradient, np.zeros(2), self.points
        with np.errstate(all="ignore"):
            for k in range(len(points) - 1, self.k + 1):
                if self._ended:
                    break
                if k % STRIDE == 0:
                    self._memories.append(rule.state())
                if k == self.k:
                    self.memory = rule.state()
                gx, gy = gradient(*points[-1], k)
                slopes[0], slopes[1] = gx * scale, gy * scale
                rule.update(x, slopes, lr)
                px, py = x.tolist()
                # A place that is none, because it is infinite or nan, is not kept.
                if math.isfinite(px) and math.isfinite(py):
                    points.append((px, py))
                self._ended = not (abs(px) < LIMIT and abs(py) < LIMIT)
        self.k = min(self.k, len(points) - 1)

    def back_to(self, k: int) -> None:
        """Return to an earlier step, with the memory that the optimizer had there."""
        if k >= self.k:
            return
        mark = k // STRIDE
        self._rule.restore(self._memories[mark])
        del self._memories[mark:], self.points[mark * STRIDE + 1 :]
        self._x[:] = self.points[-1]
        self._ended = False
        self.k = k
        self._look_ahead()
