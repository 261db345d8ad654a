"""The perceptron, maxout, GANs, and code with gaps."""

import math
from typing import Any

import numpy as np
from activation_oracles import sigmoid as sig
from quiz_code_trials import gives

from acttutor.labs.quiz.code import SNIPPETS
from quiz_oracles.reading import ORACLES, dot, formulas, only, oracle, vec, word


def perceptron_z(g):
    return g["b"] + dot(vec(g["w"]), vec(g["x"]))


def pieces_at(g):
    values = []
    for name in "abc":
        w, b = g[name].replace("−", "-").split("x")
        values.append(float(w) * g["x"] + float(b.replace(" ", "")))
    return values


formulas(
    perceptron_update=lambda g: (
        vec(g["w"])[0] + g["lr"] * (g["t"] - (perceptron_z(g) >= 0)) * vec(g["x"])[0]
    ),
    perceptron_answer=lambda g: float(perceptron_z(g) >= 0),
    maxout_value=lambda g: max(pieces_at(g)),
    maxout_parameters=lambda g: g["k"] * g["m"] * (g["n"] + 1),
    gan_real=lambda g: -math.log(g["real"]) - math.log(1 - g["fake"]),
    gan_output=lambda g: {"−1": "tanh", "0": "sigmoid"}[g["low"]],
    gan_equilibrium=lambda g: max(
        (k / 1000 for k in range(1, 1000)),
        key=lambda d: g["p"] * math.log(d) + g["g"] * math.log(1 - d),
    ),
)


@oracle
def not_separable(item, g):
    def apart(table):
        grid = [k / 2 for k in range(-6, 7)]
        cases = list(zip(((0, 0), (0, 1), (1, 0), (1, 1)), table, strict=True))
        return any(
            all((a * x + b * y + c > 0) == (t == 1) for (x, y), t in cases)
            for a in grid for b in grid for c in [v + 0.25 for v in grid]
        )  # fmt: skip

    tables = {o.value: [int(v) for v in o.words.split(":")[1].split()] for o in item.options}
    return only(name for name, table in tables.items() if not separable(tuple(table), apart))


_KNOWN: dict[Any, bool] = {}


def separable(table, apart):
    if table not in _KNOWN:
        _KNOWN[table] = apart(table)
    return _KNOWN[table]


@oracle
def maxout_is(item, g):
    parts = g["pieces"].replace("−", "-")[4:-1].split(", ")
    known = {"x": 1.0, "-x": -1.0, "0": 0.0}
    slopes = [known[part] if part in known else float(part.strip("x")) for part in parts]
    left, right = (max(s * z for s in slopes) / z for z in (-1.0, 1.0))
    names = {(0.0, 1.0): "relu", (-1.0, 1.0): "abs"}
    return names.get((left + 0.0, right), "leaky_relu")


@oracle
def maxout_shape(item, g):
    def convex(line):
        return bool((np.diff(np.array(line.y), 2) > -1e-9).all())

    return only(o.value for o in item.options if convex(o.line))


@oracle
def gan_push(item, g):
    z = math.log(g["d"] / (1 - g["d"]))
    loss = {
        "saturating": lambda z: math.log(1 - sig(z)),
        "nonsaturating": lambda z: -math.log(sig(z)),
    }[word(g["loss"])]
    return abs(loss(z + 1e-5) - loss(z - 1e-5)) / 2e-5


@oracle
def gan_round(item, g):
    return ["sample", "judge", "teach_d", "teach_g"]


def code_oracle(item):
    """Return the choice whose code runs and gives what the library gives."""
    snippet = SNIPPETS[item.template]
    return only(
        option.value
        for option in item.options
        if gives(item.template, snippet.filled(option.value))
    )


ORACLES |= dict.fromkeys(SNIPPETS, code_oracle)
