"""The points that the units learn from: presets, and points of one's own."""

import math
from collections.abc import Iterable

import numpy as np

from acttutor.base.numbers.unchecked import items, reals

#: A point and its class: x₁, x₂ and the target, 0 or 1.
Sample = tuple[float, float, int]
Samples = tuple[Sample, ...]

#: The part of the plane that is shown; points stay inside, on a grid of hundredths.
LOW, HIGH = -1.0, 2.0
MOST = 40

_CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


def _logic(targets: Iterable[int]) -> Samples:
    return tuple((x, y, t) for (x, y), t in zip(_CORNERS, targets, strict=True))


PRESETS: dict[str, Samples] = {
    "separable": (
        (-0.55, 0.25, 0),
        (1.45, 0.55, 1),
        (0.15, -0.6, 0),
        (0.6, 1.6, 1),
        (-0.3, 1.1, 0),
        (1.6, 1.45, 1),
        (0.35, 0.3, 0),
        (1.25, 1.05, 1),
        (0.75, -0.35, 0),
        (0.9, 1.3, 1),
    ),
    "barely": (
        (-0.55, 1.3, 0),
        (0.1, 1.05, 1),
        (0.25, 0.55, 0),
        (0.7, 0.6, 1),
        (0.9, -0.15, 0),
        (1.35, 0.05, 1),
        (1.5, -0.7, 0),
        (-0.1, 1.75, 1),
    ),
    "and": _logic((0, 0, 0, 1)),
    "or": _logic((0, 1, 1, 1)),
    "xor": _logic((0, 1, 1, 0)),
}
DATA = (*PRESETS, "random", "own")


def snapped(value: float) -> float:
    """Return a coordinate inside the shown part, on the grid of hundredths."""
    # Adding 0 turns −0.0 into 0.0.
    return round(min(max(value, LOW), HIGH), 2) + 0.0


def check_samples(value: object) -> Samples:
    """Return one to forty points inside the shown part, on the grid.

    Raises:
        ValueError: if there are none or too many, a coordinate is not finite, or a class is
            neither 0 nor 1.
    """
    samples = []
    for x, y, t in map(reals, items(value)):
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ValueError(f"({x}, {y}) is not a point")
        if t not in (0, 1):
            raise ValueError(f"{t!r} is neither 0 nor 1")
        samples.append((snapped(x), snapped(y), int(t)))
    if not 1 <= len(samples) <= MOST:
        raise ValueError(f"{len(samples)} points; 1 to {MOST} are allowed")
    return tuple(samples)


def random_samples(seed: int) -> Samples:
    """Return two clouds of six points; they may overlap or not."""
    rng = np.random.default_rng(seed)
    angle, apart = rng.uniform(0, 2 * math.pi), rng.uniform(0.35, 0.75)
    toward = apart * np.array([math.cos(angle), math.sin(angle)])
    samples: list[Sample] = []
    for number in range(12):
        t = number % 2
        x, y = 0.5 + (2 * t - 1) * toward + 0.4 * rng.standard_normal(2)
        samples.append((snapped(float(x)), snapped(float(y)), t))
    return tuple(samples)
