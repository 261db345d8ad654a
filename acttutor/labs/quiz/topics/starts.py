"""How weights start, and batch normalization."""

import numpy as np

from acttutor.base.numbers.arithmetic import given, quotient
from acttutor.core.nn.layers.batch_norm import batch_norm, normalize
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    choice,
    grid,
    number,
    pick,
    template,
    told,
    worked,
)
from acttutor.labs.quiz.model.text import name_of
from acttutor.labs.quiz.topics.common import vector, worded

#: Which start keeps the size of the signal behind which function: factor and widths.
STARTS = {"he": ("relu", "leaky_relu"), "xavier": ("tanh", "sigmoid"), "lecun": ("selu",)}


def _flow(**more: object) -> tuple[str, dict[str, object]]:
    return "gradients", {"activation": "sigmoid", **more}


@template("trouble", "initialization")
def start_variance(rng: Rng) -> Item:
    n, m = (int(value) for value in pick(rng, (10, 20, 25, 40, 50, 80, 100), 2))
    values = {"he": 2 / n, "xavier": 2 / (n + m), "lecun": 1 / n}
    right = pick(rng, tuple(values))
    traps = {f"start_{name}": value for name, value in values.items() if name != right}
    return number(
        {"n": n, "m": m, "start": worded("start", right).words},
        values[right],
        3,
        {**traps, "start_width_out": (1 if right == "lecun" else 2) / m},
        show=_flow(init=right, width=16),
    )


@template("trouble", "initialization", "relu", "selu", "choosing")
def start_for(rng: Rng) -> Item:
    right = pick(rng, tuple(STARTS))
    function = pick(rng, STARTS[right])
    wrong = ["zeros", "normal", *(each for each in STARTS if each != right)]
    if right == "xavier":
        wrong.remove("lecun")  # for tanh it serves as well
    return choice(
        rng,
        {"f": name_of(function), "id": function},
        worded("start", right),
        [worded("start", each, f"start_{each}") for each in pick(rng, wrong, len(wrong))],
        show=_flow(init=right, activation=function),
    )


@template("trouble", "initialization", "backpropagation")
def zero_start(rng: Rng) -> Item:
    units = pick(rng, (3, 4, 5, 8))
    start = pick(rng, (0.0, 0.1, 0.5))
    return choice(
        rng,
        # All layers: with different weights behind them, equal units part.
        {"units": units, "start": start},
        worded("equal", "stay_equal"),
        [worded("equal", each, f"equal_{each}") for each in ("part_soon", "by_noise", "faster")],
        show=("network", {"init": "zeros", "layers": (min(units, 8),)}),
    )


@template("trouble", "batch_normalization")
def normalized_value(rng: Rng) -> Item:
    middle, spread = grid(rng, -3, 5, 1), pick(rng, (1.0, 2.0, 3.0))
    u = np.array([-1.5, -0.5, 0.5, 1.5]) * 2 * spread / np.sqrt(5)
    u = u[rng.permutation(4)]
    shown = [told(told(value, 1) + middle, 1) for value in u]
    x = normalize(np.array(shown)[:, None])
    mean, deviation = float(np.mean(shown)), float(x.deviation[0])
    answer = float(x.x[0, 0])
    return number(
        {"u": vector(shown), "first": shown[0], "mean": told(mean), "sd": told(deviation)},
        answer,
        2,
        {"only_centred": shown[0] - mean, "by_variance": (shown[0] - mean) / deviation**2,
         "not_centred": shown[0] / deviation},
        steps=(worked(quotient(given(shown[0]) - given(told(mean)), given(told(deviation)), "frac"),
                      answer),),
        show=_flow(batch_norm=True),
    )  # fmt: skip


@template("trouble", "batch_normalization")
def scaled_back(rng: Rng) -> Item:
    gamma, beta = grid(rng, 0.5, 3, 0.5), grid(rng, -2, 2, 0.5)
    u = rng.normal(grid(rng, -5, 5, 1), grid(rng, 1, 4, 1), (8, 1))
    z, _ = batch_norm(u, np.array([gamma]), np.array([beta]))
    what = pick(rng, ("mean", "deviation"))
    mean, deviation = float(z.mean()), float(z.std())
    answer, other = (mean, deviation) if what == "mean" else (deviation, mean)
    return number(
        {"gamma": gamma, "beta": beta, "what": worded("moment", what).words, "id": what},
        answer,
        1,
        {"gamma_for_beta": other, "not_scaled": 0.0 if what == "mean" else 1.0},
        {"gamma_times_beta": gamma * beta, "added": gamma + beta},
        show=_flow(batch_norm=True),
    )


@template("trouble", "batch_normalization", "vanishing")
def normalization_where(rng: Rng) -> Item:
    n = pick(rng, (16, 32, 64, 128))
    return choice(
        rng,
        {"n": n, "units": pick(rng, (10, 20, 50))},
        worded("over", "batch"),
        [worded("over", each, f"over_{each}") for each in ("units", "all", "weights")],
        show=_flow(batch_norm=True),
    )
