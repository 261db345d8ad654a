"""How a model is judged, losses that bound outliers, weight decay, and a rate that drops."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import given, quotient
from acttutor.core.metrics.classes import accuracy, f1_scores, precisions, recalls
from acttutor.core.metrics.numbers import mean_absolute_error, root_mean_squared_error
from acttutor.core.nn.losses import huber_error
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    Unlucky,
    grid,
    number,
    pick,
    template,
    tenths,
    worked,
)
from acttutor.labs.quiz.topics.common import vector, worded

#: What is asked about a confusion matrix.
MEASURES = ("accuracy", "precision", "recall", "f1")
JUDGE: tuple[str, dict[str, object]] = ("network", {"view": "judge"})


@template("trouble", "evaluation", "building")
def measure_value(rng: Rng) -> Item:
    tp, fp, fn, tn = (int(grid(rng, 2, 40, 2)) for _ in range(4))
    # Rows are true, columns are said; the second class is the positive one.
    counts = np.array([[tn, fp], [fn, tp]])
    values = {
        "accuracy": accuracy(counts),
        "precision": float(precisions(counts)[1]),
        "recall": float(recalls(counts)[1]),
        "f1": float(f1_scores(counts)[1]),
    }
    asked = pick(rng, MEASURES)
    return number(
        {"tp": tp, "fp": fp, "fn": fn, "tn": tn, "measure": worded("measure", asked).words,
         "id": asked, "rule": worded("measure_rule", asked).words},
        values[asked],
        2,
        {f"measure_{name}": value for name, value in values.items() if name != asked},
        show=JUDGE,
    )  # fmt: skip


@template("softmax", "evaluation", "losses")
def error_value(rng: Rng) -> Item:
    t = [grid(rng, -3, 3, 1, but=()) for _ in range(4)]
    y = [value + grid(rng, -3, 3, 1) for value in t]
    errors = np.subtract(y, t)
    asked = pick(rng, ("rmse", "mae"))
    values = {
        "rmse": root_mean_squared_error(np.array(y), np.array(t)),
        "mae": mean_absolute_error(np.array(y), np.array(t)),
    }
    other = "mae" if asked == "rmse" else "rmse"
    return number(
        {"y": vector(y, 0), "t": vector(t, 0), "measure": worded("measure", asked).words,
         "id": asked, "rule": worded("measure_rule", asked).words},
        values[asked],
        2,
        {f"measure_{other}": values[other], "root_forgotten": float(np.mean(errors**2)),
         "signs_cancel": abs(float(np.mean(errors)))},
        {"not_divided": float(np.abs(errors).sum())},
        show=("network", {"view": "judge", "data": "reg_plane"}),
    )  # fmt: skip


@template("softmax", "losses")
def huber_value(rng: Rng) -> Item:
    error, delta = grid(rng, -4, 4, 0.5), pick(rng, (1.0, 1.5, 2.0))
    if abs(error) == delta:
        raise Unlucky
    inside = abs(error) < delta
    answer = float(huber_error(np.array([[error]]), np.array([[0.0]]), delta)[0, 0])
    half = quotient(given(1), given(2), "frac")
    by = (
        half * given(error) ** 2
        if inside
        else given(delta) * (given(abs(error)) - half * given(delta))
    )
    square = error * error / 2
    return number(
        {"e": error, "delta": delta},
        answer,
        2,
        {"forgot_half": error * error, "as_absolute": abs(error)}
        if inside
        else {"as_square": square, "as_absolute": abs(error), "forgot_offset": delta * abs(error)},
        {"outside_rule": delta * (abs(error) - delta / 2)} if inside else {},
        steps=(worked(by, answer, 3),),
        show=("network", {"data": "reg_plane"}),
    )


@template("descent", "schedules", "learning_rate")
def step_schedule(rng: Rng) -> Item:
    rate, factor = pick(rng, (0.1, 0.4, 0.8)), pick(rng, (0.1, 0.2, 0.5))
    every, drops = int(pick(rng, (10, 20, 30))), int(pick(rng, (1, 2, 3)))
    epoch = every * drops + int(grid(rng, 1, every - 1, 1))
    answer = rate * factor**drops
    return number(
        {"lr": rate, "factor": factor, "every": every, "epoch": epoch},
        answer,
        4,
        {"one_drop_more": rate * factor ** (drops + 1),
         "one_drop_less": rate * factor ** (drops - 1),
         "factor_times": rate * factor * drops if drops > 1 else rate * factor * factor},
        {"drop_each_epoch": rate * factor**epoch},
        steps=(worked(given(rate) * given(factor) ** drops, answer, 4),),
        show=("digits", {"schedule": "step"}),
    )  # fmt: skip


@template("trouble", "weight_decay", "overfitting")
def decayed_weight(rng: Rng) -> Item:
    w, gradient = tenths(rng, -3, 3), tenths(rng, -2, 2)
    lr, decay = pick(rng, (0.1, 0.5)), pick(rng, (0.1, 0.2, 0.5))
    answer = w - lr * (gradient + decay * w)
    by = given(w) - given(lr) * (given(gradient) + given(decay) * given(w))
    return number(
        {"w": w, "g": gradient, "lr": lr, "decay": decay},
        answer,
        3,
        {"no_decay": w - lr * gradient, "decay_grows": w - lr * (gradient - decay * w),
         "decay_by_sign": w - lr * (gradient + decay * math.copysign(1, w))}
        if abs(w) != 1
        else {"no_decay": w - lr * gradient, "decay_grows": w - lr * (gradient - decay * w)},
        steps=(worked(by, answer, 3),),
        show=("network", {"penalty": "l2"}),
    )  # fmt: skip
