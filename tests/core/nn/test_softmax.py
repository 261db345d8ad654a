"""Softmax, its Jacobian, and maxout."""

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.softmax import maxout, softmax, softmax_jacobian


def test_probabilities_add_up_to_one_along_the_axis(rng: np.random.Generator) -> None:
    z = rng.normal(0, 5, (4, 3, 5))
    for axis in (0, 1, 2, -1):
        p = softmax(z, axis=axis)
        assert p.shape == z.shape and (p > 0).all()
        np.testing.assert_allclose(p.sum(axis=axis), 1, rtol=1e-15)


def test_values_follow_the_definition() -> None:
    z = np.array([1.0, -2.0, 0.5])
    for temperature in (0.5, 1.0, 3.0):
        e = np.exp(z / temperature)
        np.testing.assert_allclose(softmax(z, temperature), e / e.sum(), rtol=1e-15)


def test_shifting_all_scores_changes_nothing() -> None:
    z = np.array([1.0, 2.0, 4.0])
    np.testing.assert_array_equal(softmax(z + 1024), softmax(z))


def test_large_scores_do_not_overflow() -> None:
    np.testing.assert_array_equal(softmax([1000.0, 0.0]), [1, 0])
    np.testing.assert_array_equal(softmax([1e308, -1e308, 1e308]), [0.5, 0, 0.5])


def test_infinities_and_nan() -> None:
    np.testing.assert_array_equal(softmax([np.inf, 0.0, np.inf]), [0.5, 0, 0.5])
    np.testing.assert_array_equal(softmax([-np.inf, 0.0]), [0, 1])
    assert np.isnan(softmax([np.nan, 0.0])).all()


def test_temperature_goes_from_argmax_to_uniform() -> None:
    z = np.array([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(softmax(z, 1e-300), [0, 0, 1])
    np.testing.assert_allclose(softmax(z, 1e300), 1 / 3)


def test_two_classes_are_the_sigmoid_of_the_difference() -> None:
    difference = np.linspace(-30, 30, 61)
    z = np.column_stack((difference, np.zeros(61)))
    np.testing.assert_allclose(softmax(z)[:, 0], ACTIVATIONS["sigmoid"].f(difference), rtol=1e-14)


def test_float32_stays_and_the_argument_is_not_changed() -> None:
    z = np.array([1.0, 2.0], dtype=np.float32)
    assert softmax(z).dtype == np.float32
    np.testing.assert_array_equal(z, [1, 2])


@pytest.mark.parametrize("temperature", [0.3, 1.0, 4.0])
def test_jacobian_is_the_central_difference(temperature: float, rng: np.random.Generator) -> None:
    z = rng.normal(0, 2, (3, 4))
    jacobian = softmax_jacobian(softmax(z, temperature), temperature)
    assert jacobian.shape == (3, 4, 4)
    h = 1e-6
    for j in range(4):
        step = h * np.eye(4)[j]
        column = (softmax(z + step, temperature) - softmax(z - step, temperature)) / (2 * h)
        np.testing.assert_allclose(jacobian[:, :, j], column, atol=1e-8)
    np.testing.assert_allclose(jacobian.sum(axis=-1), 0, atol=1e-15)


@pytest.mark.parametrize("temperature", [0.0, -1.0, np.nan, np.inf, "hot"])
def test_bad_temperature_is_named(temperature: float) -> None:
    for function in (softmax, softmax_jacobian):
        with pytest.raises(ValueError, match=r"temperature must be .*\(0, inf\)"):
            function([0.5, 0.5], temperature)


@pytest.mark.parametrize("z", [1.0, [], np.zeros((2, 0))])
def test_nothing_to_choose_from_is_an_error(z: object) -> None:
    with pytest.raises(ValueError, match="at least one score"):
        softmax(z)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="single number"):
        softmax_jacobian(1.0)


def test_an_axis_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="along axis 1"):
        softmax([1.0, 2.0], axis=1)


def test_maxout_is_the_largest_piece(rng: np.random.Generator) -> None:
    x, W, b = rng.normal(size=(7, 3)), rng.normal(size=(2, 4, 3)), rng.normal(size=(2, 4))
    expected = [[max(W[u, p] @ row + b[u, p] for p in range(4)) for u in range(2)] for row in x]
    np.testing.assert_allclose(maxout(x, W, b), expected, rtol=1e-13)


def test_two_pieces_can_be_relu_leaky_relu_and_the_absolute_value() -> None:
    x = np.linspace(-3, 3, 61)[:, np.newaxis]
    for left, expected in ((0, np.maximum(x, 0)), (0.1, np.maximum(x, 0.1 * x)), (-1, np.abs(x))):
        np.testing.assert_array_equal(maxout(x, [[[1.0], [left]]], [[0.0, 0.0]]), expected)


def test_maxout_names_shapes_that_do_not_fit() -> None:
    x, W, b = np.zeros((5, 3)), np.zeros((2, 4, 3)), np.zeros((2, 4))
    for arguments, name in (((x, W[0], b), "W"), ((x[:, :2], W, b), "x"), ((x, W, b.T), "b")):
        with pytest.raises(ValueError, match=f"^{name} must have shape"):
            maxout(*arguments)
