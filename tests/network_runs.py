"""Runs of the network lab to try, and the rules of the web playground to compare them with."""

from typing import Any

import numpy as np
import numpy.typing as npt

from acttutor.base.state.fields import changed
from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings

Array = npt.NDArray[np.float64]
DEFAULT = Settings()


def make(**changes: Any) -> Run:
    """Return a run with the defaults but for some settings."""
    return Run(changed(DEFAULT, **changes))


def own(*rows: tuple[float, float, float], classes: tuple[str, ...] = ("A", "B", "C")) -> Any:
    """Return settings for data of one's own."""
    return {"data": "own", "table": Table(rows=rows, classes=classes)}


def weights(run: Run) -> Array:
    """Return a copy of all that is learned."""
    return run.network.parameters.copy()


def train(run: Run, epochs: int) -> Run:
    """Train some epochs, each of which must succeed."""
    for _ in range(epochs):
        assert run.step()
    return run


class Playground:
    """The rules of the playground, one sample and one weight at a time, for tanh throughout."""

    def __init__(self, run: Run, lr: float, batch: int, l1: float, l2: float) -> None:
        self.W = [layer.W.copy() for layer in run.network.layers]
        self.b = [layer.b.copy() for layer in run.network.layers]
        self.gone = [np.zeros_like(W, dtype=bool) for W in self.W]
        self.lr, self.batch, self.l1, self.l2 = lr, batch, l1, l2

    def epoch(self, X: Array, T: Array) -> None:
        """Go through the samples in their order."""
        for start in range(0, len(X), self.batch):
            dW, db = [0 * W for W in self.W], [0 * b for b in self.b]
            rows = range(start, min(start + self.batch, len(X)))
            for i in rows:
                outputs = [X[i]]
                for W, b in zip(self.W, self.b, strict=True):
                    outputs.append(np.tanh(W @ outputs[-1] + b))
                error = outputs[-1] - T[i]
                for k in reversed(range(len(self.W))):
                    error = error * (1 - outputs[k + 1] ** 2)
                    dW[k] += np.outer(error, outputs[k]) / len(rows)
                    db[k] += error / len(rows)
                    error = self.W[k].T @ error
            for k in range(len(self.W)):
                self.b[k] -= self.lr * db[k]
                self._pull(k, self.W[k] - self.lr * dW[k])

    def _pull(self, k: int, moved: Array) -> None:
        for at, to in np.ndenumerate(moved):
            w = self.W[k][at]
            after = to - self.lr * (self.l1 * np.sign(w) + self.l2 * w)
            if self.l1 and after * to < 0 and w * to > 0:
                self.gone[k][at] = True
            self.W[k][at] = 0.0 if self.gone[k][at] else after

    def loss(self, X: Array, T: Array) -> float:
        """Return the mean of ½(o − t)²."""
        for W, b in zip(self.W, self.b, strict=True):
            X = np.tanh(X @ W.T + b)
        return float(np.mean(0.5 * (X - T) ** 2))
