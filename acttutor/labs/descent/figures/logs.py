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

Steps: TypeAlias = npt.NDArray[np.int64]
Logs: TypeAlias = npt.NDArray[np.float64]


def points_of(trajectory: Trajectory) -> tuple[Steps, Logs]:
    """Return steps and logarithms of distances, thinned, the last one kept; −inf for 0."""
    count = len(trajectory.u)
    stride = max(1, math.ceil(count / MOST_POINTS))
    index = np.arange(count)[::-1][::stride][::-1]
    with np.errstate(divide="ignore"):
        logs = np.log10(np.array([trajectory.gap(int(i)) for i in index]))
    return index + trajectory.first, logs


def limits_for(trajectory: Trajectory, logs: Sequence[Logs]) -> list[float]:
    """Return low, high, left and right that show all steps and all logarithms."""
    every = np.concatenate(logs)
    every = every[np.isfinite(every)]
    high = float(every.max()) if len(every) else 0.0
    low = float(every.min()) if len(every) else -2.0
    if not all(np.isfinite(values).all() for values in logs):
        low = min(low, high - 2.4)
    top = math.ceil(high + 0.15)
    bottom = max(min(math.floor(low), top - 2), FLOOR)
    steps = rounded_up(max(trajectory.k - trajectory.first, 1) * 1.1, LEAST_STEPS, 1.35)
    return [bottom - 0.35, top + 0.0, trajectory.first - 0.25, trajectory.first + steps + 0.25]
