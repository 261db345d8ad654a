"""Two dimensions, the zig-zag, and optimizers."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import call, given, quotient
from acttutor.core.arrays import Array
from acttutor.core.descent.landscapes import SADDLE, elongated_bowl
from acttutor.core.descent.linear_unit import linear_unit
from acttutor.core.optim.optimizer import take_step
from acttutor.core.optim.optimizers import make_optimizer
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    Unlucky,
    choice,
    grid,
    number,
    pick,
    template,
    tenths,
    told,
    worked,
)
from acttutor.labs.quiz.model.text import Word, name_of, number_text
from acttutor.labs.quiz.topics.common import named, vector, worded


def _bowl(kappa: float) -> tuple[str, dict[str, object]]:
    return "descent2d", {"function": "bowl", "kappa": int(kappa), "chosen": "sgd"}


@template("descent", "two_dimensions", "descent")
def bowl_step(rng: Rng) -> Item:
    kappa, lr = grid(rng, 5, 20, 5), pick(rng, (0.02, 0.05, 0.1, 0.15))
    x, y = grid(rng, -3, 3, 0.5), grid(rng, -2, 2, 0.5)
    dx, dy = (float(value) for value in elongated_bowl(kappa).df(x, y))
    answer = y - lr * dy
    return number(
        {"kappa": kappa, "x": x, "y": y, "lr": lr},
        answer,
        2,
        {"forgot_kappa": y - lr * y, "uphill": y + lr * dy, "other_axis": x - lr * dx},
        formula=rf"$f(x, y) = (x^2 + {number_text(kappa)}\,y^2)\,/\,2$",
        steps=(worked(given(y) - given(lr) * given(kappa) * given(y), answer),),
        show=_bowl(kappa),
    )


@template("descent", "two_dimensions", "learning_rate")
def bowl_limit(rng: Rng) -> Item:
    kappa = pick(rng, (5.0, 8.0, 10.0, 20.0, 25.0, 40.0))
    steepest = max(elongated_bowl(kappa).curvatures(0.0, 0.0))
    return number(
        {"kappa": kappa},
        2 / steepest,
        3,
        {"rate_best": 1 / steepest, "flat_axis": 2.0},
        formula=rf"$f(x, y) = (x^2 + {number_text(kappa)}\,y^2)\,/\,2$",
        steps=(
            rf"$|1 − {number_text(kappa)}\,\varepsilon| < 1 \;\Rightarrow\; "
            rf"\varepsilon < {number_text(2 / kappa)}$",
        ),
        show=_bowl(kappa),
    )


@template("descent", "two_dimensions", "several_minima")
def flat_place(rng: Rng) -> Item:
    kind = pick(rng, ("minimum", "maximum", "saddle"))
    a, b = grid(rng, 1, 6, 1), grid(rng, 1, 6, 1)
    one, two = {"minimum": (a, b), "maximum": (-a, -b), "saddle": (a, -b)}[kind]
    if kind == "saddle":
        bends = SADDLE.curvatures(0.0, 0.0)
        assert min(bends) < 0 < max(bends)
    return choice(
        rng,
        {"one": one, "two": two},
        worded("flat", kind),
        [worded("flat", each, f"flat_{each}") for each in ("minimum", "maximum", "saddle")
         if each != kind] + [worded("flat", "slope", "flat_slope")],
        show=("descent2d", {"function": "saddle"}),
    )  # fmt: skip


@template("descent", "zig_zag", "sigmoid")
def zig_zag_signs(rng: Rng) -> Item:
    unit = linear_unit("sigmoid")
    sample = unit.a[int(rng.integers(len(unit.a)))]
    delta = tenths(rng, -2, 2)
    a = [told(value) for value in sample]
    right, wrong = ("positive", "negative") if delta > 0 else ("negative", "positive")
    return choice(
        rng,
        {"a": vector(a, 2), "delta": delta},
        worded("signs", right),
        [worded("signs", wrong, "sign"), worded("signs", "mixed", "signs_mixed"),
         worded("signs", "zero", "signs_zero")],
        steps=(rf"${number_text(delta)} \times {vector(a, 2)} = "
               rf"{vector([delta * v for v in a], 3)}$",),
        show=("descent2d", {"function": "inputs", "inputs": "sigmoid"}),
    )  # fmt: skip


@template("descent", "zig_zag", "tanh", "comparisons")
def zig_zag_cure(rng: Rng) -> Item:
    wrong = pick(rng, ("sigmoid", "relu", "softplus", "step"), 3)
    right = pick(rng, ("tanh", "identity"))
    return choice(
        rng,
        {"f": name_of(right)},
        named(right),
        [named(each, "all_positive") for each in wrong],
        show=("descent2d", {"function": "inputs", "inputs": "tanh"}),
    )


@template("descent", "optimizers")
def momentum_step(rng: Rng) -> Item:
    g1, g2 = grid(rng, -4, 4, 1), grid(rng, -4, 4, 1)
    mu, lr = pick(rng, (0.5, 0.8, 0.9)), pick(rng, (0.1, 0.2))
    optimizer = make_optimizer("momentum", 1, {"mu": mu})
    x: Array = np.zeros(1)
    before = x
    for g in (g1, g2):
        before, x = x, take_step(optimizer, x, np.array([g]), lr)
    v = mu * g1 + g2
    return number(
        {"g1": g1, "g2": g2, "mu": mu, "lr": lr},
        float((x - before)[0]),
        2,
        {"as_sgd": -lr * g2, "uphill": lr * v, "forgot_mu": -lr * (g1 + g2)},
        steps=(worked(given(mu) * given(g1) + given(g2), v, 1, "v = "),
               worked(given(-lr) * given(v), -lr * v)),
        show=("descent2d", {"chosen": "momentum", "raced": ("sgd", "momentum")}),
    )  # fmt: skip


@template("descent", "optimizers")
def adagrad_step(rng: Rng) -> Item:
    g1, g2 = pick(rng, ((3.0, 4.0), (4.0, 3.0), (6.0, 8.0), (8.0, 6.0), (5.0, 12.0)))
    lr = pick(rng, (0.1, 0.2, 0.5, 1.0))
    optimizer = make_optimizer("adagrad", 1)
    x: Array = np.zeros(1)
    before = x
    for g in (g1, g2):
        before, x = x, take_step(optimizer, x, np.array([g]), lr)
    root = math.hypot(g1, g2)
    below = call(r"\sqrt{{}}", math.sqrt, given(g1) ** 2 + given(g2) ** 2, exactly={root**2: root})
    return number(
        {"g1": g1, "g2": g2, "lr": lr},
        float((before - x)[0]),
        3,
        {"as_sgd": lr * g2, "own_only": lr, "forgot_root": lr * g2 / root**2},
        steps=(worked(given(lr) * quotient(given(g2), below, "frac"), lr * g2 / root, 3),),
        show=("descent2d", {"chosen": "adagrad", "raced": ("sgd", "adagrad")}),
    )  # fmt: skip


@template("descent", "optimizers")
def adam_first(rng: Rng) -> Item:
    g, lr = grid(rng, -9, 9, 0.5), pick(rng, (0.01, 0.02, 0.05, 0.1))
    if abs(g) <= 1.5:
        raise Unlucky
    x = take_step(make_optimizer("adam", 1), np.zeros(1), np.array([g]), lr)
    return number(
        {"g": g, "lr": lr},
        float(x[0]),
        3,
        {"as_sgd": -lr * g, "uphill": lr * math.copysign(1, g), "no_correction": -lr * 0.1 * g},
        show=("descent2d", {"chosen": "adam", "raced": ("sgd", "adam")}),
    )


@template("descent", "optimizers")
def optimizer_idea(rng: Rng) -> Item:
    known = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
    right = pick(rng, known)
    wrong = pick(rng, [each for each in known if each != right], 3)
    return choice(
        rng,
        {"idea": worded("idea", right).words, "reason": Word(f"quiz.reasons_of.{right}")},
        worded("optimizer", right),
        [worded("optimizer", each, f"optimizer_{each}") for each in wrong],
        show=("descent2d", {"chosen": right, "raced": (right,)}),
    )
