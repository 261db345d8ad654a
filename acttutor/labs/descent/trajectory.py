"""One walk down a curve, kept step by step."""

import math

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.descent.gradient_descent import Quadratic, contraction
from acttutor.core.descent.objectives import Curve

#: Beyond this, x or f(x) says nothing any more: the walk stops.
LIMIT = 1e12
#: Closer than this, the walk has arrived.
ARRIVED = 1e-12
#: Steps that can be taken back.
KEPT = 10_000


class Trajectory:
    """The places that gradient descent visits, from the start to the present one.

    A place is kept as its distance from the minimum, u = x − a: near the minimum x itself would
    lose the digits that the chart of distances shows. On another curve than the parabola, u is x.

    Args:
        a, b: the minimum of the parabola.
        x0: the start.
        curve: what to walk on instead of the parabola; ``a`` and ``b`` are 0 then.
    """

    def __init__(self, a: float, b: float, x0: float, curve: Curve | None = None) -> None:
        self.a, self.b, self.curve = a, b, curve
        self._centred: Quadratic | Curve = curve or Quadratic(0.0, b)
        #: Distances with sign, oldest first; the first belongs to step `first`.
        self.u = [x0 - a]
        #: The learning rate of each step; one less than places.
        self.rates: list[float] = []
        self.first = 0

    @property
    def k(self) -> int:
        """The number of steps taken."""
        return self.first + len(self.u) - 1

    @property
    def distance(self) -> float:
        """How far the minimum is: |x − a|; of several minima, the nearest."""
        return self.gap(-1)

    def gap(self, index: int) -> float:
        """Return how far the nearest minimum is at an index of `u`."""
        u = self.u[index]
        return abs(u) if self.curve is None else float(self.curve.distance(u))

    def gaps(self) -> Array:
        """Return how far the nearest minimum is at each place, oldest first."""
        u = np.array(self.u)
        return np.abs(u) if self.curve is None else np.asarray(self.curve.distance(u))

    def height(self, u: float) -> float:
        """Return f at a distance with sign."""
        return float(self._centred.f(u))

    def x(self, index: int = -1) -> float:
        """Return the place at an index of `u`."""
        return self.a + self.u[index]

    def f(self, index: int = -1) -> float:
        """Return f there."""
        return float(self._centred.f(self.u[index]))

    def df(self, index: int = -1) -> float:
        """Return the slope there."""
        return float(self._centred.df(self.u[index]))

    def ahead(self, lr: float) -> float:
        """Return the distance, with sign, after one more step."""
        return self.u[-1] - lr * self.df()

    @property
    def arrived(self) -> bool:
        """Whether the walk is at the minimum, as far as numbers go."""
        return self.distance < ARRIVED

    @property
    def beyond(self) -> bool:
        """Whether x or f(x) has passed the limit."""
        return abs(self.x()) > LIMIT or abs(self.f()) > LIMIT

    def stuck(self, lr: float) -> bool:
        """Whether the walk may not go on: beyond the limit, and no step would bring it back."""
        return self.beyond and (self.curve is not None or contraction(lr) >= 1.0)

    def step(self, lr: float) -> bool:
        """Take a step; ``False`` if none can be taken."""
        if self.stuck(lr):
            return False
        self.u.append(self.ahead(lr))
        self.rates.append(lr)
        if len(self.u) > KEPT + 1:
            del self.u[0], self.rates[0]
            self.first += 1
        return True

    def step_back(self) -> bool:
        """Take the last step back; ``False`` if none is left."""
        if not self.rates:
            return False
        self.u.pop()
        self.rates.pop()
        return True

    def follows(self) -> bool:
        """Tell whether each place follows from the one before, as far as numbers go."""
        return all(
            math.isclose(there, here - rate * self._slope(here), rel_tol=1e-9, abs_tol=1e-300)
            for here, there, rate in zip(self.u, self.u[1:], self.rates, strict=False)
        )

    def _slope(self, u: float) -> float:
        return float(self._centred.df(u))

    def constant_since(self, lr: float) -> int:
        """Return the index in `u` from which on every step was taken with ``lr``."""
        unchanged = 0
        for rate in reversed(self.rates):
            if rate != lr:
                break
            unchanged += 1
        return len(self.rates) - unchanged

    def row(self, index: int) -> tuple[int, float, float, float]:
        """Return k, x, f and f′ at an index of `u`."""
        return self.first + index, self.x(index), self.f(index), self.df(index)
