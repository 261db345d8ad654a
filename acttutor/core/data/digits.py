"""Handwritten digits as pictures of 8 × 8 pixels, and the choice of those to learn from."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.checks import check_count, check_number, check_rng

#: Pixels of a side, pixels of a picture, and the darkest value that a pixel has in a file.
SIDE, PIXELS, DARKEST = 8, 64, 16

Labels = npt.NDArray[np.intp]


class Digits(NamedTuple):
    """Pictures of digits, and which they are.

    Attributes:
        images: shape (n, 64), row by row from the top left, 0 for paper to 1 for ink.
        labels: the digits, shape (n,).
    """

    images: Array
    labels: Labels


def parse_digits(text: str) -> Digits:
    """Read digits, one a line: 64 whole numbers from 0 to 16, then the digit, between commas.

    Alpaydin and Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning
    Repository (1998): each number counts the dark pixels in a 4 × 4 block of a bitmap.

    Returns:
        arrays that cannot be written to.

    Raises:
        ValueError: there is anything else in the text.

    Example:
        >>> parse_digits(",".join(["16"] * 64 + ["7"])).labels.tolist()
        [7]
    """
    numbers = [int(word) for line in text.split() for word in line.split(",")]
    if len(numbers) % (PIXELS + 1):
        raise ValueError(f"each line must hold {PIXELS + 1} numbers")
    table = np.array(numbers, dtype=np.intp).reshape(-1, PIXELS + 1)
    pixels, labels = table[:, :PIXELS], table[:, PIXELS].copy()
    if table.size and not (table.min() >= 0 and pixels.max() <= DARKEST and labels.max() <= 9):
        raise ValueError(f"pixels must be from 0 to {DARKEST}, and digits from 0 to 9")
    images = pixels / DARKEST
    images.flags.writeable = labels.flags.writeable = False
    return Digits(images, labels)


def take_evenly(labels: Labels, count: int) -> Labels:
    """Return the places of `count` samples that hold every class as often as can be.

    The first of each class come first, then the second of each, and so on: what is taken is part
    of what would be taken for a larger count.

    Args:
        labels: classes, in an order that says which of a class is its first.
        count: how many, 0 or more; more than there are means all.

    Example:
        >>> take_evenly(np.array([3, 3, 3, 5]), 2).tolist()
        [0, 3]
    """
    check_count("count", count, 0)
    rank = np.empty(len(labels), dtype=np.intp)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        rank[members] = np.arange(len(members))
    chosen = np.lexsort((labels, rank))[:count]
    return np.sort(chosen)


def mislabelled(labels: Labels, share: float, n_classes: int, rng: np.random.Generator) -> Labels:
    """Return a copy in which a share of the labels, chosen at random, is another one.

    Args:
        labels: classes from 0, shape (n,).
        share: from 0 to 1; the number of labels is rounded.
        n_classes: how many classes there are, 2 or more.
        rng: the source of randomness; it is asked as often for every share.

    Example:
        >>> found = mislabelled(np.zeros(4, dtype=np.intp), 0.5, 10, np.random.default_rng(0))
        >>> int((found != 0).sum())
        2
    """
    check_number("share", share, 0.0, 1.0)
    check_count("n_classes", n_classes, 2)
    order = check_rng(rng).permutation(len(labels))
    others = (labels + rng.integers(1, n_classes, len(labels))) % n_classes
    found = labels.copy()
    wrong = order[: round(share * len(labels))]
    found[wrong] = others[wrong]
    return found
