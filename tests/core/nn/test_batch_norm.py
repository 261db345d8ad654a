"""Batch normalisation: what it makes of a batch, and its slopes against finite differences."""

import numpy as np
import pytest

from acttutor.core.nn.layers.batch_norm import EPSILON, batch_norm, batch_norm_back, normalize


@pytest.fixture
def batch():
    """Inputs, gamma, beta, and the slope by the outputs."""
    rng = np.random.default_rng(3)
    return (
        rng.normal(2.0, 3.0, (12, 4)),
        rng.normal(1.0, 0.5, 4),
        rng.normal(size=4),
        rng.normal(size=(12, 4)),
    )


def test_units_get_mean_0_and_variance_1(batch):
    x = normalize(batch[0], epsilon=1e-12).x
    np.testing.assert_allclose(x.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(x.var(axis=0), 1.0, rtol=1e-10)


def test_gamma_and_beta_are_the_new_deviation_and_mean(batch):
    u, gamma, beta, _ = batch
    z, _ = batch_norm(u, gamma, beta)
    np.testing.assert_allclose(z.mean(axis=0), beta, atol=1e-12)
    np.testing.assert_allclose(z.std(axis=0), np.abs(gamma), rtol=1e-4)


def test_scale_and_shift_of_the_inputs_do_not_matter(batch):
    u, gamma, beta, _ = batch
    moved, _ = batch_norm(50.0 * u - 7.0, gamma, beta)
    np.testing.assert_allclose(moved, batch_norm(u, gamma, beta)[0], atol=1e-5)


def test_a_constant_unit_becomes_0_and_divides_by_no_zero():
    x, deviation = normalize(np.full((5, 1), 3.0))
    np.testing.assert_array_equal(x, 0.0)
    np.testing.assert_allclose(deviation, np.sqrt(EPSILON))


def test_all_slopes_agree_with_finite_differences(batch):
    *arguments, weights = batch

    def value(u, gamma, beta):
        return float((batch_norm(u, gamma, beta)[0] * weights).sum())

    slopes = batch_norm_back(weights, arguments[1], batch_norm(*arguments)[1])
    for argument, slope in zip(arguments, slopes, strict=True):
        found = np.zeros_like(argument)
        for index in np.ndindex(argument.shape):
            kept = argument[index]
            values = []
            for moved in (kept + 1e-5, kept - 1e-5):
                argument[index] = moved
                values.append(value(*arguments))
            argument[index] = kept
            found[index] = (values[0] - values[1]) / 2e-5
        np.testing.assert_allclose(slope, found, rtol=1e-6, atol=1e-8)


def test_nothing_is_handed_back_that_the_normalisation_would_undo(batch):
    """Shifting or scaling all inputs of a unit changes nothing, so no slope leads there."""
    u, gamma, beta, delta = batch
    du, _, _ = batch_norm_back(delta, gamma, batch_norm(u, gamma, beta)[1])
    np.testing.assert_allclose(du.sum(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose((du * (u - u.mean(axis=0))).sum(axis=0), 0.0, atol=1e-4)
