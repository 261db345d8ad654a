"""Units that are off: sparse and useful, or dead; and overfitting."""

import numpy as np

from acttutor.base.numbers.arithmetic import given
from acttutor.core.descent.learning_curves import LearningCurves, learning_curves
from acttutor.labs.quiz.model.graphs import Graph, Line
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    Unlucky,
    choice,
    click,
    grid,
    number,
    pick,
    template,
    tenths,
    told,
    worked,
)
from acttutor.labs.quiz.model.text import Word, name_of, number_text
from acttutor.labs.quiz.topics.common import df, f, named, vector, worded

EPOCHS = 60


@template("trouble", "dying_relu", "sparsity", "relu")
def share_off(rng: Rng) -> Item:
    u = [tenths(rng, -2, 2) for _ in range(pick(rng, (4, 5, 10)))]
    off = float(np.mean([f("relu", value) == 0 for value in u]))
    return number(
        {"u": vector(u)},
        100 * off,
        0,
        {"share_on": 100 * (1 - off), "count_off": off * len(u)},
        {"usual_half": 50.0},
        show=("network", {"activation": "relu"}),
    )


@template("trouble", "sparsity", "relu")
def half_off(rng: Rng) -> Item:
    units = int(grid(rng, 10, 200, 10))
    # Evenly on both sides of 0, as pre-activations are with random weights.
    share = float(np.mean([f("relu", u) > 0 for u in (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)]))
    return number(
        {"units": units},
        units * share,
        0,
        {"all_on": units, "none_on": 0, "normal_two_thirds": told(0.68 * units, 0)},
        show=("gradients", {"activation": "relu", "init": "he"}),
    )


@template("trouble", "dying_relu", "relu")
def dead_unit(rng: Rng) -> Item:
    x = sorted(tenths(rng, 0.1, 2) for _ in range(4))
    w, b = pick(rng, (-1.0, -0.5, 0.5, 1.0)), grid(rng, -2, 1, 0.25)
    u = [w * value + b for value in x]
    on = sum(df("relu", value) > 0 for value in u)
    if min(abs(value) for value in u) < 0.05:
        raise Unlucky
    fate = "dead" if on == 0 else "always_on" if on == len(x) else "sometimes"
    return choice(
        rng,
        {"x": vector(x), "w": w, "b": b, "u": vector(u, 2)},
        worded("fate", fate),
        [worded("fate", each, f"fate_{each}")
         for each in ("dead", "always_on", "sometimes", "resting") if each != fate],
        show=("network", {"activation": "relu"}),
    )  # fmt: skip


@template("trouble", "dying_relu")
def wake_bias(rng: Rng) -> Item:
    x = [grid(rng, 0.5, 4, 0.5) for _ in range(3)]
    w = -grid(rng, 0.5, 2, 0.5)
    sums = [w * value for value in x]
    if len(set(x)) < 3:
        raise Unlucky
    separator = r",\ "
    return number(
        {"x": vector(x), "w": w},
        -max(sums),
        2,
        {"every_sample": -min(sums), "mean_sample": -float(np.mean(sums)), "any_bias": 0.0},
        steps=(rf"$w x = {separator.join(map(number_text, sums))}$",),
        show=("network", {"activation": "relu"}),
    )


@template("trouble", "dying_relu", "leaky_relu", "prelu", "choosing")
def reviving(rng: Rng) -> Item:
    right = pick(rng, ("leaky_relu", "prelu"))
    z = -grid(rng, 1, 4, 0.5)
    assert df(right, z) != 0
    assert df("relu", z) == df("step", z) == 0
    return choice(
        rng,
        {"z": z, "f": name_of(right), "slope": df(right, z)},
        named(right),
        [
            named("relu", "still_off"),
            named("step", "no_slope_at_all"),
            worded("revival", "relu_faster", "rate_of_nothing"),
        ],
        show=("activations", {"function": right, "others": ("relu",), "probe": z}),
    )


@template("trouble", "dying_relu", "leaky_relu", "backpropagation")
def leak_gradient(rng: Rng) -> Item:
    z, alpha, delta = tenths(rng, -3, 3), pick(rng, (0.01, 0.1, 0.2)), grid(rng, -5, 5, 0.5)
    answer = delta * df("leaky_relu", z, alpha=alpha)
    traps = (
        {"as_relu": 0.0, "leak_ignored": delta}
        if z < 0
        else {"leak_on_right": delta * alpha, "value_for_derivative": delta * z}
    )
    return number(
        {"z": z, "alpha": alpha, "delta": delta},
        answer,
        3,
        traps,
        steps=(worked(given(delta) * given(df("leaky_relu", z, alpha=alpha)), answer, 3),),
        show=("activations", {"function": "leaky_relu", "leaky_relu_alpha": alpha, "probe": z}),
    )


# -- overfitting -------------------------------------------------------------------------------


def _graph(curves: LearningCurves) -> Graph:
    epochs = tuple(float(k) for k in range(len(curves.train)))
    lines = (
        Line(epochs, tuple(curves.train.tolist()), "train", Word("quiz.curves.train")),
        Line(epochs, tuple(curves.test.tolist()), "test", Word("quiz.curves.validation")),
    )
    top = 1.08 * max(curves.train.max(), curves.test.max())
    return Graph(
        lines, (0.0, epochs[-1]), (0.0, float(top)), x_name=Word("quiz.curves.epoch"), y_name="L"
    )


def _overfitting(rng: Rng) -> tuple[LearningCurves, int]:
    """Return curves of which the test loss falls and rises again, and where it is lowest."""
    curves = learning_curves(14, 12, 0.8, 0.12, EPOCHS, rng)
    best = int(np.argmin(curves.test))
    low = curves.test[best]
    if not 5 <= best <= 30 or curves.test[0] < 1.2 * low or curves.test[-1] < 1.25 * low:
        raise Unlucky
    return curves, best


@template("trouble", "early_stopping", "overfitting", "building")
def best_epoch(rng: Rng) -> Item:
    curves, best = _overfitting(rng)
    return click(
        {},
        _graph(curves),
        [float(best)],
        4.0,
        {"last_epoch": float(EPOCHS), "first_epoch": 0.0 if best > 9 else float(EPOCHS) - 5},
        show=(
            "network",
            {"validation_share": 40, "noise": 50, "layers": (8, 8), "train_share": 10},
        ),
    )


@template("trouble", "overfitting", "learning_rate")
def read_curves(rng: Rng) -> Item:
    right = pick(rng, ("overfits", "learns", "slow"))
    if right == "overfits":
        curves, _ = _overfitting(rng)
    elif right == "learns":
        curves = learning_curves(300, 8, 0.4, 0.15, EPOCHS, rng)
    else:
        curves = learning_curves(300, 8, 0.4, 0.002, EPOCHS, rng)
    return choice(
        rng,
        {},
        worded("reading", right),
        [worded("reading", each, f"reading_{each}")
         for each in ("overfits", "learns", "slow", "diverges") if each != right],
        graph=_graph(curves),
        show=("network", {"show_test": True, "noise": 50}),
    )  # fmt: skip


@template("trouble", "overfitting")
def generalization_gap(rng: Rng) -> Item:
    train, gap = grid(rng, 0.02, 0.2, 0.02), grid(rng, 0.1, 0.5, 0.05)
    test = told(train + gap)
    return choice(
        rng,
        {"train": train, "test": test},
        worded("gap", "more_data"),
        [
            worded("gap", each, f"gap_{each}")
            for each in ("train_longer", "more_units", "larger_rate")
        ],
        show=("network", {"show_test": True, "noise": 50}),
    )
