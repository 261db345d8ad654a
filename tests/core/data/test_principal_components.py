"""Principal components are the directions in which data differ most."""

import numpy as np
import pytest

from acttutor.core.data.principal_components import principal_components


def test_a_stretched_cloud_is_found_again() -> None:
    rng = np.random.default_rng(2)
    turned = np.array([[0.6, 0.8, 0.0], [-0.8, 0.6, 0.0], [0.0, 0.0, 1.0]])
    X = rng.normal(size=(4000, 3)) * (1.0, 5.0, 2.0) @ turned + (10.0, -3.0, 1.0)
    found = principal_components(X, 2)
    np.testing.assert_allclose(np.abs(found.axes @ turned.T), [[0, 1, 0], [0, 0, 1]], atol=0.05)
    np.testing.assert_allclose(found.shares, [25 / 30, 4 / 30], atol=0.02)
    # What is left along the axes has no covariance, and the variances of the singular values.
    projected = found.project(X)
    covariance = projected.T @ projected / len(X)
    singular = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
    np.testing.assert_allclose(covariance, np.diag(singular[:2] ** 2 / len(X)), atol=1e-9)


def test_all_points_in_one_place() -> None:
    found = principal_components(np.ones((3, 2)), 2)
    assert found.shares.tolist() == [0.0, 0.0]


def test_there_are_not_more_than_dimensions() -> None:
    with pytest.raises(ValueError, match="2 dimensions"):
        principal_components(np.ones((3, 2)), 3)
