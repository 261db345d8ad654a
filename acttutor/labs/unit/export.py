"""What the unit lab hands out."""

import numpy as np

from acttutor.base.published import Columns, Observed
from acttutor.labs.unit.run import Run


def metrics(run: Run) -> Observed:
    """Return the named values of the run."""
    return {"u": run.u, "y": run.y}


def table(run: Run) -> Columns:
    """Return the curve of the activation function."""
    u = np.linspace(-6.0, 6.0, 241)
    return [("u", u), ("f(u)", run.f(u))]
