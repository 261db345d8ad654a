"""What the maxout lab tells lessons, and the numbers behind its picture."""

from collections.abc import Iterable

from acttutor.base.published import Columns, Observed, Value
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import X


def metrics(run: Run) -> Observed:
    """Return the numbers and truths that a lesson may ask for."""
    return {
        "step": run.k,
        "largest_error": run.largest_error if run.has_target else None,
        "loss": run.losses[-1] if run.losses else None,
        "pieces": run.lines.shape[1],
        "parameters": run.lines.size,
        "kinks": None if run.is_difference else len(run.kinks()),
        "dead": sum(len(run.dead(unit)) for unit in range(len(run.lines))),
        "equals": run.equals(),
        "target": run.settings.target,
        "convex": run.is_convex if run.has_target else None,
        "difference": run.is_difference,
        "failed": run.failed,
    }


def table(run: Run) -> Columns:
    """Return the lines, their maximum and the curve at the places where it is sampled."""
    x = run.x if run.has_target else X
    columns: list[tuple[str, Iterable[Value]]] = [("x", x)]
    for unit, lines in enumerate(run.lines):
        columns += [(f"{'uv'[unit]}{j + 1}", w * x + b) for j, (w, b) in enumerate(lines)]
    columns.append(("y", run.output_at(x)))
    if run.has_target:
        columns.append(("t", run.t))
    return columns
