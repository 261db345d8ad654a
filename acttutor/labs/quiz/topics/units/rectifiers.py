"""Values and slopes of ReLU's relatives, to be computed by hand."""

import math

import numpy as np

from acttutor.base.numbers.arithmetic import call, given, largest, quotient
from acttutor.core.activations.special import normal_cdf
from acttutor.labs.quiz.model.item import (
    Item,
    Rng,
    grid,
    number,
    pick,
    template,
    tenths,
    told,
    worked,
)
from acttutor.labs.quiz.topics.common import df, explorer, f


@template("units", "leaky_relu")
def leaky_value(rng: Rng) -> Item:
    z, alpha = -grid(rng, 1, 8, 0.5), pick(rng, (0.05, 0.1, 0.2, 0.25))
    return number(
        {"z": z, "alpha": alpha},
        f("leaky_relu", z, alpha=alpha),
        2,
        {"as_relu": 0.0, "as_identity": z, "added_alpha": z + alpha},
        steps=(worked(given(alpha) * given(z), alpha * z),),
        show=explorer("leaky_relu", z, leaky_relu_alpha=alpha),
    )


@template("units", "prelu")
def prelu_alpha(rng: Rng) -> Item:
    z, alpha = tenths(rng, -4, 4), pick(rng, (0.1, 0.2, 0.25, 0.4))
    return number(
        {"z": z, "alpha": alpha},
        min(0.0, z),
        1,
        {"slope_by_x": df("prelu", z, alpha=alpha), "value_for_slope": f("prelu", z, alpha=alpha)}
        if z < 0
        else {"slope_by_x": 1.0, "value_for_slope": z, "slope_is_alpha": alpha},
        steps=(worked(call(r"\min({})", min, given(0), given(z), rational=True), min(0.0, z), 1),),
        show=explorer("prelu", z, prelu_alpha=alpha),
    )


@template("units", "prelu", "leaky_relu")
def prelu_large_alpha(rng: Rng) -> Item:
    z, alpha = tenths(rng, -3, 3), pick(rng, (1.2, 1.5, 1.8, 2.0))
    return number(
        {"z": z, "alpha": alpha},
        f("prelu", z, alpha=alpha),
        2,
        {"maximum_rule": max(z, alpha * z), "as_relu": max(0.0, z) if z < 0 else alpha},
        {"slope_divided": z / alpha, "added_alpha": z + alpha},
        steps=(worked(largest(given(alpha * z), given(z)), max(z, alpha * z)),),
        show=explorer("prelu", z, prelu_alpha=alpha),
    )


@template("units", "elu")
def elu_value(rng: Rng) -> Item:
    z, alpha = -grid(rng, 0.5, 3, 0.5), pick(rng, (0.5, 1.0, 1.5, 2.0))
    e = told(math.exp(z), 3)
    answer = f("elu", z, alpha=alpha)
    return number(
        {"z": z, "alpha": alpha, "e": e},
        answer,
        2,
        {"forgot_minus_one": alpha * e, "as_leaky": alpha * z, "as_relu": 0.0},
        steps=(worked(given(alpha) * (given(e) - given(1)), answer),),
        show=explorer("elu", z, elu_alpha=alpha),
    )


@template("units", "elu")
def elu_slope(rng: Rng) -> Item:
    z, alpha = -grid(rng, 0.5, 2.5, 0.5), pick(rng, (0.5, 1.0, 1.5, 2.0))
    y = told(f("elu", z, alpha=alpha))
    return number(
        {"z": z, "alpha": alpha, "y": y},
        df("elu", z, alpha=alpha),
        2,
        {"value_for_slope": y, "as_identity_slope": 1.0, "as_leaky": alpha},
        steps=(worked(given(y) + given(alpha), df("elu", z, alpha=alpha)),),
        show=explorer("elu", z, elu_alpha=alpha),
    )


@template("units", "selu")
def selu_value(rng: Rng) -> Item:
    z = grid(rng, 0.5, 4, 0.5)
    answer = f("selu", z)
    return number(
        {"z": z},
        answer,
        2,
        {"as_identity": z, "selu_alpha": 1.6732632 * z, "selu_both": 1.0507 * 1.6732632 * z},
        steps=(worked(given(1.0507) * given(z), answer),),
        show=explorer("selu", z),
    )


@template("units", "gelu")
def gelu_value(rng: Rng) -> Item:
    z = tenths(rng, -2, 2)
    share = told(float(normal_cdf(np.array(z))), 3)
    return number(
        {"z": z, "share": share},
        f("gelu", z),
        2,
        {"forgot_x": share, "as_relu": max(0.0, z), "added_x": z + share},
        steps=(worked(given(z) * given(share), f("gelu", z)),),
        show=explorer("gelu", z),
    )


@template("units", "silu", "sigmoid")
def silu_value(rng: Rng) -> Item:
    z = tenths(rng, -3, 3)
    s = told(f("sigmoid", z), 3)
    return number(
        {"z": z, "s": s},
        f("silu", z),
        2,
        {"forgot_x": s, "as_relu": max(0.0, z), "silu_slope_of_sigmoid": z * s * (1 - s)},
        steps=(worked(given(z) * given(s), f("silu", z)),),
        show=explorer("silu", z),
    )


@template("units", "softplus", "sigmoid")
def softplus_slope(rng: Rng) -> Item:
    z = tenths(rng, -2, 2)
    s = f("sigmoid", z)
    e = told(math.exp(z), 3)
    return number(
        {"z": z, "e": e, "y": told(f("softplus", z))},
        df("softplus", z),
        2,
        {
            "value_for_slope": f("softplus", z),
            "slope_of_sigmoid": s * (1 - s),
            "as_relu": float(z > 0),
        },
        steps=(worked(quotient(given(e), given(1) + given(e), "frac"), s, 3),),
        show=explorer("softplus", z),
    )


@template("units", "softplus")
def softplus_difference(rng: Rng) -> Item:
    z = tenths(rng, -3, 3)
    y = told(f("softplus", -z), 3)
    return number(
        {"z": z, "minus": -z, "y": y},
        f("softplus", z),
        2,
        {"as_even": y, "as_odd_plus": -y, "softplus_as_sigmoid": 1 - y},
        {"two_ln_two": 2 * math.log(2), "only_x": z},
        steps=(worked(given(y) + given(z), f("softplus", z), 3),),
        show=explorer("softplus", z),
    )
