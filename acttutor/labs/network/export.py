"""What the network lab hands out: named values for lessons, and its losses as a table."""

import math
from typing import Any

import numpy as np

from acttutor.base.published import Columns, Observed
from acttutor.labs.network.model.measures import RECTIFIERS
from acttutor.labs.network.run import Run
from acttutor.labs.network.script.program import numpy_script, torch_script


def metrics(run: Run) -> Observed:
    """Return the named values of the run; ``None`` stands for what does not exist now."""
    losses, ensemble = run.losses if run.ensemble is None else run.ensemble.losses, run.ensemble
    single = ensemble is None and run.sweep is None and run.trainer is not None
    train, test = run.accuracy() if single else (math.nan, math.nan)
    gradients = [float(np.abs(dW).mean()) for dW, _ in run.gradients()] if single else []
    offs = run.off_shares() if run.settings.activation in RECTIFIERS and single else []
    return {
        "epoch": run.epoch,
        "loss_train": _finite(losses.train[-1]) if single else None,
        "loss_test": _finite(losses.test[-1]) if single else None,
        "accuracy_train": _finite(train),
        "accuracy_test": _finite(test),
        "gap": _finite(losses.test[-1] - losses.train[-1]) if single else None,
        "activation": run.settings.activation,
        "is_linear": run.settings.activation == "identity" or not run.settings.layers,
        "hidden_layers": len(run.settings.layers),
        "parameters": len(run.network.parameters) if single else None,
        "gradient_first": gradients[0] if gradients else None,
        "gradient_last": gradients[-1] if gradients else None,
        "dead_share": max(offs) if offs else None,
        "failed": run.failure is not None,
        "best": ensemble.best()[0] if ensemble is not None else None,
        "best_loss": _finite(ensemble.best()[1]) if ensemble is not None else None,
        "worst_loss": _worst(ensemble.losses.values[:, -1]) if ensemble is not None else None,
    }


def script(run: Run, kind: str) -> str:
    """Return the trained network as a program.

    Args:
        run: one network; a race, a fan or a sweep has several.
        kind: ``"numpy"`` or ``"torch"``.

    Raises:
        UserError: if there is not exactly one network, or it has nothing to learn.
    """
    return numpy_script(run) if kind == "numpy" else torch_script(run)


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _worst(losses: Any) -> float | None:
    finite = losses[np.isfinite(losses)]
    return float(finite.max()) if len(finite) else None


def table(run: Run) -> Columns:
    """Return the losses of all epochs that are kept, or those of all networks of a sweep."""
    if run.sweep is not None:
        return run.sweep.table()
    if run.ensemble is not None:
        names = [f"loss_train {member.name}" for member in run.ensemble.members]
        history = run.ensemble.losses
        return [("epoch", history.epochs), *zip(names, history.values, strict=True)]
    return [
        ("epoch", run.losses.epochs),
        ("loss_train", run.losses.train),
        ("loss_test", run.losses.test),
    ]
