"""Settings: frozen dataclasses whose fields know their bounds, unit and kind of control.

One description of a setting serves the store (which clamps), the panel (which builds the
control), files and the command line (which parse) and tests (which walk all of them):

    @dataclass(frozen=True)
    class Settings:
        lr: float = number(0.3, low=0.0, high=1.25, step=0.01, digits=2)
        shape: str = choice("circle", ("circle", "xor"))
        grid: bool = flag(True)
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from acttutor.base.numbers.numerals import figured, rounded


@dataclass(frozen=True)
class Number:
    """A real number or an integer within ``low … high``.

    Args:
        low, high: the bounds, both included.
        step: values are multiples of it, counted from ``low``; 0 leaves them continuous.
        digits: decimals shown; ``None`` shows up to four significant digits.
        values: the only values allowed, in ascending order; a slider then has one stop for each.
        unit: written behind the value, for example ``"%"``.
        integer: the value is an ``int``.
        slider: whether a slider is offered beside the entry.
        log: equal ways of the slider multiply the value by equal factors; ``low`` is above 0.
    """

    low: float
    high: float
    step: float = 0.0
    digits: int | None = 2
    values: tuple[float, ...] = ()
    unit: str = ""
    integer: bool = False
    slider: bool = True
    log: bool = False

    def clean(self, value: Any) -> float | int:
        """Return the allowed value nearest to ``value``; a ``ValueError`` if it is no number."""
        try:
            number_value = float(value)
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"{value!r} is not a number") from None
        if math.isnan(number_value):
            raise ValueError("nan is not a number")
        if self.values:
            # Clamped first: every stop is equally far from infinity.
            near = min(max(number_value, self.low), self.high)
            number_value = min(self.values, key=lambda stop: abs(stop - near))
        else:
            number_value = min(max(number_value, self.low), self.high)
            if self.step:
                steps = round((number_value - self.low) / self.step)
                # Rounding to twelve decimals turns 0.30000000000000004 back into 0.3.
                number_value = min(round(self.low + steps * self.step, 12), self.high)
        return round(number_value) if self.integer else number_value

    def text(self, value: float) -> str:
        """Return ``value`` as it is written beside its control, without the unit."""
        if self.integer:
            return str(int(value))
        if self.digits is None:
            return f"{figured(value, 4):.4g}"
        return f"{rounded(value, self.digits):f}"


@dataclass(frozen=True)
class Choice:
    """One of several ids; the catalogue names them for the reader."""

    options: tuple[str, ...]

    def clean(self, value: Any) -> str:
        """Return ``value`` if it is one of the options; a ``ValueError`` if it is not."""
        if value not in self.options:
            raise ValueError(f"{value!r} is not one of {', '.join(self.options)}")
        return str(value)


@dataclass(frozen=True)
class Flag:
    """On or off."""

    def clean(self, value: Any) -> bool:
        """Return ``value`` as a truth value; a ``ValueError`` if it is neither."""
        if value not in (True, False):
            raise ValueError(f"{value!r} is neither true nor false")
        return bool(value)


@dataclass(frozen=True)
class Free:
    """Anything structured (layers, points): ``check`` returns the allowed value or raises."""

    check: Callable[[Any], Any]

    def clean(self, value: Any) -> Any:
        """Return what ``check`` makes of ``value``; a ``ValueError`` if it is of another kind."""
        try:
            return self.check(value)
        except TypeError as error:
            raise ValueError(f"{value!r} is of the wrong kind: {error}") from None


Spec = Number | Choice | Flag | Free


def number(
    default: float,
    low: float,
    high: float,
    step: float = 0.0,
    digits: int | None = 2,
    unit: str = "",
    slider: bool = True,
    log: bool = False,
) -> Any:
    """Declare a real-valued setting; the arguments are those of `Number`."""
    spec = Number(low, high, step, digits, unit=unit, slider=slider, log=log)
    return field(default=default, metadata={"spec": spec})


def integer(
    default: int, low: int, high: int, step: int = 1, unit: str = "", slider: bool = True
) -> Any:
    """Declare a whole-number setting; the arguments are those of `Number`."""
    spec = Number(low, high, step, 0, unit=unit, integer=True, slider=slider)
    return field(default=default, metadata={"spec": spec})


def stops(default: float, values: Sequence[float], unit: str = "", whole: bool = False) -> Any:
    """Declare a number that can only take the listed ``values``, given in ascending order."""
    spec = Number(
        values[0], values[-1], digits=None, values=tuple(values), unit=unit, integer=whole
    )
    return field(default=default, metadata={"spec": spec})


def choice(default: str, options: Sequence[str]) -> Any:
    """Declare a setting that is one of the ids in ``options``."""
    return field(default=default, metadata={"spec": Choice(tuple(options))})


def flag(default: bool) -> Any:
    """Declare a setting that is on or off."""
    return field(default=default, metadata={"spec": Flag()})


def free(default: Any, check: Callable[[Any], Any]) -> Any:
    """Declare a structured setting; ``check`` returns an immutable, allowed value or raises."""
    return field(default=default, metadata={"spec": Free(check)})


def spec_of(settings: Any, name: str) -> Spec:
    """Return the description of the field ``name``; ``settings`` is a class or an instance."""
    spec: Spec = settings.__dataclass_fields__[name].metadata["spec"]
    return spec


def field_names(settings: Any) -> tuple[str, ...]:
    """Return the names of all settings in the order in which they are declared."""
    return tuple(item.name for item in fields(settings))


def differing(one: Any, other: Any) -> frozenset[str]:
    """Return the names of the settings in which two of one class differ."""
    return frozenset(
        name for name in field_names(one) if getattr(one, name) != getattr(other, name)
    )


def changed(settings: Any, /, **changes: Any) -> Any:
    """Return ``settings`` with each change clamped to its bounds.

    Raises:
        ValueError: naming the setting, if a value is of the wrong kind or the name is unknown.
    """
    clean = {}
    for name, value in changes.items():
        known = settings.__dataclass_fields__.get(name)
        if known is None or "spec" not in known.metadata:
            raise ValueError(f"{name}: no such setting")
        try:
            clean[name] = spec_of(settings, name).clean(value)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return replace(settings, **clean)
