"""What the GAN lab tells lessons, and the table behind its charts."""

import math

from acttutor.base.published import Columns, Observed, Value, beside
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
    """Return the charts (update, both losses, distance), and beside them the points of both kinds;
    of generated ones what D says and where it pushes."""
    names = ("t", "L_D", "L_G", "distance")
    charts: Columns = [(name, [row[i] for row in run.records]) for i, name in enumerate(names)]
    eye, seen = run.eye, run.sight
    if eye is None or seen is None:
        return charts
    judged = run.gan.judge(seen.points).ravel()
    real = zip(("real x", "real y"), eye.real.T.tolist(), strict=True)
    fake = (*seen.points.T.tolist(), judged.tolist(), *seen.push.T.tolist())
    named = ("generated x", "generated y", "D", "push x", "push y")
    return beside(charts, list(real), list(zip(named, fake, strict=True)))
