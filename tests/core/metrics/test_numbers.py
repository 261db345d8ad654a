"""Errors of numbers, against the standard library and what is known of least squares."""

import math
import statistics

import numpy as np
import pytest

from acttutor.core.metrics.numbers import (
    mean_absolute_error,
    r_squared,
    root_mean_squared_error,
)


@pytest.fixture
def pairs() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    t = rng.normal(50, 20, 80)
    return t + rng.normal(3, 7, 80), t


def test_errors_are_the_means_they_are_called_after(pairs) -> None:
    y, t = pairs
    errors = [a - b for a, b in zip(y, t, strict=True)]
    assert mean_absolute_error(y, t) == pytest.approx(statistics.fmean(map(abs, errors)))
    expected = math.sqrt(statistics.fmean(e * e for e in errors))
    assert root_mean_squared_error(y, t) == pytest.approx(expected)


def test_r_squared_of_a_least_squares_line_is_the_correlation_squared(pairs) -> None:
    x, t = pairs
    slope, intercept = statistics.linear_regression(x.tolist(), t.tolist())
    found = r_squared(slope * x + intercept, t)
    assert found == pytest.approx(statistics.correlation(x.tolist(), t.tolist()) ** 2)


def test_marks_of_the_scale_of_r_squared(pairs) -> None:
    _, t = pairs
    assert r_squared(t, t) == 1.0
    assert r_squared(np.full_like(t, t.mean()), t) == pytest.approx(0.0, abs=1e-12)
    assert r_squared(np.full_like(t, t.mean() + 100), t) < 0
    assert math.isnan(r_squared([1.0, 2.0], [5.0, 5.0]))


def test_nothing_has_no_error() -> None:
    for measure in (r_squared, root_mean_squared_error, mean_absolute_error):
        assert math.isnan(measure([], []))
        with pytest.raises(ValueError, match="as long"):
            measure([1.0], [1.0, 2.0])
