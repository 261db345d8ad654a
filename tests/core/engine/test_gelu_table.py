"""GELU by table against its formula, through the kernel that training uses."""

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.engine.kernel import LayerGroup
from acttutor.core.engine.kernels import kernel_class
from acttutor.core.nn.network import Network


def by_kernel(id: str, z: np.ndarray, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Values and slopes of the inner loop, on arrays with this many columns."""
    layer = Network((1, 1, 1), hidden=id, init="zeros").layers[0]
    padded = np.zeros((-(-len(z) // columns), columns))
    padded.ravel()[: len(z)] = z
    a, d = np.empty_like(padded), np.empty_like(padded)
    kernel = kernel_class(layer)(LayerGroup(layer, 0, padded, a, d, np.zeros(4), None))
    with np.errstate(all="ignore"):
        for call in kernel.prepare() + kernel.forward(slice(0, len(a))) + kernel.slope():
            call()
    return a.ravel()[: len(z)], d.ravel()[: len(z)]


@pytest.mark.parametrize("columns", [10, 1000])
@pytest.mark.parametrize("id", ["gelu", "mish"])
def test_errors_are_below_one_in_a_million_million(id: str, columns: int, rng) -> None:
    scattered = rng.normal(size=50_000) * 10.0 ** rng.uniform(-9, 2, 50_000)
    z = np.concatenate((np.linspace(-45, 45, 200_001), scattered))
    value, slope = by_kernel(id, z, columns)
    expected = ACTIVATIONS[id].f(z)
    assert np.abs((value - expected) / np.maximum(1.0, np.abs(expected))).max() < 1e-12
    assert np.abs(slope - ACTIVATIONS[id].df(z)).max() < 1e-12


@pytest.mark.parametrize("columns", [4, 500])
def test_outside_the_table_gelu_is_on_its_asymptotes(columns: int) -> None:
    z = np.array([-1e300, -1e18, -1e10, -9.1, 9.1, 1e10, 1e18, 1e300])
    value, slope = by_kernel("gelu", z, columns)
    np.testing.assert_array_equal(value, np.maximum(z, 0.0))
    np.testing.assert_array_equal(slope, z > 0)


@pytest.mark.parametrize("id", ["gelu", "mish"])
def test_nan_stays_nan_and_its_neighbours_are_safe(id: str) -> None:
    value, slope = by_kernel(id, np.array([1.0, np.nan, -1.0]), 3)
    np.testing.assert_array_equal(np.isnan(value), [False, True, False])
    np.testing.assert_array_equal(np.isnan(slope), [False, True, False])
