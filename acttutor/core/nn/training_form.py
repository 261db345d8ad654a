"""A network while it is trained, where batch normalisation and dropout differ from its use.

This is the form to read; `acttutor.core.engine` has the fast one.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy.typing as npt

from acttutor.core.arrays import Array, as_matrix
from acttutor.core.nn.layers.batch_norm import Normalized, batch_norm_back
from acttutor.core.nn.layers.normalized_layer import NormalizedLayer
from acttutor.core.nn.network import Network

#: For each hidden layer what its outputs are multiplied by, see `dropout_mask`; () for nothing.
Masks = Sequence[Array]


class TrainingGradient(NamedTuple):
    """The slopes of the mean loss by what a layer learns; None for what it does not have."""

    W: Array
    b: Array
    gamma: Array | None
    alpha: Array | None


class _Passage(NamedTuple):
    """What went through a layer: its inputs, z, its outputs before dropout, and what normalised."""

    a_prev: Array
    z: Array
    a: Array
    kept: Normalized | None


def training_loss(
    network: Network, X: npt.ArrayLike, T: npt.ArrayLike, loss: str, masks: Masks = ()
) -> float:
    """The mean loss on a batch: normalised by its own statistics, with the units of the masks.

    Args:
        network: never changed.
        X, T: inputs (n, n_in) and targets (n, n_out).
        loss: id of `LOSSES`.
        masks: for each hidden layer one of shape (n, units), or none at all.

    Example:
        >>> network = Network((2, 3, 1), init="zeros")
        >>> X, T = [[1.0, 0.0]], [[0.0]]
        >>> training_loss(network, X, T, "squared_error") == network.loss(X, T)
        True
    """
    rule, targets = network.check_task(T, loss)
    last = _trace(network, X, masks)[-1]
    if rule.value_from_logits is not None:
        return rule.value_from_logits(last.z, targets)
    return rule.value(last.a, targets)


def training_gradients(
    network: Network, X: npt.ArrayLike, T: npt.ArrayLike, loss: str, masks: Masks = ()
) -> list[TrainingGradient]:
    """The slopes of `training_loss`, layer by layer; the arguments are its.

    A unit that is left out sends nothing back; one that stays, as much more as it sent forward.

    Example:
        >>> network = Network((2, 3, 1), init="zeros", batch_norm=True)
        >>> first, last = training_gradients(network, [[1, 0], [0, 1]], [[1], [0]], "squared_error")
        >>> first.gamma is not None, last.gamma is None
        (True, True)
    """
    rule, targets = network.check_task(T, loss)
    passages = _trace(network, X, masks)
    slope: Array = rule.slope(passages[-1].a, targets) / len(targets)
    fused = rule.fused_with is not None
    found: list[TrainingGradient] = []
    for i in reversed(range(len(network.layers))):
        layer, (a_prev, z, a, kept) = network.layers[i], passages[i]
        if masks and i < len(masks):
            slope = slope * masks[i]
        delta = slope if fused else layer.pull_back(z, a, slope)
        d_alpha = layer.alpha_slope(z, slope)
        if isinstance(layer, NormalizedLayer) and kept is not None:
            du, d_gamma, d_beta = batch_norm_back(delta, layer.gamma, kept)
            found.append(TrainingGradient(du.T @ a_prev, d_beta, d_gamma, d_alpha))
            slope = du @ layer.W
        else:
            found.append(TrainingGradient(*layer.weight_slopes(delta, a_prev), None, d_alpha))
            slope = layer.carry_back(delta)
        fused = False
    return found[::-1]


def follow_statistics(network: Network, X: npt.ArrayLike, masks: Masks = ()) -> None:
    """Move the running statistics of all normalised layers towards those of a batch.

    Example:
        >>> network = Network((1, 1, 1), batch_norm=True, init="zeros", rng=None)
        >>> follow_statistics(network, [[1.0], [3.0]])
        >>> network.layers[0].norm.ravel().tolist()  # gamma, and 0.1 of the way to 0 and 0
        [1.0, 0.0, 0.9]
    """
    for layer, passage in zip(network.layers, _trace(network, X, masks), strict=True):
        if isinstance(layer, NormalizedLayer):
            layer.follow(passage.a_prev)


def _trace(network: Network, X: npt.ArrayLike, masks: Masks) -> list[_Passage]:
    a_prev = as_matrix(X, "X", columns=network.sizes[0])
    found = []
    for i, layer in enumerate(network.layers):
        kept: Normalized | None = None
        if isinstance(layer, NormalizedLayer):
            z, kept = layer.normalize(a_prev)
        else:
            z = layer.pre_activation(a_prev)
        a = layer.activate(z)
        found.append(_Passage(a_prev, z, a, kept))
        a_prev = a * masks[i] if i < len(masks) else a
    return found
