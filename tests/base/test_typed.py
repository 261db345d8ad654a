"""Numbers are understood whichever way the input method stands."""

import pytest

from acttutor.base.numbers.typed import typed_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        ("０．５", 0.5),
        ("０。５", 0.5),
        ("ー３", -3.0),  # the key of the minus, in kana
        ("－３", -3.0),
        ("−3", -3.0),
        ("１ｅー３", 0.001),
        ("　４２　", 42.0),
        ("１０％", 10.0),
        ("+2", 2.0),
    ],
)
def test_numbers_are_understood(text: str, value: float) -> None:
    assert typed_number(text) == value


@pytest.mark.parametrize("text", ["", "あ", "1,2,3", "一二", "0x10", "3-"])
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        typed_number(text)
