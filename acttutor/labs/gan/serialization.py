"""A training as plain data, for sessions and files, and back."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from acttutor.base.memory import check_weights, has_flag, within_range
from acttutor.base.state.run import Snapshot
from acttutor.core.nn.gan import GAN

Array = npt.NDArray[np.float64]
Record = tuple[int, float, float, float, bool]

#: No session is as long as this.
MOST_UPDATES = 10**9


def write_snapshot(t: int, gan: GAN, records: list[Record]) -> Snapshot:
    """Return how far a training has come, as plain JSON data."""
    g, d, g_memory, d_memory = gan.state()
    return {
        "t": t,
        "generator": g.tolist(),
        "discriminator": d.tolist(),
        "g_memory": _memory(g_memory),
        "d_memory": _memory(d_memory),
        "records": [
            [r[0], *(v if math.isfinite(v) else None for v in r[1:4]), r[4]] for r in records
        ],
    }


def read_snapshot(snapshot: Snapshot, gan: GAN) -> tuple[int, tuple[Any, ...], list[Record]]:
    """Return update, state of the networks and records; nothing is changed.

    Raises:
        ValueError: naming the field that cannot be.
    """
    t = _count(snapshot.get("t"), "t")
    g, d, g_memory, d_memory = gan.state()
    state = (
        _vector(snapshot.get("generator"), g.shape, "generator"),
        _vector(snapshot.get("discriminator"), d.shape, "discriminator"),
        _memory_back(snapshot.get("g_memory"), g_memory, "g_memory"),
        _memory_back(snapshot.get("d_memory"), d_memory, "d_memory"),
    )
    for weights, name in zip(state[:2], ("generator", "discriminator"), strict=True):
        check_weights(weights, name)
    return t, state, _records(snapshot.get("records"))


def _memory(memory: Any) -> Any:
    """Adam remembers two sums and a count; plain descent nothing."""
    return None if memory is None else {"sums": within_range(memory[0]).tolist(), "t": memory[1]}


def _memory_back(value: object, like: Any, name: str) -> Any:
    if like is None:
        if value is not None:
            raise ValueError(f"{name}: must be None for this optimizer")
        return None
    if not isinstance(value, dict):
        raise ValueError(f"{name}: must be a dict")
    return _vector(value.get("sums"), like[0].shape, name), _count(value.get("t"), name)


def _vector(value: object, shape: tuple[int, ...], name: str) -> Array:
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "iuf":
            raise ValueError
        array = array.astype(np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: must be a list of numbers") from None
    if array.shape != shape or not np.isfinite(array).all() or has_flag(value):
        raise ValueError(f"{name}: must hold finite numbers of shape {shape}")
    return array


def _count(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_UPDATES:
        raise ValueError(f"{name}: must be a whole number of updates, got {value!r}")
    return value


def _records(value: object) -> list[Record]:
    if not isinstance(value, list):
        raise ValueError("records: must be a list")
    records: list[Record] = []
    for row in value:
        if not isinstance(row, list) or len(row) != 5 or not isinstance(row[4], bool):
            raise ValueError(f"records: {row!r} is not a record")
        numbers = [math.nan if v is None else v for v in row[1:4]]
        if any(isinstance(v, bool) or not isinstance(v, int | float) for v in numbers):
            raise ValueError(f"records: {row!r} holds something that is no number")
        t = _count(row[0], "records")
        records.append((t, float(numbers[0]), float(numbers[1]), float(numbers[2]), row[4]))
    if any(a[0] >= b[0] for a, b in pairwise(records)):
        raise ValueError("records: must be in ascending order")
    return records
