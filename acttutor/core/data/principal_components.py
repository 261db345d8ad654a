"""Principal components: the directions in which data differ most."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.checks import check_count


class PrincipalComponents(NamedTuple):
    """A plane, or a space of more dimensions, through the middle of the data.

    Attributes:
        mean: shape (d,).
        axes: unit vectors at right angles, shape (k, d), the one of the largest variance first.
        shares: of the whole variance, shape (k,).
    """

    mean: Array
    axes: Array
    shares: Array

    def project(self, X: npt.ArrayLike) -> Array:
        """Return coordinates along the axes: (n, d) -> (n, k)."""
        found: Array = (np.asarray(X, dtype=float) - self.mean) @ self.axes.T
        return found


def principal_components(X: npt.ArrayLike, k: int) -> PrincipalComponents:
    """Return the k directions of the largest variance: eigenvectors of the covariance.

    Pearson, "On lines and planes of closest fit to systems of points in space" (1901). The sign
    of an axis is chosen so that its largest component is positive.

    Args:
        X: shape (n, d), n of 1 or more.
        k: how many, from 1 to d.

    Example:
        >>> found = principal_components([[0.0, 0.0], [1.0, 2.0], [2.0, 4.0]], 1)
        >>> bool(np.isclose(found.shares[0], 1.0))
        True
    """
    data = np.asarray(X, dtype=float)
    check_count("k", k, 1)
    if k > data.shape[1]:
        raise ValueError(f"k is {k}; there are {data.shape[1]} dimensions")
    mean = data.mean(axis=0)
    centred = data - mean
    variances, vectors = np.linalg.eigh(centred.T @ centred / len(data))
    axes = vectors.T[::-1][:k].copy()
    largest = np.abs(axes).argmax(axis=1)
    axes *= np.where(axes[np.arange(k), largest] < 0, -1.0, 1.0)[:, None]
    total = max(float(variances.sum()), np.finfo(float).tiny)
    return PrincipalComponents(mean, axes, np.maximum(variances[::-1][:k], 0.0) / total)
