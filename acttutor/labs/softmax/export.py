"""What the softmax lab tells lessons, and the numbers behind its picture."""

from acttutor.base.published import Columns, Observed
from acttutor.labs.softmax.run import Run


def metrics(run: Run) -> Observed:
    """Return the numbers and truths that a lesson may ask for."""
    return {
        "classes": run.settings.classes,
        "true": run.true + 1,
        "temperature": run.temperature,
        "shift": float(run.settings.shift),
        "winner": run.winner + 1,
        "p_true": run.p_true,
        "p_max": float(run.p.max()),
        "p_min": float(run.p.min()),
        "loss": run.loss,
        "slope_true": float(run.slope[run.true]),
        "squared_error": run.squared,
        "squared_slope_true": float(run.squared_slope[run.true]),
        "verdict": run.verdict,
        "naive": run.naive_verdict,
        "naive_fails": run.naive_verdict != "fine",
        "difference": run.difference if run.settings.classes == 2 else None,
    }


def table(run: Run) -> Columns:
    """Return one row for each class: u, p, t, both slopes, the Jacobian and the naive form."""
    count = run.settings.classes
    return [
        ("class", list(range(1, count + 1))),
        ("u", run.z),
        ("p", run.p),
        ("t", run.t),
        ("dCE/dz", run.slope),
        ("dSE/dz", run.squared_slope),
        *((f"dp/dz{j + 1}", run.jacobian[:, j]) for j in range(count)),
        ("naive e^(u/T)", run.naive.e),
        ("naive p", run.naive.p),
        ("stable e^((u-m)/T)", run.stable.e),
    ]
