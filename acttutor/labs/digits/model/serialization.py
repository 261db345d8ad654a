"""How far a run of the digits lab has come, as plain data for sessions and files."""

from typing import Any

from acttutor.base.memory import check_weights, memory_like, packed_memory, within_range
from acttutor.core.engine.early_stopping import BestEpoch
from acttutor.core.engine.trainer import Snapshot


def plain_snapshot(snapshot: Snapshot) -> object:
    """Return the memory of a trainer as plain data."""
    return packed_memory(_parts(snapshot))


def read_snapshot(template: Snapshot, epoch: int, data: object, name: str) -> Snapshot:
    """Return what `plain_snapshot` was made of.

    Args:
        template: of a trainer with the same settings.
        epoch: the one of the snapshot.
        data: plain data.
        name: what to call them in an error.

    Raises:
        ValueError: naming the part, if they do not suit the settings.
    """
    parts = memory_like(_parts(template), data, name)
    check_weights(parts["parameters"], f"{name}.parameters")
    return template._replace(epoch=epoch, **parts)


def plain_best(best: BestEpoch) -> object:
    """Return the best epoch as plain data; ``None`` if its network is not known."""
    if best.snapshot is None:
        return None
    return {"epoch": best.epoch, "loss": best.loss, "trainer": plain_snapshot(best.snapshot)}


def read_best(template: Snapshot, now: int, data: object) -> BestEpoch:
    """Return what `plain_best` was made of; errors as in `read_snapshot`."""
    best = BestEpoch()
    if data is None:
        return best
    if not isinstance(data, dict):
        raise ValueError("best: not an epoch")
    epoch = memory_like(0, data.get("epoch"), "best.epoch")
    if epoch > now:
        raise ValueError("best.epoch: still to come")
    best.loss = memory_like(0.0, data.get("loss"), "best.loss")
    best.epoch = epoch
    best.snapshot = read_snapshot(template, epoch, data.get("trainer"), "best.trainer")
    return best


def _parts(snapshot: Snapshot) -> dict[str, Any]:
    return {k: within_range(v) for k, v in snapshot._asdict().items() if k != "epoch"}
