"""From the picture of a digit on paper, a scan or a photo, to strokes as a pen would draw them."""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array

#: A picture is read at so many pixels of its longer side.
LONGER_SIDE = 64
#: A patch of ink that is smaller than this share of the largest one is a speck.
SPECK = 0.06
#: Shades that are told apart.
SHADES = 256

Bitmap = npt.NDArray[np.bool_]
Point = tuple[float, float]


def scanned(grey: Array, threshold: float | None = None) -> tuple[list[list[Point]], float]:
    """Return the digit in a picture as strokes, and the thickness of its line.

    Ink is what is darker than the threshold, or lighter if the edge of the picture is dark; the
    line is thinned [1] until one pixel is left of its thickness, and each such pixel is a stroke
    to its neighbours. Both are in units of the longer side of the picture.

    Args:
        grey: shape (rows, columns), from 0 for black to 1 for white.
        threshold: what parts ink from paper; by default that of Otsu [2].

    Returns:
        no stroke, if there is nothing in the picture.

    Example:
        >>> picture = np.ones((20, 20))
        >>> picture[4:16, 9:12] = 0.1
        >>> strokes, pen = scanned(picture)
        >>> min(y for stroke in strokes for _, y in stroke) < 0.3
        True

    1. T. Y. Zhang, C. Y. Suen, "A fast parallel algorithm for thinning digital patterns",
       Communications of the ACM 27 (1984).
    2. N. Otsu, "A threshold selection method from gray-level histograms" (1979).
    """
    small = reduced(np.asarray(grey, dtype=float))
    level = otsu(small) if threshold is None else threshold
    dark = small < level
    edge = np.concatenate([dark[0], dark[-1], dark[:, 0], dark[:, -1]])
    ink = without_specks(dark if edge.mean() <= 0.5 else ~dark)
    line = thinned(ink)
    unit = 1.0 / max(ink.shape)
    length = max(int(line.sum()), 1)
    return _strokes(line, unit), float(ink.sum()) / length * unit


def reduced(grey: Array) -> Array:
    """Return the picture with `LONGER_SIDE` pixels there, the means of those they cover."""
    rows, columns = grey.shape
    scale = max(rows, columns) / LONGER_SIDE
    if scale <= 1.0:
        return grey

    def edges(count: int) -> npt.NDArray[np.intp]:
        return np.linspace(0, count, max(round(count / scale), 1) + 1).astype(np.intp)

    down, across = edges(rows), edges(columns)
    sums = np.add.reduceat(np.add.reduceat(grey, down[:-1], axis=0), across[:-1], axis=1)
    return np.asarray(sums / np.outer(np.diff(down), np.diff(across)))


def otsu(grey: Array) -> float:
    """Return the threshold that parts the shades into the two most different groups."""
    counts, edges = np.histogram(grey, SHADES, (0.0, 1.0))
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    mass = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    between = np.nan_to_num(between)
    best = np.flatnonzero(between >= between.max() * (1 - 1e-9))
    # Between two groups far apart, any threshold is as good: the middle one.
    return float((edges[best[0] + 1] + edges[best[-1] + 1]) / 2)


def without_specks(ink: Bitmap) -> Bitmap:
    """Return the ink without small patches, such as dust and the border of a photo."""
    labels = _patches(ink)
    sizes = np.bincount(labels[ink], minlength=1)
    if not len(sizes):
        return ink
    return np.asarray(ink & (sizes[labels] >= SPECK * sizes.max()))


def _patches(ink: Bitmap) -> npt.NDArray[np.intp]:
    """Return the same number in all pixels of ink that touch each other."""
    labels = np.where(ink, np.arange(ink.size).reshape(ink.shape), ink.size)
    while True:
        wide = np.pad(labels, 1, constant_values=ink.size)
        lowest = np.min([wide[1 + i : wide.shape[0] - 1 + i, 1 + j : wide.shape[1] - 1 + j]
                         for i in (-1, 0, 1) for j in (-1, 0, 1)], axis=0)  # fmt: skip
        lowest = np.where(ink, lowest, ink.size)
        # Each pixel also takes what the pixel of its number has taken: far ways are short so.
        lowest = np.where(ink, np.append(lowest.ravel(), ink.size)[lowest], ink.size)
        if (lowest == labels).all():
            return np.where(ink, labels, 0)
        labels = lowest


def thinned(ink: Bitmap) -> Bitmap:
    """Return the middle of a line, one pixel thick, after Zhang and Suen."""
    line = np.pad(ink, 1)
    while True:
        before = line.copy()
        for first in (True, False):
            line[1:-1, 1:-1] &= ~_removable(line, first)
        if (line == before).all():
            return line[1:-1, 1:-1]


def _removable(line: Bitmap, first: bool) -> Bitmap:
    """Return which pixels one half of a round takes away."""
    rows, columns = line.shape
    # The eight neighbours, from the upper one clockwise.
    ways = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
    near = [line[1 + i : rows - 1 + i, 1 + j : columns - 1 + j] for i, j in ways]
    count = np.sum(near, axis=0)
    begins = np.sum([~near[k] & near[(k + 1) % 8] for k in range(8)], axis=0)
    north, east, south, west = near[::2]
    if first:
        free = ~(north & east & south) & ~(east & south & west)
    else:
        free = ~(north & east & west) & ~(north & south & west)
    return np.asarray(line[1:-1, 1:-1] & (count >= 2) & (count <= 6) & (begins == 1) & free)


def _strokes(line: Bitmap, unit: float) -> list[list[Point]]:
    """Return a stroke from each pixel to each of its neighbours further right or below."""
    strokes: list[list[Point]] = []
    places = {(int(i), int(j)) for i, j in np.argwhere(line)}

    def point(i: int, j: int) -> Point:
        return ((j + 0.5) * unit, (i + 0.5) * unit)

    for i, j in sorted(places):
        ways = [(i, j + 1), (i + 1, j), (i + 1, j + 1), (i + 1, j - 1)]
        strokes += [[point(i, j), point(*way)] for way in ways if way in places]
    return strokes or [[point(i, j)] for i, j in sorted(places)]
