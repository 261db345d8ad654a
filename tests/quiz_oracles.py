"""The right answer to every question, calculated without the program's own mathematics.

Each oracle gets a question and returns its answer: a number, a place, the `value` of the right
option, or the values in the right order. Numbers come from what the reader is told.
"""

import cmath
import math
import re
import statistics
from functools import cache
from typing import Any

import numpy as np
from activation_oracles import ORACLES as F
from activation_oracles import sigmoid as sig
from activation_oracles import slope
from quiz_code_trials import gives
from quiz_statements import MATCHES, holds
from torch_stand_in import nn

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.quiz.code import SNIPPETS
from acttutor.labs.quiz.topics import TEMPLATES

H = 1e-6


#: As drawn, where it differs from the above.
DRAWN = {"leaky_relu": {"alpha": 0.1}, "prelu": {"alpha": 0.4}, "elu": {"alpha": 1.0}}
YEARS = {id: activation.year for id, activation in ACTIVATIONS.items()} | {
    "step": 1958, "sigmoid": 1986, "tanh": 1989, "relu": 2010, "leaky_relu": 2013, "prelu": 2015,
    "elu": 2015, "selu": 2017, "gelu": 2016, "softplus": 2000, "silu": 2017, "mish": 2019,
    "identity": 1960,
}  # fmt: skip


def n(value: Any) -> float:
    """Return a number that may be written with brackets and the sign for minus."""
    return float(str(value).replace("−", "-").strip("()"))


def vec(text: str) -> list[float]:
    """Return the numbers of a vector, or of a matrix row by row."""
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def word(value: Any) -> str:
    """Return the last part of the key of a word, the id where it is the name of a function."""
    return value.key.removesuffix(".name").rsplit(".", 1)[-1]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def soft(z, temperature=1.0):
    e = [cmath.exp(value / temperature).real for value in z]
    return [value / sum(e) for value in e]


ORACLES: dict[str, Any] = {}


def oracle(function):
    ORACLES[function.__name__] = lambda item: function(item, dict(item.given))
    return function


def formulas(**by_name):
    """Register oracles that need nothing but the given values."""
    for name, formula in by_name.items():
        ORACLES[name] = lambda item, formula=formula: formula(dict(item.given))


# -- units -------------------------------------------------------------------------------------

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


def only(values):
    """Return the single one."""
    (found,) = values
    return found


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


# -- softmax and losses ------------------------------------------------------------------------

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


# -- descent -----------------------------------------------------------------------------------


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


# -- networks ----------------------------------------------------------------------------------

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


# -- trouble -----------------------------------------------------------------------------------


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


# -- perceptron, maxout, GAN -------------------------------------------------------------------


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


# -- statements, matching, shapes --------------------------------------------------------------


def wrong_one(item, g):
    """Return the statement that does not hold."""
    subject = item.template.removeprefix("wrong_")
    return only(o.value for o in item.options if not holds(f"{subject}.{o.value}"))


def matched(item, g):
    """Return the order of terms that fits the descriptions."""
    wanted = [MATCHES[word(g[letter])] for letter in "abc"]
    fits = [
        option.value
        for option in item.options
        if all(word(w) in known for w, known in zip(option.words.words, wanted, strict=True))
    ]
    return only(fits)


def printed(item, g):
    """Run the lines, and return the choice that says what they print."""
    said: list[str] = []
    try:
        exec(item.code, {"np": np, "print": lambda *each: said.append(" ".join(map(str, each)))})
    except ValueError:
        return "error"
    return only(option.value for option in item.options if option.words == said[0])


for id in TEMPLATES:
    for start, find in (("wrong_", wrong_one), ("match_", matched), ("shape_", printed)):
        if id.startswith(start):
            ORACLES[id] = lambda item, find=find: find(item, dict(item.given))


@oracle
def shape_transposed_convolution(item, g):
    layer = nn.ConvTranspose2d(1, 1, g["k"], g["s"], g["p"])
    return layer(np.ones((1, 1, g["size"], g["size"]))).shape[2]


# -- digits ------------------------------------------------------------------------------------

formulas(
    digits_parameters=lambda g: 64 * g["units"] + g["units"] + 10 * g["units"] + 10,
    digits_pixel=lambda g: g["dark"] / 16,
    digits_guessing=lambda g: math.log(g["classes"]),
    digits_sure_mistake=lambda g: -math.log(g["right"]),
    digits_slope_of_answer=lambda g: 1 - vec(g["p"])[g["k"] - 1],
    digits_precision=lambda g: g["right"] / (g["right"] + g["taken"]),
    digits_recall=lambda g: g["right"] / (g["right"] + g["missed"]),
    digits_f1=lambda g: statistics.harmonic_mean([g["p"], g["r"]]),
    digits_calibration=lambda g: g["sure"] - g["right"] / g["count"],
    digits_dropout=lambda g: g["y"] / (1 - g["rate"]),
    digits_cosine=lambda g: g["lr"] * math.cos(math.pi * g["epoch"] / g["horizon"] / 2) ** 2,
    digits_warmup=lambda g: g["lr"] / g["warmup"] * g["place"],
    digits_early_stopping=lambda g: g["best"] + g["patience"],
    digits_adversarial=lambda g: (
        g["x"] + g["length"] * vec(g["g"])[0] / math.dist(vec(g["g"]), (0, 0))
    ),
)


# -- judging models, schedules, what keeps noise out -------------------------------------------


@oracle
def measure_value(item, g):
    right, said, true = g["tp"], g["tp"] + g["fp"], g["tp"] + g["fn"]
    whole = said + g["fn"] + g["tn"]
    return {
        "accuracy": (right + g["tn"]) / whole,
        "precision": right / said,
        "recall": right / true,
        "f1": statistics.harmonic_mean([right / said, right / true]),
    }[g["id"]]


@oracle
def error_value(item, g):
    errors = [y - t for y, t in zip(vec(g["y"]), vec(g["t"]), strict=True)]
    if g["id"] == "mae":
        return statistics.fmean(map(abs, errors))
    return math.hypot(*errors) / math.sqrt(len(errors))


formulas(
    # Its slope is the error, cut off at both sides: the loss is the area below it.
    huber_value=lambda g: sum(
        min(max((k + 0.5) / 1000 * g["e"], -g["delta"]), g["delta"]) * g["e"] / 1000
        for k in range(1000)
    ),
    step_schedule=lambda g: math.prod(
        [g["lr"], *(g["factor"] for k in range(1, g["epoch"] + 1) if k % g["every"] == 0)]
    ),
    decayed_weight=lambda g: g["w"] * (1 - g["lr"] * g["decay"]) - g["lr"] * g["g"],
)
