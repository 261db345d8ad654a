"""Gradient descent and optimizers."""

import math

from activation_oracles import ORACLES as F

from quiz_oracles.reading import formulas, n, only, oracle, vec, word


def walk(df, x, lr, steps):
    for _ in range(steps):
        x -= lr * df(x)
    return x


def wells_df(x):
    f = [(3 * y**4 + 4 * y**3 - 36 * y * y) / 72 for y in (x - 1e-5, x + 1e-5)]
    return (f[1] - f[0]) / 2e-5


def regime_of(lr):
    xs = [1.0]
    for _ in range(60):
        xs.append(xs[-1] - lr * 2 * xs[-1])
    if abs(xs[1]) < 1e-12:
        return "one_step"
    if abs(xs[-1]) > 1.5:
        return "diverging"
    if abs(abs(xs[-1]) - 1) < 1e-9:
        return "bouncing"
    return "monotone" if xs[1] > 0 else "oscillating"


formulas(
    descent_step=lambda g: walk(lambda x: 2 * (x - n(g["a"])), g["x0"], g["lr"], 1),
    descent_direction=lambda g: "left" if g["slope"] > 0 else "right",
    descent_regime=lambda g: regime_of(g["lr"]),
    descent_after=lambda g: walk(lambda x: 2 * x, g["d"], g["lr"], g["k"]),
    best_rate=lambda g: min(
        (k / 1000 for k in range(1, 2001)),
        key=lambda lr: abs(walk(lambda x: 2 * g["c"] * x, 1, lr, 1)),
    ),
    largest_rate=lambda g: max(
        k / 1000 for k in range(1, 2001) if abs(walk(lambda x: 2 * g["c"] * x, 1, k / 1000, 1)) < 1
    ),
    click_valley=lambda g: walk(wells_df, g["x0"], g["lr"], 3000),
    which_valley=lambda g: "left" if walk(wells_df, g["x0"], g["lr"], 3000) < 0 else "right",
)


@oracle
def loss_curve_rate(item, g):
    y = item.graph.lines[0].y
    if y[-1] > y[0]:
        return "large"
    return "good" if y[12] < 0.3 * y[0] else "small"


@oracle
def order_rates(item, g):
    return sorted(
        (o.value for o in item.options), key=lambda lr: abs(walk(lambda x: 2 * x, 1, lr, 1))
    )


def adam_step(g, lr):
    m, v = 0.1 * g, 0.001 * g * g
    return -lr * (m / 0.1) / (math.sqrt(v / 0.001) + 1e-8)


formulas(
    bowl_step=lambda g: g["y"] - g["lr"] * g["kappa"] * g["y"],
    bowl_limit=lambda g: max(
        k / 10000 for k in range(1, 20001) if abs(1 - k / 10000 * g["kappa"]) < 1
    ),
    flat_place=lambda g: {(True, True): "minimum", (False, False): "maximum"}.get(
        (g["one"] > 0, g["two"] > 0), "saddle"
    ),
    zig_zag_signs=lambda g: (
        "positive"
        if all(g["delta"] * a > 0 for a in vec(g["a"]))
        else "negative"
        if all(g["delta"] * a < 0 for a in vec(g["a"]))
        else "mixed"
    ),
    momentum_step=lambda g: -g["lr"] * (g["mu"] * g["g1"] + g["g2"]),
    adagrad_step=lambda g: g["lr"] * g["g2"] / (g["g1"] ** 2 + g["g2"] ** 2) ** 0.5,
    adam_first=lambda g: adam_step(g["g"], g["lr"]),
    optimizer_idea=lambda g: word(g["idea"]),
)


@oracle
def zig_zag_cure(item, g):
    z = [k / 4 for k in range(-20, 21)]
    return only(o.value for o in item.options if min(F[o.value](value) for value in z) < 0)
