"""How many digits the gradient descent lab writes."""

import math
from functools import cache

from acttutor.base.numbers.numerals import Style

#: From here on, numbers are written with a power of ten.
LARGE = 1e4
#: A distance below this is written by itself: in x − a its digits would not be seen.
SMALL = 1e-4
#: A number with a power of ten, whatever its size.
POWER = Style(None, 3, math.inf)


def decimals(distance: float) -> int:
    """Return how many decimals show two digits of ``distance`` (2 to 5)."""
    if distance == 0 or distance >= 0.1:
        return 2
    return min(1 - math.floor(math.log10(distance)), 5)


@cache
def style(digits: int, mathtext: bool = True) -> Style:
    """Return how numbers with so many decimals are written."""
    return Style(digits, 3, large=LARGE, mathtext=mathtext)
