"""The sentences and formulas of the gradient descent lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

import math

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import absolute, given, line, num, product
from acttutor.base.numbers.numerals import Style, fixed, plain, significant
from acttutor.labs.descent import words_curves
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.styles import LARGE, POWER, SMALL, decimals, style

#: A number with a power of ten in the table.
_CELL = Style(None, 4, math.inf, mathtext=False)
#: Factors from here to 1 are called slow.
SLOW = 0.9


# -- the update --------------------------------------------------------------------------------


def function_formula(run: Run) -> str:
    """Return f with its numbers: ``f(x) = (x − 1.00)^2 + 0.50``."""
    settings = run.settings
    if run.curve is not None:
        return words_curves.function_formula(run)
    inner = "x" if settings.a == 0 else f"(x {_signed(-settings.a)})"
    outer = "" if settings.b == 0 else f" {_signed(settings.b)}"
    return rf"$f(x) = {inner}^{{2}}{outer}$"


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'} {fixed(abs(value))}"


def style_of(run: Run, mathtext: bool = True) -> Style:
    """Return digits that show the place; on another curve also the next step."""
    trajectory = run.trajectory
    if run.curve is None:
        return style(decimals(trajectory.distance), mathtext)
    change = abs(trajectory.ahead(run.settings.lr) - trajectory.u[-1])
    sizes = (trajectory.distance, change, abs(trajectory.df()))
    return style(max(map(decimals, sizes)), mathtext)


def slope_name(run: Run) -> str:
    """Return the slope at the present point, for its label: ``f'(x_{1}) = −3.36``."""
    return rf"$f'(x_{{{run.k}}}) = {style_of(run).write(run.trajectory.df()).text}$"


def slope_formulas(run: Run) -> tuple[str, ...]:
    """Return the slope with its numbers, on another curve after the formula for it."""
    if run.curve is None:
        return (slope_formula(run),)
    return words_curves.slope_formulas(run, style_of(run))


def slope_formula(run: Run) -> str:
    """Return the slope with its numbers: ``f'(x_{0}) = 2 (4.00 − 1.00) = 6.00``."""
    trajectory, written = run.trajectory, style_of(run)
    if 0 < trajectory.distance < SMALL:
        # In x − a the digits of the distance would not be seen.
        found = line(given(2) * num(trajectory.u[-1], POWER), trajectory.df(), POWER)
    else:
        distance = num(trajectory.x(), written) - num(trajectory.a, written)
        found = line(product(given(2), distance, sign=r"\,"), trajectory.df(), written)
    return rf"$f'(x_{{{run.k}}}) = {found}$"


def step_formula(run: Run) -> str:
    """Return the next place with its numbers: ``x_{1} = 4.00 − 0.30 \\times 6.00 = 2.20``."""
    trajectory, rate, written = run.trajectory, run.settings.lr, style_of(run)
    change = num(rate) * num(trajectory.df(), written)
    found = line(
        num(trajectory.x(), written) - change, trajectory.a + trajectory.ahead(rate), written
    )
    return rf"$x_{{{run.k + 1}}} = {found}$"


def change_name(run: Run) -> str:
    """Return the change of x, for the arrow that shows it: ``−ε f'(x_{1}) = 2.62``."""
    change = run.trajectory.ahead(run.settings.lr) - run.trajectory.u[-1]
    written = style(decimals(abs(change))).write(change).text
    return rf"$−\varepsilon\,f'(x_{{{run.k}}}) = {written}$"


def minimum_name(run: Run, number: int, place: tuple[float, float], texts: Texts) -> str:
    """Return the name of a minimum, with its place."""
    name = texts("descent.minimum")
    if run.curve is not None:
        name = words_curves.basin_name(run, number, texts)
    return f"{name} $({plain(place[0])}, {plain(place[1])})$"


def distance_title(run: Run, texts: Texts) -> str:
    """Return what the distance is measured from."""
    several = run.curve is not None and len(run.curve.minima) > 1
    return texts(f"descent.distance.{'nearest' if several else 'title'}")


def why(run: Run, texts: Texts) -> str:
    """Return which way the sign of the slope sends the point."""
    slope = run.trajectory.df()
    side = "positive" if slope > 0 else "negative" if slope < 0 else "zero"
    return texts(f"descent.why.{side}")


# -- what happens ------------------------------------------------------------------------------


def happens(run: Run, texts: Texts) -> str:
    """Return in words what this ε does, or that it is still to be found out."""
    if run.hidden:
        return texts("descent.happens.hidden")
    if run.curve is not None:
        return words_curves.happens(run, texts)
    if run.still:
        return texts("descent.happens.at_minimum")
    key = run.outcome
    if key in ("monotone", "oscillating") and run.factor >= SLOW:
        key += "_slow"
    return texts(f"descent.happens.{key}")


def factor(run: Run, texts: Texts) -> str:
    """Return what each step does to the distance, as a number; empty while it is hidden."""
    if run.hidden or run.still:
        return ""
    if run.curve is not None:
        return words_curves.factor(run, texts)
    rate = run.settings.lr
    found = line(absolute(given(1) - given(2) * given(rate)), run.factor)
    formula = rf"$|1−2\varepsilon| {found.sign} {found.right}$"
    return texts("descent.factor", formula=formula)


def state(run: Run, texts: Texts) -> str:
    """Return what has just come about: arrived, stopped, not moving; empty otherwise."""
    trajectory = run.trajectory
    if run.stuck and run.curve is not None:
        return words_curves.stuck(run, texts)
    if run.stuck:
        name, value = (
            ("x", trajectory.x())
            if abs(trajectory.x()) > abs(trajectory.f())
            else ("f(x)", trajectory.f())
        )
        return texts(
            "descent.state.stuck",
            k=run.k,
            name=name,
            value=POWER.write(value).text,
            factor=fixed(run.factor),
        )
    if run.arrived:
        key = "exact" if trajectory.distance == 0 else "arrived"
        return texts(f"descent.state.{key}", k=_first_arrival(run))
    if run.k and run.settings.lr == 0 and not run.still:
        return texts("descent.state.still", k=run.k)
    return ""


def _first_arrival(run: Run) -> int:
    """Return the first step at which the walk was as near as it is said to be now."""
    index = len(run.trajectory.u) - 1
    bound = 0.0 if run.trajectory.distance == 0 else 1e-12
    while index > 0 and run.trajectory.gap(index - 1) <= bound:
        index -= 1
    return run.trajectory.first + index


def verdict(run: Run, texts: Texts) -> str:
    """Return whether the prediction came true, and why; empty if there is nothing to say."""
    right = run.verdict
    if right is None:
        return ""
    outcome = "at_minimum" if run.still else run.outcome
    reason = texts(f"descent.reason.{outcome}", factor=fixed(run.factor))
    return texts(f"descent.verdict.{'right' if right else 'wrong'}", reason=reason)


# -- other places ------------------------------------------------------------------------------


def readout(run: Run, texts: Texts) -> str:
    """Return k, x, f and f′ in one line."""
    trajectory, written = run.trajectory, style_of(run, mathtext=False)
    x, f, df = (
        written.write(value).text for value in (trajectory.x(), trajectory.f(), trajectory.df())
    )
    return texts("descent.readout", k=f"{run.k:,}", x=x, f=f, df=df)


def rate_name(rate: float) -> str:
    """Return a learning rate as the label of its walk: ``ε = 0.1``."""
    return rf"$\varepsilon = {significant(rate, 6)}$"


def table_text(run: Run, steps: set[int] | None = None) -> str:
    """Return the table, or the rows of some ``steps``, as lines with tabs between the columns."""
    lines = ["\t".join(("k", "x", "f(x)", "f'(x)"))]
    for index in range(len(run.trajectory.u)):
        k, *values = run.trajectory.row(index)
        if steps is None or k in steps:
            lines.append("\t".join((str(k), *(repr(float(value)) for value in values))))
    return "\n".join(lines) + "\n"


def table_row(row: tuple[int, float, float, float]) -> tuple[str, ...]:
    """Return a row of the table as it is shown."""
    k, *values = row
    return (str(k), *(_cell(value) for value in values))


def _cell(value: float) -> str:
    is_usual = 1e-3 <= abs(value) < LARGE or value == 0
    return fixed(value, 4) if is_usual else _CELL.write(value).text
