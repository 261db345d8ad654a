"""What a run remembers comes back from plain data, and nothing else does."""

import json
from typing import Any

import numpy as np
import pytest

from acttutor.base.memory import memory_like, numbers_like, plain_memory

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
