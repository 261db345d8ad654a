"""One walk down the parabola, kept step by step."""

from acttutor.core.descent import Quadratic, contraction

#: Beyond this, x or f(x) says nothing any more: the walk stops.
LIMIT = 1e12
#: Closer than this, the walk has arrived.
ARRIVED = 1e-12
#: Steps that can be taken back.
KEPT = 10_000


class Walk:
    """The places that gradient descent visits, from the start to the present one.

    A place is kept as its distance from the minimum, u = x − a: near the minimum x itself would
    lose the digits that the chart of distances shows.

    Args:
        a, b: the minimum of the parabola.
        x0: the start.
    """

    def __init__(self, a: float, b: float, x0: float) -> None:
        self.a, self.b = a, b
        self._centred = Quadratic(0.0, b)
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
        """How far the minimum is: |x − a|."""
        return abs(self.u[-1])

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
        return self.beyond and contraction(lr) >= 1.0

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
