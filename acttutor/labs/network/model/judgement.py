"""How well a network does on a part of the data."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.metrics.classes import (
    Counts,
    accuracy,
    confusion_matrix,
    f1_scores,
    majority_share,
    precisions,
    recalls,
)
from acttutor.core.metrics.numbers import (
    mean_absolute_error,
    r_squared,
    root_mean_squared_error,
)
from acttutor.labs.network.model.data.problem import Problem


@dataclass(frozen=True)
class ClassJudgement:
    """What there is to say of predicted classes.

    Args:
        counts: the confusion matrix, true classes in rows.
        precision, recall, f1: of two classes those of the positive one, of more their plain mean
            over the classes, called *macro*.
    """

    counts: Counts
    accuracy: float
    majority: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class NumberJudgement:
    """What there is to say of predicted numbers, in the units of the data."""

    outputs: Array
    targets: Array
    r2: float
    rmse: float
    mae: float


def positive_scores(problem: Problem, outputs: Array) -> Array:
    """Return the scores for the positive of two classes, shape (n,), from 0 to 1."""
    return np.nan_to_num(problem.scores(outputs)[:, 0])


def predicted_classes(problem: Problem, outputs: Array, threshold: float) -> npt.NDArray[np.intp]:
    """Return the number of the class each output stands for; of two by the threshold."""
    if problem.n_classes == 2:
        return np.where(positive_scores(problem, outputs) > threshold, 0, 1)
    return problem.class_numbers(outputs)


def judge_classes(
    problem: Problem, outputs: Array, targets: Array, threshold: float
) -> ClassJudgement:
    """Judge outputs for classes, shape (n, outputs), against their targets."""
    said = predicted_classes(problem, outputs, threshold)
    counts = confusion_matrix(problem.class_numbers(targets), said, problem.n_classes)
    shares = [measure(counts) for measure in (precisions, recalls, f1_scores)]
    if problem.n_classes == 2:
        precision, recall, f1 = (float(share[0]) for share in shares)
    else:
        precision, recall, f1 = (float(share.mean()) for share in shares)
    return ClassJudgement(counts, accuracy(counts), majority_share(counts), precision, recall, f1)


def judge_numbers(problem: Problem, outputs: Array, targets: Array) -> NumberJudgement:
    """Judge outputs for numbers, shape (n, 1), against their targets."""
    y, t = (problem.in_units(values[:, 0]) for values in (outputs, targets))
    return NumberJudgement(
        y, t, r_squared(y, t), root_mean_squared_error(y, t), mean_absolute_error(y, t)
    )
