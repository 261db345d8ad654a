"""Gradients that vanish or explode, dead units, overfitting."""

import math
import statistics

import numpy as np
from activation_oracles import slope

from quiz_oracles.reading import formulas, only, oracle, vec, word


def clipped(g):
    values = vec(g["g"])
    size = math.hypot(*values)
    return [v * min(1.0, g["limit"] / size) for v in values]


formulas(
    vanishing_layers=lambda g: math.floor(math.log(float(g["bound"])) / math.log(g["w"] / 4)) + 1,
    layer_factor=lambda g: abs(g["w"])
    * (g["y"] * (1 - g["y"]) if word(g["f"]) == "sigmoid" else 1 - g["y"] ** 2),
    flow_fate=lambda g: "stays"
    if g["w"] * g["slope"] == 1
    else "vanishes"
    if (g["w"] * g["slope"]) ** g["layers"] < 1
    else "explodes",
    exploded=lambda g: math.prod([g["factor"]] * g["layers"]),
    clip_norm=lambda g: clipped(g)[g["k"] - 1],
    start_variance=lambda g: {
        "he": 2 / g["n"], "xavier": 2 / (g["n"] + g["m"]), "lecun": 1 / g["n"],
    }[word(g["start"])],
    start_for=lambda g: {
        "relu": "he", "leaky_relu": "he", "tanh": "xavier", "sigmoid": "xavier", "selu": "lecun",
    }[g["id"]],
    zero_start=lambda g: "stay_equal",
    normalized_value=lambda g: (g["first"] - statistics.fmean(vec(g["u"])))
    / statistics.pstdev(vec(g["u"])),
    scaled_back=lambda g: g["beta"] if g["id"] == "mean" else g["gamma"],
    normalization_where=lambda g: "batch",
    remedy=lambda g: {
        "vanishing": "relu_he", "exploding": "clipping", "dying": "leaky",
        "overfitting": "stop_early", "equal": "random_start",
    }[g["id"]],
    share_off=lambda g: 100 * sum(u <= 0 for u in vec(g["u"])) / len(vec(g["u"])),
    half_off=lambda g: g["units"] / 2,
    wake_bias=lambda g: max(
        b / 8 for b in range(100) if all(g["w"] * x + b / 8 <= 1e-9 for x in vec(g["x"]))
    ),
    leak_gradient=lambda g: g["delta"] * (1 if g["z"] > 0 else g["alpha"]),
    generalization_gap=lambda g: "more_data" if g["test"] > g["train"] else None,
)  # fmt: skip


@oracle
def clip_vector(item, g):
    exact = clipped(g)
    return only(o.value for o in item.options if np.allclose(vec(o.words), exact, atol=0.0051))


@oracle
def dead_unit(item, g):
    on = [g["w"] * x + g["b"] > 0 for x in vec(g["x"])]
    return "always_on" if all(on) else "sometimes" if any(on) else "dead"


@oracle
def reviving(item, g):
    # A larger learning rate changes nothing about the slope.
    gradients = {o.value: slope(o.value.removesuffix("_faster"), g["z"]) for o in item.options}
    return only(value for value, found in gradients.items() if abs(found) > 1e-9)


@oracle
def best_epoch(item, g):
    test = item.graph.lines[1]
    return test.x[int(np.argmin(test.y))]


@oracle
def read_curves(item, g):
    train, test = (np.array(line.y) for line in item.graph.lines)
    if test[-1] > 1.2 * test.min() and train[-1] < train[0]:
        return "overfits"
    return "learns" if train[-1] < 0.5 * train[0] else "slow"
