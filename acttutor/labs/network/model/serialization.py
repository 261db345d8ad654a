"""How far a run of the network lab has come, as plain data for sessions and files."""

import math
from typing import Any, Protocol

import numpy as np

from acttutor.base.memory import (
    check_weights,
    losses_like,
    memory_like,
    plain_memory,
    within_range,
)
from acttutor.base.state.curves import read_curves
from acttutor.base.state.run import Snapshot
from acttutor.core.engine import trainer
from acttutor.core.engine.early_stopping import BestEpoch
from acttutor.core.engine.ensemble import EnsembleSnapshot
from acttutor.core.engine.trainer import Trainer
from acttutor.labs.network.model.losses import LossHistory
from acttutor.labs.network.model.many.ensemble import Ensemble
from acttutor.labs.network.model.many.sweep import Sweep
from acttutor.labs.network.model.many.sweep_grid import Outcome


class Progress(Protocol):
    """What of a run says how far it has come; `acttutor.labs.network.run.Run` has it."""

    sweep: Sweep | None
    ensemble: Ensemble | None
    trainer: Trainer | None
    losses: LossHistory
    best: BestEpoch
    #: Whether weights were set by hand.
    touched: bool

    @property
    def epoch(self) -> int:
        """Epochs that are done."""


def snapshot(run: Progress) -> Snapshot:
    """Return the progress of a run; nothing before the first epoch."""
    if run.sweep is not None:
        return _take_sweep(run.sweep) if run.sweep.done else {}
    if run.ensemble is not None:
        return _take_crowd(run.ensemble) if run.epoch else {}
    if run.trainer is None:
        return {}
    # A weight set by hand before the first epoch is progress as well.
    if run.trainer.epoch == 0 and not run.touched:
        return {}
    best = run.best.snapshot
    found = {
        "epoch": run.trainer.epoch,
        "trainer": plain_memory(_parts(run.trainer.snapshot())),
        "losses": run.losses.plain(),
    }
    if best is not None:
        found["best"] = {"epoch": best.epoch, "loss": run.best.loss,
                         "trainer": plain_memory(_parts(best))}  # fmt: skip
    return found


def restore(run: Progress, data: Snapshot) -> None:
    """Let a fresh run go on from its progress.

    Raises:
        ValueError: naming the field, if the progress does not suit the settings.
    """
    if run.sweep is not None:
        _put_sweep(run.sweep, data)
        return
    epoch = data.get("epoch")
    if type(epoch) is not int or epoch < 0:
        raise ValueError("epoch: no whole number")
    if run.ensemble is not None:
        _put_crowd(run.ensemble, data, epoch)
        return
    if run.trainer is None:
        raise ValueError("trainer: there are no data")
    template = run.trainer.snapshot()
    parts = memory_like(_parts(template), data.get("trainer"), "trainer")
    check_weights(parts["parameters"], "trainer.parameters")
    losses = _history(data, len(run.losses.values), epoch)
    best = _best(data.get("best"), template, epoch)
    run.trainer.restore(template._replace(epoch=epoch, **parts))
    run.losses, run.touched, run.best = losses, True, best


def _best(data: object, template: trainer.Snapshot, now: int) -> BestEpoch:
    """Return the best epoch so far; it is optional."""
    best = BestEpoch()
    if data is None:
        return best
    if not isinstance(data, dict):
        raise ValueError("best: not an epoch")
    epoch = memory_like(0, data.get("epoch"), "best.epoch")
    loss = memory_like(0.0, data.get("loss"), "best.loss")
    if epoch > now:
        raise ValueError("best.epoch: still to come")
    parts = memory_like(_parts(template), data.get("trainer"), "best.trainer")
    check_weights(parts["parameters"], "best.trainer.parameters")
    best.epoch, best.loss = epoch, loss
    best.snapshot = template._replace(epoch=epoch, **parts)
    return best


def _parts(snapshot: trainer.Snapshot | EnsembleSnapshot) -> dict[str, Any]:
    """Return a snapshot without what is kept beside it."""
    left_out = ("epoch", "stats")
    return {k: within_range(v) for k, v in snapshot._asdict().items() if k not in left_out}


def _take_crowd(ensemble: Ensemble) -> Snapshot:
    snapshot = ensemble.trainer.snapshot()
    return {
        "epoch": ensemble.epoch,
        "trainer": plain_memory(_parts(snapshot)),
        "stats": plain_memory(
            [getattr(snapshot.stats, f"loss_{part}") for part in _parts_of(ensemble)]
        ),
        "failed": [member.failed for member in ensemble.members],
        "losses": ensemble.losses.plain(),
    }


def _put_crowd(ensemble: Ensemble, data: Snapshot, epoch: int) -> None:
    template, count = ensemble.trainer.snapshot(), len(ensemble.members)
    parts = memory_like(_parts(template), data.get("trainer"), "trainer")
    check_weights(parts["parameters"], "trainer.parameters")
    failed = memory_like([0] * count, data.get("failed"), "failed")
    kept = data.get("stats")
    names = _parts_of(ensemble)
    if not isinstance(kept, list) or len(kept) != len(names):
        raise ValueError("stats: another length")
    found = {
        f"loss_{name}": losses_like(part, count, "stats")
        for name, part in zip(names, kept, strict=True)
    }
    losses = _history(data, count, epoch)
    finite = np.array([not epoch for epoch in failed])
    stats = template.stats._replace(epoch=epoch, finite=finite, **found)
    ensemble.trainer.restore(template._replace(stats=stats, **parts))
    ensemble.losses = losses
    for member, failed_at in zip(ensemble.members, failed, strict=True):
        member.failed = failed_at


def _parts_of(ensemble: Ensemble) -> list[str]:
    return ["train", "test", *(["validation"] if ensemble.measure == "validation" else [])]


def _take_sweep(sweep: Sweep) -> Snapshot:
    """Return the losses and the epoch of failure, for each network.

    The loss on validation data comes last, and only where there are such data.
    """
    last = ["loss_validation"] if sweep.measure == "validation" else []
    names = ("loss_train", "loss_test", "failed", *last)
    return {
        "results": [
            outcome and plain_memory([getattr(outcome, name) for name in names])
            for outcome in sweep.outcomes
        ]
    }


def _put_sweep(sweep: Sweep, data: Snapshot) -> None:
    results = data.get("results")
    if not isinstance(results, list) or len(results) != len(sweep.jobs):
        raise ValueError("results: another length")
    outcomes: list[Outcome | None] = []
    for result in results:
        if result is None:
            outcomes.append(None)
            continue
        count = 4 if sweep.measure == "validation" else 3
        train, test, _, *last = map(float, losses_like(result, count, "results"))
        failed = memory_like(0, result[2], "results")
        if failed < 0 or (math.isnan(train) and not failed):
            raise ValueError("results: neither a loss nor an epoch")
        outcomes.append(Outcome(train, test, failed, loss_validation=last[0] if last else None))
    sweep.restore(outcomes)


def _history(data: Snapshot, curves: int, epoch: int) -> LossHistory:
    return read_curves(LossHistory(curves), data.get("losses"), epoch, "losses")
