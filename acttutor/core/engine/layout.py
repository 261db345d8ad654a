"""Where the parts of each layer are: in the flat vector of parameters, and in the buffers."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.nn.layers.normalized_layer import NormalizedLayer
from acttutor.core.nn.network import Network


class Slots(NamedTuple):
    """A flat vector as a layer sees it: the block (W | b), alpha and what normalises it, see
    `NormalizedLayer`, if it has them.

    For a matrix with a vector in each row, stacks of these.
    """

    block: npt.NDArray[Any]
    alpha: npt.NDArray[Any] | None
    norm: npt.NDArray[Any] | None = None


def slots(network: Network, vector: npt.NDArray[Any]) -> list[Slots]:
    """Cut `vector`, laid out like `Network.parameters`, into the views of each layer."""
    found = []
    start = 0
    for layer in network.layers:
        end = start + layer.block.size
        block = vector[..., start:end].reshape(*vector.shape[:-1], *layer.block.shape)
        start, norm = end, None
        if isinstance(layer, NormalizedLayer):
            end += layer.norm.size
            norm = vector[..., start:end].reshape(*vector.shape[:-1], *layer.norm.shape)
            start = end
        if layer.alpha is not None:
            end += layer.n_out
        found.append(Slots(block, None if layer.alpha is None else vector[..., start:end], norm))
        start = end
    return found


def row_spans(widths: list[int]) -> list[slice]:
    """The rows of each layer in a common buffer, with one row for ones after each but the last."""
    spans = []
    start = 0
    for width in widths:
        spans.append(slice(start, start + width))
        start += width + 1
    return spans


_WIDE = 256  # from here on, broadcasting a column costs less than fetching a full matrix


def alpha_index(
    network: Network, parameters: Array, spans: list[slice], columns: int
) -> npt.NDArray[np.intp]:
    """For each element of the common buffers, where in the flat `parameters` its alpha is.

    One column stands for all if there are many samples of a single network; rows that have no
    alpha hold zeros.
    """
    wide = parameters.ndim == 1 and columns >= _WIDE
    index = np.zeros((spans[-1].stop, 1 if wide else columns), dtype=np.intp)
    places = np.arange(parameters.size).reshape(parameters.shape)
    for span, layer in zip(spans, slots(network, places), strict=True):
        if layer.alpha is not None:
            by_unit = layer.alpha.reshape(-1, span.stop - span.start).T  # (units, members)
            index[span] = np.repeat(by_unit, index.shape[1] // by_unit.shape[1], axis=1)
    return index
