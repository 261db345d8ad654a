"""Which piece of a maxout unit a line or a dot of the graph stands for.

A maxout unit has k weights where others have one. The graph draws one line for all of them: that
of the piece that was chosen, or of the one whose weight is largest in magnitude.
"""

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.nn.layers.layer import Layer
from acttutor.core.nn.layers.maxout_layer import MaxoutLayer
from acttutor.labs.network.state import Settings


def chosen_piece(settings: Settings) -> int | None:
    """Return the number of the piece to show, counted from 0; ``None`` for the largest."""
    return None if settings.shown_piece == "largest" else int(settings.shown_piece) - 1


def most_pieces(settings: Settings) -> int:
    """Return the largest number of pieces that a unit has."""
    return max((layer.pieces for layer in settings.hidden), default=1)


def pieces_of(layer: Layer) -> int:
    """Return how many pieces a unit of the layer has; 0 if it is no maxout unit."""
    return layer.pieces if isinstance(layer, MaxoutLayer) else 0


def piece_at(layer: Layer, chosen: int | None, unit: int, source: int | None) -> int | None:
    """Return the piece that a line stands for, or a dot if ``source`` is ``None``.

    ``None`` if the layer has no maxout units.
    """
    if not pieces_of(layer):
        return None
    if _has(layer, chosen):
        return chosen
    values = layer.b[unit] if source is None else layer.W[unit, :, source]
    return int(np.abs(np.nan_to_num(values)).argmax())


def shown_weights(layer: Layer, chosen: int | None) -> tuple[Array, Array]:
    """Return one weight for each line and one bias for each unit: (n_out, n_in) and (n_out,)."""
    if not pieces_of(layer):
        return layer.W, layer.b
    if _has(layer, chosen):
        return layer.W[:, chosen], layer.b[:, chosen]
    return _largest(layer.W), _largest(layer.b)


def _has(layer: Layer, chosen: int | None) -> bool:
    """Whether a piece is chosen that the units of a layer have."""
    return chosen is not None and chosen < pieces_of(layer)


def _largest(values: Array) -> Array:
    """Return of all pieces (axis 1) the value that is largest in magnitude."""
    picked = np.abs(np.nan_to_num(values)).argmax(axis=1)
    found: Array = np.take_along_axis(values, np.expand_dims(picked, 1), axis=1)[:, 0]
    return found
