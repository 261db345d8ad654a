"""Exact learning curves of least squares under gradient descent: how a model overfits."""

from typing import NamedTuple

import numpy as np

from acttutor.core.arrays import Array


class LearningCurves(NamedTuple):
    """The losses after 0, 1, 2 … epochs, each of shape (epochs + 1,).

    Args:
        train: half the mean squared error on the samples that are learned from.
        test: half the expected squared error on a new sample.
    """

    train: Array
    test: Array


def learning_curves(
    n: int, inputs: int, noise: float, lr: float, epochs: int, rng: np.random.Generator
) -> LearningCurves:
    """Return how a linear unit learns y = w · x + noise from ``n`` samples, beginning at w = 0.

        w <- w - lr X^T (X w - t) / n

    The inputs are independent and standard normal, so the test loss needs no test samples: it is
    (||w - w*||^2 + noise^2) / 2 with the true weights w* of length 1.  With about as many inputs
    as samples it falls first and rises later, while the train loss only falls.

    Args:
        n: samples, at least 1.
        inputs: inputs of the unit, at least 1.
        noise: standard deviation of what no unit can know, at least 0.
        lr: learning rate.
        epochs: updates with all samples.
        rng: where samples and weights come from.

    Source: Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning" (2009),
    section 7.2.

    Example:
        >>> curves = learning_curves(20, 5, 0.3, lr=0.1, epochs=50, rng=np.random.default_rng(0))
        >>> bool(curves.train[-1] < curves.train[0])
        True
    """
    true = rng.normal(size=inputs)
    true /= np.linalg.norm(true)
    X = rng.normal(size=(n, inputs))
    t = X @ true + noise * rng.normal(size=n)
    w = np.zeros(inputs)
    train, test = np.empty(epochs + 1), np.empty(epochs + 1)
    with np.errstate(all="ignore"):
        for k in range(epochs + 1):
            error = X @ w - t
            away = w - true
            train[k] = 0.5 * float(error @ error) / n
            test[k] = 0.5 * (float(away @ away) + noise * noise)
            w = w - lr * (X.T @ error) / n
    return LearningCurves(train, test)
