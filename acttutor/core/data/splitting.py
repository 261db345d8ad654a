"""Training, validation and test data: three parts that are alike."""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_number, check_rng


def split_three(
    X: npt.ArrayLike,
    T: npt.ArrayLike,
    train_share: float,
    validation_share: float,
    strata: npt.ArrayLike,
    rng: np.random.Generator,
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """Part samples into training, test and validation data that are alike, and shuffle them.

    The split is *stratified*: of every stratum, as a rule a class, each part gets its share, as
    nearly as whole samples allow.  Within their stratum the samples are shuffled and placed at
    even distances from 0 to 1; those up to `train_share` are trained on, and so on.

    Args:
        X, T: inputs (n, d) and targets (n, k).
        train_share: share to train on, above 0, at most 1; at least one sample.
        validation_share: share to validate on, 0 to 1, and no more than is left; at least one
            sample where one is left and the share is not 0.  The rest are test data.
        strata: the stratum of each sample, shape (n,).
        rng: the source of randomness.

    Returns:
        X_train, T_train, X_test, T_test, X_validation, T_validation.

    Raises:
        ValueError: an argument is out of range, or X, T and strata do not fit.

    Example:
        >>> X, classes = np.arange(10.0)[:, None], np.arange(10) % 2
        >>> parts = split_three(X, X, 0.6, 0.2, classes, np.random.default_rng(0))
        >>> [len(part) for part in parts[::2]]
        [6, 2, 2]
    """
    inputs, targets, kinds = as_matrix(X, "X"), as_matrix(T, "T"), np.asarray(strata)
    share = check_number("train_share", train_share, 0.0, 1.0, open_low=True)
    validated = check_number("validation_share", validation_share, 0.0, 1.0)
    n = len(inputs)
    if not len(targets) == len(kinds) == n or n == 0:
        raise ValueError(
            f"X, T and strata must have as many rows, got {n}, {len(targets)} and {len(kinds)}"
        )
    order = check_rng(rng).permutation(n)
    place = np.empty(n)
    for kind in np.unique(kinds):
        members = order[kinds[order] == kind]
        place[members] = (np.arange(len(members)) + rng.random()) / len(members)
    sorted_by_place = order[np.argsort(place[order], kind="stable")]
    n_train = max(1, round(share * n))
    n_validation = min(max(round(validated * n), int(validated > 0)), n - n_train)
    parts = np.split(sorted_by_place, [n_train, n_train + n_validation])
    train, validation, test = (rng.permutation(part) for part in parts)
    return tuple(array[part] for part in (train, test, validation) for array in (inputs, targets))


def tenths(values: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Return the tenth, 0 to 9, in which each of some numbers lies by its rank: their strata."""
    numbers = np.asarray(values).ravel()
    ranks = np.empty(len(numbers), dtype=np.intp)
    ranks[np.argsort(numbers, kind="stable")] = np.arange(len(numbers))
    return ranks * 10 // max(len(numbers), 1)
