"""What gradient descent tells lessons, and the numbers behind the picture."""

import math

from acttutor.base.published import Columns, Observed
from acttutor.labs.descent.run import Run


def observe(run: Run) -> Observed:
    """Return named values of the walk; see `acttutor.labs.registry.Lab.observe`."""
    walk, parabola = run.walk, run.curve is None
    return {
        "function": run.settings.function,
        "regime": run.outcome if parabola else None,
        "k": run.k,
        "x": walk.x(),
        "f": _finite(walk.f()),
        "slope": _finite(walk.df()),
        "distance": walk.distance,
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
    rows = [run.walk.row(index) for index in range(len(run.walk.u))]
    return list(zip(("k", "x", "f(x)", "f'(x)"), zip(*rows, strict=True), strict=True))
