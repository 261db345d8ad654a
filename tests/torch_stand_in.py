"""The few layers of PyTorch that questions use, as its documentation defines them, in NumPy."""

from types import SimpleNamespace
from typing import Any

import numpy as np


class ConvTranspose2d:
    """Each number of the input adds its kernel to the output, ``stride`` apart, then it is cut."""

    def __init__(self, c_in: int, c_out: int, k: int, stride: int = 1, padding: int = 0) -> None:
        self.W = np.random.default_rng(3).normal(size=(c_in, c_out, k, k))
        self.stride, self.padding = stride, padding

    def __call__(self, x: Any) -> Any:
        n, _, high, wide = x.shape
        k, s, p = self.W.shape[-1], self.stride, self.padding
        out = np.zeros((n, self.W.shape[1], (high - 1) * s + k, (wide - 1) * s + k))
        for i in range(high):
            for j in range(wide):
                added = np.einsum("nc,cdkl->ndkl", x[:, :, i, j], self.W)
                out[:, :, i * s : i * s + k, j * s : j * s + k] += added
        return out[:, :, p : out.shape[2] - p, p : out.shape[3] - p]


def _norm(axes: tuple[int, ...], dimensions: int) -> Any:
    def make(features: int) -> Any:
        def layer(x: Any) -> Any:
            if x.ndim != dimensions or x.shape[1] != features:
                raise ValueError(f"expected {dimensions}D input")
            mean, var = x.mean(axis=axes, keepdims=True), x.var(axis=axes, keepdims=True)
            return (x - mean) / np.sqrt(var + 1e-5)

        return layer

    return make


def _dropout(p: float) -> Any:
    if not 0 <= p <= 1:
        raise ValueError("dropout probability has to be between 0 and 1")
    return lambda x: x


def _sequential(*layers: Any) -> Any:
    def run(x: Any) -> Any:
        for layer in layers:
            x = layer(x)
        return x

    return run


nn = SimpleNamespace(
    Sequential=_sequential,
    ConvTranspose2d=ConvTranspose2d,
    BatchNorm2d=_norm((0, 2, 3), 4),
    BatchNorm1d=_norm((0,), 2),
    Dropout2d=_dropout,
    ReLU=lambda inplace=False: lambda x: np.maximum(x, 0),
    Tanh=lambda: np.tanh,
    Sigmoid=lambda: lambda x: 1 / (1 + np.exp(-x)),
    Identity=lambda: lambda x: x,
    Softplus=lambda: lambda x: np.logaddexp(0, x),
)
