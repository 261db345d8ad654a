"""How mistakes and loss went on, thinned as it gets longer."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from acttutor.base.numbers.unchecked import items, real

#: Points kept; then every second one is given up.
MOST = 800
#: Weights within their range lead to none above this.
LARGEST_LOSS = 1e15

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

    def load(self, stride: object, rows: object) -> None:
        """Take over what was kept of another trace.

        Raises:
            ValueError: if it is not one.
        """
        kept: list[tuple[int, int, float]] = []
        for k, mistakes, loss in map(items, items(rows)):
            if type(k) is not int or type(mistakes) is not int or type(loss) not in (int, float):
                raise ValueError("trace.rows: something is no number")
            loss = real(loss)
            if not (0 <= mistakes <= k and 0 <= loss <= LARGEST_LOSS):
                raise ValueError("trace.rows: a number is out of range")
            kept.append((k, mistakes, loss))
        ascending = all(a[0] < b[0] for a, b in pairwise(kept))
        if not kept or len(kept) > MOST or not ascending:
            raise ValueError("trace.rows: not ascending, empty or too long")
        if type(stride) is not int or stride < 1:
            raise ValueError("trace.stride: no whole number of at least 1")
        self.stride, self.rows = stride, kept
