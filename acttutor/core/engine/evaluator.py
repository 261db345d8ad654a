"""What every unit of a network says about many points, fast enough for moving pictures."""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.engine.passes import ForwardPass, append_ones, play
from acttutor.core.nn.network import Network


class Evaluator:
    """Computes the outputs of all units on the same points again and again, as the network
    learns, without allocating anything.

    Args:
        network: read at each call of `maps`, never changed.
        X: the points, shape (n, n_in), at least one.
        dtype: float32 (seven digits, plenty for a picture, and twice as fast) or float64.

    Raises:
        ValueError: X has the wrong shape or no rows, or dtype is another.
    """

    def __init__(
        self, network: Network, X: npt.ArrayLike, dtype: npt.DTypeLike = np.float32
    ) -> None:
        if np.dtype(dtype) not in (np.float32, np.float64):
            raise ValueError(f"dtype must be float32 or float64, got {dtype!r}")
        points = as_matrix(X, "X", columns=network.sizes[0])
        if len(points) == 0:
            raise ValueError("X must have at least one row, got none")
        self._network = network
        used = network.folded()
        self._parameters = np.zeros(used.parameters.shape, dtype=dtype)
        self._inputs = np.ascontiguousarray(append_ones(points).T, dtype=dtype)
        forward = ForwardPass(used, self._parameters, len(points))
        self._call_list, self._outputs = forward.call_list(self._inputs), forward.outputs

    @property
    def inputs(self) -> Array:
        """The points as the network sees them, shape (n_in, n): one row per input unit."""
        return self._inputs[:-1]

    @np.errstate(all="ignore")
    def maps(self) -> list[Array]:
        """The outputs of every layer for the network as it is now.

        Returns:
            Per layer an array of shape (units, n), one row per unit, the output layer last.
            They are overwritten by the next call: copy what you want to keep.
        """
        parameters = self._network.folded().parameters
        np.copyto(self._parameters, parameters, casting="same_kind")
        play(self._call_list)
        return self._outputs
