"""From a drawing to what a network reads: the way on which the digits of the data were made.

The data come from forms of the American NIST, whose reader [1] straightened each digit, scaled it
to a box, and made thin lines thicker and thick ones thinner, in a bitmap of 32×32; the makers of
the data [2] counted the dark pixels in blocks of 4×4.

1. M. D. Garris et al., "NIST form-based handprint recognition system", NISTIR 5469 (1994).
2. E. Alpaydin, C. Kaynak, "Optical recognition of handwritten digits", UCI repository (1998).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.data.digits import DARKEST, SIDE

#: Pixels of the bitmap each way, and of a block of it.
BITMAP = 32
BLOCK = BITMAP // SIDE
#: The box that the middle of a line fills, in pixels of the bitmap: the line itself is thicker.
WIDE, HIGH = 14.5, 26.5
#: What is narrower than this, such as a 1, stays so; from the second width on it is stretched.
NARROW = 5.0, 8.0
#: Dark pixels of a bitmap: the mean of the data, and the thinnest and thickest pen for them.
INK, THINNEST, THICKEST = 312, 1.2, 5.0
#: The uppermost and lowest part of a digit, as a share of its height, that show how it slants.
BAND = 0.06
#: The share of the slant that is taken away: a shaky hand slants less than its two ends.
STRAIGHTENED = 0.6
#: The steepest slant that is taken away, in widths per height.
STEEPEST = 0.7
#: Points of a line are at most so far apart, in pixels of the bitmap.
SPACING = 0.5

Points = Array
Stroke = Sequence[tuple[float, float]]
Bitmap = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Preparation:
    """Which steps are taken.

    Args:
        straighten: shear until the uppermost and the lowest part begin at the same place.
        centre: put the middle of the digit into the middle.
        fit: make it as large as all others.
        thickness: draw it in a line that makes as many pixels dark as in the others.
        count: count dark pixels in blocks; without, one pixel stands for its block.
    """

    straighten: bool = True
    centre: bool = True
    fit: bool = True
    thickness: bool = True
    count: bool = True


class Prepared(NamedTuple):
    """What became of a drawing: the bitmap (32, 32), and its counts (8, 8) from 0 to 16."""

    bitmap: Bitmap
    pixels: Array


def points_of(strokes: Sequence[Stroke], spacing: float = SPACING / BITMAP) -> Points:
    """Return points along strokes, shape (n, 2), at most ``spacing`` apart.

    A stroke of one point is a dot.
    """
    found: list[Array] = []
    for stroke in strokes:
        corners = np.asarray(stroke, dtype=float).reshape(-1, 2)
        if len(corners) < 2:
            found.append(corners)
            continue
        lengths = np.hypot(*np.diff(corners, axis=0).T)
        along = np.concatenate([[0.0], np.cumsum(lengths)])
        count = max(int(np.ceil(along[-1] / spacing)), 1) + 1
        at = np.linspace(0.0, along[-1], count)
        found.append(np.column_stack([np.interp(at, along, axis) for axis in corners.T]))
    return np.concatenate(found) if found else np.zeros((0, 2))


def slant_of(points: Points) -> float:
    """Return by how much the lowest part begins further left than the uppermost, per height."""
    x, y = points.T
    top, bottom = y.min(), y.max()
    if bottom - top < 1e-6:
        return 0.0
    edge = BAND * (bottom - top)
    above, below = x[y <= top + edge].min(), x[y >= bottom - edge].min()
    slant = (above - below) / ((1 - BAND) * (bottom - top))
    return float(np.clip(slant, -STEEPEST, STEEPEST))


def prepare(
    strokes: Sequence[Stroke], pen: float, steps: Preparation = Preparation()
) -> Prepared:  # fmt: skip
    """Return a drawing as the data have theirs.

    Args:
        strokes: points from (0, 0), at the left top corner, to (1, 1).
        pen: thickness of the line in the same unit.
        steps: which steps are taken.

    Example:
        >>> int(prepare([[(0.5, 0.2), (0.5, 0.8)]], 0.08).pixels[4].argmax())
        3
    """
    points = points_of(strokes)
    if not len(points):
        return Prepared(np.zeros((BITMAP, BITMAP), dtype=bool), np.zeros((SIDE, SIDE)))
    if steps.straighten:
        middle = (points[:, 1].min() + points[:, 1].max()) / 2
        points = np.column_stack(
            [points[:, 0] + STRAIGHTENED * slant_of(points) * (points[:, 1] - middle), points[:, 1]]
        )
    low, high = points.min(axis=0), points.max(axis=0)
    stretch = _stretch(high - low) if steps.fit else np.full(2, float(BITMAP))
    old_middle = (low + high) / 2
    new_middle = np.full(2, BITMAP / 2) if steps.centre else BITMAP * old_middle
    placed = (points - old_middle) * stretch + new_middle
    bitmap = draw(placed, pen / 2 * stretch[1], INK if steps.thickness else None)
    return Prepared(bitmap, counted(bitmap) if steps.count else sampled(bitmap))


def _stretch(size: Array) -> Array:
    """Return by how much a drawing of this size grows across and down."""
    # A dot does not fill everything.
    wide, high = np.maximum(size, 0.03)
    narrow = wide / high * HIGH
    goal = np.interp(narrow, NARROW, (min(narrow, NARROW[0]), WIDE))
    # What lies flat is a dash, and no digit that was squeezed.
    return np.array([goal / wide, min(HIGH / high, 3 * WIDE / wide)])


def draw(points: Points, radius: float, ink: int | None = None) -> Bitmap:
    """Return which pixels (32, 32) a pen covers that went along ``points``.

    Args:
        points: places in pixels, x and y.
        radius: of the pen.
        ink: the pen becomes so thick that it covers so many pixels.
    """
    centres = np.arange(BITMAP) + 0.5
    across = (centres[:, None] - points[:, 0]) ** 2
    down = (centres[:, None] - points[:, 1]) ** 2
    # For each pixel the square of its distance to the nearest point.
    distance = (down[:, None, :] + across[None, :, :]).min(axis=2)
    if ink is not None:
        wanted = np.partition(distance.ravel(), ink - 1)[ink - 1]
        radius = float(np.clip(np.sqrt(wanted), THINNEST, THICKEST))
    return np.asarray(distance <= radius**2)


def counted(bitmap: Bitmap) -> Array:
    """Return the number of dark pixels in each block, shape (8, 8)."""
    return np.asarray(bitmap.reshape(SIDE, BLOCK, SIDE, BLOCK).sum(axis=(1, 3)), dtype=float)


def sampled(bitmap: Bitmap) -> Array:
    """Return one pixel for each block: 0 or 16."""
    half = BLOCK // 2
    return bitmap[half::BLOCK, half::BLOCK].astype(float) * DARKEST
