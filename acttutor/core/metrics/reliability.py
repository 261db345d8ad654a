"""Whether a model is as often right as it says: the reliability curve."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.checks import check_count


class Reliability(NamedTuple):
    """Answers in groups of about the same confidence, those without any left out.

    Attributes:
        confidence: mean of what was said, shape (groups,), ascending.
        right: share of the answers that were right.
        counts: how many answers there were.
    """

    confidence: Array
    right: Array
    counts: npt.NDArray[np.intp]

    @property
    def error(self) -> float:
        """The expected calibration error: the mean gap between both, by the number of answers."""
        total = self.counts.sum()
        gaps = np.abs(self.right - self.confidence) * self.counts
        return float(gaps.sum() / total) if total else float("nan")


def reliability(confidence: npt.ArrayLike, is_right: npt.ArrayLike, groups: int) -> Reliability:
    """Return how often answers are right, by how sure the model was of them.

    Guo et al., "On calibration of modern neural networks", ICML (2017), section 2.

    Args:
        confidence: the probability that was given to each answer, shape (n,), from 0 to 1.
        is_right: whether it was right, shape (n,).
        groups: of equal width, 1 or more.

    Example:
        >>> found = reliability([0.9, 0.9, 0.9, 0.9], [True, True, True, False], 10)
        >>> found.right.tolist()
        [0.75]
    """
    check_count("groups", groups, 1)
    sure = np.asarray(confidence, dtype=float)
    right = np.asarray(is_right, dtype=float)
    # A value on a border belongs to the group below it, and 0 to the first.
    index = np.clip(np.ceil(sure * groups).astype(np.intp) - 1, 0, groups - 1)
    counts = np.bincount(index, minlength=groups)
    there = counts > 0
    means = (np.bincount(index, values, groups)[there] for values in (sure, right))
    said, found = (values / counts[there] for values in means)
    return Reliability(said, found, counts[there])
