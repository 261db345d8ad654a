"""The gradient of an answer by the inputs is its slope, and the way along it leads there."""

import numpy as np
import pytest

from acttutor.core.nn.input_gradient import input_gradient, walk_towards
from acttutor.core.nn.network import Network
from acttutor.core.nn.training_form import follow_statistics


@pytest.mark.parametrize("hidden", [("tanh",), ("sigmoid", "silu")])
@pytest.mark.parametrize("batch_norm", [False, True])
def test_it_is_the_finite_difference(hidden: tuple[str, ...], batch_norm: bool) -> None:
    rng = np.random.default_rng(3)
    sizes = (5, *(7,) * len(hidden), 4)
    network = Network(sizes, hidden, "softmax", "xavier", rng, batch_norm=batch_norm)
    X = rng.normal(size=(3, 5))
    follow_statistics(network, 2 * X + 1)
    h = 1e-6
    for target in range(4):
        found = input_gradient(network, X, target)
        for j in range(5):
            up, down = X.copy(), X.copy()
            up[:, j] += h
            down[:, j] -= h
            slope = np.log(network.forward(up)[:, target] / network.forward(down)[:, target])
            np.testing.assert_allclose(found[:, j], slope / (2 * h), atol=1e-7)


def test_a_walk_makes_the_target_likelier_and_stays_a_picture() -> None:
    rng = np.random.default_rng(5)
    network = Network((16, 12, 3), hidden="relu", output="softmax", init="he", rng=rng)
    walk = walk_towards(network, rng.uniform(size=16), 2, 60, 0.05)
    assert walk.images.min() >= 0.0
    assert walk.images.max() <= 1.0
    assert walk.outputs[-1, 2] > walk.outputs[0, 2]
    steps = np.sqrt((np.diff(walk.images, axis=0) ** 2).sum(axis=1))
    assert steps.max() <= 0.05 + 1e-12
