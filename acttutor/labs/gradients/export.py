"""What lessons may ask of the gradient flow lab, and the numbers behind its picture."""

import math

import numpy as np
import numpy.typing as npt

from acttutor.base.published import Columns, Observed
from acttutor.labs.gradients.run import Run


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def metrics(run: Run) -> Observed:
    """Return named numbers, texts and truth values of the run, see the registry of labs."""
    trial, verdict = run.trial, run.verdict
    flow, shown = trial.now.flow, run.settings.shown
    normalization, weights, activation = flow.products(0)
    former = run.before
    return {
        "epoch": trial.epoch,
        "loss": _number(trial.losses[-1]),
        "verdict": verdict.kind,
        "ratio": _number(verdict.ratio),
        "weights": _number(weights),
        "activation": _number(activation),
        "normalization": _number(normalization),
        "gradient_norm": _number(trial.gradient_norm),
        "clipped": trial.clipped,
        "dead": verdict.dead,
        "saturated": float(trial.flat(shown).mean()),
        "failed_at": trial.failure.epoch if trial.failure is not None else None,
        "ratio_before": _number(former.now.flow.ratio()) if former is not None else None,
        "loss_before": _number(former.losses[-1]) if former is not None else None,
    }


def table(run: Run) -> Columns:
    """Return one row for each layer, the output last; nan where a layer has no such number."""
    flow, nan = run.trial.now.flow, [math.nan]
    died = run.trial.died
    return [
        ("layer", [float(number + 1) for number in range(len(flow.delta))]),
        ("||delta||", [float(v) for v in flow.delta]),
        ("||dW||", [float(v) for v in flow.gradient]),
        ("factor W", [float(v) for v in flow.weights] + nan),
        ("factor f'", [float(v) for v in flow.activation] + nan),
        ("factor BN", [float(v) for v in flow.normalization] + nan),
        ("saturated", [float(v) for v in run.trial.flat_shares()] + nan),
        ("dead", [float((row >= 0).sum()) for row in died] + nan),
        ("first death", [_first(row) for row in died] + nan),
    ]


def _first(died: npt.NDArray[np.int_]) -> float:
    """Return the epoch at which the first of the dead units died; nan if all live."""
    dead = died[died >= 0]
    return float(dead.min()) if len(dead) else math.nan
