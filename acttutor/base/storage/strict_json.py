"""JSON from a stranger: read strictly, and every refusal is one sentence."""

import json
import math
import re
from typing import NoReturn

from acttutor.base.errors import UserError

#: Larger, deeper and of more parts than anything that this program writes.
MAX_BYTES = 16_000_000
MAX_DEPTH = 40
MAX_PARTS = 600_000
#: Digits of the largest whole number that is read; more would cost time without end.
MAX_DIGITS = 18
#: How half a character is written in JSON; two of them may be a whole one.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(data: bytes) -> object:
    """Return what a JSON text says.

    Args:
        data: the text in UTF-8, with or without a byte order mark.

    Raises:
        UserError: if it is not UTF-8, no JSON, nested too deeply, of too many parts, or holds a
            key twice, a number that is not finite, or half a character.
    """
    # Lists of nothing take a hundred times the memory of their text.
    if sum(map(data.count, (b",", b":", b"[", b"{"))) > MAX_PARTS:
        raise UserError("files.too_many", most=MAX_PARTS)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("files.encoding", position=error.start + 1) from None
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise UserError("files.no_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise UserError("files.too_deep", most=MAX_DEPTH) from None
    if deeper_than(value, MAX_DEPTH):
        raise UserError("files.too_deep", most=MAX_DEPTH)
    if _SURROGATE.search(text) and not _is_text(value):
        raise UserError("files.half_character")
    return value


def json_bytes(value: object) -> bytes:
    """Return ``value`` as JSON for a program to read.

    Half characters, which no file can hold, become question marks.

    Raises:
        ValueError: if there is a number in it that is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "replace")


def write_json(value: object) -> str:
    """Return the same as JSON that a person can read: short lists stay on one line."""
    return f"{_written(value, '')}\n".encode("utf-8", "replace").decode("utf-8")


def _written(value: object, indent: str) -> str:
    whole = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if len(indent) + len(whole) <= 96 or not isinstance(value, dict | list) or not value:
        return whole
    inner = indent + " "
    if isinstance(value, dict):
        lines = [
            f"{inner}{json.dumps(key, ensure_ascii=False)}: {_written(item, inner)}"
            for key, item in value.items()
        ]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if not any(isinstance(item, dict | list) for item in value):
        return f"[\n{inner}" + _filled(value, inner) + f"\n{indent}]"
    return "[\n" + ",\n".join(inner + _written(item, inner) for item in value) + f"\n{indent}]"


def _filled(values: list[object], indent: str) -> str:
    """Return numbers and texts separated by commas, as many on a line as fit."""
    lines, line = [], ""
    for item in values:
        word = json.dumps(item, ensure_ascii=False, allow_nan=False)
        if line and len(indent) + len(line) + len(word) > 94:
            lines.append(line)
            line = ""
        line = f"{line}, {word}" if line else word
    return f",\n{indent}".join([*lines, line])


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise UserError("files.twice", field=shortened(key))
        found[key] = value
    return found


def _no_constant(text: str) -> NoReturn:
    raise UserError("files.not_finite", text=text)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise UserError("files.not_finite", text=shortened(text))
    return value


def _whole(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise UserError("files.not_finite", text=shortened(text))
    return int(text)


def _is_text(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def deeper_than(value: object, most: int) -> bool:
    """Tell whether plain data are nested more than ``most`` levels deep."""
    level = [value]
    for _ in range(most):
        level = [
            part
            for item in level
            if isinstance(item, dict | list)
            for part in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return False
    return True


def shortened(text: object, most: int = 40) -> str:
    """Return a text from a file as far as it fits into a sentence."""
    words = " ".join(str(text).split())
    return words if len(words) <= most else words[: most - 1] + "…"
