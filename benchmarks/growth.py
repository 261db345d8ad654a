"""How cost grows: time per epoch against width, depth and number of points, at four sizes each.

The exponent is the slope of the straight line through log(time) against log(size): 1 is linear.
The parameter that is varied is the size; the number of weights grows with the square of the
width, and yet the time does not grow faster than the width itself.
"""

import statistics
from collections.abc import Callable, Mapping

import numpy as np

from .engine import trainer
from .rows import Row
from .turns import by_turns

STEEPEST = 1.0


def rows() -> list[Row]:
    """Everything of this file."""
    widths = {w: (2, w, w, 1) for w in (4, 8, 16, 32)}
    depths = {d: (2, *[8] * d, 1) for d in (1, 2, 4, 8)}
    found = _series("width", {w: trainer(s).run_epoch for w, s in widths.items()})
    found += _series("depth", {d: trainer(s).run_epoch for d, s in depths.items()})
    points = {n: trainer((2, 4, 2, 1), n=2 * n).run_epoch for n in (125, 250, 500, 1000)}
    return found + _series("points", points)


def _series(name: str, contenders: Mapping[int, Callable[[], object]]) -> list[Row]:
    rates = by_turns({str(size): work for size, work in contenders.items()})
    medians = {size: statistics.median(rates[str(size)]) for size in contenders}
    found = [Row(f"training, {name} {size}", rate, "epochs/s") for size, rate in medians.items()]
    sizes, times = np.log(list(medians)), -np.log(list(medians.values()))
    exponent = float(np.polyfit(sizes, times, 1)[0])
    return [
        *found,
        Row(f"time per epoch ~ {name} to the power of", exponent, "", at_most=STEEPEST),
    ]
