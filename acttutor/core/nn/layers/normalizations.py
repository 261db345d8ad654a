"""Batch, layer, instance and group normalisation: which entries of a block share a mean.

A block of pictures has four axes (N, C, H, W): samples, channels, height, width.  Y. Wu and K. He,
"Group normalization" (2018), figure 2.
"""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.checks import check_choice, check_count
from acttutor.core.nn.layers.batch_norm import EPSILON

NORMALIZATIONS = ("batch", "layer", "instance", "group")
"""Ids of the four kinds."""


def sharing(kind: str, shape: tuple[int, int, int, int], groups: int = 2) -> npt.NDArray[np.intp]:
    """Return which entries of a block share a mean: those of equal numbers do.

    Batch normalisation averages over N, H and W, one mean for each channel; layer normalisation
    over C, H and W, one for each sample; instance normalisation over H and W, one for each channel
    of each sample; group normalisation over H, W and the channels of a group.

    Args:
        kind: one of `NORMALIZATIONS`.
        shape: (N, C, H, W).
        groups: into how many groups of neighbours the channels are parted; it divides C.

    Returns:
        Numbers from 0, of the shape of the block.

    Raises:
        ValueError: an unknown kind, or groups that do not divide C.

    Example:
        >>> sharing("batch", (2, 3, 1, 1))[:, :, 0, 0].tolist()
        [[0, 1, 2], [0, 1, 2]]
    """
    check_choice("kind", kind, NORMALIZATIONS)
    if kind == "group" and shape[1] % check_count("groups", groups, 1):
        raise ValueError(f"{groups} groups do not divide {shape[1]} channels")
    sample, channel = np.indices(shape)[:2]
    if kind == "batch":
        return np.asarray(channel, np.intp)
    parts = {"layer": 1, "instance": shape[1], "group": groups}[kind]
    return np.asarray(sample * parts + channel * parts // shape[1], np.intp)


def normalize_block(x: Array, kind: str, groups: int = 2, epsilon: float = EPSILON) -> Array:
    """Return a block with mean 0 and variance 1 over all entries that share a mean.

        y = (x - mean) / sqrt(variance + epsilon)

    Args:
        x: block of shape (N, C, H, W); never changed.
        kind: one of `NORMALIZATIONS`.
        groups: see `sharing`.
        epsilon: above 0; the variance divides by the number of entries.

    Returns:
        A block of the same shape.

    Raises:
        ValueError: see `sharing`.

    Example:
        >>> x = np.arange(8.0).reshape(1, 2, 2, 2)
        >>> normalize_block(x, "layer").mean().round(6) == 0
        np.True_
    """
    n, c, height, width = x.shape
    numbers = sharing(kind, (n, c, height, width), groups)
    counts = np.bincount(numbers.ravel())
    means = np.bincount(numbers.ravel(), x.ravel()) / counts
    centred = x - means[numbers]
    variances = np.bincount(numbers.ravel(), centred.ravel() ** 2) / counts
    return np.asarray(centred / np.sqrt(variances + epsilon)[numbers])
