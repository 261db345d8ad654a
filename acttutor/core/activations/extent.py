"""All values of a function on the whole axis, as far as they can be found out."""

import math
from dataclasses import dataclass
from typing import NamedTuple


class Interval(NamedTuple):
    """The set of values a function takes; an end is closed when the value is attained.

    Example:
        >>> Interval(0.0, 1.0)
        Interval(low=0.0, high=1.0, low_closed=False, high_closed=False)
    """

    low: float
    high: float
    low_closed: bool = False
    high_closed: bool = False


class Tail(NamedTuple):
    """What becomes of a function on one side.

    Attributes:
        exists: whether it has values there.
        low, high: its limit, twice; or what it goes to and fro between.
        is_sure: whether that is proven.
    """

    exists: bool
    low: float = math.nan
    high: float = math.nan
    is_sure: bool = True

    @property
    def limit(self) -> float:
        """The limit, ±inf included; nan without one."""
        return self.low if self.low == self.high else math.nan


@dataclass(frozen=True)
class Extent:
    """All values of a function.

    Attributes:
        values: intervals that do not touch, from low to high; a single value is one of no length.
        left, right: its tails.
        is_sure: whether that is proven for the whole axis (of slopes: that none is larger than the
            largest); otherwise it is only measured on [-20, 20].
    """

    values: tuple[Interval, ...]
    left: Tail
    right: Tail
    is_sure: bool

    @property
    def hull(self) -> Interval:
        """The smallest interval that holds all values."""
        first, last = self.values[0], self.values[-1]
        return Interval(first.low, last.high, first.low_closed, last.high_closed)
