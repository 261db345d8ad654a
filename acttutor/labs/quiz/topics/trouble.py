"""Gradients that vanish or explode, clipping, and which remedy is for what."""

from collections.abc import Mapping

import numpy as np

from acttutor.base.numbers.arithmetic import given, quotient
from acttutor.base.numbers.numerals import fixed
from acttutor.core.optim.clipping import clip_by_norm, norm
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
    tenths,
    told,
    worked,
)
from acttutor.labs.quiz.model.text import Word, name_of, number_text
from acttutor.labs.quiz.topics.common import df, f, vector, worded


def _flow(**more: object) -> tuple[str, dict[str, object]]:
    return "gradients", {"activation": "sigmoid", **more}


@template("trouble", "vanishing", "sigmoid")
def vanishing_layers(rng: Rng) -> Item:
    # Of these no number of layers meets the bound itself.
    weight, power = pick(rng, (0.3, 0.5, 0.8, 1.0)), pick(rng, (2, 3, 4))
    factor = weight * df("sigmoid", 0.0)
    layers = 0
    left = 1.0
    while left >= 10.0**-power:
        left *= factor
        layers += 1
    half = 0
    left = 1.0
    while left >= 10.0**-power:
        left *= weight * 0.5
        half += 1
    return number(
        {"w": weight, "bound": fixed(10.0**-power, power)},
        layers,
        0,
        {"one_fewer": layers - 1, "half_for_slope": half},
        {"one_more": layers + 1},
        steps=(worked((given(weight) * given(0.25)) ** layers, factor**layers, None),),
        show=_flow(depth=max(layers, 2)),
    )  # fmt: skip


@template("trouble", "vanishing", "exploding", "backpropagation")
def layer_factor(rng: Rng) -> Item:
    function = pick(rng, ("sigmoid", "tanh"))
    w, z = grid(rng, -6, 6, 0.5), tenths(rng, -2, 2)
    y, slope = f(function, z), df(function, z)
    return number(
        {"w": w, "f": name_of(function), "y": told(y, 3)},
        abs(w) * slope,
        2,
        {"weight_alone": abs(w), "value_for_derivative": abs(w * y), "slope_alone": slope},
        steps=(worked(given(abs(w)) * given(told(slope, 3)), abs(w) * slope),),
        show=_flow(activation=function),
    )


@template("trouble", "vanishing", "exploding")
def flow_fate(rng: Rng) -> Item:
    w, slope = grid(rng, 0.5, 8, 0.5), pick(rng, (0.1, 0.2, 0.25, 0.5, 1.0))
    factor = w * slope
    layers = pick(rng, (10, 15, 20, 30))
    if 0.8 < factor < 1.25 and factor != 1.0:
        raise Unlucky
    right = "vanishes" if factor < 1 else "explodes" if factor > 1 else "stays"
    return choice(
        rng,
        {"w": w, "slope": slope, "layers": layers, "factor": told(factor, 3)},
        worded("flow", right),
        [worded("flow", each, f"flow_{each}")
         for each in ("vanishes", "explodes", "stays", "proportional") if each != right],
        steps=(rf"$({number_text(w)} \times {number_text(slope)})^{{{layers}}} = "
               rf"{number_text(factor)}^{{{layers}}}$",),
        show=_flow(depth=layers),
    )  # fmt: skip


@template("trouble", "exploding", "vanishing")
def exploded(rng: Rng) -> Item:
    factor, layers = pick(rng, (1.5, 2.0, 3.0, 0.5)), pick(rng, (3, 4, 5, 6))
    answer = factor**layers
    return number(
        {"factor": factor, "layers": layers},
        answer,
        2 if factor < 1 else 1,
        {"times_layers": factor * layers, "one_layer_less": factor ** (layers - 1)},
        {"one_layer_more": factor ** (layers + 1)},
        steps=(worked(given(factor) ** layers, answer, 3 if factor < 1 else 1),),
        show=_flow(depth=layers, gain=min(factor, 3.0), activation="identity"),
    )


@template("trouble", "clipping", "exploding")
def clip_norm(rng: Rng) -> Item:
    g = np.array(pick(rng, ((3.0, 4.0), (-6.0, 8.0), (5.0, -12.0), (8.0, 15.0), (-9.0, -12.0))))
    limit, k = pick(rng, (1.0, 3.0)), pick(rng, (0, 1))
    clipped = g.copy()
    length = clip_by_norm(clipped, limit)
    return number(
        {"g": vector(g, 0), "limit": limit, "k": k + 1},
        float(clipped[k]),
        2,
        {"clip_each": float(np.clip(g, -limit, limit)[k]), "not_clipped": float(g[k]),
         "sum_for_norm": float(limit * g[k] / np.abs(g).sum())},
        steps=(worked(given(g[k]) * quotient(given(limit), given(length), "frac"), clipped[k], 2,
                      rf"\|g\| = {number_text(length)},\quad "),),
        show=_flow(clip=True, clip_norm=limit),
    )  # fmt: skip


@template("trouble", "clipping")
def clip_vector(rng: Rng) -> Item:
    g = np.array(
        pick(
            rng,
            (
                (3.0, 4.0),
                (-6.0, 8.0),
                (4.0, -3.0),
                (5.0, 12.0),
                (0.3, 0.4),
                (1.2, -1.6),
                (0.9, 1.2),
            ),
        )
    )
    limit = 3.0
    clipped = g.copy()
    clip_by_norm(clipped, limit)
    is_short = norm(g) <= limit
    options = [
        Option("each", vector(np.clip(g, -limit, limit), 2), "clip_each"),
        Option("same", vector(g, 2), "not_clipped"),
        Option("unit", vector(g / norm(g), 2), "clip_to_one"),
        Option("stretched", vector(g * limit / norm(g), 2), "clip_stretched"),
        Option("zero", vector(g * 0, 2), "clip_to_zero"),
    ]
    wrong = [
        o for o in options if o.value not in (("same", "each") if is_short else ("stretched",))
    ]
    return choice(
        rng,
        {"g": vector(g), "limit": limit, "norm": norm(g)},
        Option("right", vector(clipped, 2)),
        wrong,
        show=_flow(clip=True, clip_norm=limit),
    )


@template("trouble", "vanishing", "exploding", "clipping", "dying_relu", "overfitting")
def remedy(rng: Rng) -> Item:
    cures = {
        "vanishing": "relu_he",
        "exploding": "clipping",
        "dying": "leaky",
        "overfitting": "stop_early",
        "equal": "random_start",
    }
    trouble = pick(rng, tuple(cures))
    wrong = [cure for name, cure in cures.items() if name != trouble]
    # A leaky ReLU lets gradients through as well as a ReLU does.
    wrong = [cure for cure in wrong if (trouble, cure) != ("vanishing", "leaky")]
    labs: dict[str, tuple[str, Mapping[str, object]]] = {
        "vanishing": _flow(activation="relu", init="he"),
        "exploding": _flow(clip=True, activation="identity", gain=1.5),
        "dying": ("network", {"activation": "leaky_relu"}),
        "overfitting": ("network", {"show_test": True, "noise": 50}),
        "equal": ("network", {"init": "zeros"}),
    }
    return choice(
        rng,
        {
            "trouble": worded("trouble", trouble).words,
            "id": trouble,
            "reason": Word(f"quiz.remedies.{trouble}"),
        },
        worded("cure", cures[trouble]),
        [worded("cure", each, f"cure_{each}") for each in pick(rng, wrong, 3)],
        show=labs[trouble],
    )
