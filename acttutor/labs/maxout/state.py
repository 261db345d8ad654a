"""The settings of the maxout lab: the lines to begin with, and the curve to learn."""

import math
from dataclasses import dataclass

import numpy as np

from acttutor.base.numbers.unchecked import items, real, reals
from acttutor.base.state.fields import choice, free, integer, stops
from acttutor.core.arrays import Array
from acttutor.core.optim.optimizers import OPTIMIZERS

#: A line as slope w and height b at x = 0.
Line = tuple[float, float]
Lines = tuple[Line, ...]
#: Heights of a drawn curve above `X`; ``None`` where nothing is drawn. Empty: not drawn yet.
Heights = tuple[float | None, ...]

FEWEST, MOST = 2, 5
#: The part of the plane that is shown, and where the curve is sampled.
LEFT, RIGHT, LOW, HIGH = -3.0, 3.0, -2.0, 4.0
X: Array = np.linspace(LEFT, RIGHT, 61)
#: Bounds of slope and height of a line that is set by hand.
STEEPEST, FURTHEST = 6.0, 16.0

#: The curves that can be learned.
TARGETS: dict[str, Array] = {
    "parabola": 0.5 * X**2 - 0.5,
    "exponential": 0.2 * np.exp(X) - 1.0,
    "wave": 1.0 + 1.5 * np.sin(1.5 * X),
    "hill": 3.0 - 0.5 * X**2,
}
_TOUCHING = (-2.4, -1.2, 0.0, 1.2, 2.4)
#: Lines that make a well-known function.  The last touch the parabola above at five places.
PRESETS: dict[str, Lines] = {
    "relu": ((0.0, 0.0), (1.0, 0.0)),
    "leaky_relu": ((0.1, 0.0), (1.0, 0.0)),
    "absolute": ((-1.0, 0.0), (1.0, 0.0)),
    "near_parabola": tuple((x, round(-0.5 * x**2 - 0.5, 4)) for x in _TOUCHING),
}


def check_lines(value: object) -> Lines:
    """Return five lines within bounds.

    Raises:
        ValueError: there are not five, or one is not a pair of finite numbers.
    """
    lines = tuple(map(reals, items(value)))
    if len(lines) != MOST or any(len(line) != 2 for line in lines):
        raise ValueError(f"{MOST} lines are needed, each a slope and a height")
    if not all(math.isfinite(number) for line in lines for number in line):
        raise ValueError("slopes and heights must be finite")
    return tuple(
        (min(max(w, -STEEPEST), STEEPEST), min(max(b, -FURTHEST), FURTHEST)) for w, b in lines
    )


def check_heights(value: object) -> Heights:
    """Return the heights of a drawn curve, within the picture; or none at all.

    Raises:
        ValueError: there is another number of them, or one is neither finite nor ``None``.
    """
    heights = tuple(None if height is None else real(height) for height in items(value))
    if len(heights) not in (0, len(X)):
        raise ValueError(f"{len(heights)} heights; {len(X)} are needed, or none")
    drawn = [height for height in heights if height is not None]
    if not all(math.isfinite(height) for height in drawn):
        raise ValueError("heights must be finite")
    if len(drawn) < 2:
        return ()
    return tuple(h if h is None else round(min(max(h, LOW), HIGH), 3) for h in heights)


@dataclass(frozen=True)
class Settings:
    """Settings of the maxout lab, see the texts of the controls for what each does.

    Of the five lines of each unit the first ``pieces`` are used.
    """

    pieces: int = integer(3, FEWEST, MOST)
    lines: Lines = free(
        ((-1.5, -0.25), (0.25, 0.75), (1.0, -0.5), (-0.5, 0.5), (0.75, 0.25)), check_lines
    )
    units: str = choice("one", ("one", "two"))
    #: The lines of the unit that is taken away; used with two units.
    second: Lines = free(
        ((-0.5, -1.5), (0.5, -1.25), (0.0, -1.0), (-1.0, -1.5), (1.0, -1.75)), check_lines
    )
    target: str = choice("parabola", ("none", *TARGETS, "drawn"))
    drawn: Heights = free((), check_heights)
    optimizer: str = choice("sgd", tuple(OPTIMIZERS))
    lr: float = stops(0.1, (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0))
    speed: float = stops(30, (1, 3, 10, 30, 60, 120, 300))


def with_lines(lines: Lines, others: Lines) -> Lines:
    """Return ``lines``, filled up to five with those of ``others``."""
    return (*lines, *others[len(lines) :])


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"pieces": 5}
SHOWCASE_STEPS = 60
