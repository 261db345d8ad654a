"""What the digits lab tells lessons, and the table behind its curves."""

import math

from acttutor.base.published import Columns, Observed, Value
from acttutor.labs.digits.run import CURVES, Run


def metrics(run: Run) -> Observed:
    """Return the named numbers of the run; what is not known is ``None``."""
    found: dict[str, Value] = {"epoch": run.epoch}
    for name in CURVES:
        value = float(run.curve(name)[-1])
        found[name] = value if math.isfinite(value) else None
    return found


def table(run: Run) -> Columns:
    """Return the curves as columns."""
    return [("epoch", list(run.curves.epochs)), *((n, list(run.curve(n))) for n in CURVES)]
