"""The perceptron and maxout."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import given, largest
from acttutor.base.numbers.numerals import plain
from acttutor.core.data.separability import overlap
from acttutor.core.nn.maxout import upper_envelope
from acttutor.core.nn.perceptron import step_look
from acttutor.core.nn.softmax import maxout
from acttutor.labs.quiz.model.graphs import line
from acttutor.labs.quiz.model.item import (
    Item,
    Option,
    Rng,
    Unlucky,
    choice,
    grid,
    number,
    pick,
    template,
    worked,
)
from acttutor.labs.quiz.model.text import number_text
from acttutor.labs.quiz.topics.common import named, vector, worded

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


GATES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xor": (0, 1, 1, 0),
    "xnor": (1, 0, 0, 1),
}


@template("others", "perceptron", "step")
def perceptron_update(rng: Rng) -> Item:
    w, x = [grid(rng, -2, 2, 0.5) for _ in range(3)], [grid(rng, -3, 3, 0.5) for _ in range(2)]
    t, lr = pick(rng, (0, 1)), pick(rng, (0.1, 0.5, 1.0))
    look = step_look(tuple(w), (1.0, *x), t, lr)
    if abs(look.z) < 0.3 or (look.y == t and rng.random() < 0.6):
        raise Unlucky
    right = look.y == t
    change = lr * (1 if t else -1) * x[0]
    return number(
        {"w": vector(w[1:]), "b": w[0], "x": vector(x), "t": t, "lr": lr, "y": int(look.y)},
        look.after[1],
        2,
        {"changed_anyway": w[1] + change} if right
        else {"uphill_rule": w[1] - change, "unchanged": w[1],
              "no_input": w[1] + math.copysign(lr, t - 0.5)},
        steps=(rf"$u = {plain(look.z)},\ y = {number_text(look.y)}$",
               worked(given(w[1]) + given(lr) * (given(t) - given(look.y)) * given(x[0]),
                      look.after[1])),
        show=("perceptron", {"w0": tuple(w), "lr": lr}),
    )  # fmt: skip


@template("others", "perceptron", "unit", "step")
def perceptron_answer(rng: Rng) -> Item:
    w, x = [grid(rng, -2, 2, 0.5) for _ in range(3)], [grid(rng, -3, 3, 0.5) for _ in range(2)]
    look = step_look(tuple(w), (1.0, *x), 0, 1.0)
    without = w[1] * x[0] + w[2] * x[1]
    # Forgetting the bias has to show.
    if abs(look.z) < 0.3 or (without >= 0) == (look.z >= 0):
        raise Unlucky
    return number(
        {"w": vector(w[1:]), "b": w[0], "x": vector(x)},
        look.y,
        0,
        {"forgot_bias": 1 - look.y, "forgot_step": look.z},
        {"forgot_both": without},
        steps=(worked(given(w[0]) + given(w[1]) * given(x[0]) + given(w[2]) * given(x[1]),
                      look.z, 2, "u = "),),
        show=("perceptron", {"w0": tuple(w)}),
    )  # fmt: skip


@template("others", "perceptron", "building")
def not_separable(rng: Rng) -> Item:
    apart = {name: overlap(CORNERS, table) is None for name, table in GATES.items()}
    right = pick(rng, [name for name in GATES if not apart[name]])
    wrong = pick(rng, [name for name in GATES if apart[name]], 3)

    def card(name: str, mistake: str = "") -> Option:
        table = " ".join(str(value) for value in GATES[name])
        return Option(name, f"{name.upper()}:  {table}", mistake)

    return choice(
        rng,
        {},
        card(right),
        [card(name, "separable") for name in wrong],
        show=("perceptron", {"data": "xor"}),
    )


@template("others", "maxout")
def maxout_value(rng: Rng) -> Item:
    lines = [(grid(rng, -2, 2, 0.5), grid(rng, -2, 2, 0.5)) for _ in range(3)]
    x = grid(rng, -3, 3, 0.5)
    W, b = np.array([[[w] for w, _ in lines]]), np.array([[b for _, b in lines]])
    answer = float(maxout(np.array([[x]]), W, b)[0, 0])
    values = [w * x + b for w, b in lines]
    return number(
        {"x": x, "a": _line(*lines[0]), "b": _line(*lines[1]), "c": _line(*lines[2])},
        answer,
        2,
        {"summed_pieces": sum(values), "first_piece": values[0], "smallest_piece": min(values)},
        {"another_piece": sorted(values)[1]},
        steps=(worked(largest(*map(given, values)), answer),),
        show=("maxout", {"pieces": 3, "lines": (*lines, (0.0, -3.0), (0.0, -3.0))}),
    )


def _line(w: float, b: float) -> str:
    sign = "−" if b < 0 else "+"
    return f"{number_text(w)}x {sign} {number_text(abs(b))}"


@template("others", "maxout", "layer")
def maxout_parameters(rng: Rng) -> Item:
    n, m, k = (int(grid(rng, low, high, 1)) for low, high in ((2, 10), (2, 8), (2, 5)))
    W = np.zeros((m, k, n))
    return number(
        {"n": n, "m": m, "k": k},
        float(W.size + m * k),
        0,
        {"as_ordinary_layer": (n + 1) * m, "no_biases": W.size, "shared_biases": W.size + m},
        steps=(rf"${k} \times {m} \times ({n} + 1) = {k * m * (n + 1)}$",),
        show=("maxout", {"pieces": k}),
    )


@template("others", "maxout", "relu", "leaky_relu")
def maxout_is(rng: Rng) -> Item:
    alpha = pick(rng, (0.1, 0.2))
    pieces = {
        "relu": ((1.0, 0.0), (0.0, 0.0)),
        "leaky_relu": ((1.0, 0.0), (alpha, 0.0)),
        "abs": ((1.0, 0.0), (-1.0, 0.0)),
        "identity": ((1.0, 0.0), (1.0, 0.0)),
    }
    right = pick(rng, ("relu", "leaky_relu", "abs"))
    names = {1.0: "x", 0.0: "0", -1.0: "−x", alpha: f"{number_text(alpha)}x"}
    written = ", ".join(names[w] for w, _ in pieces[right])

    def card(name: str, mistake: str = "") -> Option:
        return worded("special", "abs", mistake) if name == "abs" else named(name, mistake)

    return choice(
        rng,
        {"pieces": f"max({written})", "id": right},
        card(right),
        [card(name, "other_pieces") for name in pieces if name != right],
        show=("maxout", {"pieces": 2, "lines": (*pieces[right], *((0.0, -3.0),) * 3)}),
    )


@template("others", "maxout")
def maxout_shape(rng: Rng) -> Item:
    slopes = sorted(pick(rng, (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0), 3))
    lines = [(w, grid(rng, -1, 1, 0.25)) for w in slopes]
    w, b = np.array([w for w, _ in lines]), np.array([b for _, b in lines])
    bends = [stretch for stretch in upper_envelope(w, b)][1:]
    if len(bends) < 2 or not all(abs(stretch[0]) < 3 for stretch in bends):
        raise Unlucky

    def unit(x: np.ndarray) -> np.ndarray:
        return maxout(x[:, None], w[None, :, None], b[None])[:, 0]

    shapes = {
        "minimum": lambda x: (w * x[:, None] + b).min(axis=1),
        "wave": lambda x: np.sin(1.5 * x),
        "hill": lambda x: np.maximum(0.0, 2 - np.abs(x)),
        "smooth": lambda x: -(x**2) / 4,
    }
    wrong = [Option(k, "", f"shape_{k}", line(g, -4.0, 4.0)) for k, g in shapes.items()]
    return choice(
        rng,
        {},
        Option("maxout", "", "", line(unit, -4.0, 4.0)),
        pick(rng, wrong, 3),
        show=(
            "maxout",
            {"pieces": 3, "lines": (*lines, (0.0, -3.0), (0.0, -3.0)), "target": "none"},
        ),
    )
