"""Folding linear layers: against applying them one after the other."""

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.collapse import Linear, fold, fold_all, forward, random_layers


def test_the_fold_of_two_layers_is_known():
    first = Linear(np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([0.5, 1.0]))
    second = Linear(np.array([[3.0, -2.0]]), np.array([0.25]))
    both = fold(first, second)
    assert both.W.tolist() == [[3.0, 8.0]]
    assert both.b.tolist() == [1.5 - 2.0 + 0.25]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sizes", [(2, 1), (2, 3, 1), (2, 1, 3, 2), (2, 3, 3, 3, 3, 3, 1)])
def test_folding_changes_no_output(sizes, seed):
    rng = np.random.default_rng(seed)
    layers = random_layers(sizes, rng)
    X = rng.uniform(-2, 2, (50, 2))
    by_hand = X
    for layer in layers:
        by_hand = np.array([layer.W @ x + layer.b for x in by_hand])
    np.testing.assert_allclose(forward(layers, ["identity"] * (len(layers) - 1), X), by_hand)
    np.testing.assert_allclose(forward([fold_all(layers)], [], X), by_hand, atol=1e-12)


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "identity"])
def test_an_activation_stands_between_the_layers(activation):
    rng = np.random.default_rng(1)
    layers = random_layers((2, 3, 1), rng)
    x = np.array([0.3, -1.2])
    hidden = ACTIVATIONS[activation].f(layers[0].W @ x + layers[0].b)
    expected = layers[1].W @ hidden + layers[1].b
    np.testing.assert_allclose(forward(layers, [activation], x[None])[0], expected)


def test_layers_that_do_not_fit_are_refused():
    rng = np.random.default_rng(0)
    first, second = random_layers((2, 3, 1), rng)
    with pytest.raises(ValueError, match="does not go before"):
        fold(second, first)


def test_random_layers_are_readable_and_come_back():
    layers = random_layers((2, 3, 1), np.random.default_rng(3))
    again = random_layers((2, 3, 1), np.random.default_rng(3))
    for layer, other in zip(layers, again, strict=True):
        assert (layer.W == other.W).all() and (layer.b == other.b).all()
        np.testing.assert_array_equal(layer.W, layer.W.round(2))
