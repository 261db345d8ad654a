"""What lessons and files get from the activation lab."""

from collections.abc import Iterable

import numpy as np

from acttutor.base.published import Columns, Observed, Value
from acttutor.core.formula.expression import OWN
from acttutor.labs.activations.inset_axes import Strip
from acttutor.labs.activations.run import Run

#: Rows of the table.
ROWS = 401


def metrics(run: Run) -> Observed:
    """Return named numbers, texts and truth values; ``None`` where there is none.

    What belongs to one function is that of the chosen one.
    """
    function = run.functions[0]
    reading = run.readings()[0]
    known = run.facts(function)
    strips = {strip.id: strip for strip in run.strips}
    half_width = run.settings.half_width
    dead = sum(high - low for low, high in run.dead) / (2 * half_width)
    return {
        "function": function,
        "others": " ".join(run.functions[1:]),
        "compared": len(run.functions),
        "comparison": run.comparison.id if run.comparison else None,
        "x": reading.x,
        "f": _finite(reading.f),
        "df": _finite(reading.df),
        "at_kink": reading.kink is not None,
        "stops_learning": any(low <= reading.x <= high for low, high in run.dead),
        "dead_share": dead,
        "largest_slope": _finite(known.largest_slope),
        "largest_slope_at": known.largest_slope_at,
        "half_width": half_width,
        "dalpha": _at(strips.get("dalpha"), reading.x),
        "error": _at(strips.get("error"), reading.x),
        "own": run.settings.own,
        "own_shown": OWN in run.functions,
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and np.isfinite(value) else None


def _at(strip: Strip | None, x: float) -> float | None:
    return None if strip is None else strip.at(x)


def table(run: Run) -> Columns:
    """Return x, and f(x) and f′(x) of every function in the picture, evenly spaced."""
    half_width = run.settings.half_width
    x = np.linspace(-half_width, half_width, ROWS)
    columns: list[tuple[str, Iterable[Value]]] = [("x", x)]
    for function, activation in run.activations.items():
        params = run.params[function]
        columns.append((f"f_{function}", activation.f(x, **params)))
        columns.append((f"df_{function}", activation.df(x, **params)))
    names = {"dalpha": "∂f/∂α", "error": "gelu_tanh − gelu"}
    columns += [(names[strip.id], strip.formula(x)) for strip in run.strips]
    return columns
