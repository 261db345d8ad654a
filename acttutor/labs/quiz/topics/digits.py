"""Handwritten digits: pixels and weights, how sure and how right a network is, what helps it."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import given, ln, negative, quotient
from acttutor.core.data.digits import DARKEST
from acttutor.core.data.handwriting import counted
from acttutor.core.metrics.classes import confusion_matrix, precisions, recalls
from acttutor.core.metrics.reliability import reliability
from acttutor.core.nn.network import Network
from acttutor.core.nn.softmax_losses import cross_entropy as loss_of
from acttutor.core.optim.schedules import scheduled
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    Unlucky,
    grid,
    number,
    pick,
    template,
    told,
    worked,
)
from acttutor.labs.quiz.topics.common import shares, vector

Show = tuple[str, dict[str, object]]


def lab(view: str = "draw", **more: object) -> Show:
    """Return the way to a view of the digits lab."""
    return "digits", {"view": view, **more}


@template("networks", "layer", "building")
def digits_parameters(rng: Rng) -> Item:
    units = pick(rng, (8, 12, 16, 24, 32, 48, 64, 96))
    layers = Network((64, units, 10), rng=rng).layers
    answer = sum(layer.W.size + layer.b.size for layer in layers)
    first, last = (given(layer.n_in) + given(1) for layer in layers)
    return number(
        {"units": units},
        answer,
        0,
        {"no_biases": 74 * units, "one_layer_only": 65 * units},
        steps=(worked(first * given(units) + last * given(10), answer, 0),),
        show=lab("inside", layers=(units,)),
    )


@template("networks", "layer")
def digits_pixel(rng: Rng) -> Item:
    dark = int(rng.integers(2, 15))
    bitmap = np.zeros((32, 32), dtype=bool)
    bitmap[:4, :4].flat[:dark] = True
    answer = counted(bitmap)[0, 0] / DARKEST
    return number(
        {"dark": dark},
        answer,
        2,
        {"white_counted": 1 - answer, "of_all_blocks": dark / 64},
        {"side_only": dark / 4},
        steps=(worked(quotient(given(dark), given(16), "frac"), answer),),
        show=lab(),
    )


@template("softmax", "losses", "softmax")
def digits_guessing(rng: Rng) -> Item:
    classes = int(rng.integers(2, 11))
    p = Network((3, classes), output="softmax", init="zeros").forward(np.ones((1, 3)))[0]
    target = np.eye(classes)[int(rng.integers(classes))]
    answer = loss_of(np.log(p), target)
    return number(
        {"classes": classes},
        answer,
        2,
        {"probability_itself": 1 / classes, "all_classes": classes * answer},
        {"forgot_minus": -answer},
        steps=(worked(ln(given(classes)), answer),),
        show=lab(init="zeros"),
    )


@template("softmax", "losses", "softmax")
def digits_sure_mistake(rng: Rng) -> Item:
    wrong, right = grid(rng, 0.9, 0.98, 0.01), grid(rng, 0.01, 0.05, 0.01)
    if wrong + right > 0.995:
        raise Unlucky
    answer = -math.log(right)
    return number(
        {
            "wrong": wrong,
            "right": right,
            "a": told(math.log(wrong), 3),
            "b": told(math.log(right), 3),
        },
        answer,
        2,
        {"of_the_answer": -math.log(wrong), "one_minus": 1 - right},
        {"forgot_minus": -answer},
        steps=(worked(negative(ln(given(right))), answer),),
        show=lab("judge"),
    )


@template("softmax", "softmax", "losses")
def digits_slope_of_answer(rng: Rng) -> Item:
    _, p = shares(rng)
    k = pick(rng, (0, 1, 2))
    seen = told(p[k])
    answer = 1 - seen
    return number(
        {"p": vector(p, 2), "k": k + 1},
        answer,
        2,
        {"slope_of_p": seen * answer, "probability_itself": seen},
        {"minus_p": -seen},
        steps=(worked(given(1) - given(seen), answer),),
        show=lab("change"),
    )


# -- how right it is ---------------------------------------------------------------------------


def _counts(rng: Rng) -> tuple[int, int, int]:
    """Draw how many of a digit are read rightly, as others, and others as it."""
    right, missed, taken = (
        int(rng.integers(20, 60)),
        int(rng.integers(2, 15)),
        int(rng.integers(2, 15)),
    )
    if missed == taken:
        raise Unlucky
    return right, missed, taken


def _measured(rng: Rng, is_precision: bool) -> Item:
    """Ask for the precision of a digit, or for its recall."""
    right, missed, taken = _counts(rng)
    true = [0] * (right + missed) + [1] * (taken + 30)
    read = [0] * right + [1] * missed + [0] * taken + [1] * 30
    matrix = confusion_matrix(true, read, 2)
    answer, other = float(precisions(matrix)[0]), float(recalls(matrix)[0])
    instead, beside = "recall_instead", taken
    if not is_precision:
        answer, other, instead, beside = other, answer, "precision_instead", missed
    fraction = quotient(given(right), given(right) + given(beside), "frac")
    return number(
        {"right": right, "missed": missed, "taken": taken},
        answer,
        2,
        {instead: other},
        {"of_all": right / (right + missed + taken), "rest": 1 - answer},
        steps=(worked(fraction, answer),),
        show=lab("judge"),
    )


@template("networks", "evaluation", "overfitting")
def digits_precision(rng: Rng) -> Item:
    return _measured(rng, is_precision=True)


@template("networks", "evaluation", "overfitting")
def digits_recall(rng: Rng) -> Item:
    return _measured(rng, is_precision=False)


@template("networks", "evaluation", "overfitting")
def digits_f1(rng: Rng) -> Item:
    p, r = grid(rng, 0.3, 0.95, 0.05), grid(rng, 0.3, 0.95, 0.05)
    answer = 2 * p * r / (p + r)
    top, below = given(2) * given(p) * given(r), given(p) + given(r)
    return number(
        {"p": p, "r": r},
        answer,
        2,
        {"plain_mean": (p + r) / 2, "product_of_both": p * r},
        {"f1_without_two": answer / 2},
        steps=(worked(quotient(top, below, "frac"), answer),),
        show=lab("judge"),
    )


@template("softmax", "evaluation", "softmax")
def digits_calibration(rng: Rng) -> Item:
    count = pick(rng, (20, 25, 40, 50))
    right, sure = int(rng.integers(count // 2, count)), grid(rng, 0.8, 0.98, 0.02)
    found = reliability([sure] * count, [k < right for k in range(count)], 1)
    answer = found.error
    if answer < 0.05 or right / count > sure:
        raise Unlucky
    share = quotient(given(right), given(count), "frac")
    return number(
        {"count": count, "right": right, "sure": sure},
        answer,
        2,
        {"accuracy_instead": right / count, "unsure_instead": 1 - sure},
        steps=(worked(given(sure) - share, answer),),
        show=lab("map"),
    )


# -- what helps --------------------------------------------------------------------------------


@template("trouble", "dropout", "overfitting")
def digits_dropout(rng: Rng) -> Item:
    rate, y = pick(rng, (0.2, 0.25, 0.4, 0.5)), grid(rng, 0.4, 3.0, 0.2)
    answer = y / (1 - rate)
    return number(
        {"rate": rate, "y": y},
        answer,
        2,
        {"scaled_down": y * (1 - rate), "by_the_rate": y / rate if rate != 0.5 else y * y + 1},
        {"dropout_not_scaled": y},
        steps=(worked(quotient(given(y), given(1) - given(rate), "frac"), answer),),
        show=lab("inside"),
    )


@template("descent", "schedules", "learning_rate")
def digits_cosine(rng: Rng) -> Item:
    lr, horizon = pick(rng, (0.1, 0.2, 0.4)), pick(rng, (60, 90, 120))
    part = pick(rng, ((1, 3, 0.5), (2, 3, -0.5)))
    epoch = horizon * part[0] // part[1]
    answer = lr * scheduled("cosine", epoch, horizon)
    half = quotient(given(lr), given(2), "frac")
    return number(
        {"lr": lr, "horizon": horizon, "epoch": epoch, "cos": part[2]},
        answer,
        3,
        {"straight_line": lr * (1 - part[0] / part[1]), "forgot_half": 2 * answer},
        steps=(worked(half * (given(1) + given(part[2])), answer, 3),),
        show=lab(schedule="cosine", horizon=horizon),
    )


@template("descent", "schedules", "learning_rate")
def digits_warmup(rng: Rng) -> Item:
    lr, warmup = pick(rng, (0.05, 0.1, 0.2, 0.5)), pick(rng, (5, 8, 10, 20))
    place = int(rng.integers(1, warmup))
    answer = lr * scheduled("constant", place - 1, 100, warmup)
    share = quotient(given(place), given(warmup), "frac")
    return number(
        {"lr": lr, "warmup": warmup, "place": place},
        answer,
        3,
        {"full_rate": lr, "from_above": lr * (1 - place / warmup)},
        steps=(worked(given(lr) * share, answer, 3),),
        show=lab(schedule="constant", warmup=warmup),
    )


@template("trouble", "early_stopping", "overfitting")
def digits_early_stopping(rng: Rng) -> Item:
    best = int(rng.integers(3, 9))
    patience = int(rng.integers(2, 5))
    answer = best + patience
    return number(
        {"best": best, "patience": patience},
        answer,
        0,
        {"at_the_best": best, "one_too_many": answer + 1},
        steps=(worked(given(best) + given(patience), answer, 0),),
        show=lab(patience=5 * patience),
    )


@template("softmax", "softmax")
def digits_adversarial(rng: Rng) -> Item:
    g = pick(rng, ((3.0, 4.0), (-3.0, 4.0), (4.0, 3.0), (-6.0, 8.0), (8.0, 6.0)))
    x, length = grid(rng, 0.4, 0.6, 0.1), pick(rng, (0.1, 0.2, 0.3))
    size = math.hypot(*g)
    answer = x + length * g[0] / size
    root = quotient(given(g[0]), given(size), "frac")
    return number(
        {"x": x, "g": vector(g, 0), "length": length, "size": size},
        answer,
        2,
        {"other_pixel": x + length * g[1] / size, "wrong_way": x - length * g[0] / size},
        {"not_normalized": x + length * g[0]},
        steps=(worked(given(x) + given(length) * root, answer),),
        show=lab("change"),
    )
