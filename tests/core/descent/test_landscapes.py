"""Landscapes against finite differences and published minima."""

import math

import numpy as np
import pytest

from acttutor.core.descent.landscapes import (
    BEALE,
    HIMMELBLAU,
    ROSENBROCK,
    SADDLE,
    Landscape,
    elongated_bowl,
)
from acttutor.core.descent.linear_unit import INPUTS, linear_unit

ALL = [
    elongated_bowl(20.0),
    SADDLE,
    ROSENBROCK,
    BEALE,
    HIMMELBLAU,
    linear_unit("sigmoid"),
    linear_unit("tanh"),
]
each = pytest.mark.parametrize("land", ALL, ids=[land.id for land in ALL])


def places(land: Landscape, rng: np.random.Generator) -> np.ndarray:
    """Return some points of the square."""
    return np.asarray(land.centre + rng.uniform(-land.half, land.half, (40, 2)))


@each
def test_the_gradient_is_the_slope_of_f(land: Landscape, rng: np.random.Generator) -> None:
    step = 1e-5
    for x, y in places(land, rng):
        gx = (land.f(x + step, y) - land.f(x - step, y)) / (2 * step)
        gy = (land.f(x, y + step) - land.f(x, y - step)) / (2 * step)
        np.testing.assert_allclose(land.df(x, y), (gx, gy), rtol=1e-6, atol=1e-4)


def hessian(land: Landscape, x: float, y: float) -> np.ndarray:
    """The matrix of second derivatives."""
    xx, xy, yy = land.second(x, y)
    return np.array([[xx, xy], [xy, yy]], dtype=float)


@each
def test_the_hessian_is_the_slope_of_the_gradient(
    land: Landscape, rng: np.random.Generator
) -> None:
    step = 1e-5
    for x, y in places(land, rng):
        along_x = np.subtract(land.df(x + step, y), land.df(x - step, y)) / (2 * step)
        along_y = np.subtract(land.df(x, y + step), land.df(x, y - step)) / (2 * step)
        numeric = np.column_stack((along_x, along_y))
        np.testing.assert_allclose(hessian(land, x, y), numeric, rtol=1e-6, atol=1e-3)
        low, high = land.curvatures(x, y)
        np.testing.assert_allclose((low, high), np.linalg.eigvalsh(hessian(land, x, y)), atol=1e-8)


@each
def test_minima_are_where_they_are_said_to_be(land: Landscape) -> None:
    for x, y in land.minima:
        assert land.f(x, y) == pytest.approx(land.lowest, abs=1e-20)
        assert math.hypot(*land.df(x, y)) < 1e-12
        assert land.curvatures(x, y)[0] > 0
    for x, y in land.saddles:
        assert math.hypot(*land.df(x, y)) < 1e-12
        low, high = land.curvatures(x, y)
        assert low < 0 < high


@each
def test_no_point_of_the_square_is_lower(land: Landscape) -> None:
    side = np.linspace(-land.half, land.half, 301)
    x, y = np.meshgrid(land.centre[0] + side, land.centre[1] + side)
    assert land.f(x, y).min() >= land.lowest - 1e-12


@each
def test_numbers_and_arrays_give_the_same(land: Landscape) -> None:
    x, y = np.array([0.3, -1.2]), np.array([0.7, 0.4])
    assert land.f(x, y).tolist() == pytest.approx([land.f(0.3, 0.7), land.f(-1.2, 0.4)])


def test_far_away_values_overflow_without_complaint() -> None:
    for land in ALL:
        assert not math.isfinite(land.f(1e300, -1e300))
        land.df(1e300, -1e300)


def test_a_bowl_must_not_be_flatter_along_y() -> None:
    with pytest.raises(ValueError, match="kappa"):
        elongated_bowl(0.5)


# -- positive inputs ---------------------------------------------------------------------------


def test_one_sample_with_positive_inputs_pulls_both_weights_the_same_way(
    rng: np.random.Generator,
) -> None:
    land = linear_unit("sigmoid")
    assert (land.a > 0).all()
    for k in range(200):
        gx, gy = land.gradient(*rng.uniform(-3, 3, 2), k)
        assert gx * gy > 0


def test_the_mean_over_samples_may_pull_them_different_ways() -> None:
    gx, gy = linear_unit("sigmoid", single=False).gradient(-1.9, 1.4)
    assert gx < 0 < gy


@pytest.mark.parametrize("inputs", INPUTS)
def test_the_slopes_of_the_samples_have_the_slope_of_f_as_their_mean(inputs: str) -> None:
    land = linear_unit(inputs)
    samples = [land.gradient(0.3, 0.9, k) for k in range(len(land.t))]
    np.testing.assert_allclose(np.mean(samples, axis=0), land.df(0.3, 0.9))
    errors = [land.error(0.3, 0.9, n) for n in range(len(land.t))]
    assert np.mean(np.square(errors)) / 2 == pytest.approx(land.f(0.3, 0.9))


def test_tanh_inputs_are_the_sigmoid_inputs_around_0_and_make_the_bowl_round() -> None:
    sigmoid, tanh = linear_unit("sigmoid"), linear_unit("tanh")
    np.testing.assert_allclose(tanh.a, 2 * sigmoid.a - 1, atol=1e-15)
    np.testing.assert_allclose(tanh.a.mean(axis=0), 0, atol=1e-15)
    low, high = tanh.curvatures(0, 0)
    assert high / low == pytest.approx(1)
    low, high = sigmoid.curvatures(0, 0)
    assert high / low > 5
    steep = np.linalg.eigh(hessian(sigmoid, 0, 0))[1][:, 1]
    assert abs(steep[0] - steep[1]) < 1e-9 or abs(steep[0] + steep[1]) > 1.3
