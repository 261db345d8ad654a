"""What the race tells lessons, and the numbers behind the picture."""

import math
from collections.abc import Iterable

import numpy as np

from acttutor.base.published import Columns, Observed, Value
from acttutor.labs.descent2d.hyperparameters import OPTIMIZERS, PARAMETERS
from acttutor.labs.descent2d.run import Run


def metrics(run: Run) -> Observed:
    """Return named values of the race; see `acttutor.labs.registry.Lab.observe`."""
    trajectory, hyper = run.chosen, run.chosen.hyper
    (x, y), (gx, gy) = trajectory.here, trajectory.gradient
    seen: dict[str, Value] = {
        "k": run.k,
        "lr": hyper.lr,
        "mu": hyper.mu if "mu" in PARAMETERS[trajectory.id] else None,
        "x": x,
        "y": y,
        "f": _finite(trajectory.value),
        "gradient_x": _finite(gx),
        "gradient_y": _finite(gy),
        "state": trajectory.state,
        "arrival": trajectory.arrival,
        "finished": run.finished,
        "winner": run.winner,
        "arrived": sum(other.state == "arrived" for other in run.trajectories.values()),
        "diverged": sum(other.diverged for other in run.trajectories.values()),
        "minima_reached": len({other.goal for other in run.trajectories.values()} - {None}),
    }
    for name in OPTIMIZERS:
        other = run.trajectories.get(name)
        seen[f"state_{name}"] = None if other is None else other.state
        seen[f"f_{name}"] = None if other is None else _finite(other.value)
        seen[f"arrival_{name}"] = None if other is None else other.arrival
    return seen


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def table(run: Run) -> Columns:
    """Return step, place and value of everyone; empty where a walk has ended."""
    columns: list[tuple[str, Iterable[Value]]] = [("k", list(range(run.k + 1)))]
    for name, trajectory in run.trajectories.items():
        values = (*trajectory.points.T, trajectory.heights + trajectory.land.lowest)
        for symbol, column in zip(("x", "y", "f"), values, strict=True):
            missing = np.full(run.k + 1 - len(column), math.nan)
            columns.append((f"{symbol}_{name}", np.concatenate((column, missing)).tolist()))
    return columns
