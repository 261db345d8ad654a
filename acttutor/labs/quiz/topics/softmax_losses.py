"""Softmax and its slopes."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import given, quotient, total
from acttutor.core.nn import softmax as probabilities
from acttutor.core.nn.softmax_losses import cross_entropy_slope
from acttutor.labs.quiz.model.item import (
    Item,
    Option,
    Rng,
    choice,
    in_brackets,
    number,
    pick,
    template,
    tenths,
    told,
    worked,
)
from acttutor.labs.quiz.model.text import number_text
from acttutor.labs.quiz.topics.common import f, shares, softmax_lab, vector


@template("softmax", "softmax")
def softmax_value(rng: Rng) -> Item:
    z, p = shares(rng)
    e = [told(math.exp(value), 3) for value in z]
    k = pick(rng, (0, 1, 2))
    positive = [max(value, 0.0) for value in z]
    return number(
        {"z": vector(z), "e": vector(e, 3), "k": k + 1},
        p[k],
        2,
        {
            "forgot_sum": e[k],
            "without_exp": positive[k] / max(sum(positive), 0.01),
            "other_class": p[(k + 1) % 3],
            "as_sigmoid_each": f("sigmoid", z[k]),
        },
        steps=(worked(quotient(given(e[k]), total(*map(given, e)), "frac"), p[k], 3),),
        show=softmax_lab(z, k),
    )


@template("softmax", "softmax")
def softmax_shift(rng: Rng) -> Item:
    z, p = shares(rng)
    c = pick(rng, (-3, -2, 1, 2, 5))
    shifted = float(probabilities.softmax(np.array(z) + c)[0])
    naive = p[0] * math.exp(c)
    e = [told(math.exp(value), 3) for value in z]
    return number(
        {"z": vector(z), "e": vector(e, 3), "c": c},
        shifted,
        2,
        {"shift_multiplies": naive, "shift_adds": p[0] + c},
        {"shift_evens": 1 / 3, "other_class": p[1], "forgot_sum": e[0]},
        steps=(worked(quotient(given(e[0]), total(*map(given, e)), "frac"), p[0], 3),),
        show=softmax_lab(z, 0, shift=float(c)),
    )


@template("softmax", "softmax", "sigmoid")
def softmax_two(rng: Rng) -> Item:
    first, second = tenths(rng, -3, 3), tenths(rng, -3, 3)
    z = [first, second]
    answer = float(probabilities.softmax(np.array(z))[0])
    d = told(first - second, 1)
    return number(
        {"z1": first, "z2": second, "d": d, "sum": told(first + second, 1)}
        | {
            name: told(f("sigmoid", value), 3)
            for name, value in {"s": d, "s1": first, "s2": second, "s12": first + second}.items()
        },
        answer,
        2,
        {"other_class": 1 - answer, "sigmoid_of_first": f("sigmoid", first)},
        {"sigmoid_of_sum": f("sigmoid", first + second)},
        steps=(
            rf"$\sigma({number_text(first)} − {in_brackets(second)}) = \sigma({number_text(d)})$",
        ),
        show=softmax_lab(z),
    )


@template("softmax", "softmax")
def softmax_temperature(rng: Rng) -> Item:
    z, p = shares(rng)
    temperature = pick(rng, (0.25, 0.5, 3.0, 5.0))
    right = probabilities.softmax(np.array(z), temperature)
    opposite = probabilities.softmax(np.array(z), 1 / temperature)
    options = [
        Option("one", vector(p, 2), "temperature_one"),
        Option("inverse", vector(opposite, 2), "temperature_inverse"),
        Option("divided", vector(np.array(p) / temperature, 2), "temperature_outside"),
    ]
    return choice(
        rng,
        {"z": vector(z), "p": vector(p, 2), "t": temperature},
        Option("right", vector(right, 2)),
        options,
        show=softmax_lab(z, temperature=temperature),
    )


@template("softmax", "softmax", "losses")
def softmax_slope(rng: Rng) -> Item:
    z, p = shares(rng)
    true, k = pick(rng, (0, 1, 2)), pick(rng, (0, 1, 2))
    t = np.eye(3)[true]
    answer = float(cross_entropy_slope(np.array(p), t)[k])
    traps = {"forgot_target": p[k]} if k == true else {"wrong_target": p[k] - 1}
    return number(
        {"p": vector(p, 2), "true": true + 1, "k": k + 1},
        answer,
        2,
        {**traps, "squared_slope": p[k] * (1 - p[k])},
        steps=(worked(given(told(p[k])) - given(t[k]), answer),),
        show=softmax_lab(z, true),
    )


@template("softmax", "softmax")
def softmax_jacobian(rng: Rng) -> Item:
    z, p = shares(rng)
    i, j = pick(rng, ((0, 0), (0, 1), (1, 0), (1, 2), (2, 2)))
    answer = float(probabilities.softmax_jacobian(np.array(p))[i, j])
    traps = (
        {"jacobian_square": p[i] ** 2, "value_for_slope": p[i]}
        if i == j
        else {"jacobian_no_sign": p[i] * p[j], "jacobian_diagonal": p[i] * (1 - p[i])}
    )
    one, other = given(told(p[i])), given(told(p[j]))
    by = one * (given(1) - one) if i == j else given(-told(p[i])) * other
    return number(
        {"p": vector(p, 2), "i": i + 1, "j": j + 1},
        answer,
        2,
        traps,
        {"sign": -answer},
        steps=(worked(by, answer, 3),),
        show=softmax_lab(z),
    )


@template("softmax", "softmax")
def softmax_overflow(rng: Rng) -> Item:
    z = [float(value) for value in pick(rng, range(700, 1001, 20), 3)]
    most = max(z)
    return choice(
        rng,
        {"z": vector(z, 0)},
        Option("max", vector([value - most for value in z], 0)),
        [
            Option("divided", vector([value / most for value in z], 2), "overflow_divided"),
            Option("mean", vector([value - most + 750 for value in z], 0), "overflow_still"),
            Option("clipped", vector([700] * 3, 0), "overflow_clipped"),
        ],
        show=softmax_lab([0.0, told((z[1] - z[0]) / 50), told((z[2] - z[0]) / 50)], shift=790.0),
    )
