"""Values and slopes of step, sigmoid and tanh, to be computed by hand."""

import math

from acttutor.base.numbers.arithmetic import given, quotient
from acttutor.labs.quiz.model.item import Item, Rng, grid, number, template, tenths, told, worked
from acttutor.labs.quiz.model.text import number_text
from acttutor.labs.quiz.topics.common import df, explorer, f


@template("units", "step")
def step_value(rng: Rng) -> Item:
    theta, z = tenths(rng, -1, 1), tenths(rng, -2, 2)
    answer = f("step", z, theta=theta)
    if theta * z < 0:
        z = -z  # on one side of 0, so that forgetting θ can show
        answer = f("step", z, theta=theta)
    side = r"\geq" if z >= theta else "<"
    return number(
        {"z": z, "theta": theta},
        answer,
        0,
        {"no_threshold": f("step", z), "step_as_line": z - theta, "step_as_abs": abs(z)}
        if f("step", z) != answer
        else {"step_as_line": z - theta, "step_as_abs": abs(z), "step_swapped": 1 - answer},
        {"step_swapped": 1 - answer, "step_half": 0.5},
        steps=(rf"${number_text(z)} {side} {number_text(theta)}$",),
        show=explorer("step", z, step_theta=theta),
    )


@template("units", "step")
def no_slope(rng: Rng) -> Item:
    z = grid(rng, -3, 3, 0.5)
    return number(
        {"z": z},
        df("step", z),
        2,
        {"value_for_slope": 1.0, "as_sigmoid_half": 0.25, "steep_everywhere": 100.0},
        show=explorer("step", z),
    )


@template("units", "sigmoid")
def sigmoid_slope(rng: Rng) -> Item:
    z = tenths(rng, -2.5, 2.5)
    y = f("sigmoid", z)
    seen = given(told(y, 3))
    return number(
        {"z": z, "y": told(y, 3)},
        df("sigmoid", z),
        2,
        {"value_for_slope": y, "as_tanh": 1 - y * y, "forgot_factor": 1 - y},
        steps=(worked(seen * (given(1) - seen), df("sigmoid", z), 3),),
        show=explorer("sigmoid", z, sigmoid_a=1.0),
    )


@template("units", "sigmoid")
def sigmoid_steepest(rng: Rng) -> Item:
    a = grid(rng, 0.8, 8, 0.4)
    answer = df("sigmoid", 0.0, a=a)
    return number(
        {"a": a},
        answer,
        2,
        {"forgot_quarter": a, "forgot_a": 0.25, "half_for_quarter": a / 2},
        steps=(worked(quotient(given(a), given(4), "frac"), answer),),
        show=explorer("sigmoid", 0.0, sigmoid_a=a),
    )


@template("units", "sigmoid")
def sigmoid_mirror(rng: Rng) -> Item:
    z = tenths(rng, 0.4, 3)
    y = told(f("sigmoid", z))
    return number(
        {"z": z, "y": y, "minus": -z},
        f("sigmoid", -z),
        2,
        {"as_odd": -y, "unchanged": y, "inverse": 1 / y},
        steps=(worked(given(1) - given(y), 1 - y),),
        show=explorer("sigmoid", -z, sigmoid_a=1.0),
    )


@template("units", "tanh")
def tanh_slope(rng: Rng) -> Item:
    y = grid(rng, -0.9, 0.9, 0.1)
    z = math.atanh(y)
    return number(
        {"y": y},
        df("tanh", z),
        2,
        {"square_of_difference": (1 - y) ** 2, "as_sigmoid": y * (1 - y), "forgot_square": 1 - y},
        steps=(worked(given(1) - given(y) ** 2, 1 - y * y),),
        show=explorer("tanh", z),
    )


@template("units", "tanh", "sigmoid", "comparisons")
def tanh_from_sigmoid(rng: Rng) -> Item:
    z = tenths(rng, -1.5, 1.5)
    p = told(f("sigmoid", 2 * z), 3)
    return number(
        {"z": z, "twice": 2 * z, "p": p},
        f("tanh", z),
        2,
        {"only_doubled": 2 * p, "unchanged": p, "forgot_doubling": p - 1},
        steps=(worked(given(2) * given(p) - given(1), f("tanh", z), 3),),
        show=("activations", {"function": "sigmoid", "others": ("tanh",), "probe": z}),
    )
