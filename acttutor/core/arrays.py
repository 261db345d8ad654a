"""The array type of `core` and the one place where outside numbers become arrays."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.floating[Any]]
"""An array of real numbers: float64, or float32 where speed matters more than digits."""

Values: TypeAlias = float | Array
"""A number, or an array of them, for what is computed for each."""


def as_float(values: npt.ArrayLike, name: str = "z") -> Array:
    """Return `values` as a floating-point array: float32 stays float32, the rest is float64.

    Args:
        values: a number, a nested sequence or an array of any shape.
        name: what to call it in an error message.

    Returns:
        An array of the same shape; it may share memory with `values`, so do not write to it.

    Raises:
        ValueError: `values` are not real numbers.
    """
    array = np.asarray(values)
    if array.dtype in (np.float64, np.float32):
        return array
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{name} must hold real numbers, got an array of type {array.dtype}")
    return array.astype(np.float64)


def as_matrix(values: npt.ArrayLike, name: str, columns: int | None = None) -> Array:
    """Return `values` as a float64 matrix of shape (n_samples, columns).

    Raises:
        ValueError: not two-dimensional, or not `columns` wide.
    """
    matrix = as_float(values, name).astype(np.float64, copy=False)
    if matrix.ndim != 2:
        raise ValueError(f"{name} must have shape (n_samples, n_features), got {matrix.shape}")
    if columns is not None and matrix.shape[1] != columns:
        raise ValueError(f"{name} must have {columns} column(s), got {matrix.shape[1]}")
    return matrix
