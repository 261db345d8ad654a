"""The confusion matrix, and what is read from it.

Every share that would be nothing of nothing is nan: a precision where nothing was predicted, a
recall where there was nothing to find. Fawcett, "An introduction to ROC analysis", Pattern
Recognition Letters 27 (2006), section 2.
"""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.checks import check_count
from acttutor.core.metrics.shares import shares

Counts = npt.NDArray[np.intp]


def confusion_matrix(true: npt.ArrayLike, predicted: npt.ArrayLike, n_classes: int) -> Counts:
    """Count how often samples of each class were taken for each class.

    Args:
        true, predicted: numbers of classes from 0, shape (n,) each.
        n_classes: how many classes there are, 1 or more.

    Returns:
        counts of shape (n_classes, n_classes): true classes in rows, predicted ones in columns.

    Raises:
        ValueError: the shapes differ, or a number is not that of a class.

    Example:
        >>> confusion_matrix([0, 0, 1], [0, 1, 1], 2).tolist()
        [[1, 1], [0, 1]]
    """
    rows, columns = np.asarray(true, dtype=np.intp), np.asarray(predicted, dtype=np.intp)
    check_count("n_classes", n_classes, 1)
    if rows.shape != columns.shape or rows.ndim != 1:
        raise ValueError(f"true and predicted must be as long, got {rows.shape}, {columns.shape}")
    both = np.concatenate((rows, columns))
    if len(both) and not 0 <= both.min() <= both.max() < n_classes:
        raise ValueError(f"classes must be from 0 to {n_classes - 1}")
    counts: Counts = np.bincount(rows * n_classes + columns, minlength=n_classes**2)
    return counts.reshape(n_classes, n_classes)


def accuracy(counts: Counts) -> float:
    """Share of the samples that were right, sum of n_kk / n; nan without samples.

    It misleads where classes are not equally frequent: compare it with `majority_share`.

    Example:
        >>> accuracy(np.array([[1, 1], [0, 2]]))
        0.75
    """
    return float(shares(np.trace(counts), counts.sum()))


def majority_share(counts: Counts) -> float:
    """The accuracy of always saying the commonest class, max n_k / n; nan without samples.

    Example:
        >>> majority_share(np.array([[1, 1], [1, 7]]))
        0.8
    """
    return float(shares(counts.sum(axis=1).max(), counts.sum()))


def precisions(counts: Counts) -> Array:
    """For each class the share of those taken for it that belong to it, TP / (TP + FP).

    Example:
        >>> precisions(np.array([[1, 1], [0, 2]])).round(3).tolist()
        [1.0, 0.667]
    """
    return shares(np.diag(counts), counts.sum(axis=0))


def recalls(counts: Counts) -> Array:
    """For each class the share of its samples that were found, TP / (TP + FN).

    Example:
        >>> recalls(np.array([[1, 1], [0, 2]])).tolist()
        [0.5, 1.0]
    """
    return shares(np.diag(counts), counts.sum(axis=1))


def f1_scores(counts: Counts) -> Array:
    """For each class the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN).

    Its weakness: it does not look at the samples that were rightly left out.  Van Rijsbergen,
    "Information Retrieval" (1979), chapter 7.

    Example:
        >>> f1_scores(np.array([[1, 1], [0, 2]])).round(3).tolist()
        [0.667, 0.8]
    """
    return shares(2 * np.diag(counts), counts.sum(axis=0) + counts.sum(axis=1))
