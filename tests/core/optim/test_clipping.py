"""Clipping by the norm, and the norm itself where squares leave the floats."""

import math

import numpy as np
import pytest

from acttutor.core.optim.clipping import clip_by_norm, norm


@pytest.mark.parametrize("scale", [1.0, 1e-200, 1e200, 1e-310])
def test_the_norm_holds_at_all_scales(scale):
    assert norm(np.array([3.0, -4.0]) * scale) == pytest.approx(5.0 * scale, rel=1e-6)


@pytest.mark.parametrize(
    ("values", "length"), [([], 0.0), ([0.0], 0.0), ([math.inf, 1.0], math.inf)]
)
def test_the_norm_at_the_edges(values, length):
    assert norm(np.array(values)) == length


def test_nan_gives_nan():
    assert math.isnan(norm(np.array([1.0, math.nan])))


def test_a_long_gradient_keeps_its_direction_and_gets_the_threshold():
    gradient = np.array([30.0, -40.0])
    assert clip_by_norm(gradient, 2.0) == pytest.approx(50.0)
    np.testing.assert_allclose(gradient, [1.2, -1.6])


def test_a_short_gradient_stays():
    gradient = np.array([0.3, -0.4])
    assert clip_by_norm(gradient, 2.0) == pytest.approx(0.5)
    np.testing.assert_array_equal(gradient, [0.3, -0.4])


def test_an_enormous_gradient_can_be_clipped():
    gradient = np.array([3e250, 4e250])
    clip_by_norm(gradient, 1.0)
    np.testing.assert_allclose(gradient, [0.6, 0.8])


@pytest.mark.parametrize("threshold", [0.0, -1.0, math.nan])
def test_a_threshold_must_be_above_0(threshold):
    with pytest.raises(ValueError, match="threshold"):
        clip_by_norm(np.ones(2), threshold)
