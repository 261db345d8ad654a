"""The way back through a network, weight by weight."""

import numpy as np

from acttutor.base.numbers.arithmetic import given
from acttutor.core.nn.network import Network
from acttutor.labs.quiz.model.item import Item, Rng, number, pick, template, tenths, told, worked
from acttutor.labs.quiz.model.text import name_of
from acttutor.labs.quiz.topics.common import df, f, vector


def _chain(rng: Rng) -> tuple[float, float, float, float]:
    """Return δ behind a unit, the weight between, its z and the signal that it gets."""
    return tenths(rng, -1, 1), tenths(rng, -2, 2), tenths(rng, -1.5, 1.5), tenths(rng, -1, 1)


@template("networks", "backpropagation", "sigmoid", "tanh")
def hidden_delta(rng: Rng) -> Item:
    delta, w, z, _ = _chain(rng)
    function = pick(rng, ("sigmoid", "tanh"))
    y, slope = f(function, z), df(function, z)
    return number(
        {"delta": delta, "w": w, "f": name_of(function), "y": told(y, 3)},
        w * delta * slope,
        2,
        {"no_slope_factor": w * delta, "no_weight": delta * slope,
         "value_for_derivative": w * delta * y},
        steps=(worked(given(w) * given(delta) * given(told(slope, 3)), w * delta * slope, 3),),
        show=("backprop", {"hidden": function, "net": "2-2-1"}),
    )  # fmt: skip


@template("networks", "backpropagation", "relu", "dying_relu")
def relu_delta(rng: Rng) -> Item:
    first, w, z, _ = _chain(rng)
    second, v = tenths(rng, -1, 1), tenths(rng, -2, 2)
    total = w * first + v * second
    return number(
        {"d": vector([first, second]), "w": vector([w, v]), "z": z},
        total * df("relu", z),
        2,
        {"ignored_off": total, "ignored_off_value": total * z}
        if z < 0
        else {"one_path": w * first, "value_for_derivative": total * f("relu", z)},
        {"one_path": w * first, "other_path": v * second},
        steps=(worked((given(w) * given(first) + given(v) * given(second)) * given(df("relu", z)),
                      total * df("relu", z)),),
        show=("backprop", {"hidden": "relu", "net": "2-3-2"}),
    )  # fmt: skip


@template("networks", "backpropagation")
def weight_gradient(rng: Rng) -> Item:
    delta, w, _, a = _chain(rng)
    return number(
        {"delta": delta, "a": a, "w": w},
        delta * a,
        2,
        {"delta_alone": delta, "delta_times_weight": delta * w, "added": delta + a},
        steps=(worked(given(delta) * given(a), delta * a),),
        show=("backprop", {"net": "2-2-1"}),
    )


@template("networks", "backpropagation", "descent")
def weight_update(rng: Rng) -> Item:
    delta, w, _, a = _chain(rng)
    lr = pick(rng, (0.1, 0.2, 0.5, 1.0))
    answer = w - lr * delta * a
    return number(
        {"delta": delta, "a": a, "w": w, "lr": lr},
        answer,
        3,
        {"uphill": w + lr * delta * a, "only_step": -lr * delta * a, "no_input": w - lr * delta},
        steps=(worked(given(w) - given(lr) * given(delta * a), answer, 3),),
        show=("backprop", {"lr": lr, "net": "2-2-1"}),
    )


@template("networks", "backpropagation", "losses")
def gradient_check(rng: Rng) -> Item:
    x, w, b, t = (tenths(rng, -1, 1) for _ in range(4))
    network = Network((1, 1), output="sigmoid", rng=np.random.default_rng(0))
    network.layers[0].W[...], network.layers[0].b[...] = w, b
    t = float(t > 0)
    y = float(network.forward([[x]])[0, 0])
    answer = float(network.gradients([[x]], [[t]])[0][0][0, 0])
    seen = given(told(y, 3))
    return number(
        {"x": x, "t": t, "y": told(y, 3)},
        answer,
        2,
        {"no_slope_factor": (y - t) * x, "no_input": (y - t) * y * (1 - y)},
        {"sign": -answer, "no_error": y * (1 - y) * x},
        steps=(worked((seen - given(t)) * seen * (given(1) - seen) * given(x), answer, 3),),
        show=("backprop", {"net": "1-1", "numbers_1_1": ((x,), (t,), (w, b))}),
    )  # fmt: skip
