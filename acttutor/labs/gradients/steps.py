"""The way of the gradient from layer to layer, taken apart into the steps that its factors make.

On a logarithmic axis factors are lengths that add up: what one layer does to the gradient is drawn
as one short line for each factor, one after the other.
"""

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.nn.flow import Flow

#: For each kind of factor, x and y of its lines, with nan between them.
Staircase = dict[str, tuple[Array, Array]]


def _staircase(kinds: tuple[str, ...], heights: Array) -> Staircase:
    """Return the lines through ``heights`` of shape (layers - 1, factors + 1).

    Row l goes from layer l + 2 (counted from 1) on the left edge back to layer l + 1.
    """
    rows, columns = heights.shape
    stairs: Staircase = {}
    for index, kind in enumerate(kinds):
        x = np.full((rows, 3), np.nan)
        y = np.full((rows, 3), np.nan)
        right = np.arange(rows) + 2.0
        for side in (0, 1):
            x[:, side] = right - (index + side) / (columns - 1)
            y[:, side] = heights[:, index + side]
        stairs[kind] = (x.ravel(), y.ravel())
    return stairs


@np.errstate(all="ignore")
def delta_stairs(flow: Flow, normalized: bool) -> Staircase:
    """Return the steps of ||delta||: normalisation (if there is one), weights, activation."""
    start, own = flow.delta[1:], flow.arriving[1:]
    weighted = own * flow.weights
    if not normalized:
        return _staircase(
            ("weights", "activation"), np.column_stack((start, weighted, flow.delta[:-1]))
        )
    heights = np.column_stack((start, own, weighted, flow.delta[:-1]))
    return _staircase(("norm", "weights", "activation"), heights)


@np.errstate(all="ignore")
def gradient_stairs(flow: Flow, normalized: bool) -> Staircase:
    """Return the steps of ||dW||: weights, activation, normalisation, and the inputs a.

    dW = delta a^T, so what the inputs do is what else changes from ||delta|| to ||dW||.
    """
    start = flow.gradient[1:]
    weighted = start * flow.weights
    activated = weighted * flow.activation
    if not normalized:
        return _staircase(
            ("weights", "activation", "signal"),
            np.column_stack((start, weighted, activated, flow.gradient[:-1])),
        )
    own = activated * flow.arriving[:-1] / flow.delta[:-1]
    heights = np.column_stack((start, weighted, activated, own, flow.gradient[:-1]))
    return _staircase(("weights", "activation", "norm", "signal"), heights)
