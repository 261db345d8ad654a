"""What the GAN lab tells lessons, and the table behind its charts."""

import math

from acttutor.base.published import Columns, Observed, Value
from acttutor.labs.gan.run import Run

#: Observables that are numbers of `Measures`.
MEASURED = (
    "loss_d",
    "loss_g",
    "d_real",
    "d_fake",
    "distance",
    "on_data",
    "covered",
    "parts",
    "push_size",
    "no_push",
)


def metrics(run: Run) -> Observed:
    """Return the named numbers of the run; without a shape, those of measures are ``None``."""
    seen = run.measures
    found: dict[str, Value] = {"t": run.t}
    for name in MEASURED:
        value = None if seen is None else getattr(seen, name)
        finite = value is not None and math.isfinite(value)
        found[name] = value if finite else None
    found["alike"] = None if seen is None else seen.alike
    found["alike_since"] = run.alike_since
    return found


def table(run: Run) -> Columns:
    """Return the charts as columns: update, both losses, and the distance."""
    names = ("t", "L_D", "L_G", "distance")
    return [(name, [row[i] for row in run.records]) for i, name in enumerate(names)]
