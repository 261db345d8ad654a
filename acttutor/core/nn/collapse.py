"""Layers without activation multiply into one: W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.activations.registry import ACTIVATIONS

Array = npt.NDArray[np.float64]


class Linear(NamedTuple):
    """The layer z = Wx + b.

    Args:
        W: weights, shape (n_out, n_in).
        b: biases, shape (n_out,).
    """

    W: Array
    b: Array


def fold(first: Linear, second: Linear) -> Linear:
    """Return the one layer that does what two do one after the other: (W₂W₁, W₂b₁ + b₂).

    Args:
        first: the layer next to the input, n_in → n.
        second: the layer behind it, n → n_out.

    Raises:
        ValueError: if the second does not take what the first gives.

    Example:
        >>> twice = Linear(np.array([[2.0]]), np.array([1.0]))
        >>> folded = fold(twice, twice)
        >>> folded.W, folded.b
        (array([[4.]]), array([3.]))
    """
    if second.W.shape[1] != first.W.shape[0]:
        raise ValueError(f"{first.W.shape} does not go before {second.W.shape}")
    return Linear(second.W @ first.W, second.W @ first.b + second.b)


def fold_all(layers: Sequence[Linear]) -> Linear:
    """Return the one layer that one or more ``layers`` in a row multiply into.

    Example:
        >>> twice = Linear(np.array([[2.0]]), np.array([1.0]))
        >>> fold_all([twice, twice, twice]).b
        array([7.])
    """
    folded = layers[0]
    for layer in layers[1:]:
        folded = fold(folded, layer)
    return folded


def forward(layers: Sequence[Linear], activations: Sequence[str], X: npt.ArrayLike) -> Array:
    """Return the outputs (n, n_out) of layers with activations between them.

    Args:
        layers: one or more layers.
        activations: ids of the functions after each layer but the last.
        X: inputs (n, n_in).
    """
    values = np.asarray(X, dtype=np.float64)
    for layer, activation in zip(layers, (*activations, "identity"), strict=True):
        values = values @ layer.W.T + layer.b
        if activation != "identity":
            values = np.asarray(ACTIVATIONS[activation].f(values), dtype=np.float64)
    return values


def random_layers(sizes: Sequence[int], rng: np.random.Generator) -> list[Linear]:
    """Return layers whose weights are uniform in ±√(6/(n_in + n_out)) (Glorot and Bengio 2010).

    Biases are uniform in ±½. All are rounded to hundredths, so that they can be read.

    Args:
        sizes: how many numbers go in, come out of each layer, and come out at last.
        rng: where chance comes from.
    """
    layers = []
    for n_in, n_out in pairwise(sizes):
        reach = np.sqrt(6 / (n_in + n_out))
        W = rng.uniform(-reach, reach, (n_out, n_in))
        layers.append(Linear(W.round(2) + 0.0, rng.uniform(-0.5, 0.5, n_out).round(2) + 0.0))
    return layers
