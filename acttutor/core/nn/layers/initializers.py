"""How the weights of a layer start: small enough not to saturate, different enough to part.

Equal weights would stay equal for ever, because they get equal gradients; that is what
"zeros" shows.  The variances below keep the size of the signal the same from layer to layer.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from acttutor.core.arrays import Array


@dataclass(frozen=True)
class Initializer:
    """A recipe for the first weights.

    Attributes:
        id: lowercase name, never translated.
        weights: ``(n_in, n_out, rng) -> W`` of shape (n_out, n_in).
        bias: the value all biases start with.
        random: whether it needs a source of randomness.
    """

    id: str
    weights: Callable[[int, int, np.random.Generator], Array]
    bias: float = 0.0
    random: bool = True


def playground(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """U(-1/2, 1/2), whatever the width; the biases start at 0.1."""
    return rng.uniform(-0.5, 0.5, (n_out, n_in))


def xavier(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Normal with variance 2 / (n_in + n_out), for tanh and sigmoid.

    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
    networks" (2010), equation 12.
    """
    return rng.normal(0.0, math.sqrt(2.0 / (n_in + n_out)), (n_out, n_in))


def he(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Normal with variance 2 / n_in, for ReLU, which switches half of the units off.

    He et al., "Delving deep into rectifiers" (2015), equation 10.
    """
    return rng.normal(0.0, math.sqrt(2.0 / n_in), (n_out, n_in))


def lecun(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Normal with variance 1 / n_in, for tanh and SELU.

    LeCun et al., "Efficient BackProp" (1998), section 4.6.
    """
    return rng.normal(0.0, math.sqrt(1.0 / n_in), (n_out, n_in))


def normal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Standard normal, whatever the width: too large for wide layers, on purpose."""
    return rng.normal(0.0, 1.0, (n_out, n_in))


def zeros(n_in: int, n_out: int, rng: np.random.Generator | None) -> Array:
    """All zero: the units of a layer can never become different."""
    return np.zeros((n_out, n_in))


INITIALIZERS = MappingProxyType(
    {
        initializer.id: initializer
        for initializer in (
            Initializer("playground", playground, bias=0.1),
            Initializer("xavier", xavier),
            Initializer("he", he),
            Initializer("lecun", lecun),
            Initializer("normal", normal),
            Initializer("zeros", zeros, random=False),
        )
    }
)
"""Initialisations by id."""
