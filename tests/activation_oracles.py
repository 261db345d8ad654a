"""The activation functions once more, one number at a time, straight from their definitions.

The functions of the course are written here by hand, with nothing but the standard library. One
that is added later is taken as exported programs write it, which is a second writing of it too.
"""

import math
from collections.abc import Callable

import numpy as np

from acttutor.core.activations.registry import ACTIVATIONS

LAMBDA, ALPHA = 1.0507009873554805, 1.6732632423543772


def sigmoid(z: float, a: float = 1.0) -> float:
    return 1 / (1 + math.exp(-a * z))


def phi(z: float) -> float:
    """The normal distribution function."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


_BY_HAND: dict[str, Callable[..., float]] = {
    "step": lambda z, theta=0.0: 1.0 if z >= theta else 0.0,
    "sigmoid": sigmoid,
    "tanh": math.tanh,
    "relu": lambda z: max(0.0, z),
    "leaky_relu": lambda z, alpha=0.01: z if z > 0 else alpha * z,
    "prelu": lambda z, alpha=0.25: z if z > 0 else alpha * z,
    "elu": lambda z, alpha=1.0: z if z > 0 else alpha * math.expm1(z),
    "selu": lambda z: LAMBDA * (z if z > 0 else ALPHA * math.expm1(z)),
    "gelu": lambda z: z * phi(z),
    "softplus": lambda z: math.log1p(math.exp(z)),
    "silu": lambda z: z * sigmoid(z),
    "mish": lambda z: z * math.tanh(math.log1p(math.exp(z))),
    "identity": lambda z: z,
}


def _as_exported(id: str) -> Callable[..., float]:
    activation = ACTIVATIONS[id]
    defaults = {param.id: param.default for param in activation.params}
    code = compile(activation.code.numpy, id, "eval")

    def f(z: float, **params: float) -> float:
        return float(eval(code, {"np": np, **ORACLES, **defaults, **params, "z": np.array(z)}))

    return f


#: f(z, **params) of every activation.
ORACLES: dict[str, Callable[..., float]] = {}
ORACLES |= {id: _BY_HAND.get(id) or _as_exported(id) for id in ACTIVATIONS}


def slope(id: str, z: float, step: float = 1e-6, **params: float) -> float:
    """Return a slope from a difference; away from kinks."""
    f = ORACLES[id]
    return (f(z + step, **params) - f(z - step, **params)) / (2 * step)
