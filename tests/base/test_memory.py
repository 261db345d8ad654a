"""What a run remembers comes back from plain data, and nothing else does."""

import base64
import json
import math
from typing import Any

import numpy as np
import pytest

from acttutor.base.memory import memory_like, numbers_like, packed_memory, plain_memory

MEMORY: Any = {"w": np.array([[0.5, -2.0]]), "k": 3, "flags": (True, False), "none": None}


def test_a_memory_comes_back_from_json() -> None:
    back = memory_like(MEMORY, json.loads(json.dumps(plain_memory(MEMORY))), "memory")
    np.testing.assert_array_equal(back["w"], MEMORY["w"])
    assert (back["k"], back["flags"], back["none"]) == (3, (True, False), None)


@pytest.mark.parametrize("count", [0, 2**53, 2**53 + 1, 10**30])
def test_counts_come_back_however_large(count: int) -> None:
    assert memory_like(0, json.loads(json.dumps(plain_memory(count))), "k") == count


@pytest.mark.parametrize("count", [-1, True, 1.0, "3", "", "٣", None, [3]])
def test_what_is_no_count_is_refused_by_its_name(count: object) -> None:
    with pytest.raises(ValueError, match=r"^steps: "):
        memory_like(0, count, "steps")


def test_numbers_of_any_length_are_finite() -> None:
    assert numbers_like([], "u") == []
    assert numbers_like([1, -2.5], "u") == [1.0, -2.5]
    for wrong in (None, "12", {"0": 1}, [1, None], [True], [float("inf")], [[1.0]]):
        with pytest.raises(ValueError, match=r"^u"):
            numbers_like(wrong, "u")


def test_packed_memory_comes_back_bit_for_bit():
    rng = np.random.default_rng(0)
    memory = {
        "sums": (rng.normal(size=(3, 4)) * 1e-200, 7),
        "gone": rng.random(5) < 0.5,
        "on": True,
    }
    plain = json.loads(json.dumps(packed_memory(memory)))
    found = memory_like(memory, plain, "run")
    assert found["sums"][1] == 7 and found["on"] is True
    assert np.array_equal(found["sums"][0], memory["sums"][0])
    assert np.array_equal(found["gone"], memory["gone"]) and found["gone"].dtype == bool


@pytest.mark.parametrize(
    "text",
    [
        "%%%",
        "AAAA",
        packed_memory(np.array([1.0, math.nan])),
        packed_memory(np.array([math.inf, 0.0])),
        packed_memory(np.zeros(3)),
    ],
)
def test_damaged_packed_memory_is_refused_by_name(text):
    with pytest.raises(ValueError, match=r"^run\.parameters: "):
        memory_like({"parameters": np.zeros(2)}, {"parameters": text}, "run")


def test_a_packed_truth_value_is_0_or_1():
    text = base64.b64encode(bytes([0, 2])).decode()
    with pytest.raises(ValueError, match="truth value"):
        memory_like(np.zeros(2, dtype=bool), text, "gone")
