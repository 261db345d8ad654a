"""Schedules: the learning rate as a share of the first one, epoch by epoch.

Large steps at first get somewhere, small ones at last settle.  Goodfellow, Bengio and Courville,
"Deep Learning" (2016), section 8.3.1.
"""

import math
from collections.abc import Callable
from types import MappingProxyType

from acttutor.core.checks import check_choice, check_count


def constant(epoch: int, horizon: int) -> float:
    """1 at all times."""
    return 1.0


def step(epoch: int, horizon: int) -> float:
    """1, then a tenth from half of the horizon on, and a hundredth from three quarters on.

    He et al., "Deep residual learning for image recognition" (2016), section 4.2.
    """
    return 0.1 ** ((2 * epoch >= horizon) + (4 * epoch >= 3 * horizon))


def exponential(epoch: int, horizon: int) -> float:
    """The same factor with every epoch, which makes a hundredth of 1 at the horizon."""
    return float(0.01 ** (epoch / horizon))


def cosine(epoch: int, horizon: int) -> float:
    """Half a wave of the cosine, (1 + cos(pi t / T)) / 2, from 1 to 0; and 0 from there on.

    Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017), equation
    5 without restarts.
    """
    return 0.5 * (1.0 + math.cos(math.pi * min(epoch / horizon, 1.0)))


SCHEDULES: MappingProxyType[str, Callable[[int, int], float]] = MappingProxyType(
    {"constant": constant, "step": step, "exponential": exponential, "cosine": cosine}
)
"""Schedules by id: ``(epoch, horizon) -> share``, for epochs counted from 0."""


def scheduled(id: str, epoch: int, horizon: int, warmup: int = 0) -> float:
    """The share of the learning rate in an epoch.

    Args:
        id: id of `SCHEDULES`.
        epoch: the one to come, 0 for the first.
        horizon: epochs that the schedule is meant for, 1 or more.
        warmup: epochs in which the rate first rises in equal steps, multiplied with the schedule:
            while nothing is learned yet, gradients are large and large steps lead astray.  Goyal
            et al., "Accurate, large minibatch SGD" (2017), section 2.2.

    Raises:
        ValueError: an argument is out of range.

    Example:
        >>> [scheduled("constant", epoch, 10, warmup=4) for epoch in (0, 1, 3, 9)]
        [0.25, 0.5, 1.0, 1.0]
        >>> round(scheduled("cosine", 5, 10), 3)
        0.5
    """
    schedule = SCHEDULES[check_choice("schedule", id, SCHEDULES)]
    check_count("epoch", epoch, 0)
    check_count("horizon", horizon, 1)
    check_count("warmup", warmup, 0)
    return min((epoch + 1) / max(warmup, 1), 1.0) * schedule(epoch, horizon)
