"""Lines of arithmetic add up on a calculator that reads nothing but what is printed."""

import math

import numpy as np
import pytest
from calculator import Audit

from acttutor.base.numbers.arithmetic import (
    absolute,
    exp,
    given,
    largest,
    line,
    num,
    quotient,
    total,
)
from acttutor.base.numbers.numerals import Style


def sizes(rng):
    """Return a number of some size: usual, tiny, huge, whole or 0."""
    kind = int(rng.integers(6))
    if kind == 0:
        return float(rng.choice([0.0, 1.0, -1.0, 2.0]))
    return float(rng.normal()) * 10.0 ** float(rng.choice([0, 0, 1, 3, 6, -3, -9]))


@pytest.mark.parametrize("seed", range(300))
def test_every_line_adds_up(seed):
    rng = np.random.default_rng(seed)
    a, b, c = (sizes(rng) for _ in "abc")
    style = (Style(2), Style(3), Style(None, 4, trim=True), Style(2, large=1e4))[seed % 4]
    n = [num(value, style) for value in (a, b, c)]
    lines = [
        line(n[0] * n[1], a * b, style),
        line(n[0] * n[1] + n[2], a * b + c, style),
        line(total(n[2], n[0] * n[1], merged=True), c + a * b, style),
        line(n[0] - given(0.3) * n[1], a - 0.3 * b, style),
        line(given(2) * (n[0] - n[1]), 2 * (a - b), style),
        line(largest(given(0), n[0]), max(0.0, a), style),
        line(absolute(given(1) - n[0]), abs(1 - a), style),
    ]
    if b:
        lines.append(line(quotient(n[0], n[1]), a / b, style))
    if abs(c) < 50:
        lines.append(line(exp(num(c)), math.exp(c), style))
    audit = Audit()
    for each in lines:
        audit.read(f"${each}$")
    assert audit.checked == len(lines)
    assert not audit.wrong


def test_equal_is_only_said_of_what_is():
    assert str(line(num(4.0) - num(0.3) * num(6.0), 2.2)) == r"4.00 − 0.30 \times 6.00 = 2.20"
    assert line(num(0.35) * num(1.27), 0.35 * 1.27).sign == "≈"
    assert line(exp(given(0)), 1.0).sign == "="
    assert line(num(1 / 3) * given(3), 1.0).sign == "≈"


def test_digits_are_added_where_the_result_needs_them():
    assert str(line(quotient(num(7.389056), num(11.58321)), 0.6379, Style(3))) == (
        r"7.39 \,/\, 11.58 ≈ 0.638"
    )


def test_numbers_behind_a_sign_have_brackets():
    left = line(num(-1.0) * num(-2.0) - num(-3.0), 5.0).left
    assert left == r"−1.00 \times (−2.00) − (−3.00)"
    assert line(num(1.0) + num(-3.0) * num(2.0), -5.0).left == r"1.00 + (−3.00) \times 2.00"
    assert line(num(2.0) * num(1e-7), 2e-7).left == r"2.00 \times (1.00 \times 10^{−7})"


def test_what_is_infinite_is_written_and_does_not_stop_anything():
    assert line(num(math.inf) * num(2.0), math.inf).right == r"\infty"
    assert line(num(math.nan) + num(1.0), math.nan).right == "NaN"


def test_terms_that_cancel_to_round_off_leave_zeros() -> None:
    left = num(1.40528793) - num(1.75) * num(0.80302168)
    assert str(line(left, -1.67e-10)) == r"1.4052879 − 1.75 \times 0.8030217 ≈ 0.0000000"


def test_what_a_float_leaves_of_terms_that_cancel_is_not_written():
    cancelling = total(*(num(value, Style(None, 4)) for value in (-0.02, 0.12, -0.1)))
    written = line(cancelling, -0.02 + 0.12 - 0.1, Style(None, 4))
    assert (written.sign, written.right) == ("=", "0")
