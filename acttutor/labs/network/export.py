"""What the network lab hands out: named values for lessons, and its losses as a table."""

import math

import numpy as np

from acttutor.base.errors import UserError
from acttutor.base.published import Columns, Observed, beside
from acttutor.core.arrays import Array
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.numbers import parameters, points
from acttutor.labs.network.run import Run
from acttutor.labs.network.script.program import numpy_script, torch_script

#: The parts of the data by the names that they have on the command line.
NAMES = {"train": "train", "val": "validation", "test": "test"}


def metrics(run: Run) -> Observed:
    """Return the named values of the run; ``None`` stands for what does not exist now."""
    losses, ensemble = run.losses if run.ensemble is None else run.ensemble.losses, run.ensemble
    single = ensemble is None and run.sweep is None and run.trainer is not None
    # Where there are validation data to choose by, the test is no value before it is opened.
    shown = run.shown_parts if single else ()
    results: dict[str, float | None] = {}
    for part in PARTS:
        is_shown = part in shown
        results[f"loss_{part}"] = _finite(losses.of(part)[-1]) if is_shown else None
        results[f"accuracy_{part}"] = _finite(run.accuracy_on(part)) if is_shown else None
    held_out = losses.of(shown[1])[-1] if shown else math.nan
    has_best = single and run.best.snapshot is not None
    gradients = [float(np.abs(dW).mean()) for dW, _ in run.gradients()] if single else []
    offs = [share for share in run.off_shares() if math.isfinite(share)] if single else []
    kinds = set(run.settings.activations or (run.settings.activation,))
    return {
        "epoch": run.epoch,
        **results,
        "gap": _finite(held_out - losses.train[-1]) if single else None,
        "best_epoch": run.best.epoch if has_best else None,
        "best_loss_validation": _finite(run.best.loss) if has_best else None,
        "epochs_after_best": run.epoch - run.best.epoch if has_best else None,
        "stopped_early": run.stopped_early,
        "times_tested": run.times_tested,
        "activation": kinds.pop() if len(kinds) == 1 else "mixed",
        "is_linear": set(run.settings.activations) <= {"identity"},
        "hidden_layers": len(run.settings.layers),
        "parameters": len(run.network.parameters) if single else None,
        "gradient_first": gradients[0] if gradients else None,
        "gradient_last": gradients[-1] if gradients else None,
        "zero_weights": _zeros(run) if single else None,
        "dead_share": max(offs, default=None),
        "failed": run.failure is not None,
        **_of_point(run),
        "best": ensemble.best()[0] if ensemble is not None else None,
        "best_loss": _finite(ensemble.best()[1]) if ensemble is not None else None,
        "worst_loss": _worst(ensemble.losses.values[:, -1]) if ensemble is not None else None,
    }


def outcome(run: Run) -> Observed:
    """Return how the training of one network came out; without accuracy for numbers.

    Raises:
        UserError: if there is not exactly one network.
    """
    if run.ensemble is not None or run.sweep is not None or run.problem is None:
        raise UserError("network.script.one_network")
    accuracies = {name: run.accuracy_on(part) for name, part in NAMES.items()}
    if run.problem.kind == "regression":
        accuracies = {}
    return {
        "epoch": run.epoch,
        "loss_train": _finite(run.losses.train[-1]),
        "loss_val": _finite(run.losses.validation[-1]),
        **{f"accuracy_{name}": _finite(value) for name, value in accuracies.items()},
    }


def _of_point(run: Run) -> dict[str, float | bool | None]:
    """Return what is known of the point that is sent through the network."""
    signal = run.signal()
    if signal is None:
        names = ("output", "target", "loss", "delta", "delta_first")
        return {"point_back": False, **{f"point_{name}": None for name in names}}
    return {
        "point_back": run.has_returned(0),
        "point_output": _finite(signal.outputs[0]),
        "point_target": _finite(signal.target[0]),
        "point_loss": _finite(signal.loss),
        "point_delta": _finite(signal.layers[-1].delta[0]),
        "point_delta_first": _finite(signal.layers[0].delta[0]),
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


def _zeros(run: Run) -> int:
    """Return how many weights, biases not counted, are exactly 0: the penalty L1 makes them so."""
    return sum(int(np.count_nonzero(layer.W == 0)) for layer in run.network.layers)


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _worst(losses: Array) -> float | None:
    finite = losses[np.isfinite(losses)]
    return float(finite.max()) if len(finite) else None


def table(run: Run) -> Columns:
    """Return what the picture holds: of one network its losses, parameters, points and answers
    beside each other; of several the losses of all."""
    if run.sweep is not None:
        return run.sweep.table()
    if run.ensemble is not None:
        names = [f"loss_train {member.name}" for member in run.ensemble.members]
        history = run.ensemble.losses
        return [("epoch", history.epochs), *zip(names, history.values, strict=True)]
    shown = ((f"loss_{part}", run.losses.of(part)) for part in run.shown_parts)
    losses: Columns = [("epoch", run.losses.epochs), *shown]
    if run.problem is None:
        return losses
    return beside(losses, parameters(run), points(run, run.problem))
