"""The table of Taylor series against the exact normal distribution function."""

import numpy as np

from acttutor.core.normal_table import fast_normal_cdf
from acttutor.core.special import normal_cdf


def test_absolute_error_is_that_of_rounding() -> None:
    z = np.linspace(-12, 12, 200_001)
    assert np.abs(fast_normal_cdf(z) - normal_cdf(z)).max() <= 4e-16
    single = z.astype(np.float32)
    assert fast_normal_cdf(single).dtype == np.float32
    assert np.abs(fast_normal_cdf(single) - normal_cdf(single.astype(float))).max() <= 2e-7


def test_beyond_the_table_it_is_exactly_zero_or_one() -> None:
    np.testing.assert_array_equal(fast_normal_cdf(np.array([-1e300, 1e300])), [0, 1])


def test_nan_and_infinity() -> None:
    with np.errstate(invalid="ignore"):
        found = fast_normal_cdf(np.array([np.nan, -np.inf, np.inf]))
    np.testing.assert_array_equal(found, [np.nan, 0, 1])
