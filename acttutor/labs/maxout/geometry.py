"""Where lines run within the picture, and where they can be taken hold of."""

from typing import NamedTuple

from acttutor.labs.maxout.state import FURTHEST, HIGH, LEFT, LOW, RIGHT, STEEPEST, Line

#: Handles stand this far inside the edges of the picture.
INSET_X, INSET_Y = 0.22, 0.22
#: Lines moved by hand go to multiples of this, so that a ReLU can be hit exactly.
GRID = 0.05
#: A handle turns its line about (0, b); nearer than this it would turn too fast.
LEAST_ARM = 0.3


class Segment(NamedTuple):
    """The visible part of a line, from left to right."""

    x0: float
    y0: float
    x1: float
    y1: float


def visible(w: float, b: float, inset: bool = False) -> Segment | None:
    """Return the part of ``y = w x + b`` within the picture; ``None`` if there is none.

    Args:
        w, b: the line.
        inset: keep away from the edges by the inset of the handles.
    """
    dx, dy = (INSET_X, INSET_Y) if inset else (0.0, 0.0)
    left, right, low, high = LEFT + dx, RIGHT - dx, LOW + dy, HIGH - dy
    if abs(w) > 1e-9:
        ends = sorted(((low - b) / w, (high - b) / w))
        left, right = max(left, ends[0]), min(right, ends[1])
    elif not low <= b <= high:
        return None
    if left >= right:
        return None
    return Segment(left, w * left + b, right, w * right + b)


def moved(line: Line, x: float, y: float, above: float) -> Line:
    """Return the line moved up or down so that it runs ``above`` below the point."""
    w, _ = line
    return w, _on_grid(y - above - w * x, FURTHEST)


def turned(line: Line, x: float, y: float, side: float) -> Line:
    """Return the line turned about (0, b) towards the point.

    Args:
        line: slope and height.
        x, y: the point.
        side: −1 or 1: on which side of 0 the handle is.
    """
    _, b = line
    arm = side * max(side * x, LEAST_ARM)
    return _on_grid((y - b) / arm, STEEPEST), b


def _on_grid(value: float, most: float) -> float:
    return round(min(max(round(value / GRID) * GRID, -most), most), 4)
