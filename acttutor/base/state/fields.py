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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any, ClassVar, Generic, Literal, Protocol, TypeVar, overload

from acttutor.base.numbers.numerals import figured, rounded
from acttutor.base.numbers.unchecked import real

T = TypeVar("T")


class Settings(Protocol):
    """The settings of whatever lab: a frozen dataclass, for what treats all labs alike."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


S = TypeVar("S", bound=Settings)


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

    def clean(self, value: object) -> float | int:
        """Return the allowed value nearest to ``value``; a ``ValueError`` if it is no number."""
        try:
            number_value = real(value)
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

    def clean(self, value: object) -> str:
        """Return ``value`` if it is one of the options; a ``ValueError`` if it is not."""
        if value not in self.options:
            raise ValueError(f"{value!r} is not one of {', '.join(self.options)}")
        return str(value)


@dataclass(frozen=True)
class Flag:
    """On or off."""

    def clean(self, value: object) -> bool:
        """Return ``value`` as a truth value; a ``ValueError`` if it is neither."""
        if value not in (True, False):
            raise ValueError(f"{value!r} is neither true nor false")
        return bool(value)


@dataclass(frozen=True)
class Free(Generic[T]):
    """Anything structured (layers, points): ``check`` returns the allowed value or raises."""

    check: Callable[[object], T]

    def clean(self, value: object) -> T:
        """Return what ``check`` makes of ``value``; a ``ValueError`` if it is of another kind."""
        try:
            return self.check(value)
        except TypeError as error:
            raise ValueError(f"{value!r} is of the wrong kind: {error}") from None


Spec = Number | Choice | Flag | Free[object]

# What declares a setting says the type of its value, as `dataclasses.field` does.


def number(
    default: float,
    low: float,
    high: float,
    step: float = 0.0,
    digits: int | None = 2,
    unit: str = "",
    slider: bool = True,
    log: bool = False,
) -> float:
    """Declare a real-valued setting; the arguments are those of `Number`."""
    return _declared(default, Number(low, high, step, digits, unit=unit, slider=slider, log=log))


def integer(
    default: int, low: int, high: int, step: int = 1, unit: str = "", slider: bool = True
) -> int:
    """Declare a whole-number setting; the arguments are those of `Number`."""
    return _declared(default, Number(low, high, step, 0, unit=unit, integer=True, slider=slider))


@overload
def stops(default: int, values: Sequence[int], unit: str = "", *, whole: Literal[True]) -> int: ...


@overload
def stops(default: float, values: Sequence[float], unit: str = "") -> float: ...


def stops(default: float, values: Sequence[float], unit: str = "", *, whole: bool = False) -> float:
    """Declare a number that can only take the listed ``values``, given in ascending order."""
    spec = Number(
        values[0], values[-1], digits=None, values=tuple(values), unit=unit, integer=whole
    )
    return _declared(default, spec)


def choice(default: str, options: Iterable[str]) -> str:
    """Declare a setting that is one of the ids in ``options``."""
    return _declared(default, Choice(tuple(options)))


def flag(default: bool) -> bool:
    """Declare a setting that is on or off."""
    return _declared(default, Flag())


def free(default: T, check: Callable[[object], T]) -> T:
    """Declare a structured setting; ``check`` returns an immutable, allowed value or raises."""
    return _declared(default, Free(check))


def _declared(default: T, spec: Spec) -> T:
    declared: T = field(default=default, metadata={"spec": spec})
    return declared


def spec_of(settings: Settings | type[Settings], name: str) -> Spec:
    """Return the description of the field ``name``; ``settings`` is a class or an instance."""
    spec: Spec = settings.__dataclass_fields__[name].metadata["spec"]
    return spec


def field_names(settings: Settings | type[Settings]) -> tuple[str, ...]:
    """Return the names of all settings in the order in which they are declared."""
    return tuple(item.name for item in fields(settings))


def differing(one: S, other: S) -> frozenset[str]:
    """Return the names of the settings in which two of one class differ."""
    return frozenset(
        name for name in field_names(one) if getattr(one, name) != getattr(other, name)
    )


def changed(settings: S, /, **changes: object) -> S:
    """Return ``settings`` with each change clamped to its bounds.

    Raises:
        ValueError: naming the setting, if a value is of the wrong kind or the name is unknown.
    """
    clean: dict[str, Any] = {}
    for name, value in changes.items():
        known = settings.__dataclass_fields__.get(name)
        if known is None or "spec" not in known.metadata:
            raise ValueError(f"{name}: no such setting")
        try:
            clean[name] = spec_of(settings, name).clean(value)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return replace(settings, **clean)
