"""What gradient descent tells lessons, and the numbers behind the picture."""

import math

from acttutor.base.published import Columns, Observed
from acttutor.labs.descent.run import Run


def metrics(run: Run) -> Observed:
    """Return named values of the walk; see `acttutor.labs.registry.Lab.observe`."""
    trajectory, parabola = run.trajectory, run.curve is None
    return {
        "function": run.settings.function,
        "regime": run.outcome if parabola else None,
        "k": run.k,
        "x": trajectory.x(),
        "f": _finite(trajectory.f()),
        "slope": _finite(trajectory.df()),
        "distance": trajectory.distance,
        "factor": run.factor if parabola else None,
        "lr": run.settings.lr,
        "arrived": run.arrived,
        "diverged": run.stuck,
        "prediction_right": run.verdict,
        "minimum": run.valley if run.arrived else None,
        "valley": run.valley,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def table(run: Run) -> Columns:
    """Return step, place, value and slope of every step that is kept."""
    rows = [run.trajectory.row(index) for index in range(len(run.trajectory.u))]
    return list(zip(("k", "x", "f(x)", "f'(x)"), zip(*rows, strict=True), strict=True))
