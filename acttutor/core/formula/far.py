"""Values that grow far out: intervals times what they grow like.

With t = |x|, every part is written as c·m(t), where m is a monomial such as t³, ln t or
t·e^(−2t), and c an interval.  That holds for all t from `Far.start` on: e^t + t = c·e^t with c in
[1, 1 + start/e^start].  So sums keep the term that grows most (as in a Hardy field, only coarser).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

import numpy as np

from acttutor.core.formula.enclosure import NotTold
from acttutor.core.formula.monomial import ONE, Monomial
from acttutor.core.formula.ranges import Range

#: More than floats are off by.
_OFF = 1e-12


@dataclass(frozen=True)
class Far:
    """Values c·m(t) with c from ``low`` to ``high``, for all t from ``start`` on."""

    low: float
    high: float
    grows: Monomial
    start: float

    def bounds(self) -> tuple[float, float]:
        """Return what all values are between."""
        way, size = self.grows.order(), self.grows.at(self.start)
        if way == 0:
            return self.low, self.high
        if way < 0:
            return min(self.low * size, 0.0), max(self.high * size, 0.0)
        low = -math.inf if self.low < 0 else self.low * size
        return low, math.inf if self.high > 0 else self.high * size

    def limit(self) -> float:
        """Return what they come to, ±inf included; nan if that is not clear."""
        way = self.grows.order()
        if way < 0 or self.low == self.high == 0:
            return 0.0
        if way > 0:
            return math.inf if self.low > 0 else -math.inf if self.high < 0 else math.nan
        return self.low if self.low == self.high else math.nan

    def _made(self, low: float, high: float, grows: Monomial = ONE) -> "Far":
        return Far(low, high, grows, self.start)

    def number(self, value: float) -> "Far":
        """Return a constant."""
        return self._made(value, value)

    def __neg__(self) -> "Far":
        return replace(self, low=-self.high, high=-self.low)

    def __add__(self, other: "Far") -> "Far":
        if other.low == other.high == 0:
            return self
        if self.low == self.high == 0:
            return other
        way = other.grows.times(self.grows, -1.0)
        if way.order() > 0:
            return other + self
        size = way.at(self.start)
        if way.order() == 0:
            return self._made(self.low + other.low, self.high + other.high, self.grows)
        return self._made(
            self.low + min(other.low * size, 0.0), self.high + max(other.high * size, 0.0),
            self.grows,
        )  # fmt: skip

    def __sub__(self, other: "Far") -> "Far":
        return self + (-other)

    def __mul__(self, other: "Far") -> "Far":
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return self._made(min(ends), max(ends), self.grows.times(other.grows))

    def __truediv__(self, other: "Far") -> "Far":
        if other.low <= 0 <= other.high:
            raise NotTold
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return self._made(min(ends), max(ends), self.grows.times(other.grows, -1.0))

    def is_positive(self) -> bool:
        """Tell whether all values are larger than 0."""
        return self.low > 0

    def side(self) -> int:
        """Return the sign of all values.

        Raises:
            NotTold: they do not have the same.
        """
        if self.low > 0 or self.high < 0 or self.low == self.high:
            return (self.low > 0) - (self.high < 0)
        raise NotTold

    def power(self, exponent: float) -> "Far":
        """Raise to a constant power."""
        if not exponent.is_integer() and self.low < 0:
            raise NotTold
        if exponent < 0 and self.low <= 0 <= self.high:
            raise NotTold
        ends = [self.low**exponent, self.high**exponent]
        if exponent > 0 and self.low < 0 < self.high and exponent % 2 == 0:
            ends.append(0.0)
        return self._made(min(ends), max(ends), ONE.times(self.grows, exponent))

    def of(self, name: str) -> "Far":
        """Return a function without jumps."""
        return _FUNCTIONS[name](self) if name in _FUNCTIONS else _bounded(self, name)

    def growing(self) -> int:
        """Return the sign of what leaves all bounds; 0 if it stays within some."""
        return self.side() if self.grows.order() > 0 else 0


def _bounded(u: Far, name: str) -> Far:
    """Return a function of what stays within bounds, or has bounds itself."""
    low, high = u.bounds()
    found = Range(np.array([low]), np.array([high])).of(name)
    ends = float(found.low[0]), float(found.high[0])
    if not all(map(math.isfinite, ends)):
        raise NotTold
    return u._made(*ends)


def _odd(u: Far, name: str, slope: float) -> Far:
    """Return an odd function with some slope at 0 of what dies out: u times what it is nearly."""
    most = max(map(abs, u.bounds()))
    if u.grows.order() >= 0 or not 0 < most < 1:
        return _bounded(u, name)
    at_most = Range(np.array([most]), np.array([most])).of(name)
    shares = (float(at_most.low[0]) / most, float(at_most.high[0]) / most, slope)
    return u * u._made(min(shares) - _OFF, max(shares) + _OFF)


def _exp(u: Far) -> Far:
    if not u.grows.order() > 0:
        return _bounded(u, "exp")
    grows = u.grows
    if grows == Monomial(logs=1.0) and u.low == u.high:
        return u._made(1.0, 1.0, Monomial(power=u.low))
    if grows.rates or grows.logs or u.high > 0 > u.low or (u.high > 0 and u.low != u.high):
        raise NotTold
    least = 1.0 if u.low == u.high else 0.0
    return u._made(least, 1.0, Monomial(((grows.power, u.high),)))


def _log(u: Far) -> Far:
    if u.low <= 0 or u.grows.logs:
        raise NotTold
    found = u._made(math.log(u.low), math.log(u.high))
    if u.low != u.high:
        found = found._made(found.low - _OFF, found.high + _OFF)
    if u.grows.power:
        found = u._made(u.grows.power, u.grows.power, Monomial(logs=1.0)) + found
    for power, rate in reversed(u.grows.rates):
        found = u._made(rate, rate, Monomial(power=power)) + found
    return found


def _sigmoid(u: Far) -> Far:
    if u.growing() > 0:
        return u.number(1.0) / (u.number(1.0) + _exp(-u))
    if u.growing() < 0:
        return _exp(u) / (u.number(1.0) + _exp(u))
    return _bounded(u, "sigmoid")


def _tanh(u: Far) -> Far:
    if u.growing() < 0:
        return -_tanh(-u)
    if not u.growing():
        return _odd(u, "tanh", 1.0)
    left = _exp(u.number(-2.0) * u)
    return (u.number(1.0) - left) / (u.number(1.0) + left)


def _softplus(u: Far) -> Far:
    if not u.growing():
        return _bounded(u, "softplus")
    small = _exp(-u if u.growing() > 0 else u)
    most = small.bounds()[1]
    share = u._made(math.log1p(most) / most - _OFF if most > _OFF else 1 - _OFF, 1.0)
    return u + small * share if u.growing() > 0 else small * share


def _phi(u: Far) -> Far:
    if not u.growing():
        return _bounded(u, "phi")
    return u.number(1 / math.sqrt(2 * math.pi)) * _exp(u.number(-0.5) * u * u)


def _normal(u: Far) -> Far:
    """Return Φ(u), far left as φ(u) / |u| (Mills), and far right as 1 − Φ(−u)."""
    if not u.growing():
        return _bounded(u, "Phi")
    if u.growing() > 0:
        return u.number(1.0) - _normal(-u)
    least = u.bounds()[1]
    return _phi(u) / (-u) * u._made(max(1 - 1 / least**2, 0.0), 1.0)


def _erf(u: Far) -> Far:
    if not u.growing():
        return _odd(u, "erf", 2 / math.sqrt(math.pi))
    return u.number(2.0) * _normal(u.number(math.sqrt(2)) * u) - u.number(1.0)


def _sinh(u: Far, sign: float) -> Far:
    other = u.number(sign) * _exp(-u)
    return u.number(0.5) * (_exp(u) + other)


_FUNCTIONS: Mapping[str, Callable[[Far], Far]] = MappingProxyType(
    {
        "exp": _exp,
        "log": _log,
        "sin": partial(_odd, name="sin", slope=1.0),
        "sqrt": lambda u: u.power(0.5),
        "sigmoid": _sigmoid,
        "tanh": _tanh,
        "softplus": _softplus,
        "phi": _phi,
        "Phi": _normal,
        "erf": _erf,
        "sinh": partial(_sinh, sign=-1.0),
        "cosh": partial(_sinh, sign=1.0),
    }
)
