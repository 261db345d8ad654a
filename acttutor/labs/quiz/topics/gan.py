"""GANs: two networks that learn against each other."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import given, ln, negative, quotient
from acttutor.core.nn.losses import binary_cross_entropy
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    choice,
    grid,
    number,
    order,
    pick,
    template,
    told,
    worked,
)
from acttutor.labs.quiz.model.text import name_of
from acttutor.labs.quiz.topics.common import named, worded


@template("others", "gan", "losses")
def gan_real(rng: Rng) -> Item:
    real, fake = grid(rng, 0.1, 0.9, 0.1), grid(rng, 0.1, 0.9, 0.1)
    one, two = (
        float(np.sum(binary_cross_entropy(np.array([[d]]), np.array([[t]]))))
        for d, t in ((real, 1.0), (fake, 0.0))
    )
    return number(
        {
            "real": real,
            "fake": fake,
            "one": told(math.log(real)),
            "two": told(math.log(1 - fake)),
        },
        one + two,
        2,
        {"both_real": one - math.log(fake), "real_only": one, "fake_only": two},
        steps=(worked(negative(ln(given(real))) - ln(given(1 - fake)), one + two),),
        show=("gan", {"loss": "nonsaturating"}),
    )


@template("others", "gan", "losses")
def gan_push(rng: Rng) -> Item:
    d = pick(rng, (0.01, 0.02, 0.05, 0.1, 0.2, 0.8, 0.9))
    loss = pick(rng, ("saturating", "nonsaturating"))
    answer = d if loss == "saturating" else 1 - d
    return number(
        {"d": d, "loss": worded("gan_loss", loss).words},
        answer,
        3,
        {"gan_other_loss": 1 - answer, "squared_slope": d * (1 - d)},
        {"gan_by_output": 1 / (1 - d) if loss == "saturating" else 1 / d},
        show=("gan", {"loss": loss}),
    )


@template("others", "gan", "choosing", "tanh")
def gan_output(rng: Rng) -> Item:
    low, right = pick(rng, (("−1", "tanh"), ("0", "sigmoid")))
    wrong = [each for each in ("tanh", "sigmoid", "relu", "identity", "step") if each != right]
    return choice(
        rng,
        {"low": low, "f": name_of(right), "id": right},
        named(right),
        [named(each, "other_range") for each in pick(rng, wrong, 3)],
        show=("gan", {"g_output": right}),
    )


@template("others", "gan", "building")
def gan_round(rng: Rng) -> Item:
    return order(
        rng,
        {},
        [worded("gan_round", each) for each in ("sample", "judge", "teach_d", "teach_g")],
        show=("gan", {}),
    )


@template("others", "gan")
def gan_equilibrium(rng: Rng) -> Item:
    dense = grid(rng, 0.1, 0.9, 0.1)
    generated = grid(rng, 0.1, 0.9, 0.1)
    best = dense / (dense + generated)
    return number(
        {"p": dense, "g": generated},
        best,
        2,
        {"no_generated": dense, "gan_swapped": generated / (dense + generated)},
        {"gan_ratio": dense / generated},
        steps=(worked(quotient(given(dense), given(dense) + given(generated), "frac"), best, 3),),
        show=("gan", {}),
    )
