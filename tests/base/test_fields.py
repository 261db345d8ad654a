"""Settings are clamped to what their fields allow, whoever asks."""

import math
from dataclasses import FrozenInstanceError, dataclass, fields
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from acttutor.base.state.fields import (
    Number,
    changed,
    choice,
    field_names,
    flag,
    free,
    integer,
    number,
    spec_of,
    stops,
)


def check_even(value: Any) -> tuple[int, ...]:
    """Return whole even numbers as a tuple."""
    found = tuple(value)
    if any(item % 2 for item in found):
        raise ValueError("an odd number")
    return found


@dataclass(frozen=True)
class Example:
    """One setting of every kind."""

    lr: float = number(0.3, low=0.0, high=1.25, step=0.01)
    smooth: float = number(0.0, low=-2.0, high=2.0)
    tiny: float = number(0.001, low=0.001, high=0.01, step=0.0005, digits=4)
    count: int = integer(3, 1, 30)
    share: int = integer(50, 10, 90, 10, "%")
    rate: float = stops(0.03, (1e-5, 0.003, 0.01, 0.03, 1, 10))
    zoom: int = stops(100, (80, 100, 125), "%", whole=True)
    shape: str = choice("circle", ("circle", "xor"))
    grid: bool = flag(True)
    even: tuple[int, ...] = free((2,), check_even)


DEFAULT = Example()


def after(name: str, value: Any) -> Any:
    """Return what is left of ``value`` once it is in the settings."""
    return getattr(changed(DEFAULT, **{name: value}), name)


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("lr", -1, 0.0),
        ("lr", 99, 1.25),
        ("lr", math.inf, 1.25),
        ("lr", -math.inf, 0.0),
        ("lr", "0.5", 0.5),
        ("lr", " 5e-1 ", 0.5),
        ("lr", np.float32(0.5), 0.5),
        ("lr", Decimal("0.5"), 0.5),
        ("lr", 0.304999, 0.3),
        ("lr", 10**300, 1.25),
        ("smooth", 1.23456789, 1.23456789),
        ("smooth", math.inf, 2.0),
        ("count", 2.6, 3),
        ("count", "7", 7),
        ("count", 0, 1),
        ("count", math.inf, 30),
        ("share", 54, 50),
        ("share", 56, 60),
        ("share", -math.inf, 10),
        ("rate", 0.0199, 0.01),
        ("rate", 0.0201, 0.03),
        ("rate", 7, 10),
        ("rate", math.inf, 10),
        ("rate", -math.inf, 1e-5),
        ("rate", 1e300, 10),
        ("zoom", 110, 100),
        ("zoom", math.inf, 125),
        ("grid", 0, False),
        ("grid", False, False),
        ("shape", "xor", "xor"),
        ("even", [4, 6], (4, 6)),
    ],
)
def test_values_are_clamped(name: str, value: Any, kept: Any) -> None:
    found = after(name, value)
    assert found == kept
    assert type(found) is type(kept) or name == "rate"


@pytest.mark.parametrize("name", ["lr", "smooth", "count", "share", "rate", "zoom"])
@pytest.mark.parametrize(
    "value", [math.nan, "nan", None, "", "abc", "1,5", [], {}, object(), "1e", 10**400, 1j]
)
def test_what_is_no_number_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: .*is not a number"):
        changed(DEFAULT, **{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("shape", "square"),
        ("shape", None),
        ("shape", 0),
        ("shape", []),
        ("grid", "yes"),
        ("grid", None),
        ("grid", 2),
        ("grid", math.nan),
        ("even", [1]),
        ("even", None),
        ("even", 4),
        ("even", ["a"]),
        ("unknown", 1),
        ("__class__", 1),
    ],
)
def test_values_of_the_wrong_kind_are_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: "):
        changed(DEFAULT, **{name: value})


def test_a_field_without_a_description_is_no_setting() -> None:
    @dataclass(frozen=True)
    class Mixed:
        plain: int = 1
        grid: bool = flag(True)

    with pytest.raises(ValueError, match=r"^plain: no such setting"):
        changed(Mixed(), plain=2)


def test_one_bad_value_keeps_the_good_ones_out_too() -> None:
    with pytest.raises(ValueError, match=r"^shape: .*'square'.*circle, xor"):
        changed(DEFAULT, lr=0.5, shape="square")
    assert Example() == DEFAULT


@pytest.mark.parametrize(("name", "places"), [("lr", 2), ("tiny", 4)])
def test_steps_leave_no_dust_of_binary_fractions(name: str, places: int) -> None:
    """Every value a slider can stop at is the number as one would type it."""
    spec = spec_of(Example, name)
    assert isinstance(spec, Number)
    for index in range(round((spec.high - spec.low) / spec.step) + 1):
        value = spec.clean(spec.low + index * spec.step)
        assert value == round(spec.low + index * spec.step, places)
        assert len(repr(value)) <= 2 + places
        assert spec.clean(value) == value
        assert float(spec.text(value)) == value


@pytest.mark.parametrize("name", field_names(Example))
def test_clamping_twice_changes_nothing_more(name: str) -> None:
    spec = spec_of(Example, name)
    for value in (-5, -0.1, 0, 0.0123, 0.5, 1, 7.5, 33, 1e9):
        try:
            once = spec.clean(value)
        except ValueError:
            continue
        assert spec.clean(once) == once


@pytest.mark.parametrize(
    ("spec", "value", "text"),
    [
        (Number(0, 1, digits=2), 0.3, "0.30"),
        (Number(0, 1, digits=0), 0.6, "1"),
        (Number(0, 100, integer=True), 7, "7"),
        (Number(0, 10, digits=None), 0.00001, "1e-05"),
        (Number(0, 10, digits=None), 0.03, "0.03"),
        (Number(0, 10000, digits=None), 6000, "6000"),
    ],
)
def test_the_text_of_a_number(spec: Number, value: float, text: str) -> None:
    assert spec.text(value) == text


def test_settings_are_frozen_and_known_by_name() -> None:
    assert field_names(Example) == tuple(item.name for item in fields(Example))
    assert spec_of(Example, "lr") is spec_of(DEFAULT, "lr")
    with pytest.raises(FrozenInstanceError):
        DEFAULT.lr = 1.0  # type: ignore[misc]


def test_the_defaults_of_all_labs_are_allowed_values() -> None:
    from acttutor.labs.registry import LABS

    for lab in LABS.values():
        defaults = lab.defaults()
        for name in field_names(defaults):
            value = getattr(defaults, name)
            assert spec_of(defaults, name).clean(value) == value, f"{lab.id}.{name}"


def test_a_number_may_ask_for_a_logarithmic_slider():
    """Only the slider is concerned: what is allowed stays the same."""

    @dataclass(frozen=True)
    class Scaled:
        factor: float = number(1.0, 0.05, 20.0, digits=None, log=True)

    assert spec_of(Scaled, "factor").log
    assert changed(Scaled(), factor=2.0).factor == 2.0
    assert changed(Scaled(), factor=0).factor == 0.05
