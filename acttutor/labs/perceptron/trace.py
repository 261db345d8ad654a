"""How mistakes and loss went on, thinned as it gets longer."""

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

#: Points kept; then every second one is given up.
MOST = 800

Array = npt.NDArray[np.float64]


class Trace:
    """Numbers of mistakes and losses after ascending numbers of samples.

    The first point and the latest one are always there; the others are ``stride`` apart.
    """

    def __init__(self) -> None:
        self.stride = 1
        self.rows: list[tuple[int, int, float]] = []

    def add(self, k: int, mistakes: int, loss: float) -> None:
        """Add a point behind all others."""
        # The one before was only there as the latest.
        if len(self.rows) > 1 and self.rows[-1][0] < self.rows[-2][0] + self.stride:
            self.rows.pop()
        self.rows.append((k, mistakes, loss))
        if len(self.rows) > MOST:
            self.stride *= 2
            self.rows = [*self.rows[:-1:2], self.rows[-1]]

    def cut(self, k: int, mistakes: int, loss: float) -> None:
        """Go back to ``k`` samples."""
        while self.rows and self.rows[-1][0] >= k:
            self.rows.pop()
        self.rows.append((k, mistakes, loss))

    def columns(self) -> tuple[Array, Array, Array]:
        """Return samples, mistakes and losses, each of shape (points,)."""
        k, mistakes, losses = np.array(self.rows, dtype=float).T
        return k, mistakes, losses

    def load(self, stride: Any, rows: Any) -> None:
        """Take over what was kept of another trace.

        Raises:
            ValueError: if it is not one.
        """
        clean = [(int(k), int(mistakes), float(loss)) for k, mistakes, loss in rows]
        ascending = all(a[0] < b[0] for a, b in pairwise(clean))
        if not clean or len(clean) > MOST or not ascending or int(stride) < 1:
            raise ValueError("trace: not ascending, empty or too long")
        self.stride, self.rows = int(stride), clean
