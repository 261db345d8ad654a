"""Settings as plain data for files, and back again with every value checked."""

import logging
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from acttutor.base.errors import UserError
from acttutor.base.numbers.numerals import significant
from acttutor.base.state.fields import (
    Choice,
    Flag,
    Number,
    Settings,
    Spec,
    differing,
    field_names,
    spec_of,
)
from acttutor.base.storage.strict_json import shortened

log = logging.getLogger(__name__)

S = TypeVar("S", bound=Settings)

#: How far a number may be from a stop of its slider and still mean it, relatively.
NEAR = 1e-6


def to_plain(value: object) -> object:
    """Return a setting, or a whole settings object, as dicts, lists, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    return value


def plain_settings(settings: Settings) -> dict[str, object]:
    """Return a settings object as plain data by the names of its fields."""
    return {name: to_plain(getattr(settings, name)) for name in field_names(settings)}


def unlike_defaults(settings: Settings) -> dict[str, object]:
    """Return the settings that have other values than the defaults, as plain data."""
    different = differing(settings, type(settings)())
    return {
        name: to_plain(getattr(settings, name))
        for name in field_names(settings)
        if name in different
    }


def settings_from_plain(
    kind: type[S], data: object, where: str = "settings"
) -> tuple[S, tuple[str, ...]]:
    """Return settings made from plain data, and the names of fields that nobody knows.

    What is not mentioned has its default.

    Args:
        kind: the settings class.
        data: a mapping from names to values.
        where: what a sentence about a field calls the mapping.

    Raises:
        UserError: naming the first field whose value is of the wrong kind or out of range.
    """
    if not isinstance(data, Mapping):
        raise UserError("files.invalid", field=where)
    known = set(field_names(kind))
    unknown = tuple(f"{where}.{shortened(name)}" for name in data if name not in known)
    values = {
        name: value_from_plain(spec_of(kind, name), data[name], f"{where}.{name}")
        for name in field_names(kind)
        if name in data
    }
    return replace(kind(), **values), unknown


def value_from_plain(spec: Spec, value: object, field: str) -> object:
    """Return one setting made from plain data.

    Raises:
        UserError: naming ``field``, if the value is of the wrong kind or out of range.
    """
    if isinstance(spec, Number):
        return _number(spec, value, field)
    if isinstance(spec, Flag):
        if not isinstance(value, bool):
            raise UserError("files.no_flag", field=field, value=shortened(value))
        return value
    if isinstance(spec, Choice):
        if value not in spec.options:
            raise UserError(
                "files.no_option",
                field=field,
                value=shortened(value),
                options=", ".join(spec.options),
            )
        return value
    try:
        clean = spec.clean(frozen(value))
        if not means(value, to_plain(clean)):
            raise ValueError(f"it would become {clean!r}")
        return clean
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        log.info("%s: %s", field, error)
        raise UserError("files.invalid", field=field) from None


def _number(spec: Number, value: object, field: str) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UserError("files.no_number", field=field, value=shortened(value))
    if not spec.low <= value <= spec.high:
        raise UserError(
            "files.out_of_range",
            field=field,
            value=significant(value, 6),
            low=significant(spec.low, 6),
            high=significant(spec.high, 6),
        )
    clean = spec.clean(value)
    if (spec.values or spec.integer) and abs(clean - value) > NEAR * max(abs(value), NEAR):
        allowed = spec.values or (int(value), int(value) + 1)
        raise UserError(
            "files.no_stop",
            field=field,
            value=significant(value, 6),
            options=", ".join(significant(stop, 6) for stop in allowed),
        )
    return clean


def means(data: object, value: object) -> bool:
    """Tell whether a plain ``value`` is what ``data`` say: nothing clamped, dropped or converted.

    What has no order of its own may have been put in order, and fields may have been added.
    """
    if isinstance(data, list) and isinstance(value, list) and len(data) == len(value):
        if all(map(means, data, value)):
            return True
        in_order = sorted(data, key=repr), sorted(value, key=repr)
        return all(map(means, *in_order))
    if isinstance(data, Mapping) and isinstance(value, Mapping):
        return all(name in value and means(item, value[name]) for name, item in data.items())
    if _kind(data) != _kind(value):
        return False
    if isinstance(data, int | float) and isinstance(value, int | float) and _kind(data) == "number":
        return abs(data - value) <= NEAR * max(abs(data), NEAR)
    if isinstance(data, str):
        return data.strip() == str(value).strip()
    return bool(data == value)


def check_kinds(data: object, value: object, name: str = "") -> None:
    """Raise a `ValueError` naming the first part of two plain values that differs in kind.

    Only what both have is compared.
    """
    if isinstance(data, Mapping) and isinstance(value, Mapping):
        for key in data.keys() & value.keys():
            check_kinds(data[key], value[key], f"{name}.{key}" if name else key)
    elif isinstance(data, list) and isinstance(value, list):
        if len(data) == len(value):
            for item, other in zip(data, value, strict=True):
                check_kinds(item, other, name)
    elif _kind(data) != _kind(value):
        raise ValueError(f"{name}: {shortened(data)} is not what it stands for")


def _kind(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return type(value).__name__


def frozen(value: object) -> object:
    """Return lists as tuples, all the way down."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return value
