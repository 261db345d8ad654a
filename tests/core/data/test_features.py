"""Features are what their ids say."""

import numpy as np
import pytest

from acttutor.core.data.features import FEATURES, expand


def test_features_in_the_order_in_which_they_are_offered() -> None:
    X = np.array([[2.0, -3.0], [0.5, 1.0]])
    x1, x2 = X.T
    expected = np.column_stack((x1, x2, x1**2, x2**2, x1 * x2, np.sin(x1), np.sin(x2)))
    np.testing.assert_array_equal(expand(X, FEATURES), expected)
    assert list(FEATURES)[:2] == ["x1", "x2"]


def test_columns_follow_the_ids() -> None:
    X = np.array([[2.0, -3.0]])
    np.testing.assert_array_equal(expand(X, ["x1x2", "x1"]), [[-6, 2]])


def test_no_points_keep_their_columns() -> None:
    assert expand(np.zeros((0, 2)), ["x1", "x2", "x1x2"]).shape == (0, 3)


def test_bad_arguments_are_named() -> None:
    with pytest.raises(ValueError, match=r"one of x1, x2.*'x3'"):
        expand(np.zeros((1, 2)), ["x3"])
    with pytest.raises(ValueError, match="at least one of"):
        expand(np.zeros((1, 2)), [])
    with pytest.raises(ValueError, match="X must have 2 column"):
        expand(np.zeros((1, 3)), ["x1"])
