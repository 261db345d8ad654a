"""The sentences of the lab of gradient descent in two dimensions; formulas are in `formulas`."""

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import fit, given, line, num, quotient
from acttutor.base.numbers.numerals import Style, significant
from acttutor.core.descent.linear_unit import LinearUnit
from acttutor.labs.descent2d.formulas import number, pair
from acttutor.labs.descent2d.run import Run
from acttutor.labs.descent2d.trajectory import OptimizerTrajectory

#: How the largest learning rate is written, curvatures, and their ratio.
_LIMIT = Style(None, 3, trim=True, mathtext=False)
_CURVATURE, _RATIO = Style(None, 4, trim=True, mathtext=False), Style(0, mathtext=False)


def name_of(optimizer: str, texts: Texts) -> str:
    """Return the name of an optimizer."""
    return texts(f"descent2d.chosen.options.{optimizer}")


def standing(trajectory: OptimizerTrajectory, texts: Texts) -> str:
    """Return the name of a racer and how it fares, for the end of its curve."""
    name = name_of(trajectory.id, texts)
    state = trajectory.state
    if state == "on_its_way":
        return name
    return texts(f"descent2d.standing.{state}", name=name, k=trajectory.arrival or 0)


def function_formula(run: Run, texts: Texts) -> str:
    """Return the function as mathtext."""
    function = run.settings.function
    if function == "inputs":
        return texts("descent2d.formula.inputs")
    return {
        "bowl": rf"$f(x, y) = (x^2 + {run.settings.kappa}\,y^2)\,/\,2$",
        "saddle": r"$f(x, y) = x^2/2 + y^4/4 − y^2/2$",
        "rosenbrock": r"$f(x, y) = (1 − x)^2 + 100\,(y − x^2)^2$",
        "beale": r"$f(x, y) = (1.5 − x + xy)^2 + (2.25 − x + xy^2)^2 + (2.625 − x + xy^3)^2$",
        "himmelblau": r"$f(x, y) = (x^2 + y − 11)^2 + (x + y^2 − 7)^2$",
    }[function]


def state(run: Run, texts: Texts) -> str:
    """Return how the chosen one fares."""
    trajectory = run.chosen
    key, size = trajectory.state, number(trajectory.gradient_size)
    if key == "arrived" and trajectory.goal is not None:
        return texts(
            "descent2d.state.arrived", k=trajectory.arrival, goal=f"${pair(trajectory.goal, 2)}$"
        )
    return texts(f"descent2d.state.{key}", k=trajectory.k, size=f"${size}$")


def fact(run: Run, texts: Texts) -> str:
    """Return what matters about the function."""
    land, settings = run.settings.landscape, run.settings
    if isinstance(land, LinearUnit):
        return sample(run, land, texts)
    low, high = land.curvatures(*land.nearest_minimum(*run.chosen.here))
    if settings.function == "bowl" and settings.kappa == 1:
        return texts("descent2d.fact.round")
    if settings.function in ("bowl", "rosenbrock"):
        ratio = quotient(num(high, _CURVATURE), num(low, _CURVATURE))
        found = fit(ratio, high / low, _RATIO)
        low_text, high_text = (_CURVATURE.write(value, found.extra).text for value in (low, high))
        shown = _CURVATURE.write(high, found.extra).shown
        bound = line(quotient(given(2), given(float(shown))), 2 / high, _LIMIT)
        return texts(
            f"descent2d.fact.{settings.function}",
            low=low_text,
            high=high_text,
            kappa=found.right,
            limit=f"{bound.sign} {bound.right}",
        )
    if settings.function == "himmelblau":
        reached = {trajectory.goal for trajectory in run.trajectories.values()} - {None}
        if len(reached) > 1:
            return texts("descent2d.fact.several", count=len(reached))
    return texts(f"descent2d.fact.{settings.function}")


def sample(run: Run, land: LinearUnit, texts: Texts) -> str:
    """Return which way the sample of the next step pulls the weights, and why."""
    kind = "positive" if run.settings.inputs == "sigmoid" else "centred"
    if not land.single:
        low, high = land.curvatures(0.0, 0.0)
        return texts(f"descent2d.fact.all_{kind}", kappa=significant(high / low, 3))
    trajectory = run.chosen
    n = land.sample(trajectory.k)
    error = land.error(*trajectory.here, n)
    inputs = pair((float(land.a[n, 0]), float(land.a[n, 1])), 2)
    side = "zero" if abs(error) < 5e-4 else "over" if error > 0 else "under"
    key = side
    if kind == "centred":
        key = "mixed" if land.a[n].min() < 0 < land.a[n].max() else "same"
    return texts(
        f"descent2d.sample.{key}", n=n + 1, inputs=f"${inputs}$", error=f"${number(error)}$"
    )


def readout(run: Run, texts: Texts) -> str:
    """Return step, place and value of the chosen one in one line."""
    trajectory = run.chosen
    return texts(
        "descent2d.readout",
        k=f"{run.k:,}",
        name=name_of(trajectory.id, texts),
        place=pair(trajectory.here, 3).replace(r"\,", " "),
        f=number(trajectory.value, plain=True),
    )
