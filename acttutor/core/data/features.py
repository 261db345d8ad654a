"""Features: what a network is shown of a point (x1, x2)."""

from collections.abc import Callable, Iterable
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_choice

FEATURES: MappingProxyType[str, Callable[[Array], Array]] = MappingProxyType(
    {
        "x1": lambda X: X[:, 0],
        "x2": lambda X: X[:, 1],
        "x1_squared": lambda X: X[:, 0] ** 2,
        "x2_squared": lambda X: X[:, 1] ** 2,
        "x1x2": lambda X: X[:, 0] * X[:, 1],
        "sin_x1": lambda X: np.sin(X[:, 0]),
        "sin_x2": lambda X: np.sin(X[:, 1]),
    }
)
"""Features by id, in the order in which they are offered: X of shape (n, 2) -> (n,)."""


def expand(X: npt.ArrayLike, ids: Iterable[str]) -> Array:
    """Compute the chosen features of each point.

    Args:
        X: points, shape (n, 2).
        ids: ids from `FEATURES`, at least one; the order is that of the columns.

    Returns:
        Shape (n, number of ids).

    Raises:
        ValueError: X has another shape, an id is unknown, or there is none.

    Example:
        >>> expand([[2.0, 3.0]], ["x1", "x1x2"])
        array([[2., 6.]])
    """
    points = as_matrix(X, "X", columns=2)
    chosen = [check_choice("ids", id, FEATURES) for id in ids]
    if not chosen:
        raise ValueError(f"ids must name at least one of {', '.join(FEATURES)}; got none")
    with np.errstate(all="ignore"):
        return np.column_stack([FEATURES[id](points) for id in chosen])
