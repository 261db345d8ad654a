"""The sentences and formulas of gradient descent on curves beyond the parabola."""

import math

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import absolute, given, line, num, product, quotient
from acttutor.base.numbers.numerals import Style, fixed
from acttutor.core.descent.objectives import DIVERGED, UNSETTLED
from acttutor.labs.descent.run import STEPS_AHEAD, Run
from acttutor.labs.descent.styles import LARGE, decimals
from acttutor.labs.descent.styles import style as style_with

#: Below this slope, a step is too small to be seen.
FLAT = 0.05


def function_formula(run: Run) -> str:
    """Return the function."""
    return {
        "wells": r"$f(x) = (3x^4 + 4x^3 − 36x^2)\,/\,72 + 3$",
        "plateau": r"$f(x) = 2\,t^2,\quad t = tanh\,x$".replace("tanh", r"\tanh"),
    }[run.settings.function]


def slope_formulas(run: Run, style: Style) -> tuple[str, str]:
    """Return the slope as a formula, and with its numbers."""
    x, slope = run.trajectory.x(), run.trajectory.df()
    if run.settings.function == "plateau":
        rule = r"$f'(x) = 4\,t\,(1 − t^2)$"
        t = num(math.tanh(x), style)
        found = line(given(4) * t * (given(1) - t**2), slope, style)
    else:
        rule = r"$f'(x) = x\,(x + 3)\,(x − 2)\,/\,6$"
        parts = (x, x + 3, x - 2)
        factors = product(*(num(part, style_with(decimals(abs(part)))) for part in parts))
        found = line(quotient(factors, given(6), r"\,/\,"), slope, style)
    if abs(x) >= LARGE:
        # x and x + 3 read the same there.
        return rule, rf"$f'(x_{{{run.k}}}) = {found.right}$"
    return rule, rf"$f'(x_{{{run.k}}}) = {found}$"


def basin_name(run: Run, basin: int, texts: Texts) -> str:
    """Return what a region is called."""
    if basin == DIVERGED:
        return texts("descent.fate.diverged")
    if basin == UNSETTLED:
        return texts("descent.fate.unsettled")
    return texts(f"descent.fate.{valley_id(run, basin)}")


def valley_id(run: Run, number: int) -> str:
    """Return "left", "right", or "only" for the number of a minimum."""
    if run.curve is None or len(run.curve.minima) == 1:
        return "only"
    return "left" if number == 0 else "right"


def happens(run: Run, texts: Texts) -> str:
    """Return where this start and this ε lead."""
    curve, basin = run.curve, run.basin
    assert curve is not None
    if run.trajectory.df() == 0:
        return texts(f"descent.curve.{'top' if run.trajectory.x() in curve.tops else 'bottom'}")
    if basin == DIVERGED:
        return texts("descent.curve.diverged")
    if basin == UNSETTLED:
        if run.settings.lr == 0:
            return texts("descent.happens.still")
        flat = abs(run.trajectory.df()) < FLAT and run.factor < 1
        key = "flat" if flat else "restless" if run.factor > 1 else "long"
        return texts(f"descent.curve.{key}", steps=STEPS_AHEAD)
    here = curve.valley(run.trajectory.x())
    key = f"{valley_id(run, basin)}_{'same' if here == basin else 'other'}"
    if (
        valley_id(run, basin) == "only"
        and abs(run.trajectory.df()) < FLAT
        and run.trajectory.distance > 1
    ):
        key = "only_slow"
    return texts(f"descent.curve.{key}")


def factor(run: Run, texts: Texts) -> str:
    """Return what each step does to the distance near the minimum of the valley."""
    curve = run.curve
    assert curve is not None
    bend = float(curve.second(run.valley))
    limit = 2 / bend
    found = line(absolute(given(1) - num(run.settings.lr) * num(bend)), run.factor)
    return texts(
        "descent.curve.factor",
        formula=rf"$|1 − \varepsilon f''| = {found.left}$",
        value=f"{found.sign} {found.right}",
        limit=fixed(limit),
        x=fixed(run.valley),
    )


def stuck(run: Run, texts: Texts) -> str:
    """Return that the walk was stopped."""
    return texts("descent.curve.stuck", k=run.k)
