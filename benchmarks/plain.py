"""The yardstick: a network as one would write it first, in thirty lines of plain NumPy."""

from itertools import pairwise

import numpy as np

from acttutor.core.arrays import Array


class PlainNetwork:
    """Layers of tanh units, squared error, mini-batches in fixed order, samples in rows."""

    def __init__(self, sizes: tuple[int, ...], rng: np.random.Generator) -> None:
        self.weights: list[Array] = [rng.normal(size=pair) * 0.5 for pair in pairwise(sizes)]
        self.biases: list[Array] = [np.zeros(width) for width in sizes[1:]]

    def forward(self, X: Array) -> list[Array]:
        outputs = [X]
        for W, b in zip(self.weights, self.biases, strict=True):
            outputs.append(np.tanh(outputs[-1] @ W + b))
        return outputs

    def loss(self, X: Array, T: Array) -> float:
        return float(0.5 * np.mean((self.forward(X)[-1] - T) ** 2))

    def run_epoch(self, X: Array, T: Array, lr: float, batch_size: int) -> None:
        for start in range(0, len(X), batch_size):
            x, t = X[start : start + batch_size], T[start : start + batch_size]
            outputs = self.forward(x)
            delta = (outputs[-1] - t) * (1 - outputs[-1] ** 2) / len(x)
            for i in reversed(range(len(self.weights))):
                dW, db = outputs[i].T @ delta, delta.sum(axis=0)
                delta = (delta @ self.weights[i].T) * (1 - outputs[i] ** 2)
                self.weights[i] -= lr * dW
                self.biases[i] -= lr * db
