"""Units: values, slopes, graphs, and facts about activation functions."""

import math
from functools import cache

import numpy as np
from activation_oracles import ORACLES as F
from activation_oracles import sigmoid as sig
from activation_oracles import slope

from acttutor.core.activations.registry import ACTIVATIONS
from quiz_oracles.reading import H, formulas, only, oracle, word

#: As drawn, where that differs from the defaults.
DRAWN = {"leaky_relu": {"alpha": 0.1}, "prelu": {"alpha": 0.4}, "elu": {"alpha": 1.0}}
YEARS = {id: activation.year for id, activation in ACTIVATIONS.items()} | {
    "step": 1958, "sigmoid": 1986, "tanh": 1989, "relu": 2010, "leaky_relu": 2013, "prelu": 2015,
    "elu": 2015, "selu": 2017, "gelu": 2016, "softplus": 2000, "silu": 2017, "mish": 2019,
    "identity": 1960,
}  # fmt: skip


formulas(
    step_value=lambda g: F["step"](g["z"], g["theta"]),
    no_slope=lambda g: slope("step", g["z"]),
    sigmoid_slope=lambda g: slope("sigmoid", g["z"]),
    sigmoid_steepest=lambda g: max(
        (sig(g["a"] * (z + 1e-4)) - sig(g["a"] * (z - 1e-4))) / 2e-4
        for z in [k / 100 for k in range(-50, 51)]
    ),
    sigmoid_mirror=lambda g: sig(g["minus"]),
    tanh_slope=lambda g: slope("tanh", math.atanh(g["y"])),
    tanh_from_sigmoid=lambda g: F["tanh"](g["z"]),
    leaky_value=lambda g: F["leaky_relu"](g["z"], g["alpha"]),
    prelu_alpha=lambda g: (F["prelu"](g["z"], g["alpha"] + H) - F["prelu"](g["z"], g["alpha"])) / H,
    prelu_large_alpha=lambda g: F["prelu"](g["z"], g["alpha"]),
    elu_value=lambda g: F["elu"](g["z"], g["alpha"]),
    elu_slope=lambda g: slope("elu", g["z"], alpha=g["alpha"]),
    selu_value=lambda g: F["selu"](g["z"]),
    gelu_value=lambda g: F["gelu"](g["z"]),
    silu_value=lambda g: F["silu"](g["z"]),
    softplus_slope=lambda g: slope("softplus", g["z"]),
    softplus_difference=lambda g: F["softplus"](g["z"]),
)


def same_curve(line, function, **params):
    """Tell whether a drawn line is a function, gaps left out."""
    pairs = [(x, y) for x, y in zip(line.x, line.y, strict=True) if not math.isnan(y)]
    return max(abs(F[function](x, **params) - y) for x, y in pairs) < 1e-6


def same_slope(line, function):
    pairs = [(x, y) for x, y in zip(line.x, line.y, strict=True) if not math.isnan(y)]
    away = [(x, y) for x, y in pairs if abs(x) > 0.01]
    return max(abs(slope(function, x, **DRAWN.get(function, {})) - y) for x, y in away) < 1e-4


@oracle
def graph_name(item, g):
    line = item.graph.lines[0]
    found = [o.value for o in item.options if same_curve(line, o.value, **DRAWN.get(o.value, {}))]
    return only(found)


@oracle
def name_graph(item, g):
    f = word(g["f"])
    return only(o.value for o in item.options if same_curve(o.line, f, **DRAWN.get(f, {})))


@oracle
def derivative_graph(item, g):
    return only(o.value for o in item.options if same_slope(o.line, word(g["f"])))


@oracle
def click_steepest(item, g):
    line = item.graph.lines[0]
    k = int(np.argmax(np.diff(line.y)))
    return (line.x[k] + line.x[k + 1]) / 2


@oracle
def click_flat(item, g):
    line = item.graph.lines[0]
    return line.x[int(np.argmin(line.y))]


#: What only the formula of one function contains.
MARKS = {
    "sigmoid": r"= \frac{1}{1+e",
    "tanh": "= \\frac{e^{x}-e^{-x}}",
    "relu": r"\max(0",
    "leaky_relu": r"\quad \alpha x",
    "elu": r"= x\;(x>0),\quad \alpha (e",
    "selu": r"\lambda x",
    "gelu": r"\Phi(x)",
    "softplus": r"= \ln(1+e",
    "silu": r"x\,\sigma(x)",
    "mish": r"x\,\tanh(\ln",
    "identity": "= x$",
    "step": r"1\;(x\geq",
}


@oracle
def formula_name(item, g):
    marks = {o.value: MARKS.get(o.value, ACTIVATIONS[o.value].latex) for o in item.options}
    return only(name for name, mark in marks.items() if mark in item.formula)


@cache
def has_property(name, f):
    z = np.linspace(-30, 30, 1201)
    y = np.array([F[f](value) for value in z])
    return {
        "zero_centred": bool(np.allclose(y, -y[::-1])),
        "bounded": bool(np.abs(y).max() < 5),
        "never_negative": bool(y.min() >= 0),
        "dips": bool((np.diff(y) < -1e-12).any()),
    }[name]


@oracle
def property(item, g):
    return only(o.value for o in item.options if has_property(g["id"], o.value))


@oracle
def order_slopes(item, g):
    return sorted((o.value for o in item.options), key=lambda f: slope(f, g["z"]))


@oracle
def order_years(item, g):
    return sorted((o.value for o in item.options), key=YEARS.__getitem__)


@oracle
def first_of(item, g):
    return min((o.value for o in item.options), key=YEARS.__getitem__)


formulas(
    choose=lambda g: {
        "regression": "identity", "two": "sigmoid", "many": "softmax", "generator": "tanh",
        "discriminator": "leaky_relu", "transformer": "gelu", "self_normalizing": "selu",
        "rule": "step",
    }[word(g["job"])],
)  # fmt: skip


@oracle
def relu_truth(item, g):
    f = F["relu"]
    truth = {
        "continuous": abs(f(H) - f(-H)) < 1e-5,
        "kink": f(H) / H == 1 and f(-H) / -H == 0,
        "half_line": f(1e6 + 1) - f(1e6) == 1,
        "jump": abs(f(H) - f(-H)) > 0.1,
        "smooth": f(H) / H == f(-H) / -H,
        "bounded": f(1e6) <= 1,
        "saturates_right": f(1e6 + 1) - f(1e6) < 0.5,
    }
    return only(o.value for o in item.options if truth[o.value])
