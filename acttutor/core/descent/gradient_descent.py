"""Gradient descent in one dimension: x <- x - lr f'(x).

Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 4.3.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.checks import check_count, check_number


class Objective(Protocol):
    """A function to walk down on; both methods take a number or an array."""

    def f(self, x: Any) -> Any:
        """The value at x."""

    def df(self, x: Any) -> Any:
        """The slope at x."""


@dataclass(frozen=True)
class Quadratic:
    """The parabola f(x) = (x - a)^2 + b; calling it gives f(x).

    Args:
        a: where the minimum is, any finite number.
        b: the value there, any finite number.

    Raises:
        ValueError: a or b is not a finite number.

    Example:
        >>> objective = Quadratic(a=1.0, b=2.0)
        >>> float(objective.f(4.0)), float(objective.df(4.0))
        (11.0, 6.0)
    """

    a: float = 0.0
    b: float = 0.0

    def __post_init__(self) -> None:
        check_number("a", self.a)
        check_number("b", self.b)

    def f(self, x: Any) -> Any:
        """The value (x - a)^2 + b; inf where it exceeds the largest float."""
        with np.errstate(all="ignore"):
            distance = x - self.a
            return distance * distance + self.b  # ** 2 of a float raises OverflowError

    __call__ = f

    def df(self, x: Any) -> Any:
        """The slope 2 (x - a); where it is positive, the minimum lies to the left."""
        with np.errstate(all="ignore"):
            return 2.0 * (x - self.a)

    @property
    def minimum(self) -> tuple[float, float]:
        """The point (a, b)."""
        return self.a, self.b


class Path(NamedTuple):
    """A walk: the places x_0 … x_steps, with value and slope at each; shape (steps + 1,)."""

    x: Array
    fx: Array
    dfx: Array


def contraction(lr: float) -> float:
    """The factor |1 - 2 lr| by which each step on the parabola changes the distance to its
    minimum: exactly, x_k - a = (1 - 2 lr)^k (x_0 - a).

    Example:
        >>> round(contraction(0.3), 10)
        0.4
    """
    return abs(1.0 - 2.0 * check_number("lr", lr))


def regime(lr: float) -> str:
    """Name what gradient descent on (x - a)^2 + b does with this learning rate.

    Args:
        lr: learning rate, any finite number.

    Returns:
        "ascending" (lr < 0), "still" (0), "monotone" (between 0 and 1/2), "one_step" (1/2),
        "oscillating" (between 1/2 and 1), "bouncing" (1) or "diverging" (above 1).  The
        boundaries are met exactly or not at all, without tolerance: 0, 0.5 and 1 are exact
        as floats, and 0.1 * 5 is 0.5.

    Raises:
        ValueError: lr is not a finite number.

    Example:
        >>> regime(0.3), regime(0.9), regime(1.1)
        ('monotone', 'oscillating', 'diverging')
    """
    lr = check_number("lr", lr)
    exact = {0.0: "still", 0.5: "one_step", 1.0: "bouncing"}
    if lr in exact:
        return exact[lr]
    if lr < 0.0:
        return "ascending"
    if lr < 0.5:
        return "monotone"
    return "oscillating" if lr < 1.0 else "diverging"


def descend(objective: Objective, x0: float, lr: float, steps: int) -> Path:
    """Walk downhill: x_(k+1) = x_k - lr f'(x_k).

    Args:
        objective: anything with `f` and `df`, such as `Quadratic`.
        x0: the start, any finite number.
        lr: learning rate, any finite number; negative walks uphill.
        steps: number of steps, 0 or more.

    Returns:
        The path.  A walk that diverges goes on through inf to nan, without a warning.

    Raises:
        ValueError: x0 or lr is not a finite number, or steps is not a whole number >= 0.

    Example:
        >>> descend(Quadratic(a=1.0), x0=4.0, lr=0.3, steps=2).x.round(2)
        array([4.  , 2.2 , 1.48])
    """
    lr = check_number("lr", lr)
    steps = check_count("steps", steps, 0)
    x = np.empty(steps + 1)
    dfx = np.empty(steps + 1)
    x[0] = check_number("x0", x0)
    with np.errstate(all="ignore"):
        dfx[0] = objective.df(x[0])
        for k in range(steps):
            x[k + 1] = x[k] - lr * dfx[k]
            dfx[k + 1] = objective.df(x[k + 1])
        return Path(x, np.asarray(objective.f(x), dtype=np.float64), dfx)
