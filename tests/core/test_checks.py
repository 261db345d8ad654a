"""Errors at the edge say which argument, which value, and what is allowed."""

import numpy as np
import pytest

from acttutor.core.arrays import as_float, as_matrix
from acttutor.core.checks import check_choice, check_count, check_number, check_rng


def message(check, *arguments, **options) -> str:
    with pytest.raises(ValueError) as caught:
        check(*arguments, **options)
    return str(caught.value)


def test_numbers() -> None:
    assert check_number("x", np.float32(0.5), 0, 1) == 0.5
    assert check_number("x", 3) == 3.0
    assert message(check_number, "x", 2, 0, 1) == "x must be a finite number in [0, 1], got 2"
    assert "(0, inf)" in message(check_number, "x", 0, 0, open_low=True)
    assert "(-inf, inf), got nan" in message(check_number, "x", np.nan)
    assert "x must be a number" in message(check_number, "x", None)
    assert "x must be a number" in message(check_number, "x", [1, 2])


def test_whole_numbers() -> None:
    assert check_count("n", np.int64(3), 1) == 3
    for value in (0, True, 2.0, "3", None):
        assert f"whole number of at least 1, got {value!r}" in message(check_count, "n", value, 1)


def test_choices() -> None:
    assert check_choice("kind", "a", ("a", "b")) == "a"
    assert message(check_choice, "kind", "c", ("a", "b")) == "kind must be one of a, b; got 'c'"
    assert "got None" in message(check_choice, "kind", None, ("a",))


def test_randomness() -> None:
    rng = np.random.default_rng(0)
    assert check_rng(rng) is rng
    assert "got None" in message(check_rng, None)


def test_arrays() -> None:
    single = np.zeros(2, dtype=np.float32)
    assert as_float(single) is single
    assert as_float([1, True]).dtype == as_float(np.float16(1)).dtype == np.float64
    assert "z must hold real numbers" in message(as_float, ["a"])
    assert as_matrix(single[np.newaxis], "X").dtype == np.float64
    assert "X must have shape (n_samples, n_features), got (2,)" in message(as_matrix, [1, 2], "X")
    assert "X must have 3 column(s), got 2" in message(as_matrix, [[1, 2]], "X", 3)
