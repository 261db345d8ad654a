"""How far apart two samples of points are: the energy distance.

    E(X, Y) = 2 mean|x - y| - mean|x - x'| - mean|y - y'|

It is 0 exactly for equal distributions, and grows both with points in the wrong place and with
missing ones.  Szekely and Rizzo, "Energy statistics: a class of statistics based on distances"
(2013), section 2.

Two samples of one distribution are not equal either: with n and m points, their energy distance
is on average (1/n + 1/m) mean|x - x'|, with x and x' independent.  (The means above include each
point's distance 0 to itself, which makes mean|x - x'| of n points too small by the factor
1 - 1/n.)
`NormalizedEnergyDistance` divides by it, so that 1 means: no worse than another real sample.
"""

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.shapes import distances


def energy_distance(X: Array, Y: Array) -> float:
    """The energy distance between the samples X (n, d) and Y (m, d), at least 0.

    Example:
        >>> X = np.array([[0.0, 0.0], [1.0, 0.0]])
        >>> energy_distance(X, X)
        0.0
    """
    among = distances(X, X).mean() + distances(Y, Y).mean()
    return max(float(2.0 * distances(X, Y).mean() - among), 0.0)


class NormalizedEnergyDistance:
    """Measures samples against a real one, in units of the distance between two real ones.

    Args:
        Y: the real sample, shape (m, d), at least two points that are not all the same.

    Raises:
        ValueError: fewer than two different points.
    """

    def __init__(self, Y: Array) -> None:
        m = len(Y)
        self._Y = np.asarray(Y, dtype=np.float64)
        self._among = float(distances(self._Y, self._Y).mean()) if m else 0.0
        if m < 2 or self._among <= 0.0:
            raise ValueError("Y must have at least two different points")
        #: Mean distance between two independent points, without bias.
        self.spread = self._among * m / (m - 1)

    def usual(self, n: int) -> float:
        """The mean energy distance between this sample and another real one of n points."""
        return self.spread * (1.0 / n + 1.0 / len(self._Y))

    def ratio(self, X: Array) -> float:
        """The energy distance of X (n, d) in units of `usual`; nan if X is not finite."""
        if not np.isfinite(X).all():
            return float("nan")
        among = float(distances(X, X).mean()) + self._among
        apart = 2.0 * float(distances(X, self._Y).mean()) - among
        return max(apart, 0.0) / self.usual(len(X))
