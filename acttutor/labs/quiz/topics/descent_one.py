"""Gradient descent on a parabola and on a curve with two valleys."""

import numpy as np

from acttutor.base.numbers.arithmetic import Expression, given, product, quotient
from acttutor.base.numbers.numerals import bracketed, significant
from acttutor.core.descent.gradient_descent import Quadratic, descend, regime
from acttutor.core.descent.objectives import WELLS, basins
from acttutor.labs.quiz.model.graphs import Graph, Line, framed, line
from acttutor.labs.quiz.model.item import (
    Item,
    Option,
    Rng,
    Unlucky,
    choice,
    click,
    grid,
    number,
    order,
    pick,
    template,
    tenths,
    told,
    worked,
)
from acttutor.labs.quiz.model.text import number_text
from acttutor.labs.quiz.topics.common import worded

REGIMES = ("monotone", "one_step", "oscillating", "bouncing", "diverging")
RATES = {
    "monotone": (0.05, 0.1, 0.2, 0.3, 0.4),
    "one_step": (0.5,),
    "oscillating": (0.6, 0.7, 0.8, 0.9),
    "bouncing": (1.0,),
    "diverging": (1.1, 1.2, 1.25),
}


def _lab(a: float, x0: float, lr: float, **more: object) -> tuple[str, dict[str, object]]:
    return "descent", {"function": "parabola", "a": a, "b": 0.5, "x0": x0, "lr": lr, **more}


def _factor(lr: float) -> Expression:
    """Return what one step multiplies the distance by."""
    return given(1) - given(2) * given(lr)


def _start(rng: Rng) -> tuple[float, float]:
    """Return a minimum and a start some way from it."""
    a, x0 = grid(rng, -2, 2, 0.5), grid(rng, -4, 4, 0.5)
    if abs(x0 - a) < 1:
        raise Unlucky
    return a, x0


@template("descent", "descent", "learning_rate")
def descent_step(rng: Rng) -> Item:
    (a, x0), lr = _start(rng), grid(rng, 0.1, 0.9, 0.1)
    slope = Quadratic(a).df(x0)
    answer = float(descend(Quadratic(a), x0, lr, 1).x[1])
    return number(
        {"a": bracketed(a, 1), "x0": x0, "lr": lr},
        answer,
        2,
        {"uphill": x0 + lr * slope, "forgot_two": x0 - lr * (x0 - a), "only_step": -lr * slope,
         "no_rate": x0 - slope},
        steps=(
            worked(product(given(2), given(x0) - given(a), sign=""), slope, 1, "f'(x_{0}) = "),
            worked(given(x0) - given(lr) * given(slope), answer, 2, "x_{1} = "),
        ),
        show=_lab(a, x0, lr),
    )  # fmt: skip


@template("descent", "descent")
def descent_direction(rng: Rng) -> Item:
    (a, x0), b = _start(rng), 0.5
    slope = float(Quadratic(a, b).df(x0))
    right, wrong = ("left", "right") if slope > 0 else ("right", "left")
    return choice(
        rng,
        {"x0": x0, "slope": slope},
        worded("side", right),
        [worded("side", wrong, "wrong_side"), worded("side", "here", "not_flat"),
         worded("side", "unknown", "slope_tells")],
        show=_lab(a, x0, 0.2),
    )  # fmt: skip


@template("descent", "learning_rate", "descent")
def descent_regime(rng: Rng) -> Item:
    right = pick(rng, REGIMES)
    lr = pick(rng, RATES[right])
    assert regime(lr) == right
    a, x0 = _start(rng)
    wrong = pick(rng, [each for each in REGIMES if each != right], 3)
    return choice(
        rng,
        {"lr": lr, "factor": told(1 - 2 * lr)},
        worded("regime", right),
        [worded("regime", each, f"regime_{each}") for each in wrong],
        formula=r"$f(x) = (x − a)^2 + b$",
        steps=(worked(_factor(lr), 1 - 2 * lr),),
        show=_lab(a, x0, lr),
    )


@template("descent", "descent", "learning_rate")
def descent_after(rng: Rng) -> Item:
    k, lr = pick(rng, (2, 3, 4)), grid(rng, 0.1, 1.1, 0.1)
    distance = grid(rng, 1, 5, 1)
    answer = float(descend(Quadratic(0.0), distance, lr, k).x[-1])
    if abs(answer) < 0.05:
        raise Unlucky
    return number(
        {"d": distance, "lr": lr, "k": k},
        answer,
        2,
        {"one_step_only": (1 - 2 * lr) * distance, "forgot_two": (1 - lr) ** k * distance,
         "times_k": (1 - 2 * lr * k) * distance},
        steps=(worked(_factor(lr) ** k * given(distance), answer, 3),),
        show=_lab(0.0, distance, lr),
    )  # fmt: skip


@template("descent", "learning_rate")
def best_rate(rng: Rng) -> Item:
    c = grid(rng, 0.5, 5, 0.5)
    return number(
        {"c": c},
        1 / (2 * c),
        2,
        {"rate_limit": 1 / c, "inverse": 2 * c, "forgot_c": 0.5 if c != 1 else 2.0},
        steps=(worked(quotient(given(1), given(2) * given(c), "frac"), 1 / (2 * c), 3),),
        show=_lab(0.0, 4.0, 0.5),
    )


@template("descent", "learning_rate")
def largest_rate(rng: Rng) -> Item:
    c = grid(rng, 0.5, 5, 0.5)
    return number(
        {"c": c},
        1 / c,
        2,
        {"rate_best": 1 / (2 * c), "inverse": 2 * c, "forgot_c": 1.0 if c != 1 else 2.0},
        steps=(rf"$|1 − 2 \times {number_text(c)}\,\varepsilon| < 1$",),
        show=_lab(0.0, 4.0, 0.95),
    )


def _wells(x0: float) -> Graph:
    curve = line(WELLS.f, -4.6, 3.6)
    return framed([curve], points=((x0, float(WELLS.f(x0))),), x_name="x", y_name="f(x)")


@template("descent", "several_minima", "descent")
def click_valley(rng: Rng) -> Item:
    x0 = pick(rng, (-4.3, -1.5, -1.0, -0.5, 0.5, 1.0, 3.3))
    lr = pick(rng, (0.05, 0.1, 0.2))
    end = WELLS.minima[int(basins(WELLS, x0, lr))]
    other = next(x for x in WELLS.minima if x != end)
    return click(
        {"lr": lr, "x0": x0},
        _wells(x0),
        [end],
        0.35,
        {"deepest_valley" if other == -3.0 else "other_valley": other, "top": 0.0},
        show=("descent", {"function": "wells", "x0": x0, "lr": lr}),
    )


@template("descent", "several_minima", "learning_rate")
def which_valley(rng: Rng) -> Item:
    x0, lr = tenths(rng, -4.5, 3.5), pick(rng, (0.05, 0.1, 0.2, 0.3))
    fate = int(basins(WELLS, x0, lr))
    if fate not in (0, 1) or abs(x0) < 0.3:
        raise Unlucky
    right, wrong = ("left", "right") if fate == 0 else ("right", "left")
    mistake = "deepest_valley" if wrong == "left" else "other_valley"
    return choice(
        rng,
        {"x0": x0, "lr": lr},
        worded("valley", right),
        [worded("valley", wrong, mistake), worded("valley", "top", "top"),
         worded("valley", "between", "valley_between")],
        graph=_wells(x0),
        show=("descent", {"function": "wells", "x0": x0, "lr": lr}),
    )  # fmt: skip


@template("descent", "learning_rate", "building")
def loss_curve_rate(rng: Rng) -> Item:
    cases = {"small": (0.004, 0.008), "good": (0.1, 0.15, 0.2), "large": (1.02, 1.04)}
    right = pick(rng, tuple(cases))
    lr, x0 = pick(rng, cases[right]), grid(rng, 2, 4, 0.5)
    path = descend(Quadratic(0.0, 0.1), x0, lr, 25)
    curve = Line(tuple(float(k) for k in range(26)), tuple(float(v) for v in path.fx), "train")
    top = max(curve.y) * 1.08
    graph = Graph((curve,), (0.0, 25.0), (0.0, top), x_name="k", y_name="f(x)")
    return choice(
        rng,
        {"lr": lr},
        worded("rate", right),
        [worded("rate", each, f"rate_not_{each}") for each in cases if each != right]
        + [worded("rate", "overfit", "rate_overfit")],
        graph=graph,
        show=_lab(0.0, x0, told(lr)),
    )


@template("descent", "learning_rate", "descent")
def order_rates(rng: Rng) -> Item:
    rates = pick(rng, (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.75, 0.85, 0.95), 4)
    rest = {lr: abs(1 - 2 * lr) for lr in rates}
    ranked = sorted(rates, key=lambda lr: rest[lr])
    if np.diff([rest[lr] for lr in ranked]).min() < 0.05:
        raise Unlucky
    shown = ",  ".join(significant(rest[lr], 2) for lr in ranked)
    return order(
        rng,
        {},
        [Option(lr, f"ε = {number_text(lr)}") for lr in ranked],
        formula=r"$f(x) = (x − a)^2 + b$",
        steps=(rf"$|1 − 2\varepsilon|:\quad {shown}$",),
        show=("descent", {"function": "parabola", "lr": ranked[0], "compare": "mixed"}),
    )
