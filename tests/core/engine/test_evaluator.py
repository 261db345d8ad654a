"""The evaluator says what the network says, for every unit, and reuses its memory."""

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.engine.evaluator import Evaluator
from acttutor.core.nn.network import Network

GRID = np.stack(np.meshgrid(np.linspace(-6, 6, 21), np.linspace(-6, 6, 21)), -1).reshape(-1, 2)


@pytest.mark.parametrize("hidden", [*ACTIVATIONS, "maxout"])
@pytest.mark.parametrize("output", ["tanh", "softmax", "sigmoid"])
def test_maps_are_the_activations_of_every_unit(hidden: str, output: str, rng) -> None:
    network = Network((2, 4, 3, 3), hidden=hidden, output=output, init="xavier", rng=rng)
    maps = Evaluator(network, GRID, dtype=np.float64).maps()
    for found, expected in zip(maps, network.activations(GRID), strict=True):
        np.testing.assert_allclose(found, expected.T, rtol=0, atol=1e-12)


@pytest.mark.parametrize("hidden", [*(id for id in ACTIVATIONS if id != "step"), "maxout"])
def test_single_precision_is_good_for_a_picture(hidden: str, rng) -> None:
    network = Network((2, 4, 3, 1), hidden=hidden, init="xavier", rng=rng)
    maps = Evaluator(network, GRID).maps()
    for found, expected in zip(maps, network.activations(GRID), strict=True):
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, expected.T, rtol=0, atol=2e-5)


def test_maps_follow_the_network_and_reuse_their_memory(rng) -> None:
    network = Network((2, 3, 1), hidden="prelu", rng=rng)
    evaluator = Evaluator(network, GRID, dtype=np.float64)
    before = evaluator.maps()
    addresses = [part.ctypes.data for part in before]
    network.layers[0].W[0, 0] += 1
    network.layers[0].alpha[1] = -3.0
    after = evaluator.maps()
    assert [part.ctypes.data for part in after] == addresses
    np.testing.assert_allclose(after[-1], network.forward(GRID).T, atol=1e-12)


def test_inputs_are_the_maps_of_the_input_units(rng) -> None:
    evaluator = Evaluator(Network((2, 1), rng=rng), GRID)
    np.testing.assert_array_equal(evaluator.inputs, GRID.T.astype(np.float32))


def test_overflow_to_single_precision_is_silent(rng) -> None:
    network = Network((2, 2, 1), hidden="relu", output="identity", rng=rng)
    network.parameters = np.full_like(network.parameters, 1e200)
    assert not np.isfinite(Evaluator(network, GRID).maps()[-1]).all()


def test_bad_arguments_are_named(rng) -> None:
    network = Network((2, 1), rng=rng)
    with pytest.raises(ValueError, match="dtype must be"):
        Evaluator(network, GRID, dtype=np.int32)
    with pytest.raises(ValueError, match="X must have 2 column"):
        Evaluator(network, GRID[:, :1])
    with pytest.raises(ValueError, match="at least one row"):
        Evaluator(network, GRID[:0])
