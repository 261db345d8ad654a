"""How large the gradient is in each layer, and what made it so on its way back.

From layer l + 1 to layer l the slope delta is taken through three things, each of which multiplies
its norm by some factor:

    the normalisation of layer l + 1, if it has one,
    the weights:      ||W^T delta|| / ||delta||,
    the activation:   ||W^T delta * f'(z)|| / ||W^T delta||.

The norms telescope: the product of all factors is exactly ||delta of layer l|| over
||delta of the output||.  Hochreiter (1991); Bengio, Simard and Frasconi, "Learning long-term
dependencies with gradient descent is difficult" (1994), section 4.
"""

from dataclasses import dataclass

import numpy as np

from acttutor.core.arrays import Array


def factor(after: float, before: float) -> float:
    """Return after / before; 0 where nothing is left, nan if a number is not finite."""
    if after == 0.0:
        return 0.0
    return after / before if before else float("nan")


@dataclass(frozen=True)
class Flow:
    """Norms and factors of one pass; entry 0 is the first hidden layer, the last the output.

    Attributes:
        delta: ||delta|| over all samples and units, shape (layers,).
        gradient: ||dW||, shape (layers,).
        normalization, weights, activation: the factors from layer l + 1 to layer l, shape
            (layers - 1,); the first is 1 where there is no normalisation.
        arriving: ||slope by W a|| of each layer, shape (layers,): delta, unless a normalisation
            stands between.
    """

    delta: Array
    gradient: Array
    normalization: Array
    weights: Array
    activation: Array
    arriving: Array

    def products(self, layer: int) -> tuple[float, float, float]:
        """Return the products of the three kinds of factors from the output down to ``layer``.

        In the order normalisation, weights, activation; (1, 1, 1) at the output.
        """
        with np.errstate(all="ignore"):
            return (
                float(np.prod(self.normalization[layer:])),
                float(np.prod(self.weights[layer:])),
                float(np.prod(self.activation[layer:])),
            )

    def ratio(self, layer: int = 0) -> float:
        """Return ||delta of ``layer``|| / ||delta of the output||; nan if both are 0."""
        if self.delta[-1] == 0.0:
            return float("nan")
        return float(self.delta[layer] / self.delta[-1])

    def signal(self, layer: int) -> float:
        """Return ||dW|| / ||slope by W a|| of ``layer``: what its inputs make of it."""
        return factor(float(self.gradient[layer]), float(self.arriving[layer]))


def bound(depth: int, steepest: float = 0.25) -> Array:
    """Return the most that the activation alone can leave: steepest^n, n layers before the output.

    Args:
        depth: number of hidden layers.
        steepest: the largest slope of the activation; 0.25 for the sigmoid.

    Returns:
        Shape (depth + 1,), from the first hidden layer to the output, where it is 1.
    """
    return steepest ** np.arange(depth, -1, -1.0)
