"""JSON from a stranger: read as it stands or refused with one sentence, never anything between."""

import json
import math
from typing import Any

import pytest

from acttutor.base.errors import UserError
from acttutor.base.storage.strict_json import (
    MAX_DEPTH,
    MAX_PARTS,
    json_bytes,
    read_json,
    write_json,
)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "no_json"),
        (b"{", "no_json"),
        (b"{'a': 1}", "no_json"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": NaN}', "not_finite"),
        (b'{"a": -Infinity}', "not_finite"),
        (b'{"a": 1e999}', "not_finite"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not_finite"),
        (b"[" * 100 + b"]" * 100, "too_deep"),
        (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "too_deep"),
        ("{}".encode("utf-16"), "encoding"),
        (b'{"a": "\xff"}', "encoding"),
        ('{"a": "あ"}'.encode("shift_jis"), "encoding"),
        (b"[" + b"[]," * MAX_PARTS + b"[]]", "too_many"),
        (b'{"a": "\\ud800"}', "half_character"),
        (b'{"\\uDFff": 1}', "half_character"),
    ],
)
def test_what_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(UserError) as caught:
        read_json(data)
    assert caught.value.key == f"files.{key}"


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_the_deepest_that_is_allowed() -> None:
    assert read_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH) is not None
    with pytest.raises(UserError):
        read_json(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": [1, 2.5, -3e-7, "x", True, None], "日本語": {"b": []}},
        {"long": [k / 7 for k in range(400)], "nested": [[1.0, 2.0]] * 30},
        'text with "quotes" and \n lines',
        math.pi,
    ],
)
def test_what_is_written_is_read_again_and_by_others(value: Any) -> None:
    text = write_json(value)
    assert read_json(text.encode()) == value == json.loads(text)
    assert max(len(line) for line in text.splitlines()) <= 100


def test_half_a_character_becomes_a_question_mark_and_a_whole_one_stays() -> None:
    """Names of files in another encoding hold such halves; they must not stop what else is kept."""
    value = {"name\udc83": ["\ud800", "漢字😀"]}
    assert read_json(json_bytes(value)) == {"name?": ["?", "漢字😀"]}
    assert read_json(write_json(value).encode()) == {"name?": ["?", "漢字😀"]}
    assert read_json(b'"\\ud83d\\ude00"') == "😀"
