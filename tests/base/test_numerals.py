"""Numbers in sentences and formulas: rounded half up, a proper minus, no negative zero."""

import math

import numpy as np
import pytest

from acttutor.base.numbers.numerals import Style, bracketed, fixed, plain


@pytest.mark.parametrize(
    ("value", "written"),
    [(-3.361, "−3.36"), (-0.001, "0.00"), (2e5, "2e5"), (-math.inf, "−∞"), (math.nan, "NaN")],
)
def test_a_plain_number(value, written):
    assert plain(value) == written


@pytest.mark.parametrize("number", [float, np.float64])
def test_ties_are_rounded_up_whatever_the_binary_number_is(number):
    for hundredths in range(-2000, 2000):
        tie = number((10 * hundredths + 5 * (1 if hundredths >= 0 else -1)) / 1000)
        away = hundredths + (1 if hundredths >= 0 else -1)
        assert fixed(tie) == f"{away / 100:.2f}".replace("-", "−"), tie
    assert fixed(number(0.1) + number(0.2) + number(4.015) - number(0.3)) == "4.02"


def test_brackets_are_for_negative_numbers_alone():
    assert (bracketed(-1.5), bracketed(1.5), bracketed(-0.001)) == ("(−1.50)", "1.50", "0.00")


@pytest.mark.parametrize(
    ("style", "value", "written"),
    [
        (Style(2), 0.004, "0.0040"),
        (Style(2), -0.005, "−0.01"),
        (Style(2), 3.65e-22, r"3.65 \times 10^{−22}"),
        (Style(2), 0.0, "0.00"),
        (Style(2), -0.0, "0.00"),
        (Style(2), 99999.999, "100000.00"),
        (Style(2, mathtext=False), 9.996e7, "1.00e8"),
        (Style(None, 4, trim=True), 1.25, "1.25"),
        (Style(None, 4), 1234567.0, r"1.235 \times 10^{6}"),
        (Style(2, apart=(1.0,)), 0.9999, "0.9999"),
        (Style(2, apart=(0.3,)), 0.30001, "0.30001"),
        (Style(2), math.inf, r"\infty"),
        (Style(2, mathtext=False), -math.inf, "−∞"),
    ],
)
def test_a_number_is_not_written_as_what_it_is_not(style, value, written):
    assert style.write(value).text == written


def test_more_digits_are_given_where_there_are_more():
    assert Style(2).write(1.2345, 1).text == "1.235"
    assert Style(2).write(1.5, 3).text == "1.50"
