"""Numbers in sentences and formulas: a proper minus, no negative zero, honest signs."""

import math

import pytest

from acttutor.base.numerals import bracketed, equals, plain, power


@pytest.mark.parametrize(
    ("value", "written"),
    [(-3.361, "−3.36"), (-0.001, "0.00"), (2e5, "2e+05"), (-math.inf, "−inf"), (math.nan, "nan")],
)
def test_a_plain_number(value, written):
    assert plain(value) == written


def test_brackets_are_for_negative_numbers_alone():
    assert (bracketed(-1.5), bracketed(1.5), bracketed(-0.001)) == ("(−1.50)", "1.50", "0.00")


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (2.22e-16, r"2.2 \times 10^{−16}"), (-1500.0, r"−1.5 \times 10^{3}")],
)
def test_a_power_of_ten(value, written):
    assert power(value) == written


def test_the_sign_is_that_of_the_numbers_that_are_seen():
    assert equals(0.30 * 0.33, 0.0999, 2) == "="
    assert equals(0.33 * 3, 1.0, 2) == "≈"
