"""Functions of two variables to walk down on, with gradient and Hessian written out by hand.

They are what optimizers are usually compared on:

    elongated_bowl   one minimum, but steep across and flat along
    SADDLE           a point where the gradient is 0 that is no minimum, between two minima
    ROSENBROCK       a curved valley: easy to find, slow to follow
    BEALE            a plateau with steep rims around one minimum
    HIMMELBLAU       four minima, all equally deep

All functions take two numbers or two arrays of the same shape.  They are polynomials: for numbers
too large they become inf or nan, without a warning if the numbers are Python's own.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from acttutor.core.checks import check_number

Point = tuple[float, float]
Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Landscape:
    """A function f(x, y) and what is known about it.

    Args:
        id: lowercase name.
        f: f(x, y), the value.
        df: df(x, y), both components of the gradient.
        second: second(x, y), the second derivatives (f_xx, f_xy, f_yy).
        minima: where the lowest value is taken.
        lowest: that value.
        saddles: points with gradient 0 that are neither minimum nor maximum; not all of them.
        centre, half: the square that shows what matters: its centre, and half its side.
        logarithmic: whether heights within that square are told apart only as logarithms.
    """

    id: str
    f: Callable[[Any, Any], Any]
    df: Callable[[Any, Any], Pair]
    second: Callable[[Any, Any], tuple[Any, Any, Any]]
    minima: tuple[Point, ...]
    lowest: float = 0.0
    saddles: tuple[Point, ...] = ()
    centre: Point = (0.0, 0.0)
    half: float = 1.0
    logarithmic: bool = False

    def gradient(self, x: float, y: float, _k: int = 0) -> Pair:
        """The gradient that an optimizer gets at step k; here the same at every step."""
        return self.df(x, y)

    def curvatures(self, x: float, y: float) -> Point:
        """The smallest and the largest curvature: the eigenvalues of the Hessian."""
        xx, xy, yy = (float(value) for value in self.second(x, y))
        middle, spread = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
        return middle - spread, middle + spread

    def nearest_minimum(self, x: float, y: float) -> Point:
        """The minimum with the shortest distance from (x, y)."""
        return min(self.minima, key=lambda spot: math.hypot(spot[0] - x, spot[1] - y))


def elongated_bowl(kappa: float = 20.0) -> Landscape:
    """f(x, y) = (x^2 + kappa y^2) / 2: curvature 1 along x and kappa along y.

    Descent with learning rate lr multiplies x by 1 - lr and y by 1 - kappa lr at each step: what
    is fast along x makes y diverge.  Goodfellow, Bengio and Courville, "Deep Learning" (2016),
    section 4.3.1; Nocedal and Wright, "Numerical Optimization" (2006), section 3.3.

    Args:
        kappa: the condition number, at least 1.

    Raises:
        ValueError: kappa is not a finite number of at least 1.

    Example:
        >>> bowl = elongated_bowl(kappa=20.0)
        >>> float(bowl.f(1.0, 1.0))
        10.5
    """
    kappa = check_number("kappa", kappa, 1.0)
    return Landscape(
        "bowl",
        f=lambda x, y: 0.5 * (x * x + kappa * y * y),
        df=lambda x, y: (x, kappa * y),
        second=lambda x, y: (1.0, 0.0, kappa),
        minima=((0.0, 0.0),),
        half=4.0,
    )


SADDLE = Landscape(
    "saddle",
    f=lambda x, y: 0.5 * x * x + 0.25 * y * y * y * y - 0.5 * y * y,
    df=lambda x, y: (x, y * y * y - y),
    second=lambda x, y: (1.0, 0.0, 3.0 * y * y - 1.0),
    minima=((0.0, -1.0), (0.0, 1.0)),
    lowest=-0.25,
    saddles=((0.0, 0.0),),
    half=2.0,
)
"""f = x^2/2 + y^4/4 - y^2/2.  Started with y = 0, descent ends in the saddle (0, 0).

Nesterov, "Introductory Lectures on Convex Optimization" (2004), example 1.2.2.
"""


def _rosenbrock_slopes(x: Any, y: Any) -> Pair:
    off = y - x * x
    return -2.0 * (1.0 - x) - 400.0 * x * off, 200.0 * off


ROSENBROCK = Landscape(
    "rosenbrock",
    f=lambda x, y: (1.0 - x) * (1.0 - x) + 100.0 * (y - x * x) * (y - x * x),
    df=_rosenbrock_slopes,
    second=lambda x, y: (1200.0 * x * x - 400.0 * y + 2.0, -400.0 * x, 200.0 + 0.0 * y),
    minima=((1.0, 1.0),),
    centre=(0.0, 1.0),
    half=2.0,
    logarithmic=True,
)
"""f = (1 - x)^2 + 100 (y - x^2)^2.

Rosenbrock, "An automatic method for finding the greatest or least value of a function" (1960).
"""

# Beale's three terms are c - x (1 - y^n) for n = 1, 2, 3.
_BEALE = (1.5, 2.25, 2.625)


def _beale_terms(x: Any, y: Any) -> tuple[Any, Any, Any]:
    y2 = y * y
    return _BEALE[0] - x + x * y, _BEALE[1] - x + x * y2, _BEALE[2] - x + x * y2 * y


def _beale(x: Any, y: Any) -> Any:
    a, b, c = _beale_terms(x, y)
    return a * a + b * b + c * c


def _beale_slopes(x: Any, y: Any) -> Pair:
    a, b, c = _beale_terms(x, y)
    y2 = y * y
    along_x = 2.0 * (a * (y - 1.0) + b * (y2 - 1.0) + c * (y2 * y - 1.0))
    return along_x, 2.0 * x * (a + 2.0 * y * b + 3.0 * y2 * c)


def _beale_second(x: Any, y: Any) -> tuple[Any, Any, Any]:
    a, b, c = _beale_terms(x, y)
    y2 = y * y
    da, db, dc = y - 1.0, y2 - 1.0, y2 * y - 1.0
    xx = 2.0 * (da * da + db * db + dc * dc)
    xy = 2.0 * (a + 2.0 * y * b + 3.0 * y2 * c) + 2.0 * x * (da + 2.0 * y * db + 3.0 * y2 * dc)
    yy = 2.0 * x * (x + 2.0 * b + 4.0 * y2 * x + 6.0 * y * c + 9.0 * y2 * y2 * x)
    return xx, xy, yy


BEALE = Landscape(
    "beale",
    f=_beale,
    df=_beale_slopes,
    second=_beale_second,
    minima=((3.0, 0.5),),
    saddles=((0.0, 1.0),),
    half=4.5,
    logarithmic=True,
)
"""f = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2.

Beale, "On an iterative method for finding a local minimum of a function of more than one
variable" (1958); no. 5 in Moré, Garbow and Hillstrom, "Testing unconstrained optimization
software" (1981).
"""


def _himmelblau_slopes(x: Any, y: Any) -> Pair:
    a, b = x * x + y - 11.0, x + y * y - 7.0
    return 4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b


HIMMELBLAU = Landscape(
    "himmelblau",
    f=lambda x, y: (x * x + y - 11.0) * (x * x + y - 11.0) + (x + y * y - 7.0) * (x + y * y - 7.0),
    df=_himmelblau_slopes,
    second=lambda x, y: (
        12.0 * x * x + 4.0 * y - 42.0,
        4.0 * (x + y),
        4.0 * x + 12.0 * y * y - 26.0,
    ),
    minima=(
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.283185991286170),
        (3.584428340330492, -1.848126526964404),
    ),
    half=5.0,
    logarithmic=True,
)
"""f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2.

Himmelblau, "Applied Nonlinear Programming" (1972).  The three minima that are no whole numbers
are rounded to the nearest floats.
"""
