"""What a loss says about an output, and its slope."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import given, ln, negative, quotient
from acttutor.core.nn import losses, softmax_losses
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    Unlucky,
    choice,
    grid,
    number,
    pick,
    template,
    told,
    worked,
)
from acttutor.labs.quiz.topics.common import df, explorer, f, shares, softmax_lab, vector, worded


@template("softmax", "losses", "softmax")
def cross_entropy(rng: Rng) -> Item:
    z, p = shares(rng)
    true = pick(rng, (0, 1, 2))
    if p[true] < 0.1:
        raise Unlucky  # the rounded probability would not do
    answer = softmax_losses.cross_entropy(np.array(z), np.eye(3)[true])
    return number(
        {"p": vector(p, 3), "true": true + 1, "ln": vector([math.log(share) for share in p], 2)},
        answer,
        2,
        {"one_minus": 1 - p[true], "sum_of_logs": -sum(math.log(value) for value in p)},
        {"forgot_minus": -answer},
        steps=(worked(negative(ln(given(told(p[true], 3)))), answer),),
        show=softmax_lab(z, true),
    )


@template("softmax", "losses")
def squared_error(rng: Rng) -> Item:
    y = [grid(rng, 0.1, 0.9, 0.1), grid(rng, 0.1, 0.9, 0.1)]
    t = pick(rng, ([1.0, 0.0], [0.0, 1.0], [1.0, 1.0]))
    answer = losses.LOSSES["squared_error"].value(np.array([y]), np.array([t]))
    d = [a - b for a, b in zip(y, t, strict=True)]
    half = quotient(given(1), given(2), "frac")
    return number(
        {"y": vector(y), "t": vector(t, 0)},
        answer,
        2,
        {"forgot_half": 2 * answer, "not_squared": (abs(d[0]) + abs(d[1])) / 2},
        steps=(worked(half * (given(d[0]) ** 2 + given(d[1]) ** 2), answer, 3),),
        show=("network", {"data": "reg_plane"}),
    )


@template("softmax", "losses", "sigmoid")
def binary_cross_entropy(rng: Rng) -> Item:
    y, t = grid(rng, 0.05, 0.95, 0.05), pick(rng, (0.0, 1.0))
    answer = float(np.sum(losses.binary_cross_entropy(np.array([[y]]), np.array([[t]]))))
    inside = y if t else 1 - y
    return number(
        {"y": y, "t": t, "ln": told(math.log(inside))},
        answer,
        2,
        {"other_target": -math.log(1 - inside), "squared_loss": (y - t) ** 2 / 2},
        {"forgot_minus": -answer},
        steps=(worked(negative(ln(given(inside))), answer),),
        show=("backprop", {"loss": "binary_cross_entropy", "net": "1-1"}),
    )


@template("softmax", "losses", "sigmoid")
def confident_mistake(rng: Rng) -> Item:
    z = grid(rng, 2, 5, 0.5)
    y = f("sigmoid", z)
    loss = pick(rng, ("binary_cross_entropy", "squared_error"))
    slope = float(losses.LOSSES[loss].slope(np.array([[y]]), np.array([[0.0]]))[0, 0])
    by_chain = loss == "squared_error"
    answer = slope * df("sigmoid", z) if by_chain else slope
    seen = given(told(y, 3))
    error = seen - given(0)
    return number(
        {"y": told(y, 3), "loss": worded("loss", loss).words},
        answer,
        3,
        {"no_chain": slope} if by_chain else {"chain_twice": slope * df("sigmoid", z)},
        {"slope_alone": df("sigmoid", z), "squared_loss": y * y / 2},
        steps=(worked(error * seen * (given(1) - seen) if by_chain else error, answer, 3),),
        show=explorer("sigmoid", z),
    )


@template("softmax", "losses", "choosing", "softmax")
def loss_for(rng: Rng) -> Item:
    pairs = {
        "two": "binary_cross_entropy",
        "many": "softmax_cross_entropy",
        "regression": "squared_error",
    }
    job = pick(rng, tuple(pairs))
    return choice(
        rng,
        {"job": worded("loss_job", job).words},
        worded("loss", pairs[job]),
        [worded("loss", loss, f"loss_{loss}") for key, loss in pairs.items() if key != job]
        + [worded("loss", "accuracy", "loss_accuracy")],
        show=("network", {"data": "reg_plane" if job == "regression" else "circle"}),
    )
