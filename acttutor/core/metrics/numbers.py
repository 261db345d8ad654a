"""Errors of predicted numbers. All take outputs y and targets t of shape (n,); nan for none."""

import math

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array


def root_mean_squared_error(y: npt.ArrayLike, t: npt.ArrayLike) -> float:
    """RMSE, the root of the mean of (y - t)^2, in the units of t.

    A few large errors weigh more in it than many small ones.

    Example:
        >>> root_mean_squared_error([1.0, 3.0], [0.0, 0.0]) == 5**0.5
        True
    """
    errors = _errors(y, t)
    return math.sqrt(np.mean(errors**2)) if len(errors) else math.nan


def mean_absolute_error(y: npt.ArrayLike, t: npt.ArrayLike) -> float:
    """MAE, the mean of |y - t|, in the units of t: what one is off by, as a rule.

    Example:
        >>> mean_absolute_error([1.0, 3.0], [0.0, 0.0])
        2.0
    """
    errors = _errors(y, t)
    return float(np.mean(np.abs(errors))) if len(errors) else math.nan


def r_squared(y: npt.ArrayLike, t: npt.ArrayLike) -> float:
    """R² = 1 - sum of (y - t)^2 / sum of (t - mean of t)^2: compared with saying the mean.

    1 is perfect, 0 no better than the mean, and below 0 worse; nan if all targets are equal.
    Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning" (2009), section 3.2.

    Example:
        >>> r_squared([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
        1.0
    """
    errors, targets = _errors(y, t), np.asarray(t, dtype=float)
    spread = float(((targets - targets.mean()) ** 2).sum()) if len(errors) else 0.0
    return 1.0 - float((errors**2).sum()) / spread if spread else math.nan


def _errors(y: npt.ArrayLike, t: npt.ArrayLike) -> Array:
    outputs, targets = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    if outputs.shape != targets.shape or outputs.ndim != 1:
        raise ValueError(f"y and t must be as long, got {outputs.shape} and {targets.shape}")
    errors: Array = outputs - targets
    return errors
