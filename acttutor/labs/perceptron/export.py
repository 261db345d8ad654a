"""What lessons and tables read of the perceptron lab."""

import math

from acttutor.base.published import Columns, Observed, beside
from acttutor.labs.perceptron.run import Run


def metrics(run: Run) -> Observed:
    """Return what can be told of the run now."""
    state, bound = run.state, run.bound
    return {
        "looks": state.k,
        "mistakes": state.mistakes,
        "wrong": run.wrong(state.w),
        "separable": run.problem.overlap is None,
        "converged": run.converged,
        "bound": bound if bound is not None and math.isfinite(bound) else None,
        "radius": run.problem.R,
        "margin": run.problem.best[0] if bound is not None else None,
        "cycle": state.cycle or None,
        "bias": state.w[0],
        "weight_1": state.w[1],
        "weight_2": state.w[2],
        "loss": run.loss,
        "sigmoid_wrong": run.wrong(state.v),
        "points": len(run.problem.samples),
        "data": run.settings.data,
    }


def table(run: Run) -> Columns:
    """Return the weights of both units after each step that can be taken back, and now; beside
    them the points."""
    states = [*run.history, run.state]
    columns: list[tuple[str, list[float]]] = [
        ("k", [state.k for state in states]),
        ("mistakes", [state.mistakes for state in states]),
    ]
    for unit, prefix in (("w", "step"), ("v", "sigmoid")):
        for index, name in enumerate(("b", "w1", "w2")):
            values = [getattr(state, unit)[index] for state in states]
            columns.append((f"{prefix} {name}", values))
    samples = zip(*run.problem.samples, strict=True)
    return beside(columns, list(zip(("x1", "x2", "class"), samples, strict=True)))
