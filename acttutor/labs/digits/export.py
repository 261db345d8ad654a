"""What the digits lab tells lessons, and the table behind its curves."""

import math

from acttutor.base.published import Columns, Observed, Value
from acttutor.labs.digits.program import program
from acttutor.labs.digits.run import CURVES, Run


def metrics(run: Run) -> Observed:
    """Return the named numbers of the run; what is not known is ``None``."""
    found: dict[str, Value] = {"epoch": run.epoch}
    for name in CURVES:
        found[name] = finite(run.curve(name)[-1])
    return found


def table(run: Run) -> Columns:
    """Return the curves as columns."""
    return [("epoch", list(run.curves.epochs)), *((n, list(run.curve(n))) for n in CURVES)]


def outcome(run: Run) -> Observed:
    """Return how a training came out, by the training, validation and test digits."""
    return {
        "epoch": run.epoch,
        "loss_train": finite(run.curve("loss_train")[-1]),
        "loss_val": finite(run.curve("loss_validation")[-1]),
        "accuracy_train": finite(run.curve("accuracy_train")[-1]),
        "accuracy_val": finite(run.curve("accuracy_validation")[-1]),
        "accuracy_test": finite(run.accuracy_on("test")),
    }


def script(run: Run, kind: str) -> str:
    """Return the trained network as a program that reads pictures of digits.

    Args:
        run: the run.
        kind: ``"numpy"`` or ``"torch"``.
    """
    return program(run, kind)


def finite(value: float) -> float | None:
    """Return a number as JSON knows it; ``None`` for one that is not finite."""
    return float(value) if math.isfinite(value) else None
