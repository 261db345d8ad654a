"""What the unit lab hands out."""

import numpy as np

from acttutor.base.published import Columns, Observed, beside
from acttutor.labs.unit.run import Run


def metrics(run: Run) -> Observed:
    """Return the named values of the run."""
    return {"u": run.u, "y": run.y}


def table(run: Run) -> Columns:
    """Return the curve of the activation function, and beside it the numbers of the unit."""
    u, settings = np.linspace(-6.0, 6.0, 241), run.settings
    names = ("x1", "x2", "w1", "w2", "b")
    numbers = {**{name: getattr(settings, name) for name in names}, "sum u": run.u, "y": run.y}
    quantities: Columns = [("quantity", list(numbers)), ("value", list(numbers.values()))]
    return beside([("u", u.tolist()), ("f(u)", np.asarray(run.f(u)).tolist())], quantities)
