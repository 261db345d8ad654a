"""Softmax and losses."""

import math

import numpy as np
from activation_oracles import sigmoid as sig

from quiz_oracles.reading import H, formulas, only, oracle, soft, vec, word

formulas(
    softmax_value=lambda g: soft(vec(g["z"]))[g["k"] - 1],
    softmax_shift=lambda g: soft([z + g["c"] for z in vec(g["z"])])[0],
    softmax_two=lambda g: soft([g["z1"], g["z2"]])[0],
    softmax_slope=lambda g: vec(g["p"])[g["k"] - 1] - (g["k"] == g["true"]),
    cross_entropy=lambda g: -math.log(vec(g["p"])[g["true"] - 1]),
    squared_error=lambda g: (
        sum((y - t) ** 2 for y, t in zip(vec(g["y"]), vec(g["t"]), strict=True)) / 2
    ),
    binary_cross_entropy=lambda g: -math.log(g["y"] if g["t"] == 1 else 1 - g["y"]),
    loss_for=lambda g: {
        "two": "binary_cross_entropy",
        "many": "softmax_cross_entropy",
        "regression": "squared_error",
    }[word(g["job"])],
)


@oracle
def softmax_temperature(item, g):
    p = soft(vec(g["z"]), g["t"])
    return only(o.value for o in item.options if np.allclose(vec(o.words), p, atol=0.0051))


@oracle
def softmax_jacobian(item, g):
    p = vec(g["p"])
    z = [math.log(value) for value in p]
    z[g["j"] - 1] += H
    return (soft(z)[g["i"] - 1] - p[g["i"] - 1] / sum(p)) / H


@oracle
def softmax_overflow(item, g):
    z = vec(g["z"])
    exact = soft([value - 800 for value in z])

    def safe(scores):
        return max(scores) < 709 and np.allclose(soft(scores), exact, atol=1e-3)

    return only(o.value for o in item.options if safe(vec(o.words)))


@oracle
def confident_mistake(item, g):
    z = math.log(g["y"] / (1 - g["y"]))
    loss = {
        "squared_error": lambda z: sig(z) ** 2 / 2,
        "binary_cross_entropy": lambda z: -math.log(1 - sig(z)),
    }[word(g["loss"])]
    return (loss(z + 1e-5) - loss(z - 1e-5)) / 2e-5
