"""What would change an answer: its gradient by the inputs, and the way along it."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.checks import check_count
from acttutor.core.nn.network import Network


def input_gradient(network: Network, X: npt.ArrayLike, target: int) -> Array:
    """Return ∂ ln p_k/∂x for each sample: where more of an input makes class k more likely.

    With p = softmax(u), ∂ ln p_k/∂u = t − p, t being 1 for class k and 0 for all others; from
    there it goes back as an error does, δ ← (Wᵀδ) ∘ f′(u), and once more through the first W.
    Simonyan et al., "Deep inside convolutional networks" (2014).

    Args:
        network: with a softmax layer at its end.
        X: shape (n, n_in).
        target: the class k.

    Returns:
        shape (n, n_in).

    Example:
        >>> network = Network((2, 3), output="softmax", init="zeros")
        >>> network.layers[0].W[1] = 3.0, -3.0
        >>> input_gradient(network, [[0.0, 0.0]], 1).round(6).tolist()
        [[2.0, -2.0]]
    """
    inputs = np.asarray(X, dtype=float)
    before, after = network.pre_activations(inputs), network.activations(inputs)
    delta: Array = -after[-1]
    delta[:, target] += 1.0
    for index in range(len(network.layers) - 1, 0, -1):
        slope = network.layers[index].carry_back(delta)
        delta = network.layers[index - 1].pull_back(before[index - 1], after[index - 1], slope)
    return network.layers[0].carry_back(delta)


class Walk(NamedTuple):
    """A picture changed step by step.

    Attributes:
        images: shape (steps + 1, n_in), as it was first.
        outputs: the probabilities at each step, shape (steps + 1, n_out).
    """

    images: Array
    outputs: Array


def walk_towards(
    network: Network, image: npt.ArrayLike, target: int, steps: int, length: float
) -> Walk:
    """Change a picture step by step so that it is taken for a class.

    Each step goes ``length`` along the gradient of ln p_k, of which only the direction counts, and
    stays between 0 and 1: directions that would leave are left out. Goodfellow et al.,
    "Explaining and harnessing adversarial examples" (2015), with the Euclidean norm.

    Args:
        network: with a softmax layer at its end.
        image: shape (n_in,), from 0 to 1.
        target: the class k.
        steps: 0 or more.
        length: of a step.

    Example:
        >>> network = Network((2, 2), output="softmax", init="zeros")
        >>> network.layers[0].W[0] = 1.0, 0.0
        >>> walk_towards(network, [0.0, 0.5], 0, 2, 0.1).images.round(6).tolist()
        [[0.0, 0.5], [0.1, 0.5], [0.2, 0.5]]
    """
    check_count("steps", steps, 0)
    images = [np.asarray(image, dtype=float)]
    for _ in range(steps):
        now = images[-1]
        gradient = input_gradient(network, now[None], target)[0]
        stuck = ((now <= 0.0) & (gradient < 0.0)) | ((now >= 1.0) & (gradient > 0.0))
        way = np.where(stuck, 0.0, gradient)
        size = float(np.sqrt((way**2).sum()))
        images.append(np.clip(now + length * way / size, 0.0, 1.0) if size > 1e-12 else now)
    pictures = np.stack(images)
    return Walk(pictures, network.forward(pictures))
