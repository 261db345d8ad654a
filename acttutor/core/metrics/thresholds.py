"""A score and a threshold that moves: the ROC curve and the precision-recall curve.

A sample is taken for positive if its score is above the threshold. Samples of equal score change
sides together, so that every point of a curve is that of some threshold.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.metrics.shares import shares


class ThresholdCurve(NamedTuple):
    """A curve of which each point belongs to a threshold, from the highest one down.

    The first threshold is infinite: nothing is taken for positive.
    """

    thresholds: Array
    x: Array
    y: Array

    def at(self, threshold: float) -> int:
        """Return the index of the point of this threshold."""
        # The last one whose samples, with this score or higher, all lie above.
        return max(int(np.searchsorted(-self.thresholds, -threshold, side="left")) - 1, 0)


def roc_curve(positive: npt.ArrayLike, scores: npt.ArrayLike) -> ThresholdCurve:
    """The true positive rate TP / P over the false positive rate FP / N, from (0, 0) to (1, 1).

    A rate is nan if there are no such samples.  The curve does not show how rare positives are:
    where they are, a small false positive rate is still many false alarms.  Fawcett, "An
    introduction to ROC analysis", Pattern Recognition Letters 27 (2006), algorithm 1.

    Args:
        positive: which samples are, shape (n,).
        scores: higher for those more likely to be, shape (n,).

    Raises:
        ValueError: the shapes differ, or a score is nan.

    Example:
        >>> curve = roc_curve([True, False, True], [0.9, 0.5, 0.4])
        >>> curve.x.tolist(), curve.y.tolist()
        ([0.0, 0.0, 1.0, 1.0], [0.0, 0.5, 0.5, 1.0])
    """
    thresholds, true, false = _counts(positive, scores)
    return ThresholdCurve(thresholds, shares(false, false[-1]), shares(true, true[-1]))


def precision_recall_curve(positive: npt.ArrayLike, scores: npt.ArrayLike) -> ThresholdCurve:
    """Precision TP / (TP + FP) over recall TP / P.

    The precision of the first point, where nothing is taken for positive, is nan.  Davis and
    Goadrich, "The relationship between precision-recall and ROC curves", ICML (2006).

    Args:
        positive, scores: as for `roc_curve`.

    Raises:
        ValueError: the shapes differ, or a score is nan.

    Example:
        >>> curve = precision_recall_curve([True, False, True], [0.9, 0.5, 0.4])
        >>> curve.x.tolist(), curve.y[1:].round(2).tolist()
        ([0.0, 0.5, 0.5, 1.0], [1.0, 0.5, 0.67])
    """
    thresholds, true, false = _counts(positive, scores)
    return ThresholdCurve(thresholds, shares(true, true[-1]), shares(true, true + false))


def area_under_roc(curve: ThresholdCurve) -> float:
    """The area below a `roc_curve` by trapezoids; nan if one kind of samples is missing.

    It is the probability that a positive sample has a higher score than a negative one, ties
    counting half.  Hanley and McNeil, Radiology 143 (1982), 29-36.

    Example:
        >>> area_under_roc(roc_curve([True, False, True], [0.9, 0.5, 0.4]))
        0.5
    """
    widths = np.diff(curve.x)
    return float((widths * (curve.y[1:] + curve.y[:-1]) / 2).sum())


def average_precision(curve: ThresholdCurve) -> float:
    """The mean precision over the recall of a `precision_recall_curve`; nan without positives.

    The sum of (R_k - R_(k-1)) P_k: no line is drawn between points, which would flatter.

    Example:
        >>> round(average_precision(precision_recall_curve([1, 0, 1], [0.9, 0.5, 0.4])), 3)
        0.833
    """
    if math.isnan(curve.x[-1]):
        return math.nan
    return float((np.diff(curve.x) * curve.y[1:]).sum())


def _counts(positive: npt.ArrayLike, scores: npt.ArrayLike) -> tuple[Array, Array, Array]:
    """Return thresholds and how many positive and negative samples reach each of them."""
    is_positive, values = np.asarray(positive, dtype=bool), np.asarray(scores, dtype=float)
    if is_positive.shape != values.shape or values.ndim != 1:
        raise ValueError(
            f"positive and scores must be as long, got {is_positive.shape}, {values.shape}"
        )
    if np.isnan(values).any():
        raise ValueError("scores must not be nan")
    order = np.argsort(-values, kind="stable")
    values, is_positive = values[order], is_positive[order]
    last = np.nonzero(np.append(np.diff(values) != 0, True))[0] if len(values) else np.zeros(0, int)
    true, all_ = np.cumsum(is_positive)[last], last + 1
    return (
        np.concatenate(([math.inf], values[last])),
        np.concatenate(([0.0], true)),
        np.concatenate(([0.0], all_ - true)),
    )
