"""What a part of a formula grows like far out: e^t, t³, ln t and their products."""

import math
from typing import NamedTuple

from acttutor.core.formula.enclosure import NotTold


class Monomial(NamedTuple):
    """Grows as exp(Σ rate·t^power)·t^power·(ln t)^logs.

    Attributes:
        rates: pairs of power and rate, the largest power first.
    """

    rates: tuple[tuple[float, float], ...] = ()
    power: float = 0.0
    logs: float = 0.0

    def times(self, other: "Monomial", exponent: float = 1.0) -> "Monomial":
        """Return this one times another to a power."""
        rates = dict(self.rates)
        for power, rate in other.rates:
            rates[power] = rates.get(power, 0.0) + exponent * rate
        kept = tuple(sorted(((p, r) for p, r in rates.items() if r), reverse=True))
        return Monomial(
            kept, self.power + exponent * other.power, self.logs + exponent * other.logs
        )

    def order(self) -> int:
        """Return 1 if it grows beyond all bounds, −1 if it dies out, 0 if it is 1."""
        for value in (*(rate for _, rate in self.rates), self.power, self.logs):
            if value:
                return 1 if value > 0 else -1
        return 0

    def at(self, start: float) -> float:
        """Return its value where it begins: the largest if it dies out, else the least.

        Raises:
            NotTold: at first it goes the other way.
        """
        way = self.order()
        log = math.log(start)
        terms = [rate * power * start**power for power, rate in self.rates]
        terms += [self.power, self.logs / log]
        # The leading term outgrows the others from here on, if it does here.
        ahead = next((term for term in terms if term), 0.0)
        if abs(ahead) < sum(abs(term) for term in terms if term * way < 0):
            raise NotTold
        height = sum(rate * start**power for power, rate in self.rates)
        height += self.power * log + self.logs * math.log(log)
        return math.exp(min(max(height, -745.0), 709.0)) if way else 1.0


ONE = Monomial()
