"""Numbers in the units of the data, with as many digits as tell neighbours apart."""

import math

from acttutor.base.numbers.numerals import fixed, significant
from acttutor.plots.moving_grid import nice_places

#: Numbers from here on, and steps finer than this, are written with a power of ten.
LARGE, FINE = 1e7, 1e-6


def ticks(low: float, high: float, most: int = 5) -> tuple[list[float], list[str]]:
    """Return round numbers between two values, and their names, no two of which are the same."""
    places = list(nice_places(low, high, most))
    if len(places) < 2:
        return places, [number_near(place, high - low) for place in places]
    step = places[1] - places[0]
    names = [number_near(0.0 if abs(place) < step / 1e6 else place, step) for place in places]
    return places, names


def number_near(value: float, step: float) -> str:
    """Return a number with the digits that a multiple of ``step``, above 0, needs.

    A step of 2.5 needs one digit more than one of 2.
    """
    size = abs(value)
    if not math.isfinite(value):
        return "–"
    if step <= 0 or size >= LARGE or step < FINE:
        digits = 6 if step <= 0 or not size else math.ceil(math.log10(size / step)) + 1
        return significant(value, min(max(digits, 2), 6))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    mantissa = step * 10.0**decimals
    return fixed(value, decimals + (abs(mantissa - round(mantissa)) > 1e-6))
