"""The sentences and formulas of gradient descent on curves beyond the parabola."""

from acttutor.base.texts import Texts
from acttutor.core.descent.objectives import DIVERGED, UNSETTLED
from acttutor.labs.descent.numbers import (
    LARGE,
    SMALL,
    bracketed,
    decimals,
    math_number,
    plain,
    power,
)
from acttutor.labs.descent.run import STEPS_AHEAD, Run

#: Below this slope, a step is too small to be seen.
FLAT = 0.05


def function_formula(run: Run) -> str:
    """Return the function."""
    return {
        "wells": r"$f(x) = (3x^4 + 4x^3 − 36x^2)\,/\,72 + 3$",
        "plateau": r"$f(x) = 2\,t^2,\quad t = tanh\,x$".replace("tanh", r"\tanh"),
    }[run.settings.function]


def slope_formulas(run: Run) -> tuple[str, str]:
    """Return the slope as a formula, and with its numbers."""
    x, slope = run.walk.x(), run.walk.df()
    written = power(slope) if 0 < abs(slope) < SMALL else math_number(slope, 4)
    head = rf"f'(x_{{{run.k}}})"
    if run.settings.function == "plateau":
        return (
            r"$f'(x) = 4\,t\,(1 − t^2)$",
            rf"${head} = {written}$",
        )
    parts = [x + shift for shift in (0.0, 3.0, -2.0)]
    factors = r" \times ".join(bracketed(part, decimals(abs(part))) for part in parts)
    if abs(x) >= LARGE:
        return (r"$f'(x) = x\,(x + 3)\,(x − 2)\,/\,6$", rf"${head} = {written}$")
    return (
        r"$f'(x) = x\,(x + 3)\,(x − 2)\,/\,6$",
        rf"${head} = {factors}\,/\,6 \approx {written}$",
    )


def fate_name(run: Run, fate: int, texts: Texts) -> str:
    """Return what a region is called."""
    if fate == DIVERGED:
        return texts("descent.fate.diverged")
    if fate == UNSETTLED:
        return texts("descent.fate.unsettled")
    return texts(f"descent.fate.{valley_id(run, fate)}")


def valley_id(run: Run, number: int) -> str:
    """Return "left", "right", or "only" for the number of a minimum."""
    if run.curve is None or len(run.curve.minima) == 1:
        return "only"
    return "left" if number == 0 else "right"


def happens(run: Run, texts: Texts) -> str:
    """Return where this start and this ε lead."""
    curve, fate = run.curve, run.fate
    assert curve is not None
    if run.walk.df() == 0:
        return texts(f"descent.curve.{'top' if run.walk.x() in curve.tops else 'bottom'}")
    if fate == DIVERGED:
        return texts("descent.curve.diverged")
    if fate == UNSETTLED:
        if run.settings.lr == 0:
            return texts("descent.happens.still")
        flat = abs(run.walk.df()) < FLAT and run.factor < 1
        key = "flat" if flat else "restless" if run.factor > 1 else "long"
        return texts(f"descent.curve.{key}", steps=STEPS_AHEAD)
    here = curve.valley(run.walk.x())
    key = f"{valley_id(run, fate)}_{'same' if here == fate else 'other'}"
    if valley_id(run, fate) == "only" and abs(run.walk.df()) < FLAT and run.walk.distance > 1:
        key = "only_slow"
    return texts(f"descent.curve.{key}")


def factor(run: Run, texts: Texts) -> str:
    """Return what each step does to the distance near the minimum of the valley."""
    curve = run.curve
    assert curve is not None
    bend = float(curve.second(run.valley))
    limit = 2 / bend
    formula = rf"$|1 − \varepsilon f''| = |1 − {run.settings.lr:.2f} \times {bend:.2f}|$"
    return texts(
        "descent.curve.factor",
        formula=formula,
        value=f"{run.factor:.2f}",
        limit=f"{limit:.2f}",
        x=plain(run.valley),
    )


def stuck(run: Run, texts: Texts) -> str:
    """Return that the walk was stopped."""
    return texts("descent.curve.stuck", k=run.k)
