"""Networks: layers, weights, what collapses."""

import numpy as np
from activation_oracles import ORACLES as F

from quiz_oracles.reading import dot, formulas, only, oracle, vec, word

STEPS = ("architecture", "input", "hidden", "output", "error", "back", "update", "best")


def matrix(text):
    a, b, c, d = vec(text)
    return np.array([[a, b], [c, d]])


formulas(
    unit_sum=lambda g: dot(vec(g["w"]), vec(g["x"])) + g["b"],
    unit_output=lambda g: F[word(g["f"])](dot(vec(g["w"]), vec(g["x"])) + g["b"]),
    layer_row=lambda g: dot(vec(g[f"row{g['i']}"]), vec(g["x"])),
    layer_parameters=lambda g: g["n"] * g["m"] + g["m"],
    network_parameters=lambda g: (g["n"] + 1) * g["m"] + (g["m"] + 1) * g["k"],
    what_next=lambda g: STEPS[STEPS.index(word(g["step"])) + 1],
    hidden_delta=lambda g: (
        g["w"]
        * g["delta"]
        * (g["y"] * (1 - g["y"]) if word(g["f"]) == "sigmoid" else 1 - g["y"] ** 2)
    ),
    relu_delta=lambda g: dot(vec(g["w"]), vec(g["d"])) if g["z"] > 0 else 0.0,
    weight_gradient=lambda g: g["delta"] * g["a"],
    weight_update=lambda g: g["w"] - g["lr"] * g["delta"] * g["a"],
    gradient_check=lambda g: (g["y"] - g["t"]) * g["y"] * (1 - g["y"]) * g["x"],
    folded_weight=lambda g: (matrix(g["b"]) @ matrix(g["a"]))[g["i"] - 1, g["j"] - 1],
    folded_bias=lambda g: dot(vec(g["w"]), vec(g["b1"])) + g["b2"],
)


@oracle
def building_order(item, g):
    return sorted((o.value for o in item.options), key=STEPS.index)


@oracle
def what_collapses(item, g):
    def is_linear(f):
        return (
            all(abs(F[f](x) + F[f](-x) - 2 * F[f](0)) < 1e-9 for x in (0.3, 1.0, 2.5))
            and abs(F[f](2) - 2 * F[f](1)) < 1e-9
        )

    return only(o.value for o in item.options if is_linear(o.value))
