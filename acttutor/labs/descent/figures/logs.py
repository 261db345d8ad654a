"""Distances as logarithms, few enough to draw."""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from acttutor.labs.descent.trajectory import Trajectory
from acttutor.plots.log_axis import rounded_up

#: More points than this are not told apart on a chart of this size.
MOST_POINTS = 300
#: Steps shown at least.
LEAST_STEPS = 8
#: Below this the chart does not go; nearer is as good as there.
FLOOR = -12.6

Numbers: TypeAlias = npt.NDArray[np.float64]


def points_of(trajectory: Trajectory) -> tuple[Numbers, Numbers]:
    """Return steps and logarithms of distances, thinned, the last one kept; −inf for 0."""
    count = len(trajectory.u)
    stride = max(1, math.ceil(count / MOST_POINTS))
    index = np.arange(count)[::-1][::stride][::-1]
    with np.errstate(divide="ignore"):
        logs = np.log10(np.array([trajectory.gap(int(i)) for i in index]))
    return (index + trajectory.first).astype(np.float64), logs


def limits_for(trajectory: Trajectory, logs: Sequence[Numbers], room: float) -> tuple[float, ...]:
    """Return left, right, low and high that show all steps and all logarithms.

    Args:
        room: share of the width for names behind the last step.
    """
    every = np.concatenate(logs)
    every = every[np.isfinite(every)]
    high = float(every.max()) if len(every) else 0.0
    low = float(every.min()) if len(every) else -2.0
    if not all(np.isfinite(values).all() for values in logs):
        low = min(low, high - 2.4)
    top = math.ceil(high + 0.15)
    bottom = max(min(math.floor(low), top - 2), FLOOR)
    needed = max(trajectory.k - trajectory.first, 1) * max(1.1, 1 / (1 - room))
    steps = rounded_up(needed, LEAST_STEPS, 1.35)
    return (trajectory.first - 0.25, trajectory.first + steps + 0.25, bottom - 0.35, float(top))
