"""A share code opens the same experiment, however it was copied, and knows a typo from a code."""

import base64
import json
import random
import zlib
from typing import Any

import pytest

from acttutor.base.errors import UserError
from acttutor.base.state.fields import changed
from acttutor.files.experiment import Experiment
from acttutor.files.share_code import MAX_LETTERS, PREFIX, decode, encode
from acttutor.labs.registry import LABS


def example(lab: str) -> Experiment:
    entry = LABS[lab]
    return Experiment(lab, changed(entry.defaults(), **entry.showcase[0]))


@pytest.mark.parametrize("lab", LABS)
def test_every_lab_comes_back_from_its_code(lab: str) -> None:
    code = encode(example(lab))
    assert len(code) < MAX_LETTERS
    assert decode(code) == example(lab)


@pytest.mark.parametrize(
    "copied",
    [
        str.lower,
        lambda code: f"  {code}\n",
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " \n"),
        lambda code: f"{code} です",
        lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code),
    ],
)
def test_how_it_was_copied_does_not_matter(copied: Any) -> None:
    assert decode(copied(encode(example("network")))) == example("network")


def test_every_single_typo_is_recognised() -> None:
    code = encode(example("descent"))
    rng = random.Random(3)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    for position in range(len(PREFIX), len(code)):
        if code[position] == "-":
            continue
        other = rng.choice([letter for letter in letters if letter != code[position]])
        with pytest.raises(UserError) as caught:
            decode(code[:position] + other + code[position + 1 :])
        # The last letter may hold bits that stand for nothing; all else is a typo.
        assert caught.value.key == "files.code.typo"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "ACT",
        "ACT1",
        "ACT1-",
        "ACT1-AAAA",
        "http://x",
        "ACT1-ABC です",
        "ACT1-ÀÉÎ",
        "ACT1\ud800",
    ],
)
def test_what_is_no_code_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UserError) as caught:
        decode(text)
    assert caught.value.key in ("files.code.none", "files.code.typo")


def code_of(payload: object) -> str:
    """Return the share code of any payload, whatever it means."""
    packed = zlib.compress(json.dumps(payload).encode(), 9)
    return PREFIX + base64.b32encode(zlib.crc32(packed).to_bytes(4, "big") + packed).decode()


@pytest.mark.parametrize(
    "payload",
    [
        None, 7, "network", [], ["network"], [[], {}], [{}, {}], [None, {}], ["network", []],
        ["network", None], ["network", {"lr": []}], ["network", {"layers": {}}], ["no lab", {}],
        ["quiz", {"topics": [[]]}], ["descent", {"lr": "\ud800"}], {"network": {}},
    ],
)  # fmt: skip
def test_odd_payloads_end_in_a_sentence(payload: object) -> None:
    with pytest.raises(UserError):
        decode(code_of(payload))


def test_a_bomb_does_not_go_off() -> None:
    """A code that unpacks to gigabytes is refused before it does."""
    packed = zlib.compress(b"[" + b" " * 50_000_000 + b"]", 9)
    body = base64.b32encode(zlib.crc32(packed).to_bytes(4, "big") + packed[:2000]).decode()
    with pytest.raises(UserError):
        decode(PREFIX + body)
    whole = base64.b32encode(zlib.crc32(packed).to_bytes(4, "big") + packed).decode()
    with pytest.raises(UserError):
        decode(PREFIX + whole)


def test_data_of_ones_own_do_not_fit_and_that_is_said() -> None:
    kind = LABS["network"].settings_class
    rng = random.Random(1)
    rows = [[rng.random(), rng.random(), 0.0] for _ in range(500)]
    settings = changed(kind(), table={"rows": rows, "classes": ["a", "b"]})
    with pytest.raises(UserError) as caught:
        encode(Experiment("network", settings))
    assert caught.value.key == "files.code.too_long"
