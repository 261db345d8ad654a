"""Colours and shapes that the parts of the figure share."""

from typing import Any

import numpy as np
from matplotlib.path import Path

from acttutor.core.worksheet.calculation import Quantity
from acttutor.labs.backprop.graph_places import Box
from acttutor.plots.style import Theme

CORNER = 6.0
FORWARD, BACKWARD, UPDATE = "forward", "backward", "update"


def phase_of(step: Quantity | None) -> str:
    """Return which of the three parts of the calculation a step belongs to."""
    if step is None or step.kind in ("u", "o", "loss"):
        return FORWARD
    return UPDATE if step.kind.startswith("new_") else BACKWARD


def color_of(phase: str, theme: Theme) -> str:
    """Return the colour of a part of the calculation: forward that of f, backward that of f′."""
    return {FORWARD: theme.f, BACKWARD: theme.df, UPDATE: theme.good}[phase]


def wash_of(phase: str, theme: Theme) -> str:
    """Return the quiet background of what a step uses."""
    return {FORWARD: theme.selected, BACKWARD: theme.wash_bad, UPDATE: theme.wash_good}[phase]


def rounded(box: Box, scale: float, height: float, corner: float = CORNER) -> Path:
    """Return a rectangle with round corners in device pixels, counted from below.

    Args:
        box: in logical pixels, y downwards.
        scale: device pixels per logical pixel.
        height: of the figure in device pixels.
        corner: radius of the corners in logical pixels.
    """
    left, right = box.x - box.width / 2, box.x + box.width / 2
    top, bottom = box.y - box.height / 2, box.y + box.height / 2
    r = min(corner, box.width / 2, box.height / 2)
    points = [(left, top + r), (left, top), (left + r, top)]
    points += [(right - r, top), (right, top), (right, top + r)]
    points += [(right, bottom - r), (right, bottom), (right - r, bottom)]
    points += [(left + r, bottom), (left, bottom), (left, bottom - r), (left, top + r)]
    codes = [Path.MOVETO, Path.CURVE3, Path.CURVE3]
    codes += [Path.LINETO, Path.CURVE3, Path.CURVE3] * 3 + [Path.CLOSEPOLY]
    return Path(np.array([(x * scale, height - y * scale) for x, y in points]), codes)


def arrow_head(tip: Any, tail: Any, length: float) -> Any:
    """Return the triangle at the tip of an arrow, shape (3, 2)."""
    along = (tip - tail) / max(float(np.hypot(*(tip - tail))), 1e-9)
    across = np.array([-along[1], along[0]])
    base = tip - along * length
    return np.array([tip, base + across * length * 0.45, base - across * length * 0.45])
