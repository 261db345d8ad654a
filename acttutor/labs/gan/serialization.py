"""A training as plain data, for sessions and files, and back."""

from itertools import pairwise
from typing import Any

from acttutor.base.memory import (
    check_weights,
    losses_like,
    memory_like,
    plain_memory,
    within_range,
)
from acttutor.base.state.run import Snapshot
from acttutor.core.nn.gan import GAN, GANState

Record = tuple[int, float, float, float, bool]

#: No session is as long as this.
MOST_UPDATES = 10**9


def write_snapshot(t: int, gan: GAN, records: list[Record]) -> Snapshot:
    """Return how far a training has come, as plain JSON data."""
    kept = {"t": t, **_named(gan), "records": records}
    return {name: plain_memory(part) for name, part in kept.items()}


def _named(gan: GAN) -> dict[str, Any]:
    """Return the state of both networks; Adam remembers two sums and a count, descent nothing."""
    state = gan.state()._asdict()
    for name in ("g_memory", "d_memory"):
        memory = state[name]
        state[name] = memory and {"sums": within_range(memory[0]), "t": memory[1]}
    return state


def read_snapshot(snapshot: Snapshot, gan: GAN) -> tuple[int, GANState, list[Record]]:
    """Return update, state of the networks and records; nothing is changed.

    Raises:
        ValueError: naming the field that cannot be.
    """
    found = {
        name: memory_like(part, snapshot.get(name), name) for name, part in _named(gan).items()
    }
    for name in ("generator", "discriminator"):
        check_weights(found[name], name)
    for name in ("g_memory", "d_memory"):
        memory = found[name]
        found[name] = memory and (memory["sums"], _count(memory["t"], name))
    t = _count(snapshot.get("t"), "t")
    return t, GANState(**found), _records(snapshot.get("records"))


def _count(value: object, name: str) -> int:
    count = memory_like(0, value, name)
    if count > MOST_UPDATES:
        raise ValueError(f"{name}: {count} updates are too many")
    return count


def _records(value: object) -> list[Record]:
    if not isinstance(value, list):
        raise ValueError("records: must be a list")
    records: list[Record] = []
    for row in value:
        if not isinstance(row, list) or len(row) != 5 or not isinstance(row[4], bool):
            raise ValueError(f"records: {row!r} is not a record")
        first, second, third = map(float, losses_like(row[1:4], 3, "records"))
        records.append((_count(row[0], "records"), first, second, third, row[4]))
    if any(a[0] >= b[0] for a, b in pairwise(records)):
        raise ValueError("records: must be in ascending order")
    return records
