"""What is drawn on the pad, as a setting, and what the network sees of it."""

import math
from functools import lru_cache

from acttutor.base.numbers.unchecked import items, reals
from acttutor.core.data.handwriting import Preparation, Prepared, prepare

Point = tuple[float, float]
Stroke = tuple[Point, ...]
Drawing = tuple[Stroke, ...]

#: Points that a drawing has at most; a picture of a digit has some hundred strokes of two.
MOST_POINTS = 3000
#: The steps of the preparation in the order in which they are taken.
STEPS = ("straighten", "centre", "fit", "thickness", "count")


def check_drawing(value: object) -> Drawing:
    """Return strokes whose points lie on the pad; the first ones if there are too many.

    Raises:
        ValueError: if it is no list of strokes of pairs of finite numbers.
    """
    strokes: list[Stroke] = []
    room = MOST_POINTS
    for stroke in items(value):
        points = []
        for point in map(reals, items(stroke)):
            if len(point) != 2 or not all(map(math.isfinite, point)):
                raise ValueError(f"{point!r} is not a pair of finite numbers")
            x, y = (min(max(number, 0.0), 1.0) for number in point)
            points.append((x, y))
        if points and room > 0:
            strokes.append(tuple(points[:room]))
            room -= len(points)
    return tuple(strokes)


@lru_cache(maxsize=16)
def prepared(drawing: Drawing, pen: float, steps: Preparation) -> Prepared:
    """Return what the network sees of a drawing; kept, because every part of a picture asks."""
    return prepare(drawing, pen, steps)


def stages(drawing: Drawing, pen: float, steps: Preparation) -> list[Prepared]:
    """Return what has become of a drawing after each of `STEPS`, those that are left out too."""
    found, taken = [], dict.fromkeys(STEPS, False)
    for name in STEPS:
        taken[name] = getattr(steps, name)
        found.append(prepared(drawing, pen, Preparation(**taken)))
    return found
