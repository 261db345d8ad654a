"""How well the slopes of backpropagation agree with central differences."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from acttutor.core.worksheet.calculation import Quantity
from acttutor.core.worksheet.steps import Difference
from acttutor.labs.backprop.run import Run

#: Digits that must agree: those of a difference are good to about eight, less where rounding eats
#: them; where backpropagation is wrong, not even two agree.
ENOUGH, MOST_DIGITS = 4, 15
_EPSILON = 2.0**-52


class Row(NamedTuple):
    """One weight or bias in the check.

    Args:
        parameter: its name.
        slope: by backpropagation.
        difference: the central difference.
        digits: how many digits of the two agree.
        agrees: whether they agree as well as rounding allows.
        hidden: whether the slope is still to be filled in.
    """

    parameter: Quantity
    slope: float
    difference: Difference
    digits: int
    agrees: bool
    hidden: bool


def rows(run: Run) -> list[Row]:
    """Return the check of all weights and biases."""
    return [_row(run, parameter) for parameter in run.task.parameters]


def _row(run: Run, parameter: Quantity) -> Row:
    slope_name = parameter._replace(kind=f"d{parameter.kind}")
    slope, difference = run.known[slope_name], run.difference(parameter)
    apart = abs(slope - difference.slope)
    size = max(abs(slope), abs(difference.slope))
    if apart == 0:
        digits = MOST_DIGITS
    else:
        digits = min(max(math.floor(-math.log10(apart / size)), 0), MOST_DIGITS)
    # Two losses that agree in nearly all digits: rounding them may be all of their difference.
    largest = max(abs(difference.above), abs(difference.below))
    noise = 8 * _EPSILON * largest / difference.h + 1e-12
    hidden = run.settings.mode == "fill" and not run.shows(slope_name)
    return Row(parameter, slope, difference, digits, digits >= ENOUGH or apart <= noise, hidden)


def summary(found: Sequence[Row]) -> tuple[int, bool]:
    """Return how many digits agree at least, of what is shown, and whether all rows agree."""
    shown = [row for row in found if not row.hidden]
    digits = min((row.digits for row in shown if row.slope), default=MOST_DIGITS)
    return digits, all(row.agrees for row in shown)
