"""Units, layers, folding linear layers, building a model."""

from collections.abc import Iterable

import numpy as np

from acttutor.base.numbers.arithmetic import Expression, given, total
from acttutor.core.nn.collapse import Linear, fold
from acttutor.core.nn.network import Network
from acttutor.labs.quiz.model.item import (
    Item,
    Option,
    Rng,
    Unlucky,
    choice,
    grid,
    number,
    order,
    pick,
    template,
    tenths,
    worked,
)
from acttutor.labs.quiz.model.text import Word, name_of, number_text
from acttutor.labs.quiz.topics.common import explorer, f, vector

#: The eight steps of building a model, in order.
STEPS = ("architecture", "input", "hidden", "output", "error", "back", "update", "best")


def _small(rng: Rng, count: int) -> list[float]:
    return [tenths(rng, -1, 1) for _ in range(count)]


@template("networks", "unit", "layer")
def unit_sum(rng: Rng) -> Item:
    x, w, b = _small(rng, 2), _small(rng, 2), tenths(rng, -1, 1)
    layer = Network((2, 1), output="identity", rng=np.random.default_rng(0))
    layer.layers[0].W[...], layer.layers[0].b[...] = [w], b
    answer = float(layer.forward([x])[0, 0])
    terms = [given(a) * given(c) for a, c in zip(w, x, strict=True)]
    return number(
        {"x": vector(x), "w": vector(w), "b": b},
        answer,
        2,
        {"forgot_bias": answer - b, "crossed": w[0] * x[1] + w[1] * x[0] + b,
         "summed": sum(x) + sum(w) + b},
        steps=(worked(total(*terms, given(b)), answer),),
        show=("perceptron", {"w0": (b, *w)}),
    )  # fmt: skip


@template("networks", "unit", "relu", "leaky_relu", "step")
def unit_output(rng: Rng) -> Item:
    function = pick(rng, ("relu", "leaky_relu", "step", "identity"))
    x, w, b = (
        [grid(rng, -3, 3, 1) for _ in range(2)],
        [grid(rng, -2, 2, 0.5) for _ in range(2)],
        0.5,
    )
    u = w[0] * x[0] + w[1] * x[1] + b
    answer = f(function, u)
    traps = {"forgot_activation": u} if function != "identity" else {"forgot_bias": u - b}
    return number(
        {
            "x": vector(x, 0),
            "w": vector(w),
            "b": b,
            "f": name_of(function),
            "rule": Word(f"quiz.rules_of.{function}"),
            "u": u,
        },
        answer,
        3 if function == "leaky_relu" else 2,
        {**traps, "activation_first": w[0] * f(function, x[0]) + w[1] * f(function, x[1]) + b}
        if function in ("relu", "step")
        else traps,
        steps=(rf"$u = {number_text(u)},\quad f(u) = {number_text(answer)}$",),
        show=explorer(function, u),
    )


@template("networks", "layer", "unit")
def layer_row(rng: Rng) -> Item:
    W, x, i = (
        [_small(rng, 2), _small(rng, 2)],
        [grid(rng, -3, 3, 1) for _ in range(2)],
        pick(rng, (0, 1)),
    )
    layer = np.array(W) @ x
    swapped = np.array(W).T @ x
    row = W[i]
    return number(
        {"row1": vector(W[0]), "row2": vector(W[1]), "x": vector(x, 0), "i": i + 1},
        float(layer[i]),
        1,
        {"indices_swapped": float(swapped[i]), "other_unit": float(layer[1 - i])},
        {"summed": sum(row) + sum(x), "row_alone": sum(row)},
        steps=(worked(_dot(row, x), float(layer[i]), 1),),
        show=("collapse", {"depth": 2}),
    )


@template("networks", "layer", "building")
def layer_parameters(rng: Rng) -> Item:
    n, m = (int(value) for value in (grid(rng, 2, 12, 1), grid(rng, 2, 9, 1)))
    network = Network((n, m), output="identity", rng=np.random.default_rng(0))
    return number(
        {"n": n, "m": m},
        float(len(network.parameters)),
        0,
        {"no_biases": n * m, "one_bias": n * m + 1, "wrong_biases": n * m + n}
        if n != m
        else {"no_biases": n * m, "one_bias": n * m + 1},
        steps=(rf"${n} \times {m} + {m} = {n * m + m}$",),
        show=("network", {"layers": (min(m, 8),)}),
    )


@template("networks", "layer", "building")
def network_parameters(rng: Rng) -> Item:
    n, m, k = (int(grid(rng, low, high, 1)) for low, high in ((2, 6), (3, 8), (1, 4)))
    network = Network((n, m, k), output="identity", rng=np.random.default_rng(0))
    return number(
        {"n": n, "m": m, "k": k},
        float(len(network.parameters)),
        0,
        {"no_biases": n * m + m * k, "one_layer_only": n * m + m, "all_multiplied": n * m * k},
        steps=(rf"$({n} \times {m} + {m}) + ({m} \times {k} + {k}) = {len(network.parameters)}$",),
        show=("network", {"layers": (m,)}),
    )


@template("networks", "building")
def building_order(rng: Rng) -> Item:
    chosen = sorted(int(k) for k in rng.permutation(len(STEPS))[:4])
    options = [Option(STEPS[k], Word(f"overview.steps.{STEPS[k]}")) for k in chosen]
    return order(rng, {}, options, show=("overview", {}))


@template("networks", "building", "backpropagation")
def what_next(rng: Rng) -> Item:
    k = pick(rng, range(1, len(STEPS)))
    wrong = [each for j, each in enumerate(STEPS) if j not in (k, k - 1)]

    def card(step: str, mistake: str = "") -> Option:
        return Option(step, Word(f"overview.steps.{step}"), mistake)

    return choice(
        rng,
        {"step": Word(f"overview.steps.{STEPS[k - 1]}")},
        card(STEPS[k]),
        [card(each, "other_step") for each in pick(rng, wrong, 3)],
        show=("overview", {}),
    )


def _layers(rng: Rng) -> tuple[Linear, Linear]:
    first, second = (
        Linear(np.array([[grid(rng, -2, 2, 1, but=()) for _ in range(2)] for _ in range(2)]),
               np.array([grid(rng, -2, 2, 1, but=()) for _ in range(2)]))
        for _ in range(2)
    )  # fmt: skip
    return first, second


@template("networks", "collapse", "identity", "layer")
def folded_weight(rng: Rng) -> Item:
    first, second = _layers(rng)
    i, j = int(rng.integers(2)), int(rng.integers(2))
    answer = float(fold(first, second).W[i, j])
    other = float((first.W @ second.W)[i, j])
    each = float(first.W[i, j] * second.W[i, j])
    if other == each:
        raise Unlucky
    return number(
        {"a": _matrix(first.W), "b": _matrix(second.W), "i": i + 1, "j": j + 1},
        answer,
        0,
        {"wrong_order": other, "entry_by_entry": each},
        {"matrices_added": float((first.W + second.W)[i, j])},
        steps=(worked(_dot(second.W[i], first.W[:, j]), answer, 0),),
        show=("collapse", {"depth": 2, "width": 2}),
    )  # fmt: skip


@template("networks", "collapse", "identity")
def folded_bias(rng: Rng) -> Item:
    first, second = _layers(rng)
    i = int(rng.integers(2))
    answer = float(fold(first, second).b[i])
    b1, b2 = first.b, second.b
    return number(
        {"w": vector(second.W[i], 0), "b1": vector(b1, 0), "b2": float(b2[i]), "i": i + 1},
        answer,
        0,
        {"biases_added": float(b1[i] + b2[i]), "forgot_second_bias": answer - float(b2[i])},
        {"only_second_bias": float(b2[i]), "all_biases": float(sum(b1) + b2[i])},
        steps=(worked(_dot(second.W[i], b1) + given(b2[i]), answer, 0),),
        show=("collapse", {"depth": 2, "width": 2}),
    )  # fmt: skip


@template("networks", "collapse", "choosing", "identity")
def what_collapses(rng: Rng) -> Item:
    layers = pick(rng, (3, 4, 5, 6))
    wrong = pick(rng, ("relu", "tanh", "leaky_relu", "softplus", "step", "elu"), 3)
    return choice(
        rng,
        {"layers": layers},
        Option("identity", name_of("identity")),
        [Option(each, name_of(each), "bends") for each in wrong],
        show=("collapse", {"depth": layers, "f1": "identity", "f2": "identity"}),
    )


def _dot(row: Iterable[float], column: Iterable[float]) -> Expression:
    """Return the product of a row and a column."""
    return total(*(given(a) * given(b) for a, b in zip(row, column, strict=True)))


def _matrix(W: np.ndarray) -> str:
    """Return a matrix row by row: ``(1, 0; −2, 1)``."""
    return "; ".join(vector(row, 0)[1:-1] for row in W).join("()")
